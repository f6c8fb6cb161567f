import Procurement
import Rendering
import Testing

/// RFC 5545; `scripts/test-calendar` reads calendars with another program's parser.
struct CalendarTextTests {
  private func text(_ summary: String) throws -> String {
    CalendarText.text(
      [
        CalendarText.Event(
          uid: "u-1@offtake", day: try Day(parsing: "2026-12-31"), summary: summary,
          description: "one\ntwo", category: "last_notice")
      ], stampedAt: Moment(startOf: try Day(parsing: "2026-11-15")))
  }

  @Test func writesADayWithItsAlarms() throws {
    let lines = try text("Notice").components("\r\n")
    #expect(
      lines.prefix(13) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Offtake//Agenda//EN", "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT", "UID:u-1@offtake", "DTSTAMP:20261115T000000Z",
        "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "SUMMARY:Notice",
        "DESCRIPTION:one\\ntwo", "CATEGORIES:last_notice", "TRANSP:TRANSPARENT",
      ])
    #expect(
      lines.filter { $0.hasPrefix("TRIGGER") } == [
        "TRIGGER:-P90D", "TRIGGER:-P60D", "TRIGGER:-P30D",
      ])
    #expect(lines.suffix(3) == ["END:VEVENT", "END:VCALENDAR", ""])
  }

  @Test func hasNoAlarmsForADayThatHasPassed() throws {
    let event = CalendarText.Event(
      uid: "u-1@offtake", day: try Day(parsing: "2026-11-14"), hasPassed: true, summary: "Overdue",
      description: "", category: "invoice_due")
    let text = CalendarText.text(
      [event], stampedAt: Moment(startOf: try Day(parsing: "2026-11-15")))
    #expect(text.contains("BEGIN:VEVENT"))
    #expect(!text.contains("VALARM"))
  }

  @Test(
    arguments: [
      ("a,b;c\\d", "a\\,b\\;c\\\\d"), ("two\nlines", "two\\nlines"),
      ("bell\u{7}, tab\t", "bell\\, tab"), ("\u{85}\u{9B}x", "x"), ("colon: \"q\"", "colon: \"q\""),
    ])
  func escapesText(summary: String, written: String) throws {
    #expect(try text(summary).components("\r\n").contains("SUMMARY:" + written))
  }

  @Test(arguments: ["a", "é", "長", "😀", "e\u{301}"])
  func foldsAt75Octets(character: String) throws {
    for count in 20...120 {
      let summary = String(repeating: character, count: count)
      let written = try text(summary)
      let lines = written.components("\r\n")
      #expect(lines.allSatisfy { $0.utf8.count <= 75 })
      let unfolded = written.replacing("\r\n ", with: "")
      #expect(unfolded.components("\r\n").contains("SUMMARY:" + summary))
    }
  }
}

extension String {
  /// Split at a separator; without Foundation.
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
