package import Procurement

extension Recorded<CapacityDelivery> {
  /// Whether it has arrived by the end of a day. A date without a day counts as its last; without any
  /// date, what is stored as delivered has.
  package func isDelivered(by day: Day) -> Bool {
    fact.status == .delivered && (fact.deliveredOn.map { $0.last <= day } ?? true)
  }

  /// Whether the buyer has accepted it by the end of a day.
  package func isAccepted(by day: Day) -> Bool {
    isDelivered(by: day) && (fact.acceptedOn.map { $0.last <= day } ?? false)
  }

  /// Whether it has been withdrawn by the end of a day; that day is the first without it. A date without
  /// a day counts as its last.
  package func isWithdrawn(by day: Day) -> Bool {
    fact.withdrawnOn.map { $0.last <= day } ?? false
  }

  /// How many of the days from `start` up to and without `end` it was in service, if its days are
  /// known: from the day of its delivery to the one before its withdrawal.
  package func dayCount(from start: Day, before end: Day) -> Int? {
    guard fact.status == .delivered, let deliveredOn = fact.deliveredOn else { return nil }
    let first = max(deliveredOn.last, start)
    let last = min(fact.withdrawnOn?.last ?? end, end)
    return max(last.days(since: first), 0)
  }
}
