import Procurement
import Rendering
import Testing

struct TableTextTests {
  @Test func alignsWordsLeftAndNumbersRight() throws {
    let report = report(
      [
        ReportColumn("contract", .text), ReportColumn("signed_on", .date),
        ReportColumn("monthly_fee", .money), ReportColumn("lines", .count),
        ReportColumn("share", .ratio), ReportColumn("power", .decimal, unit: "MW"),
      ],
      [
        [
          .text("a"), .date(.month(Month(year: 2026, month: 5))), .money(try dollars("1250000000")),
          .count(1234), try ratio(803_256, 1_000_000), .decimal(try ExactDecimal(parsing: "1.5")),
        ],
        [
          .text("long-reference"), .empty, .money(try dollars("-0.000123")), .count(-12),
          .unavailable(Unavailable(.notRecorded, "revenue missing")), .empty,
        ],
      ],
      totals: [
        [
          .text("total"), .empty, .money(try dollars("1249999999.999877")), .count(1222), .empty,
          .empty,
        ]
      ],
      basis: "billed", parameters: [Report.Parameter("as_of", "2026-11-23")],
      notes: ["something to know"])
    #expect(
      TableText.text(report, TableStyle(width: nil, isExact: true)) == """
        Title
        billed; as_of 2026-11-23

        contract        signed on           monthly fee  lines                  share  power (MW)
        --------------  ---------  --------------------  -----  ---------------------  ----------
        a               2026-05    1,250,000,000.000000  1,234                 80.3 %         1.5
        long-reference                        -0.000123    -12  n/a (revenue missing)
        --------------  ---------  --------------------  -----  ---------------------  ----------
        total                      1,249,999,999.999877  1,222

        Note: something to know

        """)
  }

  @Test(
    arguments: [
      (Int128(803), Int128(1000), "80.3 %"), (1, 3, "33.3 %"), (2, 3, "66.7 %"),
      // Half goes to the even digit.
      (125, 100_000, "0.1 %"), (50, 100_000, "0.0 %"), (150, 100_000, "0.2 %"),
      (250, 100_000, "0.2 %"), (-150, 100_000, "-0.2 %"), (-50, 100_000, "0.0 %"),
      (4_580_153, 1_000_000, "458.0 %"), (12_345, 1, "1,234,500.0 %"), (0, 5, "0.0 %"),
    ])
  func roundsPercentagesHalfToEven(numerator: Int128, denominator: Int128, text: String) throws {
    let report = report(
      [ReportColumn("share", .ratio)], [[try ratio(numerator, denominator)]])
    #expect(lines(report).last == text)
  }

  @Test(
    arguments: [
      ("0", "0.00"), ("999", "999.00"), ("1000", "1,000.00"), ("-1000", "-1,000.00"),
      ("1234567.891", "1,234,567.891"), ("0.000001", "0.000001"),
      ("9223372036854.775807", "9,223,372,036,854.775807"),
    ])
  func groupsDigits(amount: String, text: String) throws {
    let report = report([ReportColumn("n", .money)], [[.money(try dollars(amount))]])
    #expect(lines(report).last == text)
  }

  @Test(
    arguments: [
      ("a\u{1B}[31mb", "a\\u{1B}[31mb"), ("a\nb", "a\\nb"), ("a\r\nb", "a\\r\\nb"),
      ("a\tb", "a\\tb"), ("a\u{202E}b", "a\\u{202E}b"), ("a\u{0}b", "a\\u{0}b"),
      ("a\u{9B}b", "a\\u{9B}b"), ("日本", "日本"), ("é", "é"),
    ])
  func escapesWhatATerminalWouldActOn(text: String, shown: String) {
    let all = report(
      [ReportColumn("name", .text)], [[.text(text)]], title: text, basis: text,
      parameters: [Report.Parameter("buyer", text)], notes: [text])
    #expect(
      TableText.text(all) == """
        \(shown)
        \(shown); buyer \(shown)

        name
        \(String(repeating: "-", count: max(4, shown == "日本" ? 4 : shown.count)))
        \(shown)

        Note: \(shown)

        """)
  }

  @Test func escapesReasonsAndQualifications() throws {
    let report = report(
      [ReportColumn("share", .ratio)],
      [
        [.unavailable(Unavailable(.notRecorded, "a\nb"))],
        [.qualified(try #require(Ratio(1, over: 2)), "partial\u{7}")],
      ])
    #expect(lines(report).suffix(2) == ["           n/a (a\\nb)", "50.0 % (partial\\u{7})"])
  }

  @Test func countsAWideLetterTwice() {
    let report = report(
      [ReportColumn("name", .text), ReportColumn("lines", .count)],
      [
        [.text("日本"), .count(1)], [.text("abcd"), .count(2)], [.text("한글"), .count(3)],
        [.text("e\u{301}"), .count(4)], [.text("ｱｲ"), .count(5)],
      ])
    #expect(
      lines(report).suffix(5) == [
        "日本      1", "abcd      2", "한글      3", "e\u{301}         4", "ｱｲ        5",
      ])
  }

  @Test func saysThatThereIsNothing() {
    #expect(
      TableText.text(report([ReportColumn("name", .text)], [])) == """
        Title

        (none)

        """)
  }

  @Test func showsSectionsWithTheirTitles() {
    let report = Report(
      name: "name", title: "Title",
      sections: [
        Section(columns: [ReportColumn("a", .text)], rows: [[.text("1")]]),
        Section(name: "more", title: "More", columns: [ReportColumn("b", .text)], rows: []),
      ])
    #expect(
      TableText.text(report) == """
        Title

        a
        -
        1

        More
        (none)

        """)
  }

  @Test func showsATitleInsteadOfAName() {
    let report = report(
      [ReportColumn("a_b", .text), ReportColumn("c_d", .text, title: "c_d")],
      [[.text("1"), .text("2")]])
    #expect(lines(report)[2] == "a b  c_d")
  }

  private func lines(_ report: Report) -> [String] {
    TableText.text(report, TableStyle(width: nil, isExact: true))
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
  }
}
