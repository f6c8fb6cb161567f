import FoundationEssentials
import Procurement

/// The one place that knows what time it is. Days are those of UTC.
enum Clock {
  static var today: Day { Day(number: seconds / 86_400) }

  /// `2026-11-23T18:00:00Z`.
  static var now: String {
    let (hours, minutes) = (seconds % 86_400 / 3600, seconds % 3600 / 60)
    let parts = [hours, minutes, seconds % 60].map { ($0 < 10 ? "0" : "") + String($0) }
    return "\(today)T\(parts.joined(separator: ":"))Z"
  }

  /// This second.
  static var moment: Moment { Moment(seconds: Int64(seconds)) }

  /// Since 1970-01-01.
  private static var seconds: Int { Int(Date().timeIntervalSince1970) }
}
