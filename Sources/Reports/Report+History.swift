internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// A history, a row an entry, in date order.
  ///
  /// `subject` is whose history it is, such as `spacex`.
  package init(_ entries: [HistoryEntry], of subject: String, parameters: [Parameter]) {
    let isDisputed = entries.contains { $0.kind == "dispute" }
    let isUndated = entries.contains { $0.date == nil }
    self.init(
      name: "history", title: "History of \(subject)", parameters: parameters,
      sections: [
        Section(
          columns: [
            ReportColumn("date", .date), ReportColumn("provider", .text),
            ReportColumn("buyer", .text), ReportColumn("contract", .text),
            ReportColumn("event", .text), ReportColumn("amount", .money),
            ReportColumn("new_total", .money), ReportColumn("summary", .text),
            ReportColumn("confidence", .text),
            ReportColumn("recorded_at", .text), ReportColumn("source", .text),
            ReportColumn("notes", .text),
          ],
          rows: entries.map { entry in
            [
              .date(entry.date), .text(entry.provider), .text(entry.buyer),
              .text(entry.contract), .text(entry.kind), .money(entry.amount),
              .money(entry.newTotal), .text(entry.summary), .text(entry.confidence?.rawValue),
              .text(entry.evidence.place), .text(entry.evidence.source),
              .text(entry.evidence.notes),
            ]
          })
      ],
      notes: [
        isDisputed ? "a dispute shows both figures, divided by |; neither is preferred" : nil,
        isUndated ? "entries without a date come last" : nil,
      ].compactMap { $0 })
  }
}
