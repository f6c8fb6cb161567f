internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// What must be done by when; `isExplained` says whether the rows follow.
  package init(_ agenda: Agenda, isExplained: Bool, parameters: [Parameter]) {
    let main = Section(
      columns: [
        ReportColumn("day", .date), ReportColumn("days", .days), ReportColumn("kind", .text),
        ReportColumn("state", .text), ReportColumn("provider", .text),
        ReportColumn("contract", .text), ReportColumn("buyer", .text),
        ReportColumn("subject", .text), ReportColumn("what", .text),
        ReportColumn("currency", .text), ReportColumn("amount", .money),
      ],
      rows: agenda.items.map { $0.cells(asOf: agenda.asOf) })
    let explained = Section(explaining: agenda.items.map(\.explanation))
    self.init(
      name: "agenda", title: "What must be done by when", parameters: parameters,
      sections: [main] + (isExplained ? [explained] : []), notes: agenda.notes)
  }
}

extension Agenda {
  /// Whether something should have been done by now.
  package var isOverdue: Bool { items.contains { $0.isOverdue(on: asOf) } }

  /// What is not on it, and why.
  package var notes: [String] {
    let unknown = providersWithoutPayments
    return
      (unknown.isEmpty
      ? []
      : [
        "no payments to \(unknown.joined(separator: ", ")) are recorded; their invoices are listed "
          + "from the as-of day on"
      ])
      + (undatedInvoices > 0 ? ["\(undatedInvoices) unpaid invoices have no due day"] : [])
  }

  /// The items as events of a calendar.
  package var events: [CalendarText.Event] {
    items.map { item in
      let name = [item.contract ?? item.provider, item.subject].compactMap { $0 }
        .joined(separator: " ")
      return CalendarText.Event(
        uid: item.uid, day: item.day, summary: "\(name): \(item.what)",
        description: [
          "\(item.kind.rawValue) of \(item.provider), bought by \(item.buyer)",
          item.amount.map { "at stake: \($0) \($0.currency.code)" },
          item.evidence.first.map { "from \($0.place)" }, item.evidence.first?.source,
        ].compactMap { $0 }.joined(separator: "\n"),
        category: item.kind.rawValue)
    }
  }
}

extension AgendaItem {
  fileprivate func cells(asOf: Day) -> [Cell] {
    [
      .date(.day(day)), .count(day.days(since: asOf)), .text(kind.rawValue),
      .text(isOverdue(on: asOf) ? "overdue" : nil), .text(provider), .text(contract),
      .text(buyer), .text(subject), .text(what), .text(amount?.currency.code), .money(amount),
    ]
  }
}
