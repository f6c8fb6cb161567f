import Procurement

/// What state a contract is in on a day (METRICS, M0), worked out from its rows alone.
///
/// Chosen where M0 allows more than one reading:
/// - `expired`, `terminated` and `superseded` are over from the exit day that events give, whenever
///   the events were; `expired` otherwise from the end of its term; otherwise on every day.
///   `ends_on` is not the day on which a contract was terminated or superseded. Before that day
///   the contract bound like any other.
struct Standing: Sendable {
  let deal: Deal
  let asOf: Day
  let term: Term
  let convenience: Convenience?
  /// Notice that was given by the day.
  let notice: Notice?

  init(_ deal: Deal, asOf day: Day) {
    self.deal = deal
    asOf = day
    term = Term(deal.contract)
    convenience = Convenience(deal.contract, start: term.start)
    notice = Notice(deal, asOf: day)
  }

  var isBinding: Bool { !["reported", "announced"].contains(deal.status) }

  var isOver: Bool { isOverAlways || over.map { asOf >= $0 } ?? false }

  /// Over without a day.
  var isOverAlways: Bool { isOverByStatus && over == nil }

  /// The first day that need not be paid for, as far as it is known on the as-of day.
  var over: Day? { isOverByStatus ? ended : notice?.exit ?? term.end }

  private var isOverByStatus: Bool {
    ["expired", "terminated", "superseded"].contains(deal.status)
  }

  private var ended: Day? {
    Notice(deal, asOf: .latest)?.exit ?? (deal.status == "expired" ? term.end : nil)
  }
}

/// An exit of `report exposure`.
struct Exit: Hashable, CustomStringConvertible {
  let kind: String
  let day: Day

  var description: String { "\(kind) \(day)" }
}

extension Standing {
  /// The exits that are open and whose days are known.
  ///
  /// Chosen: notice cannot take a contract beyond the end of a term that does not renew.
  var exits: Set<Exit> {
    guard !isOver else { return [] }
    if let notice { return Set([exit("notice given", notice.exit)].compactMap(\.self)) }
    let byNotice = convenience?.exit(noticeOn: asOf).flatMap { day in
      term.end.map { day <= $0 } ?? true ? day : nil
    }
    return Set(
      [
        convenience?.isBuyers == true ? exit("convenience", byNotice) : nil,
        convenience?.isProviders == true ? exit("provider", byNotice) : nil,
        exit("expiry", term.exit(asOf: asOf)),
        isLate ? exit("late delivery", asOf) : nil,
      ].compactMap(\.self))
  }

  /// The earliest exit free of penalty, to which obligations run; `nil` where it is not known.
  var obligationsEnd: Day? {
    if let notice { return notice.exit }
    let end = term.exit(asOf: asOf)
    guard let convenience, convenience.isBuyers else { return end }
    guard !isFree else { return convenience.exit(noticeOn: asOf).map { min($0, end ?? $0) } }
    // The end of a term is free, also where its renewal can no longer be stopped.
    return end.flatMap { term.exits(through: $0).first { gives(convenience, $0) } } ?? end
  }

  /// Whether notice on the as-of day or later gives an exit.
  private func gives(_ convenience: Convenience, _ exit: Day) -> Bool {
    var day = asOf
    while let found = convenience.exit(noticeOn: day), found <= exit {
      if found == exit { return true }
      day = day.adding(days: 1)
    }
    return false
  }

  private var isFree: Bool { (deal.contract.number("termination_fee") ?? 0) == 0 }

  private func exit(_ kind: String, _ day: Day?) -> Exit? { day.map { Exit(kind: kind, day: $0) } }

  /// Whether capacity is so late that the buyer may leave.
  var isLate: Bool {
    guard let days = deal.contract.number("late_exit_days") else { return false }
    return openTranches.contains { $0.due.adding(days: days) <= asOf }
  }

  /// Promised capacity that is not wholly delivered on the as-of day, with its due day.
  var openTranches: [(tranche: String, due: Day)] {
    deal["capacity"].compactMap { promise in
      guard let due = promise.last("due_on"), let tranche = promise["tranche"] else { return nil }
      let there = deal["deliveries"].filter {
        $0["tranche"] == tranche && ($0.last("delivered_on") ?? .latest) <= asOf
      }
      let count = there.reduce(0) { $0 + ($1.number("accelerator_count") ?? 0) }
      return count < promise.number("accelerator_count") ?? 0 ? (tranche, due) : nil
    }
  }
}

extension Day {
  /// Later than every day of a test.
  fileprivate static var latest: Day { Month(year: 2100, month: 1).firstDay }
}
