package import Procurement
package import Ledger

/// What was delivered and not billed, or billed and not delivered, and the straight line of fixed
/// payments (METRICS, M16, M17).
package struct UnbilledReport: Hashable, Sendable {
  /// Delivered against billed, by contract and month of the service.
  package let months: [UnbilledMonth]
  /// Straight line against billed, by contract.
  package let schedules: [StraightLineSchedule]

  init(months: [UnbilledMonth], schedules: [StraightLineSchedule]) {
    self.months = months
    self.schedules = schedules
  }

  /// The selected contracts by provider, buyer and reference; `window` is the months to show, `nil`
  /// for all. What is billed is what was issued by the as-of day.
  /// - Throws: `MoneyError` if a sum does not fit.
  package init(
    in book: Book, window: MonthRange?, asOf: Day
  ) throws {
    var (months, schedules) = ([UnbilledMonth](), [StraightLineSchedule]())
    try UnbilledReport.forEachContract(in: book, window: window, asOf: asOf) {
      months += $0.months
      schedules += $0.schedules
    }
    self.months = months
    self.schedules = schedules
  }

  /// Lends the report of each contract, one after the other: all of them may be too much to hold.
  /// - Throws: `MoneyError` if a sum does not fit.
  package static func forEachContract(
    in book: Book, window: MonthRange?, asOf: Day, _ body: (UnbilledReport) throws -> Void
  ) throws {
    try book.forEachPart { part in
      // What may bind nobody is neither delivered nor owed.
      for contract in try part.contracts where !contract.status.isTalk {
        try body(UnbilledReport(of: contract, in: part, window: window, asOf: asOf))
      }
    }
  }

  /// The report of one contract.
  init(
    of contract: ContractFile, in book: Book, window: MonthRange?, asOf: Day
  ) throws {
    let charges = try book.charges(of: contract, issuedBy: asOf)
    months = try UnbilledMonth.all(of: contract, charges, in: window, asOf: asOf)
    let schedule =
      contract.standing(on: asOf).owesFees
      ? try StraightLineSchedule(of: contract, charges, asOf: asOf) : nil
    schedules = schedule.map { [$0.shown(in: window)] } ?? []
  }
}

extension StraightLineSchedule {
  /// The schedule with other months.
  func with(months: Figure<[StraightLineMonth]>) -> StraightLineSchedule {
    StraightLineSchedule(contract: contract, months: months, total: total, evidence: evidence)
  }

  /// With the months of a window alone; their sums to date are from the first month on.
  fileprivate func shown(in window: MonthRange?) -> StraightLineSchedule {
    guard let window, case .known(let all) = months else { return self }
    return with(months: .known(all.filter { window.contains($0.month) }))
  }
}
