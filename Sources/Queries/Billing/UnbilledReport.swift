package import Procurement
package import Store

/// What was delivered and not billed, or billed and not delivered, and the straight line of fixed
/// payments (METRICS, M16, M17).
package struct UnbilledReport: Hashable, Sendable {
  /// Delivered against billed, by contract and month of the service.
  package let months: [UnbilledMonth]
  /// Straight line against billed, by contract.
  package let schedules: [StraightLineSchedule]

  /// The selected contracts by provider, buyer and reference; `window` is the months to show, `nil`
  /// for all. What is billed is what was issued by the as-of day.
  /// - Throws: `MoneyError` where a sum does not fit.
  package init(
    _ selection: Selection, in window: MonthRange?, asOf: Day, from store: borrowing Store
  ) throws {
    let contracts = try ContractTerms.all(selection, from: store)
    let charges = try ServiceCharge.all(selection, issuedBy: asOf, from: store)
    let fees = try ScheduledFee.all(selection, from: store)
    months = try UnbilledMonth.all(
      contracts, try ExpectedCharge.all(selection, in: window, asOf: asOf, from: store), charges,
      in: window)
    schedules = try StraightLineSchedule.all(
      contracts, fees, charges, selection, asOf: asOf, from: store
    ).map { $0.shown(in: window) }
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
