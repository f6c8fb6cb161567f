internal import Ledger
package import Procurement

/// What a minimum is counted in: money of a currency, or a quantity of a unit.
package enum CommitmentMeasure: Hashable, Sendable {
  case money(Currency)
  case quantity(unit: String)

  /// Whether it is money.
  package var isMoney: Bool { if case .money = self { true } else { false } }

  /// Quantities are kept to the billionth.
  private static let quantityDecimals = 9

  var decimals: Int {
    switch self {
    case .money(let currency): currency.scale
    case .quantity: CommitmentMeasure.quantityDecimals
    }
  }

  /// What a minimum is counted in.
  package init(of minimum: CommitmentMinimum) {
    self =
      switch minimum {
      case .spend(let money): .money(money.currency)
      case .usage(_, let unit): .quantity(unit: unit.lowercased())
      }
  }

  /// A minimum or cap in units of 10^-`decimals`.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  package func units(of minimum: CommitmentMinimum) throws(MoneyError) -> Int128 {
    switch minimum {
    case .spend(let money): return Int128(money.units)
    case .usage(let quantity, _): return try units(of: WrittenDecimal(quantity))
    }
  }

  /// A quantity in units of 10^-`decimals`, rounded half to even.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  func units(of quantity: WrittenDecimal) throws(MoneyError) -> Int128 {
    guard let units = quantity.rounded(toPlaces: decimals) else { throw .tooLarge }
    return units
  }
}

/// An exact amount of what a minimum is counted in, rounded when it is shown.
package struct CommitmentAmount: Hashable, Sendable {
  /// What `units` count.
  package let measure: CommitmentMeasure
  /// Stored units of the currency, or billionths of the unit.
  package let units: Ratio
  /// Whether what it was converted into cannot be kept.
  private var isTooLarge = false

  /// An amount of a measure.
  package init(measure: CommitmentMeasure, units: Ratio) {
    self.measure = measure
    self.units = units
  }

  /// Rounded half to even to the minor unit; `nil` if it is a quantity, or is too large for an amount.
  package var money: Money? {
    guard case .money(let currency) = measure, !isTooLarge else { return nil }
    return try? Money(rounding: units, of: currency)
  }

  /// For showing, without its currency or unit: money to the minor unit, a quantity to three decimals, half
  /// to even. `nil` if it is too large.
  package var decimal: ExactDecimal? {
    let places: Int =
      switch measure {
      case .money(let currency): currency.minorDigits ?? 0
      case .quantity: 3
      }
    let scale = Ratio(1, over: .powerOfTen(measure.decimals - places)) ?? .one
    guard !isTooLarge, let shown = try? units.times(scale).rounded(toUnitsOf: 1) else { return nil }
    return ExactDecimal(coefficient: shown, decimals: places)
  }

  /// Money at a rate; a quantity as it is.
  func shown(at rate: AmountRate) -> CommitmentAmount {
    guard case .money = measure else { return self }
    let units = rate.exact(units)
    var amount = CommitmentAmount(measure: .money(rate.currency), units: units.value ?? .zero)
    amount.isTooLarge = isTooLarge || units.value == nil
    return amount
  }

  /// For people, without its currency or unit.
  package var text: String {
    money.map { "\($0)" } ?? decimal.map { "\($0)" } ?? "too large"
  }

  /// For messages, with its currency or unit: `52,000.00 USD`, `5,000 gpu-hour`.
  package var words: String {
    guard let decimal else { return text }
    switch measure {
    case .money(let currency): return money?.words ?? "\(decimal.words) \(currency.code)"
    case .quantity(let unit): return "\(decimal.words) \(unit)"
    }
  }

  /// As a fact of a finding of the audit: facts are digested, so that their form never changes.
  package var fact: String {
    switch measure {
    case .money: text
    case .quantity(let unit): "\(text) \(unit)"
    }
  }
}
