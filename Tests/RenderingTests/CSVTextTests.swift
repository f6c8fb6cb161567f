import Procurement
import Rendering
import Testing

struct CSVTextTests {
  private func csv(
    _ columns: [ReportColumn], _ rows: [[Cell]], isRaw: Bool = false
  ) -> [String] {
    CSVText.text(report(columns, rows, title: "not shown", notes: ["nor this"]), isRaw: isRaw)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func writesAHeaderAndPlainValues() throws {
    let rows = csv(
      [
        ReportColumn("contract", .text), ReportColumn("month", .month),
        ReportColumn("currency", .text), ReportColumn("amount", .money, hasReasons: true),
        ReportColumn("share", .ratio, hasReasons: true), ReportColumn("lines", .count),
        ReportColumn("ends_on", .date), ReportColumn("quantity", .decimal),
      ],
      [
        [
          .text("c-1"), .month(Month(year: 2026, month: 7)), .text("USD"),
          .money(try dollars("1250000000")), try ratio(2, 3), .count(1000),
          .date(.year(2029)), .decimal(try ExactDecimal(parsing: "-0.5")),
        ],
        [
          .text("c-2"), .empty, .text("USD"), .unavailable(Unavailable(.notRecorded, "no invoice")),
          .qualified(try #require(Ratio(1, over: 2)), "partial 6/12, prorated by days"), .empty,
          .empty, .empty,
        ],
      ])
    #expect(
      rows == [
        "contract,month,currency,amount,amount_reason,share,share_reason,lines,ends_on,quantity",
        "c-1,2026-07,USD,1250000000.00,,0.666667,,1000,2029,-0.5",
        "c-2,,USD,,no invoice,0.500000,\"partial 6/12, prorated by days\",,,", "",
      ])
  }

  /// A column of currencies stands beside amounts, whatever the rows hold.
  @Test(arguments: [true, false])
  func keepsCurrencyAndReasonColumns(isEmpty: Bool) throws {
    let rows = csv(
      [ReportColumn("fee", .money, hasReasons: true), ReportColumn("paid", .money, unit: "USD")],
      isEmpty
        ? [] : [[.money(Money(units: 12_345_0000, of: yen)), .money(try dollars("0.000123"))]])
    #expect(rows[0] == "fee,fee_currency,fee_reason,paid")
    #expect(rows.dropFirst() == (isEmpty ? [""] : ["12345,JPY,,0.000123", ""]))
  }

  @Test(
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""),
      ("\"", "\"\"\"\""), ("\r", "\"'\r\""), (" a ", " a "), ("é", "é"),
      // A quote and an accent are one character, and still a quote.
      ("a\"\u{301}b", "\"a\"\"\u{301}b\""), (",\u{301}", "\",\u{301}\""),
    ])
  func quotesWhatNeedsIt(text: String, field: String) {
    let rows = csv([ReportColumn("name", .text)], [[.text(text)]])
    #expect(rows[1].unicodeScalars.elementsEqual(field.unicodeScalars))
  }

  @Test func quotesALineEnd() {
    #expect(
      CSVText.text(report([ReportColumn("name", .text)], [[.text("a\r\nb")]]), isRaw: false)
        == "name\n\"a\r\nb\"\n")
  }

  @Test(
    arguments: [
      "=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "＝1", "＋1", "－1", "＠x", "=\u{301}1",
    ])
  func keepsASpreadsheetFromRunningText(text: String) {
    #expect(csv([ReportColumn("name", .text)], [[.text(text)]])[1] == "'" + text)
    #expect(csv([ReportColumn("name", .text)], [[.text(text)]], isRaw: true)[1] == text)
    #expect(csv([ReportColumn(text, .text)], [])[0] == "'" + text)
    #expect(csv([ReportColumn(text, .text)], [], isRaw: true)[0] == text)
    #expect(
      csv(
        [ReportColumn("n", .ratio, hasReasons: true)],
        [[.unavailable(Unavailable(.notRecorded, text))]])[1] == ",'" + text)
  }

  @Test func leavesNumbersAsTheyAre() throws {
    let rows = csv(
      [ReportColumn("amount", .money, unit: "USD"), ReportColumn("share", .ratio)],
      [[.money(try dollars("-1")), try ratio(-1, 2)]])
    #expect(rows[1] == "-1.00,-0.500000")
  }

  /// A file of CSV is one table, without what is said below it.
  @Test func isTheFirstTableWithoutTotals() {
    let report = Report(
      name: "name", title: "Title",
      sections: [
        Section(
          columns: [ReportColumn("a", .text)], rows: [[.text("1")]], totals: [[.text("total")]]),
        Section(name: "more", columns: [ReportColumn("b", .text)], rows: []),
      ])
    #expect(CSVText.text(report, isRaw: false) == "a\n1\n")
  }
}
