internal import Procurement
internal import Rendering

/// Which columns of a section a page shows, and how.
struct TableLayout {
  /// The columns, key columns of words first.
  let places: [Int]
  /// The column that says what a row is about.
  let head: Int
  /// The column of providers, of fields.
  let provider, field: Int?
  /// The currency of all amounts; `nil` if there are none, or of several.
  let currency: String?
  /// The numbers for which the report exists, and the other columns that are no details.
  private let figures, texts: [Int]
  private let details: Set<Int>
  private let longTexts: Set<Int>

  /// The layout of a section of which `rows` are shown.
  init(_ section: Section, _ rows: [[Cell]]) {
    let columns = section.columns
    func place(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }
    let currencies = Set(rows.joined().compactMap(\.currency))
    currency = currencies.count == 1 ? currencies.first : nil
    // A column that says the same as the heading, or nothing, only takes room.
    let isOne = currencies.count <= 1
    places = columns.indices.filter { !(isOne && columns[$0].name == "currency") }
    let isEmpty = { (column: Int) in rows.allSatisfy { $0[column] == .empty } }
    details = Set(
      columns.indices.filter {
        columns[$0].importance == .detail || (!rows.isEmpty && isEmpty($0))
      })
    let shown = places.filter { [details] in !details.contains($0) }
    let head =
      shown.first { columns[$0].importance == .key && !columns[$0].isNumeric } ?? shown.first ?? 0
    self.head = head
    let numbers = shown.filter { columns[$0].isNumeric }
    let keys = numbers.filter { columns[$0].importance == .key }
    figures = keys.isEmpty ? Array(numbers.suffix(1)) : keys
    texts = shown.filter { !columns[$0].isNumeric && $0 != head }
    provider = place("provider")
    field = columns.map(\.name) == ["field", "value"] ? 0 : nil
    longTexts = Set(
      shown.filter { column in
        columns[column].kind == .text
          && rows.prefix(30).contains {
            ($0[column].plain?.utf8.count ?? 0) > 32
          }
      })
  }

  /// The head of a column; it says where amounts are not counted in the unit of the table.
  func head(of column: ReportColumn, _ place: Int, _ cells: ReadableCells) -> PageColumn {
    let isFull = cells.unit != nil && column.kind == .money && !cells.isInUnit(place)
    let heading = column.heading + (isFull && !details.contains(place) ? ", in full" : "")
    return PageColumn(
      name: column.name, heading: heading.prefix(1).uppercased() + heading.dropFirst(),
      isNumeric: column.isNumeric, isDetail: details.contains(place))
  }

  /// The cells of a row that open to their rows: its main figures or, if it has none, its last words.
  func opening(_ row: [Cell]) -> Set<Int> {
    let filled = figures.filter { row[$0] != .empty }
    return Set(filled.isEmpty ? Array(texts.filter { row[$0] != .empty }.suffix(1)) : filled)
  }

  /// The classes of a cell: `n` for numbers, `d` for dates, `w` for long texts, `x` for details.
  func classes(of column: ReportColumn, _ place: Int, tone: Tone? = nil) -> Any {
    let kind: String? =
      switch column.kind {
      case .date, .month: "d"
      case .text: longTexts.contains(place) ? "w" : nil
      case .count, .money, .decimal, .ratio, .days: "n"
      }
    return PageCell.classes(kind, details.contains(place) ? "x" : nil, tone?.rawValue)
  }
}

extension Cell {
  fileprivate var currency: String? {
    if case .money(let money) = self { money.currency.code } else { nil }
  }
}
