package import Procurement
package import Ledger

/// What was delivered and not billed, or billed and not delivered, and the straight line of fixed
/// payments (METRICS, M16, M17).
package struct UnbilledReport: Hashable, Sendable {
  /// Delivered against billed, by contract and month of the service.
  package let months: [UnbilledMonth]
  /// Straight line against billed, by contract.
  package let schedules: [StraightLineSchedule]

  /// The selected contracts by provider, buyer and reference; `window` is the months to show, `nil`
  /// for all. What is billed is what was issued by the as-of day.
  /// - Throws: `MoneyError` if a sum does not fit.
  package init(
    in book: Book, window: MonthRange?, asOf: Day
  ) throws {
    // What may bind nobody is neither delivered nor owed.
    let contracts = try book.contracts.filter { !$0.status.isTalk }.map {
      (file: $0, charges: try book.charges(of: $0, issuedBy: asOf))
    }
    months = try contracts.flatMap {
      try UnbilledMonth.all(of: $0.file, $0.charges, in: window, asOf: asOf)
    }
    schedules = try contracts.filter { $0.file.standing(on: asOf).owesFees }.compactMap {
      try StraightLineSchedule(of: $0.file, $0.charges, asOf: asOf)?.shown(in: window)
    }
  }
}

extension StraightLineSchedule {
  /// With the months of a window alone; their sums to date are from the first month on.
  fileprivate func shown(in window: MonthRange?) -> StraightLineSchedule {
    guard let window, case .known(let all) = months else { return self }
    return StraightLineSchedule(
      contract: contract, months: .known(all.filter { window.contains($0.month) }), total: total,
      evidence: evidence)
  }
}
