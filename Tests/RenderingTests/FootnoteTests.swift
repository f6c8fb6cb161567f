import Procurement
import Rendering
import Testing

/// Why a figure is not there, below the table.
struct FootnoteTests {
  private func text(_ cells: [[Cell]], _ style: TableStyle = TableStyle()) -> [String] {
    let columns = cells[0].indices.map { ReportColumn("c\($0)", .ratio) }
    return TableText.text(report(columns, cells), style).split(separator: "\n").map(String.init)
  }

  private func missing(_ words: String) -> Cell { .unavailable(Unavailable(.notRecorded, words)) }

  @Test func areNumberedAsTheyAppearAndSaidOnce() throws {
    let half = try #require(Ratio(1, over: 2))
    let lines = text([
      [try ratio(1, 2), missing("no fee")],
      [.qualified(half, "partial 6/12"), missing("no revenue")],
      [.unavailable(Unavailable(.notDisclosed, "not disclosed")), missing("no fee")],
    ])
    #expect(
      lines == [
        "Title", "        c0       c1", "----------  -------", "    50.0 %  n/a [1]",
        "50.0 % [2]  n/a [3]", "   n/a [4]  n/a [1]", "[1] not_recorded: no fee",
        "[2] partial 6/12", "[3] not_recorded: no revenue", "[4] not_disclosed",
      ])
  }

  @Test func areOfTheColumnsThatAreShown() throws {
    let columns = [
      ReportColumn("name", .text, importance: .key),
      ReportColumn("detail", .ratio, importance: .detail), ReportColumn("share", .ratio),
    ]
    let rows: [[Cell]] = (0..<5).map {
      [.text("name no. \($0)"), missing("hidden \($0)"), missing("shown")]
    }
    let text = TableText.text(report(columns, rows), TableStyle(width: 20))
    #expect(text.contains("[1] not_recorded:\n  shown"))
    #expect(!text.contains("hidden"))
  }

  @Test func standInTheCellsOfAWideTable() {
    let lines = text([[missing("no fee"), missing("no fee")]], .wide)
    #expect(lines.last == "n/a (no fee)  n/a")
  }

  /// The bound is fifty: with one more, cells have the code.
  @Test(arguments: [50, 51])
  func giveWayToCodesWhereThereAreTooMany(count: Int) throws {
    let half = try #require(Ratio(1, over: 2))
    let lines = text(
      (1..<count).map { [missing("reason \($0)")] } + [[.qualified(half, "partial")]])
    if count == 50 {
      #expect(lines[3].hasSuffix(" n/a [1]"))
      #expect(lines.last == "[50] partial")
    } else {
      #expect(lines[3].hasSuffix(" n/a not_recorded"))
      #expect(lines[count + 2].hasSuffix(" 50.0 % *"))
      #expect(lines[count + 3].hasPrefix("n/a and *: more than 50 reasons; --wide"))
    }
  }

  @Test func areSafeToShow() {
    #expect(text([[missing("a\u{1B}[31m")]]).last == "[1] not_recorded: a\\u{1B}[31m")
  }
}
