import Foundation
import Procurement
import Rendering
import Testing

struct JSONTextTests {
  private func object(_ report: Report) throws -> [String: Any] {
    let data = Data(JSONText.text(report).utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func row(_ columns: [ReportColumn], _ cells: [Cell]) throws -> [String: Any] {
    let sections = try #require(
      try object(report(columns, [cells]))["sections"] as? [[String: Any]])
    let rows = try #require(sections.first?["rows"] as? [[String: Any]])
    return try #require(rows.first)
  }

  @Test func writesAReport() throws {
    let report = report(
      [ReportColumn("name", .text), ReportColumn("amount", .money, hasReasons: true)],
      [
        [.text("a\"b"), .money(try dollars("1.5"))],
        [.empty, .unavailable(Unavailable(.notRecorded, "missing"))],
      ],
      totals: [[.text("total"), .money(try dollars("1.5"))]], basis: "billed",
      parameters: [Report.Parameter("as_of", "2026-11-23")], notes: ["a note"])
    #expect(
      JSONText.text(report) == """
        {
          "schema": "offtake.report/1",
          "report": "name",
          "title": "Title",
          "basis": "billed",
          "parameters": {
            "as_of": "2026-11-23"
          },
          "sections": [
            {
              "name": "rows",
              "title": null,
              "columns": [
                {
                  "name": "name",
                  "type": "text",
                  "unit": null
                },
                {
                  "name": "amount",
                  "type": "money",
                  "unit": null
                }
              ],
              "rows": [
                {
                  "name": "a\\"b",
                  "amount": "1.50",
                  "amount_currency": "USD",
                  "amount_reason": null,
                  "amount_code": null
                },
                {
                  "name": null,
                  "amount": null,
                  "amount_reason": "missing",
                  "amount_code": "not_recorded"
                }
              ],
              "totals": [
                {
                  "name": "total",
                  "amount": "1.50",
                  "amount_currency": "USD",
                  "amount_reason": null,
                  "amount_code": null
                }
              ]
            }
          ],
          "notes": [
            "a note"
          ]
        }

        """)
  }

  @Test func keepsAmountsAndRatiosAsText() throws {
    let row = try row(
      [
        ReportColumn("amount", .money), ReportColumn("share", .ratio), ReportColumn("n", .count),
        ReportColumn("q", .decimal), ReportColumn("on", .date),
      ],
      [
        .money(try dollars("9223372036854.775807")), try ratio(1, 3), .count(42),
        .decimal(try ExactDecimal(parsing: "0.000000000000000001")),
        .date(.month(Month(year: 2026, month: 5))),
      ])
    #expect(row["amount"] as? String == "9223372036854.775807")
    #expect(row["share"] as? String == "0.333333")
    #expect(row["n"] as? Int == 42)
    #expect(row["q"] as? String == "0.000000000000000001")
    #expect(row["on"] as? String == "2026-05")
  }

  @Test(
    arguments: [
      "plain", "\"\\/", "\u{0}\u{1}\u{1F}\u{7F}\u{9B}", "\n\r\t\r\n", "\u{2028}\u{2029}",
      "\u{202E}abc", "日本 한글 é e\u{301} 👩‍🚀", "\"\u{301}", "\\\u{301}", "",
    ])
  func readsBackAsItWas(text: String) throws {
    let row = try row([ReportColumn("name", .text)], [.text(text)])
    let read = try #require(row["name"] as? String)
    #expect(read.unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test func escapesControlCharacters() {
    let text = JSONText.text(
      report([ReportColumn("name", .text)], [[.text("\u{1B}[31m\u{9B}\u{2028}\n")]]))
    #expect(text.contains("\"\\u001b[31m\\u009b\\u2028\\n\""))
  }

  @Test func tellsWhyAFigureIsNotThere() throws {
    let half = try #require(Ratio(1, over: 2))
    let qualified = try row([ReportColumn("share", .ratio)], [.qualified(half, "partial 6/12")])
    #expect(qualified["share"] as? String == "0.500000")
    #expect(qualified["share_reason"] as? String == "partial 6/12")
    let undefined = try row(
      [ReportColumn("share", .ratio)], [.unavailable(Unavailable(.notRecorded, "revenue zero"))])
    #expect(undefined["share"] is NSNull)
    #expect(undefined["share_reason"] as? String == "revenue zero")
    #expect(undefined["share_code"] as? String == "not_recorded")
  }

  @Test func isValidWithoutRowsOrParameters() throws {
    let empty = try object(Report(name: "name", title: "Title", sections: []))
    #expect((empty["sections"] as? [Any])?.isEmpty == true)
    #expect(empty["basis"] is NSNull)
  }
}
