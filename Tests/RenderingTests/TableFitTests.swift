import Procurement
import Rendering
import Testing

/// Tables that are wider than the terminal.
struct TableFitTests {
  private static let columns = [
    ReportColumn("contract", .text, importance: .key), ReportColumn("buyer", .text),
    ReportColumn("headline_kind", .text, importance: .detail), ReportColumn("currency", .text),
    ReportColumn("monthly_fee", .money), ReportColumn("cost", .money, importance: .key),
    ReportColumn("lines", .count, importance: .detail),
  ]

  private func row(_ number: Int, currency: Currency = dollar) throws -> [Cell] {
    let amount = try Money(ExactDecimal(parsing: "1234567890"), in: currency)
    return [
      .text("contract-number-\(number)"), .text("buyer \(number)"), .text("estimate"),
      .text(currency.code), .money(amount), .money(amount), .count(number),
    ]
  }

  private func lines(
    _ width: Int?, rows: Int = 5, parameters: [Report.Parameter] = [],
    change: (inout [[Cell]]) throws -> Void = { _ in }
  ) throws -> [String] {
    var cells = try (1...rows).map { try row($0) }
    try change(&cells)
    let report = report(TableFitTests.columns, cells, parameters: parameters)
    return TableText.text(report, TableStyle(width: width))
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func showEveryColumnWhereThereIsRoom() throws {
    let lines = try lines(120)
    #expect(
      lines[2]
        == "contract           buyer    headline kind  currency       monthly fee              cost  lines"
    )
    #expect(!lines.contains { $0.hasPrefix("Not shown") })
  }

  /// First the currency that all amounts have, which is said above; then details; then others.
  @Test(
    arguments: [
      (71, "Not shown: lines (--wide"), (60, "Not shown: headline_kind, lines (--wide"),
      (52, "Not shown: headline_kind, monthly_fee, lines"),
      (36, "Not shown: buyer, headline_kind,"),
    ])
  func leaveOutWhatMattersLeastFromTheRight(width: Int, line: String) throws {
    let lines = try lines(width)
    #expect(lines[2] == "Amounts in USD")
    #expect(lines.contains { $0.hasPrefix(line) }, "\(lines)")
    #expect(lines.allSatisfy { $0.count <= width })
  }

  @Test func neverLeaveOutWhatARowIsAbout() throws {
    let lines = try lines(30)
    #expect(lines.contains { $0.hasPrefix("contract") && $0.hasSuffix("cost") })
    #expect(lines.allSatisfy { $0.count <= 30 })
  }

  @Test func keepACurrencyThatDiffers() throws {
    let lines = try lines(52) { $0[0] = try row(1, currency: yen) }
    #expect(!lines.contains { $0.hasPrefix("Amounts in") })
  }

  @Test func leaveOutWhatTheHeadingSays() throws {
    let lines = try lines(72, parameters: [Report.Parameter("buyer", "lumen")]) { rows in
      for index in rows.indices { rows[index][1] = .text("lumen") }
    }
    #expect(lines.last { $0.hasPrefix("Not shown") }?.hasPrefix("Not shown: buyer (") == true)
  }

  @Test func sayWhichColumnsHaveNothing() throws {
    let lines = try lines(76) { rows in
      for index in rows.indices { rows[index][5] = .empty }
    }
    #expect(lines.contains("Empty: cost"))
  }

  @Test func wrapTextsBeforeTheyLeaveAColumnOut() throws {
    let section = report(
      [ReportColumn("name", .text), ReportColumn("what", .text), ReportColumn("lines", .count)],
      [[.text("a"), .text("a sentence of several words"), .count(1_234)]])
    #expect(
      TableText.text(section, TableStyle(width: 26)) == """
        Title

        name  what           lines
        ----  -------------  -----
        a     a sentence of  1,234
              several words

        """)
  }

  @Test func wrapHeadingsAndBoundThemBelow() throws {
    let section = report(
      [ReportColumn("share_of_headline", .ratio), ReportColumn("missing_invoices", .count)],
      [[try ratio(1, 2), .count(1)]])
    #expect(
      TableText.text(section, TableStyle(width: 20)) == """
        Title

        share of   missing
        headline  invoices
        --------  --------
          50.0 %         1

        """)
  }

  @Test func turnOnTheirSideWhereRowsAreFew() throws {
    let cells = [try row(1), try row(2)]
    let totals: [[Cell]] = [[.text("total"), .empty, .empty, .empty, .empty, cells[0][5], .empty]]
    let report = report(TableFitTests.columns, cells, totals: totals)
    #expect(
      TableText.text(report, TableStyle(width: 44)) == """
        Title

        contract       contract-number-1
        buyer          buyer 1
        headline kind  estimate
        currency       USD
        monthly fee    1,234,567,890.00
        cost           1,234,567,890.00
        lines          1

        contract       contract-number-2
        buyer          buyer 2
        headline kind  estimate
        currency       USD
        monthly fee    1,234,567,890.00
        cost           1,234,567,890.00
        lines          2

        contract       total
        cost           1,234,567,890.00

        """)
  }

  @Test func wrapHeadingsOfReportsAndNotes() throws {
    let report = report(
      [ReportColumn("name", .text)], [[.text("a")]], title: "A title of many words",
      basis: "what it is based on", parameters: [Report.Parameter("as_of", "2026-11-23")],
      notes: ["something that one must know"])
    #expect(
      TableText.text(report, TableStyle(width: 16)) == """
        A title of many
          words
        what it is based
          on; as_of
          2026-11-23

        name
        ----
        a

        Note: something
          that one must
          know

        """)
  }

  /// No line is wider, whatever the width.
  @Test(arguments: 40...160)
  func areNeverWider(width: Int) throws {
    for rows in [1, 4, 5] {
      #expect(try lines(width, rows: rows).allSatisfy { $0.count <= width })
    }
  }
}
