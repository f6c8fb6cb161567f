/// One interval of a commitment, or the part of it that the commitment has.
package struct CommitmentStretch: Hashable, Sendable {
  /// Its days.
  package let days: DayRange
  /// How many days a whole interval would have from its first.
  package let wholeDayCount: Int

  /// Some days of an interval that would have `wholeDayCount`.
  package init(days: DayRange, wholeDayCount: Int) {
    self.days = days
    self.wholeDayCount = wholeDayCount
  }
}

extension CommitmentInterval {
  /// The intervals of a commitment, counted from its first day and not by the calendar; the last may
  /// be a part.
  package func stretches(of days: DayRange) -> [CommitmentStretch] {
    guard let months = monthCount else {
      return [CommitmentStretch(days: days, wholeDayCount: days.dayCount)]
    }
    var stretches: [CommitmentStretch] = []
    var start = days.from
    while start <= days.last {
      let next = days.from.adding(months: months * (stretches.count + 1))
      guard next > start else { break }
      let last = min(next.adding(days: -1), days.last)
      stretches.append(
        CommitmentStretch(
          days: DayRange(from: start, through: last), wholeDayCount: next.days(since: start)))
      start = next
    }
    return stretches
  }

  /// `nil` for the whole term.
  private var monthCount: Int? {
    switch self {
    case .month: 1
    case .quarter: 3
    case .year: 12
    case .term: nil
    }
  }
}
