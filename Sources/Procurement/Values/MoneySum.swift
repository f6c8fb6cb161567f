/// Amounts of one currency being added up, exactly, also beyond what an amount can hold.
package struct MoneySum: Hashable, Sendable {
  /// The currency of all of them.
  package let currency: Currency
  /// The exact sum in stored units; it means nothing if `isTooLarge`.
  package private(set) var units: Int128
  /// Whether the sum left what can be kept exactly.
  package private(set) var isTooLarge = false

  /// A sum that begins with `units` stored units of a currency: with nothing, if they are not given.
  package init(_ currency: Currency, units: Int128 = 0) {
    self.currency = currency
    self.units = units
  }

  /// Adds stored units of the currency.
  package mutating func add(units other: Int128) {
    let (sum, overflow) = units.addingReportingOverflow(other)
    units = sum
    isTooLarge = isTooLarge || overflow
  }

  /// Takes stored units of the currency off.
  package mutating func subtract(units other: Int128) {
    let (difference, overflow) = units.subtractingReportingOverflow(other)
    units = difference
    isTooLarge = isTooLarge || overflow
  }

  /// Adds an amount of the currency.
  /// - Precondition: it is of the currency: amounts of different ones are never added.
  package mutating func add(_ money: Money) {
    precondition(money.currency == currency, "a sum of one currency")
    add(units: Int128(money.units))
  }

  /// Adds another sum of the currency.
  /// - Precondition: it is of the currency: amounts of different ones are never added.
  package mutating func add(_ other: MoneySum) {
    precondition(other.currency == currency, "a sum of one currency")
    add(units: other.units)
    isTooLarge = isTooLarge || other.isTooLarge
  }

  /// The sum without another one.
  package func without(_ other: MoneySum) -> MoneySum {
    var sum = self
    sum.subtract(units: other.units)
    sum.isTooLarge = sum.isTooLarge || other.isTooLarge
    return sum
  }

  /// A sum that nothing here can hold.
  package static func tooLarge(_ currency: Currency) -> MoneySum {
    var sum = MoneySum(currency)
    sum.isTooLarge = true
    return sum
  }

  /// The two sums together.
  package func adding(_ other: MoneySum) -> MoneySum {
    var sum = self
    sum.add(other)
    return sum
  }

  /// The sum to the minor unit, rounded half to even, or `too large`.
  package var roundedToMinorUnit: Figure<Money> {
    let minorUnit = currency.unitsPerMinorUnit
    let (rounded, overflow) = units.dividedHalfToEven(by: minorUnit)
      .multipliedReportingOverflow(by: minorUnit)
    return isTooLarge || overflow ? .tooLarge : .held(try Money(exactly: rounded, of: currency))
  }

  /// The sum in stored units, exact, or `too large`.
  package var exact: Figure<Ratio> { isTooLarge ? .tooLarge : .known(Ratio(units)) }

  /// The sum, or `too large` (METRICS, ruling 15).
  package var figure: Figure<Money> {
    isTooLarge ? .tooLarge : .held(try Money(exactly: units, of: currency))
  }
}

extension MoneySum {
  /// An amount that may be too large to be held.
  package init(_ amount: Figure<Money>, _ currency: Currency) {
    guard let money = amount.value else {
      self = .tooLarge(currency)
      return
    }
    self.init(currency, units: Int128(money.units))
  }
}

extension Figure {
  /// A figure that exists and that nothing here can hold (METRICS, ruling 15).
  package static var tooLarge: Figure { .unavailable(.tooLarge, "too large") }
}
