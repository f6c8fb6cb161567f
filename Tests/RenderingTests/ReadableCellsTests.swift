import Procurement
import Rendering
import Testing

/// Cells for a page.
struct ReadableCellsTests {
  private func texts(_ columns: [ReportColumn], _ rows: [[Cell]]) -> [[String]] {
    let cells = ReadableCells(of: Section(columns: columns, rows: rows), showing: rows)
    return rows.map { cells.cells($0).map(\.text) }
  }

  /// A price is not shown as 0.00 million because a fee stands beside it; a fee of zero is zero million.
  @Test func countAmountsInTheUnitOfTheirColumn() throws {
    let columns = [
      ReportColumn("fee", .money), ReportColumn("price", .money), ReportColumn("credit", .money),
    ]
    let row = try [dollars("1250000000"), dollars("2.50"), dollars("0")].map { Cell.money($0) }
    #expect(texts(columns, [row]) == [["1,250.00", "2.50", "0.00"]])
    let cells = ReadableCells(of: Section(columns: columns, rows: [row]), showing: [row])
    #expect(cells.unit == .million)
    #expect([0, 1, 2].map(cells.isInUnit) == [true, false, true])
    #expect(cells.cells(row).map(\.value) == ["1250000000.00", "2.50", "0.00"])
  }

  @Test func writeAmountsOutInAListOfFields() throws {
    let columns = [ReportColumn("field", .text), ReportColumn("value", .text)]
    #expect(
      texts(columns, [[.text("fee"), .money(try dollars("1250000000"))]])
        == [["fee", "1,250,000,000.00"]])
  }

  /// What follows from a figure that is not known is not known for the same reason.
  @Test func sayAReasonOnceInARow() {
    let columns = ["a", "b", "c"].map { ReportColumn($0, .money, hasReasons: true) }
    let rows: [[Cell]] = [
      [
        .unavailable(Unavailable(.notRecorded, "fee missing")),
        .unavailable(Unavailable(.notRecorded, "fee missing")),
        .unavailable(Unavailable(.notRecorded, "no term")),
      ]
    ]
    let cells = ReadableCells(of: Section(columns: columns, rows: rows), showing: rows)
    #expect(cells.cells(rows[0]).map(\.remark) == ["fee missing", nil, "no term"])
    #expect(cells.cells(rows[0]).map(\.text) == ["n/a", "n/a", "n/a"])
  }

  @Test(
    arguments: [
      ("6520000000", "USD 6.52 billion"), ("3750000", "USD 3.75 million"),
      ("999999.995", "USD 1,000,000.00"), ("1200", "USD 1,200.00"),
      ("-2500000000", "USD -2.50 billion"),
    ])
  func writeAnAmountInWords(amount: String, words: String) throws {
    #expect(try dollars(amount).inWords == words)
  }
}
