internal import Ledger
internal import Procurement

/// The fees from a day to the exit from a contract, exact (METRICS, M18).
struct FeeSum: Hashable, Sendable {
  /// In stored units, times `denominator`.
  let numerator: Int128
  let denominator: Int
  /// Rounded half to even to the minor unit.
  let amount: Money
  /// What it is the sum of: `3 × 1250000000.00 + 15/30 × 920000000.00`; empty where nothing is due.
  let words: String

  /// No fees, of a currency.
  static func none(in currency: Currency) -> FeeSum {
    FeeSum(numerator: 0, denominator: 1, amount: .zero(currency), words: "")
  }

  /// The fees on an exit path, or why they are not known.
  static func onExitPath(
    _ way: ExitPath, of contract: ContractFile, asOf: Day, _ convention: DayConvention
  ) throws -> Figure<FeeSum> {
    let fees = contract.fees
    guard let end = way.exitOn.value else {
      return .unavailable(way.exitOn.unavailable ?? Unavailable(.notRecorded, "not known"))
    }
    guard !fees.isEmpty else { return .unavailable(.notRecorded, "no fee known") }
    let stretches = FeeStretch.onExitPath(way, asOf: asOf, before: end, convention)
    if let unknown = stretches.undisclosed(in: fees) {
      return .unavailable(.notDisclosed, "fee of \(unknown) not disclosed")
    }
    if let last = stretches.end(of: fees, renewedAfter: contract.firstTermLastMonth) {
      return .unavailable(.notRecorded, "fees after \(last) not known")
    }
    return .known(try FeeSum(FeeSum.parts(stretches, fees, contract.currency), contract.currency))
  }

  /// The known fees of some days, each by its month.
  /// - Throws: `MoneyError.tooLarge` if they do not fit.
  static func ofDays(
    from start: Day, before end: Day, _ contract: ContractFile
  ) throws -> FeeSum {
    let stretches = FeeStretch.calendarDays(start, end)
    return try FeeSum(
      FeeSum.parts(stretches, contract.fees, contract.currency), contract.currency)
  }

  /// Divides once, at the end (METRICS, rule 2).
  private init(_ parts: [Part], _ currency: Currency) throws {
    let denominator = parts.reduce(1) { $0.leastCommonMultiple(with: $1.denominator) }
    let units = try parts.reduce(Int128(0)) { sum, part in
      try sum + Int128(part.fee.units) * Int128(part.count * (denominator / part.denominator))
    }
    self.init(
      numerator: units, denominator: denominator,
      amount: try Money(roundingToMinorUnit: units, over: denominator, of: currency),
      words: parts.map(\.words).joined(separator: " + "))
  }

  private init(numerator: Int128, denominator: Int, amount: Money, words: String) {
    self.numerator = numerator
    self.denominator = denominator
    self.amount = amount
    self.words = words
  }

  /// Stretches of one fee and one denominator, added.
  private struct Part {
    let fee: Money
    var count: Int
    let denominator: Int

    var words: String {
      (denominator == 1 ? "\(count)" : "\(count)/\(denominator)") + " × \(fee)"
    }
  }

  /// Months without a fee row cost nothing.
  private static func parts(
    _ stretches: [FeeStretch], _ fees: [Recorded<Fee>], _ currency: Currency
  ) throws -> [Part] {
    var parts: [Part] = []
    for stretch in stretches where stretch.parts > 0 {
      let fee = try Money(
        exactly: fees.covering(stretch.month).compactMap(\.monthlyFee).units, of: currency)
      // A whole month is one fee, however many days it has.
      let (count, of) = stretch.parts == stretch.of ? (1, 1) : (stretch.parts, stretch.of)
      if let place = parts.firstIndex(where: { $0.fee == fee && $0.denominator == of }) {
        parts[place].count += count
      } else {
        parts.append(Part(fee: fee, count: count, denominator: of))
      }
    }
    return parts
  }
}

extension [FeeStretch] {
  /// The last month of a schedule that ends before a term which renewed after `month` does; `nil`
  /// if the schedule goes as far.
  fileprivate func end(of fees: [Recorded<Fee>], renewedAfter month: Month?) -> Month? {
    let ends = fees.map(\.toMonth)
    guard let month, !ends.contains(nil), let last = ends.compactMap({ $0 }).max() else {
      return nil
    }
    return contains { $0.parts > 0 && $0.month > Swift.max(month, last) } ? last : nil
  }
}

/// What an exit path of a contract comes to: fees, and what is added to them or taken off.
struct FirmAmount: Hashable, Sendable {
  /// Rounded half to even to the minor unit.
  let amount: Money
  /// The exact amount in stored units.
  private let exact: Ratio
  /// What it is the sum of: `3 × 1250000000.00 + termination fee 500.00`.
  let words: String

  /// Divides once, at the end (METRICS, rule 2).
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  init(_ fees: FeeSum, _ more: [(amount: Money, words: String)], less credits: Money) throws {
    let whole = try more.map(\.amount).units - Int128(credits.units)
    let units = try fees.numerator + whole * Int128(fees.denominator)
    guard let exact = Ratio(units, over: Int128(fees.denominator)) else {
      throw MoneyError.tooLarge
    }
    amount = try Money(roundingToMinorUnit: units, over: fees.denominator, of: credits.currency)
    self.exact = exact
    let sum = ([fees.words].filter { !$0.isEmpty } + more.map(\.words)).joined(separator: " + ")
    words =
      credits.units == 0 ? sum : (sum.isEmpty ? "0" : sum) + " - credits due \(credits)"
  }

  /// The exact amount over another, or `nil` over zero.
  func share(of whole: Money) throws(MoneyError) -> Ratio? {
    try Ratio(exact.numerator, over: exact.denominator * Int128(whole.units))
  }
}
