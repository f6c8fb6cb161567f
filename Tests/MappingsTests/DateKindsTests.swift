import Testing

struct DateKindsTests {
  /// What a date becomes by the keys of a mapping; `dates` is its format.
  private static func date(_ format: String, _ text: String, _ head: String = "") throws -> String {
    try Sheet.text("\"X\"", "issued_on", text, head: "dates = \"\(format)\"\n\(head)")
  }

  @Test(arguments: [
    (1970, "31-May-26", "2026-05-31"), (1970, "01-Jan-69", "2069-01-01"),
    (1970, "01-Jan-70", "1970-01-01"), (1999, "01-Jan-99", "1999-01-01"),
    (1999, "01-Jan-98", "2098-01-01"), (2000, "29-Feb-00", "2000-02-29"),
  ])
  func twoDigitsAreAYearWhereTheMappingSaysWhich(from: Int, text: String, date: String) throws {
    #expect(try DateKindsTests.date("dd-MMM-yy", text, "two_digit_years_from = \(from)") == date)
  }

  @Test(arguments: [
    ("M/d/yyyy h:mm:ss a", "5/31/2026 12:00:00 AM", "2026-05-30"),
    ("M/d/yyyy h:mm:ss a", "5/31/2026 12:00:00 PM", "2026-05-31"),
    ("M/d/yyyy h:mm a", "5/31/2026 1:00\u{202F}am", "2026-05-31"),
    ("M/d/yyyy hh:mm a", "5/31/2026 12:00 a.m.", "2026-05-30"),
    ("M/d/yyyy H:mm", "5/31/2026 0:00", "2026-05-30"),
    ("M/d/yyyy H:mm", "5/31/2026 23:00", "2026-05-31"),
  ])
  func hoursAreRead(format: String, text: String, lastDay: String) throws {
    let rule = "{ column = \"X\", date = \"\(format)\", exclusive_end = true }"
    #expect(try Sheet.text(rule, "to", text) == lastDay)
  }

  @Test(arguments: [
    ("excel", "46173", "2026-05-31"), ("excel", "1", "1900-01-01"), ("excel", "59", "1900-02-28"),
    ("excel", "61", "1900-03-01"), ("excel", "46173.75", "2026-05-31"),
    ("excel-1904", "44711", "2026-05-31"), ("excel-1904", "0", "1904-01-01"),
    ("excel", "109574", "2199-12-31"),
  ])
  func numbersAreDays(format: String, text: String, date: String) throws {
    #expect(try DateKindsTests.date(format, text) == date)
  }

  @Test(arguments: [
    ("de", "d. MMMM yyyy", "31. Mai 2026", "2026-05-31"),
    ("de", "d. MMM yyyy", "1. MÄR. 2026", "2026-03-01"),
    ("de", "d. MMM yyyy", "1. Okt 2026", "2026-10-01"),
    ("de", "dd.MMM.yyyy", "01.Dez.2026", "2026-12-01"),
    ("fr", "d MMMM yyyy", "30 juin 2026", "2026-06-30"),
    ("fr", "d MMM yyyy", "3 févr. 2026", "2026-02-03"),
    ("fr", "d MMMM yyyy", "15 AOÛT 2026", "2026-08-15"),
    ("es", "d 'de' MMMM 'de' yyyy", "3 de septiembre de 2026", "2026-09-03"),
    ("it", "d MMM yyyy", "3 set 2026", "2026-09-03"),
    ("nl", "d MMM yyyy", "3 mrt. 2026", "2026-03-03"),
    ("pt", "d 'de' MMMM 'de' yyyy", "3 de março de 2026", "2026-03-03"),
    ("ja", "yyyy年MMMd日", "2026年5月31日", "2026-05-31"),
    ("ko", "yyyy년 MMM d일", "2026년 12월 1일", "2026-12-01"),
    ("zh", "yyyy年MMMMd日", "2026年十一月1日", "2026-11-01"),
    ("en", "MMM d, yyyy", "Sept. 3, 2026", "2026-09-03"),
  ])
  func monthsHaveTheNamesOfALanguage(
    language: String, format: String, text: String, date: String
  ) throws {
    #expect(try DateKindsTests.date(format, text, "language = \"\(language)\"") == date)
  }

  @Test func severalLanguagesAndFormatsMayBeGiven() throws {
    var sheet = try Sheet(
      """
      dates = ["d. MMMM yyyy", "d MMMM yyyy"]
      language = ["de", "fr"]
      [columns]
      issued_on = "X"
      to = { column = "X", language = "en" }
      """, ["X"])
    let read = sheet.read([["30 juin 2026"]])
    #expect(
      read[0] == [
        "X \"30 juin 2026\" is not a date like 31. May 2026 (d. MMMM yyyy) or"
          + " 31 May 2026 (d MMMM yyyy)"
      ])
    #expect(sheet.read([["31. mai 2026"]])[0].count == 1)
  }

  @Test(arguments: [
    ("excel", "", "60", "is not a calendar date"), ("excel", "", "0", "is not a calendar date"),
    ("excel", "", "46.173", "is not a date like 46173 (excel)"),
    ("excel", "", "109575", "is not a calendar date"),
    ("M/d/yyyy h:mm a", "", "5/31/2026 0:00 AM", "is not a calendar date"),
    ("M/d/yyyy h:mm a", "", "5/31/2026 13:00 PM", "is not a calendar date"),
    ("M/d/yyyy h:mm a", "", "5/31/2026 1:00", "is not a date like 5/31/2026 12:00 AM"),
    ("d. MMMM yyyy", "", "31. Mai 2026", "is not a date like 31. May 2026"),
    ("d. MMMM yyyy", "language = \"de\"", "31. May 2026", "is not a date like 31. Mai 2026"),
    ("d. MMM yyyy", "language = \"de\"", "31. Maius 2026", "is not a date like 31. Mai 2026"),
    ("MMM d, yyyy", "", "Sept 3, 2026", "is not a date like May 31, 2026"),
    ("yyyy年M月d日", "", "2026-05-31", "is not a date like 2026年5月31日"),
  ])
  func refusesOtherDates(format: String, head: String, text: String, reason: String) throws {
    let read = try DateKindsTests.date(format, text, head)
    #expect(read.hasPrefix("X \"\(text)\" \(reason)"), "\(read)")
  }

  @Test(arguments: [
    (
      "dates = \"dd-MMM-yy\"",
      "1: dates \"dd-MMM-yy\" has a year of two digits; two_digit_years_from = 1970 says that it"
        + " means 1970 to 2069"
    ),
    ("two_digit_years_from = 70", "1: two_digit_years_from is not a whole number from 1900 on"),
    ("two_digit_years_from = 2101", "1: two_digit_years_from is after 2100, as no date is"),
    (
      "language = \"sv\"",
      "1: language is not one of \"en\", \"de\", \"fr\", \"es\", \"it\", \"nl\", \"pt\", \"ja\","
        + " \"ko\", \"zh\""
    ),
    ("dates = \"M/d/yyyy h:mm\"", "1: dates \"M/d/yyyy h:mm\" needs both h and a, as in h:mm a"),
    ("dates = \"M/d/yyyy H:mm a\"", "1: dates \"M/d/yyyy H:mm a\" has H with a; write h or hh"),
    (
      "dates = \"d 'de yyyy\"",
      "1: dates \"d 'de yyyy\" has an unpaired '; literal text is written between two"
    ),
    (
      "language = \"ja\"\ndates = \"yyyy dMMM\"",
      "2: dates \"yyyy dMMM\" has d right before a number; write dd"
    ),
  ])
  func saysWhatIsWrongWithAFormat(head: String, fault: String) {
    #expect(Sheet.faults("\(head)\n[columns]\nissued_on = \"X\"") == [fault])
  }
}
