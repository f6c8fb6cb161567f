package import Ledger
internal import Procurement
package import Rendering

extension ReportOutline {
  /// `offtake report diff`.
  package static let diff = ReportOutline(
    "diff", FigureChange.table.outline(), RowChange.table.outline(),
    ImportCause.table.outline("What was imported or undone in between."))
}

extension Report {
  /// A report set against itself: what it says as known last, against what it said as known first.
  ///
  /// One of them is `nil` where what was asked for was not known yet. `imports` are those in between.
  package init(
    from before: Report?, to after: Report?, imports: [ImportEntry], parameters: [Parameter],
    notes: [String]
  ) {
    let causes = RowChange.all(from: before, to: after)
    let shown = (after ?? before).map { "\($0.title)" } ?? ""
    self.init(
      .diff, title: "What changed: \(shown)", basis: after?.basis ?? before?.basis,
      parameters: parameters,
      sections: [
        FigureChange.table.section(ReportDifference(from: before, to: after).changes),
        RowChange.table.section(ifAny: causes),
        ImportCause.table.section(ifAny: imports.map { ImportCause($0, of: causes) }),
      ], notes: notes)
  }
}

extension FigureChange {
  fileprivate static let table = Table<FigureChange> {
    Column("table", meaning: "The table of the report.", \.table).detail
    Column("row", meaning: "What the row is about.", \.row).key
    Column("column", meaning: "The figure.", \.column).key
    Column("change", meaning: "`changed`; or `added` or `gone` with its row.", \.kind.rawValue)
    Column(
      "before", .text, hasReasons: true, meaning: "As known first.", cell: \.before
    ).key.mixed
    Column("after", .text, hasReasons: true, meaning: "As known last.", cell: \.after).key.mixed
    Column(
      "difference", .text, hasReasons: true,
      meaning: "After less before, exact; for dates in days; empty if one is not a number.",
      cell: \.difference
    ).key.mixed
  }
}

/// A stored row that is behind a figure in one reading of a report only.
private struct RowChange: Hashable {
  let figure: Cell
  let kind: Kind
  let record: Cell
  let amount: Cell
  let place: String
  let source: Cell

  enum Kind: String { case began, ended }

  static let table = Table<RowChange>("causes", title: "Rows that caused the changes") {
    Column("figure", .text, cell: \.figure).key
    Column(
      "change", meaning: "`began` to count, or `ended`: revised or undone.", \.kind.rawValue
    ).key
    Column("record", .text, cell: \.record).key
    Column("amount", .money, cell: \.amount)
    Column("recorded_at", meaning: "File, line and import.", \.place)
    Column("source", .text, cell: \.source).detail
  }

  /// The rows by which the explanations differ: those that ended, then those that began, by figure.
  static func all(from before: Report?, to after: Report?) -> [RowChange] {
    let (old, new) = (rows(of: before, .ended), rows(of: after, .began))
    let (known, present) = (Set(old.map(\.identity)), Set(new.map(\.identity)))
    let ended = old.filter { !present.contains($0.identity) }
    let began = new.filter { !known.contains($0.identity) }
    var seen: Set<RowChange> = []
    return (ended + began).filter { seen.insert($0).inserted }
  }

  /// What is the same row behind the same figure.
  private var identity: [Cell] { [figure, record, amount, .text(place)] }

  private static func rows(of report: Report?, _ kind: Kind) -> [RowChange] {
    guard let section = report?.section("explanation") else { return [] }
    let names = section.columns.map(\.name)
    return section.rows.compactMap { row in
      let cells = Dictionary(uniqueKeysWithValues: zip(names, row))
      guard case .text(let place) = cells["recorded_at"] else { return nil }
      return RowChange(
        figure: cells["figure"] ?? cells["subject"] ?? .empty, kind: kind,
        record: cells["record"] ?? .empty, amount: cells["amount"] ?? .empty, place: place,
        source: cells["source"] ?? .empty)
    }
  }
}

/// An import or undo, and how many of the rows that caused a change are of its file.
private struct ImportCause {
  let entry: ImportEntry
  let rows: Int

  init(_ entry: ImportEntry, of causes: [RowChange]) {
    self.entry = entry
    var number = entry.number
    if case .undo(let undone?) = entry.state { number = undone }
    rows = causes.count { $0.place.hasSuffix(Evidence.placeSuffix(ofImport: number)) }
  }

  static let table = Table<ImportCause>("imports", title: "Imports and undos in between") {
    Column("number") { Int($0.entry.number) }.key
    Column("kind", \.entry.kind).key
    Column("file", \.entry.fileName).key
    Column("finished_at", \.entry.finishedAt)
    Column("new", \.entry.newRows)
    Column("revised", \.entry.revisedRows).detail
    Column("state", \.entry.stateWords)
    Column(
      "causes",
      meaning: "How many of the rows above are of its file or, of an undo, of the file undone.",
      \.rows
    ).key
  }
}
