import Procurement
import Rendering
import Testing

struct PackedRowsTests {
  private static let usd = Currency(code: "USD", minorDigits: 2, scale: 6)
  private static let yen = Currency(code: "JPY", minorDigits: 0, scale: 4)
  private static let ratio = Ratio(-1, over: 3) ?? .zero

  private static let cells: [Cell] = [
    .empty, .text(""), .text("plain"), .text("e\u{301} and \u{E9}: not the same bytes"),
    .date(.year(2026)), .date(.month(Month(year: 2026, month: 5))),
    .date(.day(Month(year: 1900, month: 1).firstDay)), .month(Month(year: 2026, month: 12)),
    .count(0), .count(-1), .count(.max), .count(.min),
    .money(Money(units: 5, of: usd)), .money(Money(units: -Int64.max, of: yen)),
    .money(Money(units: .max, of: usd)),
    .decimal(ExactDecimal(coefficient: .max, decimals: 18)),
    .decimal(ExactDecimal(coefficient: .min, decimals: 0)), .ratio(ratio),
    .ratio(Ratio(.min, over: .max) ?? .zero),
    .unavailable(Unavailable(.notRecorded, "missing")),
    .unavailable(Unavailable(.tooLarge, "too large")), .qualified(ratio, "partial 6/12"),
    .fineRatio(ratio, places: 9, nil), .fineRatio(ratio, places: 18, "partial 6/12"),
  ]

  @Test func givesBackWhatWasAdded() {
    var packed = PackedRows(columns: 1)
    for cell in Self.cells + Self.cells { packed.append([cell]) }
    #expect(packed.count == 2 * Self.cells.count)
    #expect(packed.rows.map { $0[0] } == Self.cells + Self.cells)
  }

  /// Texts that look the same and are spelled with other bytes stay apart.
  @Test func keepsTheBytesOfTexts() {
    var packed = PackedRows(columns: 1)
    for text in ["\u{E9}", "e\u{301}", "\u{E9}"] { packed.append([.text(text)]) }
    let lengths = packed.rows.map { row -> Int in
      if case .text(let text) = row[0] { text.utf8.count } else { 0 }
    }
    #expect(lengths == [2, 3, 2])
  }

  /// One value, few, more than a byte tells apart, and one for each row; in several blocks.
  @Test(arguments: [1, 2, 256, 257, 5000, 10_000])
  func holdsLongTables(distinct: Int) {
    let rows = (0..<10_000).map { [Cell.count($0 % distinct), .text("row \($0)"), .empty] }
    var packed = PackedRows(columns: 3)
    for row in rows { packed.append(row) }
    #expect(Array(packed.rows) == rows)
    #expect(packed.rows[9_999] == rows[9_999])
    #expect(packed.rows[4_096] == rows[4_096])
  }

  /// Rows that are shown while others are still to come.
  @Test func showsWhatIsThereSoFar() {
    var packed = PackedRows(columns: 1)
    #expect(packed.rows.isEmpty)
    packed.append([.count(1)])
    let first = packed.rows
    packed.append([.count(2)])
    #expect(Array(first) == [[.count(1)]])
    #expect(Array(packed.rows) == [[.count(1)], [.count(2)]])
  }
}
