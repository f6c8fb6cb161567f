import Procurement
import Rendering
import Testing

/// Amounts as people read them.
struct AmountTests {
  private func cells(_ amounts: [Money], _ style: TableStyle) -> [String] {
    let text = TableText.text(
      report([ReportColumn("n", .money)], amounts.map { [.money($0)] }), style)
    return text.split(separator: "\n").drop { !$0.contains("-----") && $0.first != "-" }
      .dropFirst().map { $0.filter { $0 != " " } }
  }

  /// Half goes to the even digit.
  @Test(
    arguments: [
      ("0.005", "0.00"), ("0.015", "0.02"), ("0.025", "0.02"), ("-0.015", "-0.02"),
      ("-0.005", "0.00"), ("2.675001", "2.68"), ("1250000000", "1,250,000,000.00"),
      ("0.995", "1.00"),
    ])
  func areRoundedToTheMinorUnit(amount: String, text: String) throws {
    #expect(cells([try dollars(amount)], TableStyle()).first == text)
  }

  @Test func sayThatTheyAreRounded() throws {
    let rounded = TableText.text(
      report([ReportColumn("fee", .money)], [[.money(try dollars("0.001"))]]))
    #expect(rounded.hasSuffix("\n\nRounded: fee (--exact shows all digits)\n"))
    let whole = TableText.text(
      report([ReportColumn("fee", .money)], [[.money(try dollars("0.01"))]]))
    #expect(!whole.contains("Rounded"))
  }

  @Test func haveAllDigitsOnOneScaleIfExact() throws {
    let amounts = [try dollars("1"), try dollars("-0.000123"), try dollars("2.5")]
    #expect(
      cells(amounts, TableStyle(isExact: true)) == ["1.000000", "-0.000123", "2.500000"])
  }

  /// Each currency of a column has its own minor unit.
  @Test func haveTheDigitsOfTheirCurrency() throws {
    let yen = try Money(ExactDecimal(parsing: "1000.5"), in: yen)
    #expect(cells([try dollars("1"), yen], TableStyle()).prefix(2) == ["1.00", "1,000"])
    #expect(cells([try dollars("1"), yen], TableStyle(isExact: true)) == ["1.00", "1,000.5"])
  }

  /// Divided exactly, and rounded once.
  @Test(
    arguments: [
      (AmountUnit.thousand, "1250", "1.25"), (.thousand, "1234.999999", "1.23"),
      (.thousand, "5", "0.00"), (.thousand, "15", "0.02"), (.thousand, "15.000001", "0.02"),
      (.thousand, "5.000001", "0.01"), (.million, "1250000000", "1,250.00"),
      (.million, "-15000", "-0.02"), (.million, "25000", "0.02"),
      (.billion, "9223372036854.775807", "9,223.37"), (.billion, "5000000", "0.00"),
    ])
  func areShownInAUnit(unit: AmountUnit, amount: String, text: String) throws {
    #expect(cells([try dollars(amount)], TableStyle(unit: unit)) == [text])
  }

  @Test func sayTheirUnitInTheHeading() throws {
    let report = report([ReportColumn("n", .money)], [[.money(try dollars("1"))]], basis: "billed")
    let lines = TableText.text(report, TableStyle(unit: .million)).split(separator: "\n")
    #expect(lines[1] == "billed; amounts in millions")
  }

  @Test func arePaintedIfTheyAreNegativeAndColorIsAskedFor() throws {
    let column = ReportColumn("n", .money)
    let rows: [[Cell]] = [[.money(try dollars("-1"))], [.money(try dollars("10"))]]
    let painted = TableText.text(report([column], rows), TableStyle(isColored: true))
    #expect(painted.hasSuffix("-----\n\u{1B}[31m-1.00\u{1B}[0m\n10.00\n"))
    #expect(!TableText.text(report([column], rows)).contains("\u{1B}"))
  }

  @Test func paintWordsThatColumnsName() {
    let table = Table<String> {
      Column("state", \.self).toned(.words(["overdue": .alarm, "open": .caution]))
      Column("note", \.self).toned(.always(.alarm))
    }
    let report = Report(
      name: "name", title: "Title", sections: [table.section(["overdue", "open", "done"])])
    let lines = TableText.text(report, TableStyle(isColored: true)).split(separator: "\n")
    #expect(
      lines.suffix(3) == [
        "\u{1B}[31moverdue\u{1B}[0m  \u{1B}[31moverdue\u{1B}[0m",
        "\u{1B}[33mopen\u{1B}[0m     \u{1B}[31mopen\u{1B}[0m",
        "done     \u{1B}[31mdone\u{1B}[0m",
      ])
  }
}
