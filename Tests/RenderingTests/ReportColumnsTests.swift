import Procurement
import Rendering
import Testing

/// A report with the columns that were asked for.
struct ReportColumnsTests {
  private let report = Report(
    name: "name", title: "Title",
    sections: [
      Section(
        columns: [
          ReportColumn("contract", .text), ReportColumn("headline_kind", .text),
          ReportColumn("fee", .money, hasReasons: true),
        ],
        rows: [[.text("c"), .text("estimate"), .unavailable(Unavailable(.zero, "zero"))]],
        totals: [[.text("total"), .empty, .empty]]),
      Section(
        name: "exits",
        columns: [
          ReportColumn("exit_on", .date), ReportColumn("amount", .money, title: "the fee"),
        ],
        rows: []),
      Section(
        name: "explanation", columns: [ReportColumn("figure", .text)], rows: [[.text("c")]]),
    ], notes: ["a note"])

  @Test func hasThemInTheirOrderInEveryFormat() throws {
    let shown = try report.showing(columns: ["fee", "contract"])
    #expect(shown.sections.map(\.name) == ["rows", "explanation"])
    #expect(Array(shown.notes) == ["a note"])
    #expect(
      CSVText.text(shown, isRaw: false) == "fee,fee_currency,fee_reason,contract\n,,zero,c\n")
    #expect(CSVText.text(try shown.only("explanation"), isRaw: false) == "figure\nc\n")
    #expect(shown.sections[0].totals == [[.empty, .text("total")]])
    #expect(shown.sections[0].columns.allSatisfy { $0.importance == .key })
  }

  @Test func keepsTheCurrencyOfAmountsForPeople() throws {
    let report = Report(
      name: "name", title: "Title",
      sections: [
        Section(
          columns: [
            ReportColumn("contract", .text), ReportColumn("currency", .text),
            ReportColumn("fee", .money),
          ], rows: [[.text("c"), .text("USD"), .empty]])
      ])
    let columns = { (names: [String], currencies: Bool) in
      try report.showing(columns: names, currencies: currencies).sections[0].columns.map(\.name)
    }
    #expect(try columns(["fee"], true) == ["fee", "currency"])
    #expect(try columns(["fee"], false) == ["fee"])
    #expect(try columns(["contract"], true) == ["contract"])
    #expect(try columns(["currency", "fee"], true) == ["currency", "fee"])
  }

  @Test func takesBlanksInNames() throws {
    #expect(
      try report.showing(columns: ["headline kind"]).sections[0].columns.map(\.name)
        == ["headline_kind"])
  }

  @Test func findsAColumnByItsHeading() throws {
    let shown = try report.showing(columns: ["exit_on", "the_fee"])
    #expect(shown.sections[0].columns.map(\.name) == ["exit_on", "amount"])
  }

  @Test func showsAColumnOnce() throws {
    #expect(try report.showing(columns: ["fee", "fee"]).sections[0].columns.count == 1)
  }

  @Test func refusesAnUnknownColumn() {
    let message =
      (#expect(throws: UnknownColumnError.self) {
        try report.showing(columns: ["contrct"])
      })?.description
    #expect(
      message
        == "no column \"contrct\"; did you mean contract? The columns are contract, headline_kind, "
        + "fee, exit_on, amount, figure")
  }
}
