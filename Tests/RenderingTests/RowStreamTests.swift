import Rendering
import Testing

/// Tables whose rows come one after the other.
struct RowStreamTests {
  private static let columns = [ReportColumn("name", .text), ReportColumn("units", .count)]
  private static let rows: [[Cell]] = [
    [.text("a"), .count(1)], [.text("=b"), .count(-20)], [.text("a very long name"), .count(300)],
    [.text("-5.00"), .empty],
  ]

  /// A stream of which the first rows were read ahead.
  private func stream(ahead count: Int) -> RowStream {
    var rest = Self.rows.dropFirst(count)
    return RowStream(
      name: "query", title: "Query", parameters: [], columns: Self.columns,
      first: Array(Self.rows.prefix(count)), rest: { rest.popFirst() })
  }

  @Test func isAsWideAsTheRowsThatWereReadAhead() {
    var text = ""
    TableText.write(stream(ahead: 2)) { text += $0 }
    #expect(
      text == """
        name  units
        ----  -----
        a         1
        =b      -20
        a very long name    300
        -5.00

        """)
  }

  @Test func saysThatItHasNoRows() {
    var text = ""
    let empty = RowStream(
      name: "query", title: "Query", parameters: [], columns: Self.columns, first: [], rest: { nil }
    )
    TableText.write(empty) { text += $0 }
    #expect(text == "(none)\n")
  }

  /// A negative number is no formula, also where it is text.
  @Test(arguments: 0...4)
  func isTheSameCSVHoweverManyWereReadAhead(count: Int) {
    var text = ""
    CSVText.write(PrintableReport(stream(ahead: count)), isRaw: false) { text += $0 }
    #expect(text == "name,units\na,1\n'=b,-20\na very long name,300\n-5.00,\n")
  }

  @Test(arguments: 0...4)
  func isTheJSONOfAReport(count: Int) {
    var text = ""
    JSONText.write(PrintableReport(stream(ahead: count))) { text += $0 }
    let report = Report(
      name: "query", title: "Query", sections: [Section(columns: Self.columns, rows: Self.rows)])
    #expect(text == JSONText.text(report))
  }
}
