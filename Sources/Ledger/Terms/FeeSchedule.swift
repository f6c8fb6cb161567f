package import Procurement

extension Recorded<Fee> {
  /// Its months before `end`, whether or not its own end is known.
  package func months(before end: Month) -> [Month] {
    let stop = min(end, fact.toMonth?.adding(months: 1) ?? end)
    return fact.fromMonth < stop ? MonthRange(from: fact.fromMonth, to: stop).months : []
  }

  /// Whether it is the fee of a month.
  package func covers(_ month: Month) -> Bool { fact.covers(month) }
}

extension Recorded<Fee> {
  /// The tranche that it is for; `nil` if it is for all of the contract.
  package var ownTranche: String? {
    fact.tranche == CapacityCommitment.whole ? nil : fact.tranche
  }
}

extension Fee {
  /// Whether it is the fee of a month.
  fileprivate func covers(_ month: Month) -> Bool {
    fromMonth <= month && (toMonth.map { month <= $0 } ?? true)
  }
}

extension [Recorded<Fee>] {
  /// The fees of a month: one, or one for each tranche.
  package func covering(_ month: Month) -> [Recorded<Fee>] { filter { $0.covers(month) } }
}

/// The monthly fees that rows of a contract's schedule make up (METRICS, rulings 3 and 25).
///
/// Before and between the rows a fee is not recorded; after the last one it is 0, but for a term that the
/// contract renewed for.
package struct MonthlyFees: Sendable {
  private let contract: ContractFile
  private let rows: [Fee]

  /// The fees of some rows of a contract.
  package init(_ rows: [Fee], of contract: ContractFile) {
    self.rows = rows
    self.contract = contract
  }

  /// What is due for a whole month, all rows added.
  package func fee(of month: Month) -> Figure<Money> {
    guard rows.contains(where: { $0.covers(month) }) else { return feeWithoutRow(of: month) }
    return sum(of: rows, in: month)
  }

  /// What is due for a whole month of a tranche that may have no row.
  package func fee(of tranche: String, in month: Month) -> Figure<Money> {
    sum(of: rows.filter { $0.tranche == tranche }, in: month)
  }

  private func sum(of rows: [Fee], in month: Month) -> Figure<Money> {
    var tranches: [String?: TrancheRows] = [:]
    for row in rows { tranches[row.tranche, default: TrancheRows()].add(row, in: month) }
    let isRenewed = isRenewed(by: month)
    guard !tranches.values.contains(where: { $0.isUnknown(isRenewed: isRenewed) }) else {
      return .unavailable(contract.unknown("fee of \(month)"))
    }
    return rows.filter { $0.covers(month) }.compactMap(\.monthlyFee).sum(in: contract.currency)
  }

  /// What the rows of a tranche, or those that name none, say of a month.
  private struct TrancheRows {
    private var (isCovered, isUndisclosed, isBefore, isAfter) = (false, false, false, false)

    mutating func add(_ row: Fee, in month: Month) {
      let covers = row.covers(month)
      isCovered = isCovered || covers
      isUndisclosed = isUndisclosed || covers && row.monthlyFee == nil
      isBefore = isBefore || row.fromMonth < month
      isAfter = isAfter || row.fromMonth > month
    }

    /// Whether the fee is not known: also where no row covers the month, and there are rows before and after
    /// it, or before it and the contract has renewed since. A tranche that comes later, or has ended in the
    /// first term, costs nothing.
    func isUnknown(isRenewed: Bool) -> Bool {
      isUndisclosed || !isCovered && isBefore && (isAfter || isRenewed)
    }
  }

  /// Whether a month is after the first term of a contract that renews.
  private func isRenewed(by month: Month) -> Bool {
    guard contract.renewalMonths != nil, let end = contract.firstTermLastMonth else { return false }
    return month > end
  }

  private func feeWithoutRow(of month: Month) -> Figure<Money> {
    guard let first = rows.map(\.fromMonth).min() else {
      return .unavailable(
        contract.isUsageBased
          ? Unavailable(.usageBased, "usage-based") : contract.unknown("fee"))
    }
    if month < first, contract.start.map({ month < $0.date.first.month }) ?? true {
      return .unavailable(.notYet, "fee begins \(first)")
    }
    if rows.contains(where: { $0.fromMonth > month }) {
      return .unavailable(contract.unknown("fee of \(month)"))
    }
    if isRenewed(by: month) {
      let last = rows.compactMap(\.toMonth).max() ?? month
      return .unavailable(contract.unknown("fees after \(last)"))
    }
    return .known(.zero(contract.currency))
  }
}

extension ContractFile {
  /// What is due for a whole month, all tranches added.
  package func fee(of month: Month) -> Figure<Money> { monthlyFees.fee(of: month) }

  /// What is due for a whole month of one tranche.
  package func fee(of tranche: String, in month: Month) -> Figure<Money> {
    monthlyFees.fee(of: tranche, in: month)
  }

  private var monthlyFees: MonthlyFees { MonthlyFees(fees.map(\.fact), of: self) }

  /// Why something of it is not known: of a contract of our own nobody recorded it, of one that is only
  /// talked of nobody told it (METRICS, ruling 3).
  package func unknown(_ what: String, for extent: String? = nil) -> Unavailable {
    let extent = extent.map { " for \($0)" } ?? ""
    return contract.fact.status.isTalk
      ? Unavailable(.notDisclosed, "\(what) not disclosed\(extent)")
      : Unavailable(.notRecorded, "\(what) not recorded\(extent)")
  }

  /// Whether it has no fee schedule: what is used is billed.
  package var isUsageBased: Bool { fees.isEmpty && !contract.fact.status.isTalk }

  /// Whether some fee is of a part of the capacity; one that names none is then for something else (METRICS,
  /// ruling 26).
  package var hasTrancheFees: Bool { fees.contains { $0.ownTranche != nil } }

  /// Whether it has a minimum of money and no fee schedule: its fees are then 0 (METRICS, ruling 3).
  package var hasMinimumsOnly: Bool {
    fees.isEmpty && commitments.contains { $0.kind == .spend }
  }

  /// The first day that a fee is owed for, as far as its start is known.
  package var firstDay: Day? { start?.date.first }

  /// The days from one day up to and without another that the contract has, counted from its start;
  /// `nil` if there are none.
  package func days(from first: Day, before end: Day) -> DayRange? {
    DayRange(from: max(first, firstDay ?? first), to: end)
  }
}
