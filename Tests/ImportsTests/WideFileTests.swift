import Imports
import Store
import Testing

/// The European Central Bank's file as it is: a column for each currency, and nothing after the last comma.
struct WideFileTests {
  private static let file = """
    Date,USD,JPY,CYP,GBP,
    2026-05-05,1.1685,N/A,N/A,0.8600,
    2026-05-04,1.1700,183.5,0.5842,,

    """

  private func rates(_ fixture: borrowing Fixture) throws -> [String] {
    try fixture.rows(
      "SELECT day, base, quote, rate, recorded_line FROM fx_rate ORDER BY recorded_line, quote")
  }

  @Test func readsARateOfEachCell() throws {
    let fixture = try Fixture()
    let outcome = try fixture.take(.fx, WideFileTests.file)
    #expect(outcome.tally.new == 4)
    #expect(
      try rates(fixture) == [
        "2026-05-05|EUR|GBP|0.86|2", "2026-05-05|EUR|USD|1.1685|2",
        "2026-05-04|EUR|JPY|183.5|3", "2026-05-04|EUR|USD|1.17|3",
      ])
  }

  @Test func changesNothingWithADayMore() throws {
    let fixture = try Fixture()
    _ = try fixture.take(.fx, WideFileTests.file)
    let more = WideFileTests.file.replacing(
      "Date,USD,JPY,CYP,GBP,\n", with: "Date,USD,JPY,CYP,GBP,\n2026-05-06,1.2,180,N/A,0.9,\n")
    let outcome = try fixture.take(.fx, more)
    #expect(outcome.tally.new == 3)
    #expect(outcome.tally.unchanged == 4)
  }

  @Test func namesTheCellThatIsBad() throws {
    let text = "Date,USD,GBP,\n2026-05-05,1.2,x,\n2026-05-32,1.2,0.9,\n2026-05-04,1.2,\n"
    let refusals = try Fixture().refusals(.fx, text)
    #expect(refusals.count == 4)
    #expect(refusals[0].hasPrefix("in.csv:2: GBP \"x\" is not a plain decimal number"))
    #expect(refusals[1].hasPrefix("in.csv:3: Date \"2026-05-32\""))
    #expect(refusals[3].hasPrefix("in.csv:4: has 3 fields where the header has 4"))
  }

  /// A column of euros shows that the file is not the bank's.
  @Test(arguments: ["Date,USD,EUR,\n", "Date,USD,Remark\n", "Day,USD\n"])
  func takesNoOtherFileForIt(header: String) throws {
    #expect(try !Fixture().refusals(.fx, header + "2026-05-04,1,2,\n").isEmpty)
  }
}
