internal import Procurement
package import Queries
package import Rendering
internal import Store

// What was taken in, and what was taken back.

extension Report {
  /// Every import and undo, in the order in which they came.
  package init(_ imports: [ImportEntry]) {
    self.init(
      name: "imports", title: "Imports and undos",
      sections: [
        Section(
          columns: [
            ReportColumn("number", .count), ReportColumn("kind", .text),
            ReportColumn("file", .text), ReportColumn("finished_at", .text),
            ReportColumn("new", .count), ReportColumn("unchanged", .count),
            ReportColumn("revised", .count), ReportColumn("rejected", .count),
            ReportColumn("total", .text), ReportColumn("state", .text),
          ],
          rows: imports.map { entry in
            [
              .count(Int(entry.number)), .text(entry.kind), .text(entry.fileName),
              .text(entry.finishedAt), .count(entry.newRows), .count(entry.unchangedRows),
              .count(entry.revisedRows), .count(entry.rejectedRows),
              .text(Report.text(entry.totals)), .text(Report.text(entry.state)),
            ]
          })
      ])
  }

  /// An import or undo with its rows, and what depends on it.
  package init(_ details: ImportDetails) {
    let entry = details.entry
    let fields: [(String, Cell)] = [
      ("kind", .text(entry.kind)), ("file", .text(entry.fileName)),
      ("state", .text(Report.text(entry.state))), ("sha256", .text(entry.sha256)),
      ("bytes", .count(entry.byteCount)), ("new", .count(entry.newRows)),
      ("unchanged", .count(entry.unchangedRows)), ("revised", .count(entry.revisedRows)),
      ("rejected", .count(entry.rejectedRows)), ("total", .text(Report.text(entry.totals))),
      ("started_at", .text(entry.startedAt)), ("finished_at", .text(entry.finishedAt)),
      ("program_version", .text(entry.programVersion)), ("digest", .text(entry.digest)),
    ]
    self.init(
      name: "import", title: "Import \(entry.number)",
      sections: [Section(fields: fields), Section(rowsOf: details)]
        + (details.dependents.isEmpty ? [] : [Section(details.dependents)]))
  }

  /// `EUR 3000.00; USD 100150.25`, as an import says it.
  private static func text(_ totals: [Money]) -> String? {
    totals.isEmpty
      ? nil : totals.map { "\($0.currency.code) \($0)" }.joined(separator: "; ")
  }

  private static func text(_ state: ImportEntry.State) -> String {
    switch state {
    case .live: "live"
    case .undone(let undo): "undone by \(undo)"
    case .undo(let number): number.map { "undo of \($0)" } ?? "undo of nothing"
    }
  }
}

extension Section {
  /// How many rows an import recorded, has live and ended, by table.
  fileprivate init(rowsOf details: ImportDetails) {
    let parts = [details.recorded, details.live, details.ended]
    self.init(
      name: "facts", title: "Facts",
      columns: [
        ReportColumn("facts", .text), ReportColumn("recorded", .count),
        ReportColumn("live", .count), ReportColumn("ended", .count),
      ],
      rows: RecordedTable.allCases.compactMap { table in
        let counts = parts.map { $0.byTable[table] ?? 0 }
        guard counts.contains(where: { $0 > 0 }) else { return nil }
        return [.text(table.plural)] + counts.map { .count($0) }
      })
  }

  fileprivate init(_ dependents: [DependentImport]) {
    self.init(
      name: "dependents", title: "Depend on it",
      columns: [
        ReportColumn("number", .count), ReportColumn("kind", .text), ReportColumn("file", .text),
        ReportColumn("live", .text),
      ],
      rows: dependents.map {
        [
          .count(Int($0.number)), .text($0.kind), .text($0.fileName), .text($0.rows.description),
        ]
      })
  }
}
