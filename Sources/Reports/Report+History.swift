internal import Ledger
internal import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake history`.
  package static let history = ReportOutline("history", HistoryEntry.table.outline())
}

extension Report {
  /// A history, a row an entry, in date order.
  ///
  /// `subject` is whose history it is, such as `spacex`.
  package init(_ entries: [HistoryEntry], of subject: String, parameters: [Parameter]) {
    let isDisputed = entries.contains { $0.kind == "dispute" }
    let isUndated = entries.contains { $0.date == nil }
    self.init(
      .history, title: "History of \(subject)", parameters: parameters,
      sections: [HistoryEntry.table.section(entries)],
      notes: [
        isDisputed ? "a dispute shows both figures, divided by |; neither is preferred" : nil,
        isUndated ? "entries without a date come last" : nil,
      ].compactMap { $0 })
  }
}

extension HistoryEntry {
  fileprivate static let table = Table<HistoryEntry> {
    Column("date", \.date)
    Column("provider", \.provider)
    Column("buyer", \.buyer)
    Column("contract", \.contract)
    Column("event", \.kind)
    Column("amount", \.amount)
    Column("new_total", \.newTotal)
    Column("summary", \.summary)
    Column("confidence", \.confidence?.rawValue)
    Column("recorded_at", meaning: "File, line and import.", \.evidence.place)
    Column("source", \.evidence.source)
    Column("notes", \.evidence.notes)
  }
}
