package import Ledger
package import Procurement
internal import Queries
package import Rendering

extension ReportOutline {
  /// `offtake history`.
  package static let history = ReportOutline("history", HistoryEntry.table.outline())
}

extension Report {
  /// A history, a row an entry, in date order.
  ///
  /// `subject` is whose history it is, such as `spacex`; `window` is the months to show, `nil` for all.
  package init(
    historyOf subject: String, in book: Book, window: MonthRange?, parameters: [Parameter]
  ) throws {
    var rows = HistoryEntry.table.rows(by: HistoryPlace.self)
    var (isDisputed, isUndated) = (false, false)
    try History.forEach(in: book, window: window) { entry, place in
      rows.append([entry], at: place)
      isDisputed = isDisputed || entry.kind == "dispute"
      isUndated = isUndated || entry.date == nil
    }
    self.init(
      .history, title: "History of \(subject)", parameters: parameters,
      sections: [rows.section()],
      notes: [
        isDisputed ? "a dispute shows both figures, separated by |; neither is preferred" : nil,
        isUndated ? "entries without a date come last" : nil,
      ].compactMap { $0 })
  }
}

extension HistoryEntry {
  fileprivate static let table = Table<HistoryEntry> {
    Column("date", \.date).key
    Column("provider", \.provider).detail
    Column("buyer", \.buyer).detail
    Column("contract", \.contract).key
    Column("event", \.kind).key
    Column("amount", \.amount).key
    Column("new_total", \.newTotal).detail
    Column("summary", \.summary).key
    Column("confidence", \.confidence?.rawValue).detail
    Column("recorded_at", meaning: "File, line and import.", \.evidence.place).detail
    Column("source", \.evidence.source).detail
    Column("notes", \.evidence.notes).detail
  }
}
