import Procurement

/// The exit that events gave a contract (METRICS, M0, "Notice given").
///
/// Chosen where M0 allows more than one reading:
/// - An event counts from the last day of its date on: it must have happened.
/// - Notice in the lock-in counts as given on the first day that the lock-in allows.
/// - Bare notice ends the contract on the earlier of the convenience exit and the end of the
///   running term, even if the renewal notice of that term is not recorded.
/// - Of several that nobody withdrew the earliest exit counts. A withdrawal takes back every notice
///   and termination of the days before its own.
/// - No notice keeps a contract beyond the end of a term that does not renew.
struct Notice: Sendable {
  /// The exit day; `nil` where the terms do not tell it.
  let exit: Day?
  /// The rows of events that hold.
  let rows: [Row]

  /// What holds on a day; `nil` where no notice does.
  init?(_ deal: Deal, asOf day: Day) {
    let past = deal["events"].filter { ($0.last("occurred_on") ?? day) <= day }
    let withdrawn = past.filter { $0["kind"] == "notice_withdrawn" }
    rows = past.filter { row in
      ["notice", "terminated"].contains(row["kind"])
        && !withdrawn.contains { Self.day($0) > Self.day(row) }
    }
    guard !rows.isEmpty else { return nil }
    let term = Term(deal.contract)
    let exits = rows.compactMap { Self.exit(of: $0, deal.contract, term) }
    exit = (exits + [term.end].compactMap(\.self)).min()
  }

  private static func day(_ event: Row) -> Day { event.last("occurred_on") ?? Day(number: 0) }

  private static func exit(of event: Row, _ contract: Row, _ term: Term) -> Day? {
    if let said = event.first("effective_on") { return said }
    if event["kind"] == "terminated" { return day(event) }
    let ends = term.exit(asOf: day(event))
    guard let right = Convenience(contract, start: term.start) else { return ends }
    return right.exit(noticeOn: day(event)).map { min($0, ends ?? $0) }
  }
}
