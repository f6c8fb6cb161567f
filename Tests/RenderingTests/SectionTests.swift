import Rendering
import Testing

/// One section of a report.
struct SectionTests {
  private static let row = Table<String> { Column("name") { $0 } }
  private static let exits = Table<String>("exits") { Column("day") { $0 } }
  private static let months = Table<String>("months") { Column("month") { $0 } }
  private static let outline = ReportOutline(
    "sample", row.outline(), exits.outline(), months.outline("With `--by month`."))

  private let report = Report(
    Self.outline, title: "Sample", sections: [Self.row.section(["a"]), Self.exits.section(["b"])])

  @Test func isPrintedAlone() throws {
    #expect(CSVText.text(try report.only("exits"), isRaw: false) == "day\nb\n")
  }

  /// A script that asks for a table gets one, also where nothing is in it.
  @Test func isEmptyIfTheReportHasNoRowsForIt() throws {
    let report = Report(Self.outline, title: "Sample", sections: [Self.row.section(["a"])])
    #expect(CSVText.text(try report.only("exits"), isRaw: false) == "day\n")
  }

  @Test(arguments: [
    ("exit", #"no section "exit" in this report; did you mean "exits"?"#),
    ("other", #"no section "other" in this report; its sections: rows, exits"#),
    ("months", #"no section "months" in this report; its sections: rows, exits"#),
    ("explanation", #"no section "explanation" in this report; --explain adds it"#),
    ("\u{1B}[1m", #"no section "\u{1B}[1m" in this report; its sections: rows, exits"#),
  ])
  func isRefusedIfTheReportHasNone(name: String, message: String) throws {
    let error = try #require(throws: UnknownSectionError.self) { try report.only(name) }
    #expect("\(error)" == message)
  }
}
