package import Procurement
package import Ledger

/// The fixed payments of a contract spread evenly over its days, against what was billed by then
/// (METRICS, M16).
package struct StraightLineMonth: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The month; of the as-of day's, the days through that day.
  package let month: Month
  /// Its share of all fixed payments.
  package let straightLine: Money
  /// The shares of all months through this one.
  package let straightLineToDate: Money
  /// What was charged by invoices of all billing months through this one, issued by the as-of day;
  /// without taxes and credits.
  package let billedToDate: Money

  /// The one to date less the other: what is accrued, or negative what is prepaid.
  package let balance: Money

  /// What is spread and not billed: 0 at least.
  package var accrued: Money { Money(units: max(balance.units, 0), of: balance.currency) }
  /// What is billed and not spread yet: 0 at least.
  package var prepaid: Money { Money(units: max(-balance.units, 0), of: balance.currency) }
}

/// The straight line of a contract, month by month, or why there is none.
package struct StraightLineSchedule: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// Its months through the as-of day's.
  package let months: Figure<[StraightLineMonth]>
  /// All fixed payments; `nil` if they are not known.
  package let total: Money?
  /// The rows of its fees.
  package let evidence: [Evidence]

  /// The schedule of a contract that has a fee; each tranche's fees start a schedule of their own.
  init?(of contract: ContractFile, _ charges: [Charge], asOf: Day) throws {
    guard !contract.fees.isEmpty else { return nil }
    let lines = try StraightLineSchedule.lines(of: contract)
    let evidence = contract.fees.map(\.evidence)
    if let reason = lines.lazy.compactMap(\.unavailable).first {
      self.init(
        contract: contract, months: .unavailable(reason), total: nil, evidence: evidence)
      return
    }
    let pieces = try lines.compactMap(\.value).sumByMonth(contract.currency)
    self.init(
      contract: contract,
      months: .known(
        try StraightLineMonth.all(of: contract, pieces: pieces, charges: charges, asOf: asOf)),
      total: try pieces.values.reduce(.zero(contract.currency)) { try $0.adding($1) },
      evidence: evidence)
  }

  init(
    contract: ContractFile, months: Figure<[StraightLineMonth]>, total: Money?,
    evidence: [Evidence]
  ) {
    self.contract = contract
    self.months = months
    self.total = total
    self.evidence = evidence
  }

  private static func lines(of contract: ContractFile) throws -> [Figure<StraightLine>] {
    let schedules = Dictionary(grouping: contract.feeHistory, by: \.fee.tranche)
    return try schedules.sorted { $0.key ?? "" < $1.key ?? "" }.compactMap { tranche, rows in
      guard let first = rows.map(\.fee.fromMonth).min()?.firstDay else { return nil }
      let start =
        tranche.map { name in contract.promises.first { $0.tranche == name }?.dueOn }
        ?? contract.effectiveOn
      return try StraightLine.over(
        FeeVersion.all(rows, amendments: contract.amendmentDays),
        from: min(first, start?.ofAMonth?.first ?? first),
        to: contract.endsOn?.ofAMonth?.last, in: contract.currency)
    }
  }
}

extension StraightLineMonth {
  fileprivate static func all(
    of contract: ContractFile, pieces: [Month: Money], charges: [Charge], asOf: Day
  ) throws -> [StraightLineMonth] {
    let billedMonths = Dictionary(
      grouping: charges.ofFees(in: contract.currency), by: \.billingMonth)
    var sums = (spread: Money.zero(contract.currency), billed: Money.zero(contract.currency))
    let months = Set(pieces.keys).union(billedMonths.keys).filter { $0 <= asOf.month }
    return try months.sorted().map { month in
      let piece = (pieces[month] ?? .zero(contract.currency)).through(asOf, of: month)
      sums.spread = try sums.spread.adding(piece)
      for charge in billedMonths[month] ?? [] {
        sums.billed = try sums.billed.adding(charge.amount)
      }
      return StraightLineMonth(
        contract: contract, month: month, straightLine: piece, straightLineToDate: sums.spread,
        billedToDate: sums.billed,
        balance: try Money(
          exactly: Int128(sums.spread.units) - Int128(sums.billed.units), of: contract.currency))
    }
  }
}

extension Money {
  /// The part of a month's piece for its days through `last`.
  fileprivate func through(_ last: Day, of month: Month) -> Money {
    guard last < month.lastDay else { return self }
    return part(ofDays: last.dayOfMonth, of: month.dayCount)
  }
}

extension [StraightLine] {
  fileprivate func sumByMonth(_ currency: Currency) throws -> [Month: Money] {
    var sums: [Month: Money] = [:]
    for line in self {
      for (month, piece) in line.pieces {
        sums[month] = try (sums[month] ?? .zero(currency)).adding(piece)
      }
    }
    return sums
  }
}

extension PartialDate {
  /// The date, where it says at least the month.
  fileprivate var ofAMonth: PartialDate? { if case .year = self { nil } else { self } }
}
