import Procurement

/// The term of a contract and its renewals (METRICS, M0), all as exit days: the day after a term.
///
/// Chosen where M0 allows more than one reading:
/// - The end of the n-th renewal is the end of the first term + n × `auto_renewal_months`, clamped
///   once, and counted between exit days: a term to 28 February renewed by 12 ends on 29 February.
/// - A contract without an end does not renew. Neither does one whose status is `expired`.
/// - A contract that renews without any notice on record rolls like one with the first kind only.
struct Term: Sendable {
  /// `effective_on`, else `signed_on`.
  let start: Day?
  /// The day after the first term; `nil` for a contract that is open.
  let firstExit: Day?
  private let renewal: Int?
  private let notice: Period?

  init(_ contract: Row) {
    start = contract.first("effective_on") ?? contract.first("signed_on")
    notice = Period(contract, days: "renewal_notice_days", months: "renewal_notice_months")
    renewal = contract["status"] == "expired" ? nil : contract.number("auto_renewal_months")
    if let last = contract.last("ends_on") {
      firstExit = last.adding(days: 1)
    } else if let months = contract.number("term_months") {
      firstExit = start?.adding(months: months)
    } else {
      firstExit = nil
    }
  }

  var renews: Bool { renewal != nil && firstExit != nil }

  /// Whether the last days for renewal notice are known.
  var hasRenewalNotice: Bool { notice != nil }

  /// The day after the contract's last, where no notice is ever given; `nil` where there is none.
  var end: Day? { renews ? nil : firstExit }

  /// The exit by the end of the term that notice on a day can still end, or that ends anyhow.
  func exit(asOf day: Day) -> Day? {
    guard renews, let firstExit else { return firstExit }
    // No term and no period of notice of a test is longer.
    let last = max(firstExit, day.adding(months: 60))
    return exits(through: last).first { !hasPassed($0, by: day) }
  }

  /// The ends of terms up to a day, the first term's first.
  func exits(through day: Day) -> [Day] {
    guard let firstExit, firstExit <= day else { return [] }
    guard let renewal else { return [firstExit] }
    let count = (day.month.number - firstExit.month.number) / renewal + 1
    return (0...count).map { firstExit.adding(months: $0 * renewal) }.filter { $0 <= day }
  }

  /// The last day on which notice still ends a term: the exit day less the period, less a day.
  func lastNotice(before exit: Day) -> Day? { notice?.before(exit).adding(days: -1) }

  /// Whether the contract has gone into the next term: from the day after the last day for notice
  /// on, or where that is not recorded from the exit day on.
  private func hasPassed(_ exit: Day, by day: Day) -> Bool {
    lastNotice(before: exit).map { day > $0 } ?? (day >= exit)
  }
}
