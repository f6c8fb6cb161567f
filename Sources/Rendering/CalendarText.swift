package import Procurement

/// Days with what is to be done on them as iCalendar, RFC 5545.
package enum CalendarText {
  /// An event of a whole day.
  package struct Event: Hashable, Sendable {
    /// A name that an event keeps in every run, and that no other event has.
    package let uid: String
    /// The day.
    package let day: Day
    /// What stands in the calendar.
    package let summary: String
    /// The rest.
    package let description: String
    /// One word for its kind.
    package let category: String

    /// Whether its day has passed, so that no alarm can remind of it.
    package let hasPassed: Bool

    /// An event as it is to be shown.
    package init(
      uid: String, day: Day, hasPassed: Bool = false, summary: String, description: String,
      category: String
    ) {
      self.uid = uid
      self.day = day
      self.hasPassed = hasPassed
      self.summary = summary
      self.description = description
      self.category = category
    }
  }

  /// Days before an event on which the calendar reminds of it.
  private static let alarmDays = [90, 60, 30]

  /// A calendar of the events; `stampedAt` is when it was made.
  package static func text(_ events: [Event], stampedAt: Moment) -> String {
    let stamp = basic("\(stampedAt)")
    let lines =
      ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Offtake//Agenda//EN", "CALSCALE:GREGORIAN"]
      + events.flatMap { self.lines($0, stamp) } + ["END:VCALENDAR"]
    return lines.map { folded($0) + "\r\n" }.joined()
  }

  private static func lines(_ event: Event, _ stamp: String) -> [String] {
    [
      "BEGIN:VEVENT", "UID:\(escaped(event.uid))", "DTSTAMP:\(stamp)",
      "DTSTART;VALUE=DATE:\(basic("\(event.day)"))",
      "DTEND;VALUE=DATE:\(basic("\(event.day.adding(days: 1))"))",
      "SUMMARY:\(escaped(event.summary))", "DESCRIPTION:\(escaped(event.description))",
      "CATEGORIES:\(escaped(event.category))", "TRANSP:TRANSPARENT",
    ]
      + (event.hasPassed ? [] : alarmDays).flatMap { days in
        [
          "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P\(days)D",
          "DESCRIPTION:\(escaped(event.summary))", "END:VALARM",
        ]
      } + ["END:VEVENT"]
  }

  /// `20261123T180000Z`, `20261123`: the basic format of ISO 8601.
  private static func basic(_ extended: String) -> String {
    extended.filter { $0 != "-" && $0 != ":" }
  }

  /// Text as a value: RFC 5545, 3.3.11. Control characters have no place in it.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\" + String(scalar)
      case "\n": escaped += "\\n"
      default:
        if scalar.properties.generalCategory != .control { escaped.unicodeScalars.append(scalar) }
      }
    }
    return escaped
  }

  /// Lines of 75 octets at most, none cut within a letter: RFC 5545, 3.1. Only a letter that is longer
  /// than a line, with all its accents, is cut between them.
  private static func folded(_ line: String) -> String {
    var (folded, length) = ("", 0)
    for letter in line {
      let parts =
        letter.utf8.count > 74 ? letter.unicodeScalars.map { String($0) } : [String(letter)]
      for part in parts {
        if length + part.utf8.count > 75 {
          folded += "\r\n "
          length = 1
        }
        folded += part
        length += part.utf8.count
      }
    }
    return folded
  }
}
