internal import Procurement

/// Whether the ends of periods are the last day or the first after it, as far as all rows show.
struct PeriodEnds {
  /// How many rows show that an end is the first day after, and how many that it is the last.
  private(set) var exclusive = 0
  private(set) var inclusive = 0
  /// How many ends are at midnight, and how many later on their day, which is the last one then.
  private(set) var atMidnight = 0
  private(set) var later = 0
  /// Whether the first of a month follows on whole months.
  private(set) var hasWholeMonths = false
  /// The last different periods, with which the next is compared.
  private var recent: [Period] = []

  private struct Period: Equatable {
    let start: Day
    let end: Day
    let startText: [UInt8]
    let endText: [UInt8]
    let startsLater: Bool
    let endsLater: Bool
  }

  private static let mostRecent = 8

  /// Looks at the period of a row.
  mutating func take(
    _ start: WrittenDate, _ end: WrittenDate,
    texts: (start: ArraySlice<UInt8>, end: ArraySlice<UInt8>)
  ) {
    guard let first = start.date.exactDay, let last = end.date.exactDay else { return }
    let period = Period(
      start: first, end: last, startText: Array(texts.start), endText: Array(texts.end),
      startsLater: start.hasTime, endsLater: end.hasTime)
    guard !recent.contains(period) else { return }
    look(at: period)
    for other in recent where other.start != period.start || other.startText != period.startText {
      compare(other, period)
      compare(period, other)
    }
    recent.append(period)
    if recent.count > PeriodEnds.mostRecent { recent.removeFirst() }
  }

  private mutating func look(at period: Period) {
    guard !period.endsLater else { return later += 1 }
    atMidnight += 1
    if period.start == period.end, !period.startsLater { inclusive += 1 }
    guard period.start.dayOfMonth == 1, !period.startsLater, period.end > period.start else {
      // The end of the last hour of a day.
      if period.startsLater, period.end == period.start.adding(days: 1) { exclusive += 1 }
      return
    }
    if period.end.dayOfMonth == 1 {
      exclusive += 1
      hasWholeMonths = true
    }
    if period.end.month.lastDay == period.end { inclusive += 1 }
  }

  /// Looks at a period and one that may follow it.
  private mutating func compare(_ earlier: Period, _ later: Period) {
    if earlier.endText == later.startText, earlier.start < later.start || earlier.endsLater {
      exclusive += 1
    } else if !earlier.endsLater, !later.startsLater,
      earlier.end.adding(days: 1) == later.start, earlier.end > earlier.start
    {
      inclusive += 1
    }
  }
}
