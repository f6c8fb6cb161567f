internal import Ledger
internal import Procurement

/// The fees from a day to the exit from a contract, exact (METRICS, M18).
struct FeeSum: Hashable, Sendable {
  /// What is paid for which days, in stored units.
  let payments: [OwedPayment]
  /// All of them, in stored units.
  let units: Ratio
  /// What it is the sum of: `3 × 1250000000.00 + 15/31 × 920000000.00`; empty where nothing is due.
  let words: String

  /// No fees.
  static let none = FeeSum(payments: [], units: .zero, words: "")

  private init(payments: [OwedPayment], units: Ratio, words: String) {
    self.payments = payments
    self.units = units
    self.words = words
  }

  /// The fees on an exit path, or why they are not known; none where the contract has a minimum of money
  /// and no fees (METRICS, ruling 3).
  /// - Throws: `MoneyError.tooLarge` if they do not fit.
  static func onExitPath(
    _ way: ExitPath, of contract: ContractFile, asOf: Day, _ convention: DayConvention
  ) throws -> Figure<FeeSum> {
    guard let end = way.exitOn.value else {
      return .unavailable(way.exitOn.unavailable ?? Unavailable(.notRecorded, "not known"))
    }
    guard !contract.hasMinimumsOnly else { return .known(.none) }
    guard !contract.fees.isEmpty else { return .unavailable(contract.noFee(in: asOf.month)) }
    return try FeeSum.of(
      FeeStretch.onExitPath(way, of: contract, asOf: asOf, before: end, convention), contract)
  }

  /// The fees of some days of a contract, each by its month, or why they are not known.
  /// - Throws: `MoneyError.tooLarge` if they do not fit.
  static func ofDays(
    from start: Day, before end: Day, _ contract: ContractFile
  ) throws -> Figure<FeeSum> {
    try FeeSum.of(FeeStretch.calendarDays(start, end, of: contract), contract)
  }

  /// Divides once, at the end (METRICS, rule 2).
  private static func of(
    _ stretches: [FeeStretch], _ contract: ContractFile
  ) throws -> Figure<FeeSum> {
    var (parts, payments, units): ([Part], [OwedPayment], Ratio) = ([], [], .zero)
    var unknown: [(month: Month, reason: Unavailable)] = []
    for stretch in stretches {
      switch contract.fee(of: stretch.month) {
      case .unavailable(let reason): unknown.append((stretch.month, reason))
      case .known(let fee):
        let due = try stretch.share.times(fee.exact)
        payments.append(OwedPayment(days: stretch.days, units: due))
        units = try units.adding(due)
        try parts.add(fee, stretch.share)
      }
    }
    if let reason = unknown.reason(contract) { return .unavailable(reason) }
    return .known(
      FeeSum(
        payments: payments, units: units, words: parts.map(\.words).joined(separator: " + ")))
  }
}

extension ContractFile {
  /// Why a month has no fee.
  fileprivate func noFee(in month: Month) -> Unavailable {
    fee(of: month).unavailable ?? unknown("fee")
  }
}

/// Stretches of one fee and one denominator, added.
private struct Part {
  let fee: Money
  var count: Int128
  let denominator: Int128

  var words: String {
    (denominator == 1 ? "\(count)" : "\(count)/\(denominator)") + " × \(fee)"
  }
}

extension [Part] {
  /// A whole month is one fee, however many days it has.
  fileprivate mutating func add(_ fee: Money, _ share: Ratio) throws {
    let share = share == .one ? .one : share
    if let place = firstIndex(where: { $0.fee == fee && $0.denominator == share.denominator }) {
      try self[place].count += share.numerator
    } else {
      append(Part(fee: fee, count: share.numerator, denominator: share.denominator))
    }
  }
}

extension [(month: Month, reason: Unavailable)] {
  /// The first reason, with all months that it holds for.
  fileprivate func reason(_ contract: ContractFile) -> Unavailable? {
    guard let first = self.first else { return nil }
    let months = filter { $0.reason.code == first.reason.code }.map(\.month)
    guard let from = months.min(), let last = months.max(), from < last,
      first.reason == contract.unknown("fee of \(first.month)")
    else { return first.reason }
    return contract.unknown("fees of \(MonthRange(from: from, through: last))")
  }
}
