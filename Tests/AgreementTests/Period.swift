import Procurement

/// A period of notice, in days or in months. Month arithmetic clamps.
enum Period: Sendable {
  case days(Int)
  case months(Int)

  /// The period of a right, if its terms have one.
  init?(_ contract: Row, days: String, months: String) {
    if let count = contract.number(days) {
      self = .days(count)
    } else if let count = contract.number(months) {
      self = .months(count)
    } else {
      return nil
    }
  }

  func after(_ day: Day) -> Day {
    switch self {
    case .days(let count): day.adding(days: count)
    case .months(let count): day.adding(months: count)
    }
  }

  func before(_ day: Day) -> Day {
    switch self {
    case .days(let count): day.adding(days: -count)
    case .months(let count): day.adding(months: -count)
    }
  }
}

extension Day {
  /// The first day on or after this one on which an exit is allowed by `notice_to` (ruling 33).
  func allowed(_ alignment: String?) -> Day {
    switch alignment {
    case "month_end": firstDay(ofEvery: 1)
    case "quarter_end": firstDay(ofEvery: 3)
    case "year_end": firstDay(ofEvery: 12)
    default: self
    }
  }

  private func firstDay(ofEvery months: Int) -> Day {
    var month = dayOfMonth == 1 ? self.month : self.month.adding(months: 1)
    while (month.month - 1) % months != 0 { month = month.adding(months: 1) }
    return month.firstDay
  }
}
