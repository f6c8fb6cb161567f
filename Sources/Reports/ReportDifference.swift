internal import Procurement
internal import Queries
internal import Rendering

/// Which figures two readings of one report have that are not the same, row by row (METRICS, M25).
///
/// A row is that of the other reading which has the same words in the columns that say what it is about;
/// of several such, the one in the same order.
struct ReportDifference {
  /// What changed, in the order of the tables, rows and columns.
  let changes: [FigureChange]

  /// Sets a report against what it was; `nil` is one that could not be made then.
  init(from before: Report?, to after: Report?) {
    let names = [after, before].compactMap { $0 }.flatMap(\.sections).map(\.name)
    var seen: Set<String> = ["explanation"]
    changes = names.filter { seen.insert($0).inserted }.flatMap { name in
      TableReading.changes(
        named: name, from: TableReading(before?.section(name)),
        to: TableReading(after?.section(name)))
    }
  }
}

extension Report {
  /// Its table of a name.
  func section(_ name: String) -> Section? { sections.first { $0.name == name } }
}

/// A figure that is not what it was.
struct FigureChange {
  /// The table that it stands in.
  let table: String
  /// What its row is about.
  let row: String
  /// Its column; `nil` for a row without figures.
  let column: String?
  /// What became of it.
  let kind: Kind
  /// What it was, as it was known first.
  let before: Cell
  /// What it is, as it was known last.
  let after: Cell

  enum Kind: String { case changed, added, gone }

  /// Last less first, exact; empty where one of them is no number.
  let difference: Cell

  /// Ratios are shown with as many decimals as tell them apart.
  init(
    table: String, row: String, column: String?, kind: Kind, before: Cell = .empty,
    after: Cell = .empty
  ) {
    let difference = after.subtracting(before)
    let places = Cell.places(telling: before, from: after, difference)
    (self.table, self.row, self.column, self.kind) = (table, row, column, kind)
    self.before = before.shown(places: places)
    self.after = after.shown(places: places)
    self.difference = difference.shown(places: places)
  }
}

/// The rows of a table by what they are about.
private struct TableReading {
  private let columns: [String: ReportColumn]
  private let order: [String]
  private let places: [RowKey: [String: Cell]]
  private let keys: [RowKey]

  init(_ section: Section?) {
    order = section?.columns.map(\.name) ?? []
    columns = Dictionary(uniqueKeysWithValues: (section?.columns ?? []).map { ($0.name, $0) })
    var counts: [[Cell]: Int] = [:]
    var (keys, places) = ([RowKey](), [RowKey: [String: Cell]]())
    let rows = section.map { [Array($0.rows), $0.totals].joined() }
    for row in rows.map({ Array($0) }) ?? [] {
      let cells = Dictionary(uniqueKeysWithValues: zip(order, row))
      let about = zip(order, row).filter { RowKey.columns.contains($0.0) }.map(\.1)
      counts[about, default: 0] += 1
      let key = RowKey(cells: about, number: counts[about] ?? 1)
      keys.append(key)
      places[key] = cells
    }
    (self.keys, self.places) = (keys, places)
  }

  static func changes(
    named table: String, from before: TableReading, to after: TableReading
  ) -> [FigureChange] {
    let order = after.order + before.order.filter { after.columns[$0] == nil }
    let figures = order.filter { !RowKey.columns.contains($0) }
    let keys = after.keys + before.keys.filter { after.places[$0] == nil }
    return keys.flatMap { key in
      changes(of: key, in: table, figures, from: before, to: after)
    }
  }

  private static func changes(
    of key: RowKey, in table: String, _ figures: [String], from before: TableReading,
    to after: TableReading
  ) -> [FigureChange] {
    let (old, new) = (before.places[key], after.places[key])
    let kind: FigureChange.Kind = old == nil ? .added : new == nil ? .gone : .changed
    let changes = figures.compactMap { column -> FigureChange? in
      let (first, last) = (old?[column] ?? .empty, new?[column] ?? .empty)
      let isShown = kind == .changed ? !last.isSame(as: first) : last.isFigure || first.isFigure
      return isShown
        ? FigureChange(
          table: table, row: key.words, column: column, kind: kind, before: first, after: last)
        : nil
    }
    guard changes.isEmpty, kind != .changed else { return changes }
    return [
      FigureChange(table: table, row: key.words, column: nil, kind: kind)
    ]
  }
}

/// What a row is about, and which it is of several that are about the same.
private struct RowKey: Hashable {
  let cells: [Cell]
  let number: Int

  /// The columns that say what a row is about, whatever the report: all others are what it says of it.
  static let columns = Set(SpendDimension.allCases.map(\.rawValue)).union([
    "period", "currency", "tranche", "site", "accelerator", "unit", "mw_basis", "draw", "from",
    "from_month", "invoice", "code", "subject", "line", "kind", "date", "event", "revenue_of",
    "scope", "basis",
  ])

  /// `anthropic, anthropic-spacex-colossus, USD`.
  var words: String {
    (cells.compactMap(\.plain).filter { !$0.isEmpty } + (number > 1 ? ["no. \(number)"] : []))
      .joined(separator: ", ")
  }
}

extension Cell {
  /// Whether it is a number or a reason for which there is none.
  fileprivate var isFigure: Bool {
    switch self {
    case .empty, .text, .date, .month: false
    case .count, .money, .decimal, .ratio, .unavailable, .qualified, .fineRatio: true
    }
  }

  /// Whether it says the same; quotients may be written in several ways.
  fileprivate func isSame(as other: Cell) -> Bool {
    switch (self, other) {
    case (.ratio(let ratio), .ratio(let old)): ratio.isSame(as: old)
    case (.qualified(let ratio, let words), .qualified(let old, let oldWords)):
      words == oldWords && ratio.isSame(as: old)
    default: self == other
    }
  }

  /// The number less an earlier one of its kind and currency; of days, how many days later; empty where one
  /// is none.
  fileprivate func subtracting(_ other: Cell) -> Cell {
    switch (self, other) {
    case (.count(let count), .count(let old)): .count(count - old)
    case (.money(let money), .money(let old)):
      Figure.held(try money.subtracting(old)).cell
    case (.decimal(let decimal), .decimal(let old)): decimal.subtracting(old).cell
    case (.ratio(let ratio), .ratio(let old)), (.qualified(let ratio, _), .qualified(let old, _)),
      (.ratio(let ratio), .qualified(let old, _)), (.qualified(let ratio, _), .ratio(let old)):
      Figure.held(try ratio.subtracting(old)).cell
    case (.date(.day(let day)), .date(.day(let old))): .count(day.number - old.number)
    default: .empty
    }
  }
}

extension Cell {
  /// The fewest decimals with which two ratios are not the same and their difference is not zero, 18 at most; `nil`
  /// where one of the cells is no ratio.
  fileprivate static func places(telling one: Cell, from other: Cell, _ difference: Cell) -> Int? {
    guard let left = one.ratio, let right = other.ratio, let rest = difference.ratio,
      !left.isSame(as: right)
    else { return nil }
    return (1..<18).first { places in
      let scale = Int64(Int128.powerOfTen(places))
      return left.rounded(toUnitsOf: scale) != right.rounded(toUnitsOf: scale)
        && rest.rounded(toUnitsOf: scale) != 0
    } ?? 18
  }

  /// A ratio with a given number of decimals at least; anything else as it is.
  fileprivate func shown(places: Int?) -> Cell {
    guard let places else { return self }
    return switch self {
    case .ratio(let ratio): .fineRatio(ratio, places: places, nil)
    case .qualified(let ratio, let words): .fineRatio(ratio, places: places, words)
    default: self
    }
  }

  private var ratio: Ratio? {
    switch self {
    case .ratio(let ratio), .qualified(let ratio, _): ratio
    default: nil
    }
  }
}

extension Ratio {
  fileprivate func isSame(as other: Ratio) -> Bool {
    self == other || Figure.held(try subtracting(other)).value?.numerator == 0
  }
}

extension ExactDecimal {
  fileprivate func subtracting(_ other: ExactDecimal) -> Figure<ExactDecimal> {
    var sum = DecimalSum()
    sum.add(self)
    sum.add(ExactDecimal(coefficient: 0 &- other.coefficient, decimals: other.decimals))
    return sum.figure
  }
}
