/// A second in UTC, as outages and imports are stamped.
package struct Moment: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  package let seconds: Int64

  /// The moment a given number of seconds after 1970-01-01T00:00:00Z.
  package init(seconds: Int64) { self.seconds = seconds }

  /// The start of a day.
  package init(startOf day: Day) { seconds = Int64(day.number) * 86_400 }

  /// Whether `left` is the earlier one.
  package static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}

extension Moment {
  /// Reads `2026-05-03T14:00:00Z`, `2026-05-03T14:00Z`, or `2026-05-03` for its start.
  /// - Returns: `nil` for anything else; another zone is not taken.
  package init?(parsing text: String) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard 1...2 ~= parts.count, let day = try? Day(parsing: String(parts[0])) else { return nil }
    guard parts.count == 2 else {
      self.init(startOf: day)
      return
    }
    let numbers = parts[1].dropLast().split(separator: ":", omittingEmptySubsequences: false)
    guard parts[1].hasSuffix("Z"), 2...3 ~= numbers.count else { return nil }
    var time = [0, 0, 0]
    for (place, limit) in zip(numbers.indices, [24, 60, 60]) {
      let digits = numbers[place].utf8
      guard digits.count == 2, digits.allSatisfy({ 48...57 ~= $0 }),
        let number = Int(numbers[place]), number < limit
      else { return nil }
      time[place] = number
    }
    self.init(
      seconds: Moment(startOf: day).seconds + Int64(time[0] * 3600 + time[1] * 60 + time[2]))
  }

  /// The day that it lies in.
  package var day: Day { Day(number: Int(floor.quotient)) }

  /// Days since 1970-01-01, and the seconds of the day, rounded down also before 1970.
  private var floor: (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = seconds.quotientAndRemainder(dividingBy: 86_400)
    return remainder < 0 ? (quotient - 1, remainder + 86_400) : (quotient, remainder)
  }
}

extension Moment: CustomStringConvertible {
  /// ISO 8601: `2026-05-03T14:00:00Z`.
  package var description: String {
    let rest = Int(floor.remainder)
    let parts = [rest / 3600, rest / 60 % 60, rest % 60].map { FixedWidth.text($0, width: 2) }
    return "\(day)T\(parts.joined(separator: ":"))Z"
  }
}
