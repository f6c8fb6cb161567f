/// A run of days, both ends included: the service that a charge is for, or a fiscal period.
package struct DayRange: Hashable, Sendable {
  /// The first day.
  package let from: Day
  /// The last day: `from` or later.
  package let to: Day

  /// - Returns: `nil` where it would end before it begins.
  package init?(from: Day, to: Day) {
    guard from <= to else { return nil }
    self.from = from
    self.to = to
  }

  /// - Precondition: `to` is not before `from`.
  package init(_ from: Day, upTo to: Day) {
    precondition(from <= to, "a range of days runs forward")
    self.from = from
    self.to = to
  }

  /// How many days it has: 1 or more.
  package var dayCount: Int { to.days(since: from) + 1 }
}
