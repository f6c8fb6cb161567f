import Crypto
import Foundation
import Procurement
import Rendering
import Testing

/// What each format makes of one report: text that could be markup, an amount, a ratio, what is not there.
struct ReportFormatTests {
  private func text(_ report: Report, as format: ReportFormat, isRaw: Bool = false) -> String {
    var text = ""
    format.write(PrintableReport(report), isRaw: isRaw) { text += $0 }
    return text
  }

  /// Text in a table of one cell, and nothing else.
  private func text(_ cell: Cell, _ kind: ReportColumn.Kind = .text, as format: ReportFormat)
    -> String
  {
    text(report([ReportColumn("name", kind)], [[cell]]), as: format)
  }

  private func sample() throws -> Report {
    Report(
      name: "spend", title: "Spend", basis: "billed",
      parameters: [Report.Parameter("as_of", "2026")],
      sections: [
        Section(
          columns: [
            ReportColumn("who", .text), ReportColumn("paid", .money, hasReasons: true),
            ReportColumn("share", .ratio, hasReasons: true), ReportColumn("month", .month),
          ],
          rows: [
            [
              .text("<b>&|"), .money(try dollars("-1250000")), try ratio(2, 3),
              .month(Month(year: 2026, month: 7)),
            ],
            [
              .text("=b"), .unavailable(Unavailable(.notRecorded, "no invoice")), .empty, .empty,
            ],
          ],
          totals: [[.text("total"), .money(try dollars("-1250000")), .empty, .empty]]),
        Section(
          name: "more", title: "More", columns: [ReportColumn("units", .count)], rows: [[.count(7)]]
        ),
      ], notes: ["a <note>"])
  }

  @Test func areKnownByTheirExtensions() {
    let extensions = ReportFormat.allCases.flatMap(\.extensions)
    #expect(Set(extensions).count == extensions.count)
    for format in ReportFormat.allCases {
      #expect(format.extensions.allSatisfy { ReportFormat(extension: $0.uppercased()) == format })
    }
    #expect(ReportFormat(extension: "xls") == nil)
  }

  // MARK: TSV, JSON Lines

  @Test func tsvIsTheFirstTable() throws {
    #expect(
      try text(sample(), as: .tsv)
        == """
        who\tpaid\tpaid_currency\tpaid_reason\tshare\tshare_reason\tmonth
        <b>&|\t-1250000.00\tUSD\t\t0.666667\t\t2026-07
        '=b\t\t\tno invoice\t\t\t\u{20}

        """.replacing("\u{20}\n", with: "\n"))
    #expect(try text(sample(), as: .tsv, isRaw: true).contains("\n=b\t"))
  }

  @Test(arguments: [
    ("a\tb", #"a\tb"#), ("a\r\nb", #"a\r\nb"#), (#"a\tb"#, #"a\\tb"#), ("a,\"b\"", "a,\"b\""),
  ])
  func tsvShowsTabsAndLineEnds(value: String, field: String) {
    #expect(text(.text(value), as: .tsv) == "name\n\(field)\n")
  }

  @Test func linesOfJSONSayWhereARowIsFrom() throws {
    #expect(
      try text(sample(), as: .jsonl) == """
        {"report": "spend", "section": "rows", "who": "<b>&|", "paid": "-1250000.00", \
        "paid_currency": "USD", "paid_reason": null, "paid_code": null, "share": "0.666667", \
        "share_reason": null, "share_code": null, "month": "2026-07"}
        {"report": "spend", "section": "rows", "who": "=b", "paid": null, "paid_reason": "no invoice", \
        "paid_code": "not_recorded", "share": null, "share_reason": null, "share_code": null, "month": null}
        {"report": "spend", "section": "more", "units": 7}

        """)
  }

  /// A query may call a column `report`: an object has each name once.
  @Test func linesOfJSONKeepAQuerysOwnColumn() {
    let rows = report([ReportColumn("report", .text)], [[.text("mine")]])
    #expect(text(rows, as: .jsonl) == #"{"section": "rows", "report": "mine"}"# + "\n")
  }

  // MARK: Markdown

  @Test func markdownHasHeadingsTablesAndNotes() throws {
    #expect(
      try text(sample(), as: .markdown) == #"""
        # Spend

        billed; as_of 2026

        | who | paid | share | month |
        |---|---:|---:|---|
        | \<b\>\&\| | -1,250,000.00 | 66.7 % | 2026-07 |
        | =b | n/a (no invoice) | | |
        | **total** | **-1,250,000.00** | | |

        ## More

        | units |
        |---:|
        | 7 |

        ## Notes

        - a \<note\>

        """#)
  }

  @Test(arguments: [
    ("a_b", "a_b"), ("_a_", #"\_a\_"#), ("*a* `b` [c](d) ~e~", #"\*a\* \`b\` \[c\](d) \~e\~"#),
    (#"a\b"#, #"a\\b"#), ("a\nb", #"a\\nb"#),
  ])
  func markdownEscapesMarkup(value: String, shown: String) {
    #expect(text(.text(value), as: .markdown).contains("| \(shown) |\n"))
  }

  // MARK: HTML

  @Test func htmlIsOnePageThatLoadsNothing() throws {
    let page = try text(sample(), as: .html)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">\n"))
    let style = try #require(
      page.split(separator: "<style>").last?.split(separator: "</style>").first)
    let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
    #expect(
      page.contains(
        "content=\"default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; "
          + "form-action 'none'\""))
    #expect(page.hasSuffix("<ul>\n<li>a &lt;note&gt;</li>\n</ul>\n</main>\n</body>\n</html>\n"))
    for word in ["<script", "http://", "https://", "url(", "@import"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(
      page.contains(
        """
        <caption class="hidden" id="rows">Spend</caption>
        <thead><tr><th scope="col">who</th><th scope="col" class="number">paid</th>\
        <th scope="col" class="number">share</th><th scope="col">month</th></tr></thead>
        <tbody>
        <tr><th scope="row">&lt;b&gt;&amp;|</th><td class="number">-1,250,000.00</td>\
        <td class="number">66.7 %</td><td>2026-07</td></tr>
        <tr><th scope="row">=b</th><td class="number">n/a (no invoice)</td><td class="number"></td>\
        <td></td></tr>
        </tbody>
        <tfoot>
        <tr><th scope="row">total</th>
        """))
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("\" onclick='x'", "&quot; onclick=&#39;x&#39;"), ("&lt;", "&amp;lt;"),
    ("a\u{202E}b", #"a\u{202E}b"#), ("\u{1}", #"\u{1}"#), ("<\u{338}", "&lt;\u{338}"),
    ("é 漢", "é 漢"),
  ])
  func htmlEscapesMarkup(value: String, shown: String) {
    let page = text(.text(value), as: .html)
    #expect(page.contains("<th scope=\"row\">\(shown)</th>"), "\(page)")
  }

  // MARK: FODS

  /// The rows of the first sheet, without its header.
  private func cells(_ report: Report) throws -> [Substring] {
    let sheet = try #require(text(report, as: .fods).split(separator: "</table:table>\n").first)
    let rows = try #require(sheet.split(separator: "</table:table-header-rows>\n").last)
    return rows.split(separator: "\n")
  }

  @Test func fodsHasTypedCells() throws {
    let rows = try cells(sample())
    #expect(
      rows[0] == """
        <table:table-row><table:table-cell office:value-type="string"><text:p>&lt;b&gt;&amp;|</text:p>\
        </table:table-cell><table:table-cell table:style-name="amount-USD-2" \
        office:value-type="currency" office:currency="USD" office:value="-1250000.00">\
        <text:p>-1250000.00</text:p></table:table-cell><table:table-cell office:value-type="string">\
        <text:p>USD</text:p></table:table-cell><table:table-cell/>\
        <table:table-cell table:style-name="percentage" office:value-type="percentage" \
        office:value="0.666667"><text:p>0.666667</text:p></table:table-cell><table:table-cell/>\
        <table:table-cell table:style-name="month" office:value-type="date" \
        office:date-value="2026-07-01"><text:p>2026-07</text:p></table:table-cell></table:table-row>
        """)
    #expect(rows.count == 4, "two rows, an empty one, the total")
  }

  /// 15 digits are exact in 64 bits of a binary fraction; what has more has its text beside.
  @Test func fodsKeepsTheDigitsThatABinaryFractionLoses() throws {
    func columns(_ amounts: String...) throws -> [String] {
      let rows = try amounts.map { [Cell.money(try dollars($0))] }
      let text = text(report([ReportColumn("paid", .money, unit: "USD")], rows), as: .fods)
      let header = try #require(text.split(separator: "</table:table-header-rows>").first)
      return header.split(separator: "<text:p>").dropFirst().compactMap {
        $0.split(separator: "<").first.map(String.init)
      }
    }
    #expect(try columns("9000000000000.12", "0.000001") == ["paid"])
    #expect(try columns("1.00", "9000000000000.123") == ["paid", "paid_exact"])
    let rows = try cells(
      report(
        [ReportColumn("paid", .money, unit: "USD")],
        [[.money(try dollars("1234567890.123456"))], [.money(try dollars("1"))]]))
    #expect(rows[0].contains("office:value=\"1234567890.123456\""))
    #expect(
      rows[0].contains(
        "<table:table-cell office:value-type=\"string\"><text:p>1234567890.123456</text:p>"))
    #expect(rows[1].hasSuffix("<table:table-cell/></table:table-row>"))
  }

  /// What a stream will bring is not known when its columns are written.
  @Test func fodsShowsLongNumbersOfAStreamAsText() {
    var text = ""
    let stream = RowStream(
      name: "query", title: "Query", parameters: [],
      columns: [ReportColumn("units", .count), ReportColumn("total", .decimal)],
      first: [[.count(9_007_199_254_740_993), .text("1.50")]], rest: { nil })
    ReportFormat.fods.write(PrintableReport(stream), isRaw: false) { text += $0 }
    #expect(
      text.contains(
        """
        <table:table-row><table:table-cell office:value-type="string">\
        <text:p>9007199254740993</text:p></table:table-cell>\
        <table:table-cell office:value-type="float" office:value="1.5"><text:p>1.5</text:p>\
        </table:table-cell></table:table-row>
        """), "\(text)")
  }

  @Test(arguments: [
    (" a  b ", "<text:p><text:s/>a <text:s/>b<text:s/></text:p>"),
    ("a\tb\n\nc", "<text:p>a<text:tab/>b</text:p><text:p></text:p><text:p>c</text:p>"),
    ("\u{1}", #"<text:p>\u{1}</text:p>"#), ("=1+1", "<text:p>=1+1</text:p>"),
    ("\u{338}>", "<text:p>\u{338}&gt;</text:p>"),
  ])
  func fodsKeepsTextAsItIs(value: String, paragraphs: String) throws {
    let rows = try cells(report([ReportColumn("name", .text)], [[.text(value)]]))
    #expect(rows[0].contains(paragraphs), "\(rows[0])")
  }

  /// A date that is only a year is none to a spreadsheet.
  @Test func fodsHasDatesThatAreDays() throws {
    let rows = try cells(
      report(
        [ReportColumn("on", .date)],
        [[.date(.year(2026))], [.date(PartialDate(parsing: "2026-05-03"))]]))
    #expect(rows[0].contains("office:value-type=\"string\"><text:p>2026</text:p>"))
    #expect(rows[1].contains("office:value-type=\"date\" office:date-value=\"2026-05-03\""))
  }
}
