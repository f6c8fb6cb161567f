package import Ledger
internal import Procurement
package import Rendering
internal import Store

extension ReportOutline {
  /// `offtake imports`.
  package static let imports = ReportOutline("imports", ImportEntry.table.outline())

  /// `offtake imports show`.
  package static let importDetails = ReportOutline(
    "import", ImportEntry.fields.fieldsOutline("A row for each field that is recorded."),
    RecordedRows.table.outline(),
    ImportDetails.mappingTable.outline("If it was read by a mapping."),
    DependentImport.table.outline())
}

extension Report {
  /// Every import and undo, in the order in which they came.
  package init(_ imports: [ImportEntry]) {
    self.init(
      .imports, title: "Imports and undos", sections: [ImportEntry.table.section(imports)])
  }

  /// An import or undo with its rows, and what depends on it.
  package init(_ details: ImportDetails) {
    self.init(
      .importDetails, title: "Import \(details.entry.number)",
      sections: [
        ImportEntry.fields.fields(of: details.entry),
        RecordedRows.table.section(RecordedRows.all(details)),
        ImportDetails.mappingTable.section(ifAny: details.mapping),
        DependentImport.table.section(ifAny: details.dependents),
      ])
  }
}

extension ImportEntry {
  fileprivate static let table = Table<ImportEntry> {
    Column("number") { Int($0.number) }.key
    Column("kind", \.kind).key
    Column("file", \.fileName).key
    Column("finished_at", \.finishedAt).detail
    Column("new", \.newRows)
    Column("unchanged", \.unchangedRows).detail
    Column("revised", \.revisedRows)
    Column("rejected", \.rejectedRows)
    Column("total", meaning: "The total of the invoices, by currency.", \.total)
    Column("state", \.stateWords).key
  }

  fileprivate static let fields = Table<ImportEntry> {
    Column("kind", \.kind)
    Column("file", \.fileName)
    Column("state", \.stateWords)
    Column("sha256", \.sha256)
    Column("bytes", \.byteCount)
    Column("new", \.newRows)
    Column("unchanged", \.unchangedRows)
    Column("revised", \.revisedRows)
    Column("rejected", \.rejectedRows)
    Column("total", \.total)
    Column("started_at", \.startedAt)
    Column("finished_at", \.finishedAt)
    Column("program_version", \.programVersion)
    Column("mapping", \.mapping)
    Column("mapping_sha256", \.mappingSHA256)
    Column("digest", \.digest)
  }

  /// `EUR 3000.00; USD 100150.25`, as an import says it; a sum that no amount can hold is n/a.
  private var total: String? {
    totals.isEmpty ? nil : totals.map(\.words).joined(separator: "; ")
  }

  /// `live`, `undone by 9` or `undo of 8`.
  var stateWords: String {
    switch state {
    case .live: "live"
    case .undone(let undo): "undone by \(undo)"
    case .undo(let number): number.map { "undo of \($0)" } ?? "undo of nothing"
    }
  }
}

extension MoneySum {
  /// `USD 100150.25`, `USD n/a (too large)`.
  fileprivate var words: String {
    let amount = figure
    return "\(currency.code) \(amount.value?.description ?? "n/a (\(amount.reason ?? ""))")"
  }
}

/// How many rows of a kind an import recorded, has live and ended.
private struct RecordedRows {
  let kind: RecordKind
  let recorded: Int
  let live: Int
  let ended: Int

  /// The kinds of which the import has rows.
  static func all(_ details: ImportDetails) -> [RecordedRows] {
    RecordKind.allCases.map { kind in
      RecordedRows(
        kind: kind, recorded: details.recorded.byKind[kind] ?? 0,
        live: details.live.byKind[kind] ?? 0, ended: details.ended.byKind[kind] ?? 0)
    }.filter { $0.recorded > 0 || $0.live > 0 || $0.ended > 0 }
  }

  static let table = Table<RecordedRows>("facts", title: "Facts") {
    Column("facts", \.kind.table.several).key
    Column(
      "recorded", meaning: "Rows that it recorded, those that ended since included.", \.recorded)
    Column(
      "live", meaning: "Rows of its file that are live, also where an undo restored them.", \.live
    )
    .key
    Column(
      "ended", title: "rows it ended", meaning: "Rows of earlier imports that it revised or undid.",
      \.ended)
  }
}

extension ImportDetails {
  /// The text of a mapping, a row for each line.
  fileprivate static let mappingTable = Table<Substring>("mapping", title: "Mapping") {
    Column("text") { String($0) }.key
  }
}

extension DependentImport {
  fileprivate static let table = Table<DependentImport>("dependents", title: "Dependent imports") {
    Column("number") { Int($0.number) }.key
    Column("kind", \.kind).key
    Column("file", \.fileName).key
    Column("live", \.rows.description)
  }
}
