import Testing

struct DateFormatTests {
  @Test(arguments: [
    ("MM/dd/yyyy", "05/31/2026", "2026-05-31"),
    ("M/d/yyyy", "5/3/2026", "2026-05-03"),
    ("M/d/yyyy", "12/31/2026", "2026-12-31"),
    ("dd.MM.yyyy", "31.05.2026", "2026-05-31"),
    ("yyyyMMdd", "20260531", "2026-05-31"),
    ("yyyyMM", "202605", "2026-05"),
    ("yyyy", "2026", "2026"),
    ("MMM d, yyyy", "May 3, 2026", "2026-05-03"),
    ("MMMM d, yyyy", "September 30, 2026", "2026-09-30"),
    ("dd-MMM-yyyy", "03-SEP-2026", "2026-09-03"),
    ("yyyy/MM/dd HH:mm:ss", "2026/05/31 23:59:59", "2026-05-31"),
    ("yyyy-MM-dd HH:mm:ss UTC", "2026-05-31 00:00:00 UTC", "2026-05-31"),
    ("iso", "2026", "2026"), ("iso", "2026-05", "2026-05"), ("iso", "2026-05-01", "2026-05-01"),
    ("iso", "2026-05-01T00:00:00Z", "2026-05-01"), ("iso", "2026-05-01T00:00Z", "2026-05-01"),
    ("iso", "2026-05-01 07:30:00.125", "2026-05-01"),
    ("iso", "2026-05-01T00:00:00+00:00", "2026-05-01"),
    ("iso", "2026-05-01 00:00:00 UTC", "2026-05-01"),
    ("MM/dd/yyyy", " 05/31/2026 ", "2026-05-31"), ("MM/dd/yyyy", "", ""),
  ])
  func readsADate(format: String, text: String, date: String) throws {
    let rule = #"{ column = "X", date = "\#(format)" }"#
    #expect(try Sheet.text(rule, "issued_on", text) == date)
  }

  @Test(arguments: [
    ("MM/dd/yyyy", "31/05/2026", "is not a calendar date"),
    ("MM/dd/yyyy", "02/29/2026", "is not a calendar date"),
    ("MM/dd/yyyy", "5/31/2026", "is not a date like 05/31/2026 (MM/dd/yyyy)"),
    ("MM/dd/yyyy", "05/31/26", "is not a date like"),
    ("MM/dd/yyyy", "05/31/2026 10:00", "is not a date like"),
    ("MM/dd/yyyy", "2026-05-31", "is not a date like"),
    ("MMM d, yyyy", "Mai 3, 2026", "is not a date like"),
    ("yyyyMM", "202613", "is not a calendar date"),
    ("yyyy", "0026", "is not a calendar date"),
    ("iso", "2026-05-01T00:00:00+02:00", "is in a time zone other than UTC"),
    ("iso", "2026-05-01T24:00:00Z", "is not a calendar date"),
    ("iso", "2026-05-01T", "is not a date like"), ("iso", "2026-5-1", "is not a date like"),
    ("iso", "05/31/2026", "is not a date like 2026-05-31 or 2026-05-31T00:00:00Z (iso)"),
  ])
  func refusesWhatIsNoSuchDate(format: String, text: String, reason: String) throws {
    let rule = #"{ column = "X", date = "\#(format)" }"#
    #expect(try Sheet.text(rule, "issued_on", text).hasPrefix("X \"\(text)\" \(reason)"))
  }

  @Test(arguments: [
    ("iso", "2026-06-01T00:00:00Z", "2026-05-31"), ("iso", "2026-06-01", "2026-05-31"),
    ("iso", "2026-05-01T05:00:00Z", "2026-05-01"), ("iso", "2026-05-01T00:00:00.5Z", "2026-05-01"),
    ("MM/dd/yyyy", "01/01/2026", "2025-12-31"), ("yyyyMM", "202601", "2025-12"),
    ("yyyy", "2026", "2025"),
  ])
  func anExclusiveEndIsTheDateBefore(format: String, text: String, date: String) throws {
    let rule = #"{ column = "X", date = "\#(format)", exclusive_end = true }"#
    #expect(try Sheet.text(rule, "to", text) == date)
  }

  @Test func withoutAFormatADateIsLeftToTheImport() throws {
    #expect(try Sheet.text("\"X\"", "issued_on", "03/04/2026") == "03/04/2026")
  }

  @Test(arguments: [
    ("13/04/2026", "2026-04-13"), ("04/13/2026", "2026-04-13"), ("04/04/2026", "2026-04-04"),
    (
      "03/04/2026",
      "X \"03/04/2026\" can be 2026-03-04 and 2026-04-03 by the mapping's date formats; give one that it has"
    ),
  ])
  func ofSeveralFormatsNoneIsPreferred(text: String, date: String) throws {
    let rule = #"{ column = "X", date = ["MM/dd/yyyy", "dd/MM/yyyy"] }"#
    #expect(try Sheet.text(rule, "issued_on", text) == date)
  }

  @Test(arguments: [
    ("MM/dd", "needs a year, once"), ("yyyy-dd", "needs a month for its day"),
    ("yyyy-MM-MMM", "needs a month for its day"), ("yy-MM-dd", "has a year of two digits"),
    ("YYYY-MM-DD", "has a part other than"), ("Mdyyyy", "has M right before"),
    ("yyyy-MM-dd 2", "has a part other than"), ("", "needs a year, once"),
  ])
  func refusesWhatIsNoPattern(pattern: String, reason: String) {
    let faults = Sheet.faults("dates = \"\(pattern)\"\n[columns]\nissued_on = \"X\"\n")
    #expect(faults.count == 1 && faults[0].hasPrefix("1: dates \"\(pattern)\" \(reason)"))
  }
}
