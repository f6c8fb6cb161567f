package import Agenda
package import Ledger
internal import Procurement
package import Rendering

extension ReportOutline {
  /// `offtake agenda`.
  package static let agenda = ReportOutline("agenda", AgendaRow.table.outline())
}

extension Report {
  /// Deadlines; `isExplained` says whether the rows follow.
  package init(
    _ agenda: Agenda, isExplained: Bool, in choice: CurrencyChoice? = nil, parameters: [Parameter]
  ) {
    self.init(
      .agenda, title: "Deadlines",
      basis: choice.map {
        "amounts at stake" + CurrencyNotes.basis($0, of: agenda.asOf)
      }, parameters: parameters,
      sections: [
        AgendaRow.table.section(agenda.items.map { AgendaRow(item: $0, asOf: agenda.asOf) })
      ],
      explaining: isExplained ? agenda.items.map(\.explanation) : nil,
      notes: CurrencyNotes.notes(agenda.items.compactMap(\.amount?.currency)) + agenda.notes)
  }
}

private struct AgendaRow {
  let item: AgendaItem
  let asOf: Day

  static let table = Table<AgendaRow> {
    Column("day", \.item.day).key
    Column("days", as: .days, meaning: "Days from the as-of day; negative if it has passed.") {
      $0.item.day.days(since: $0.asOf)
    }
    Column("kind", \.item.kind.rawValue).detail
    Column("state", meaning: "`overdue`; `open` if it stays listed past its day; or empty.") {
      $0.item.isOverdue(on: $0.asOf) ? "overdue" : $0.item.isOpen(on: $0.asOf) ? "open" : nil
    }.key.toned(.words(["overdue": .alarm, "open": .caution]))
    Column("provider", \.item.provider).detail
    Column("contract", \.item.contract).key
    Column("buyer", \.item.buyer).detail
    Column("subject", meaning: "The invoice, tranche or fee.", \.item.subject)
    Column("what", \.item.what).key
    Column("currency", \.item.amount?.currency).key
    Column("amount", meaning: "The amount at stake.", \.item.amount).key
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
      + (undatedInvoices > 0
        ? [
          undatedInvoices == 1
            ? "1 unpaid invoice has no due day"
            : "\(undatedInvoices) unpaid invoices have no due day"
        ] : [])
      + repeatedInvoices.map {
        "\($0.number) of \($0.provider) is not due: \($0.code), it \($0.found)"
      }
      + contractsToLookUp.map {
        "\($0) renews automatically, and its renewal notice period is not recorded; look up the last day "
          + "for notice"
      }
      + exitsToLookUp.map {
        "notice was given under \($0), and its exit day is not known; look it up"
      }
      + contractsTooLarge.map { "the minimums of \($0) are too large to be computed" }
  }

  /// The items as events of a calendar; what is overdue says so.
  package var events: [CalendarText.Event] {
    items.map { item in
      let name = [item.contract ?? item.provider, item.subject].compactMap { $0 }
        .joined(separator: " ")
      return CalendarText.Event(
        uid: item.uid, day: item.day, hasPassed: item.day < asOf,
        summary: (item.isOverdue(on: asOf) ? "Overdue: " : "") + "\(name): \(item.what)",
        description: [
          "provider \(item.provider), buyer \(item.buyer)",
          item.amount.map { "at stake: \($0) \($0.currency.code)" },
          item.evidence.first.map { "from \($0.place)" }, item.evidence.first?.source,
        ].compactMap { $0 }.joined(separator: "\n"),
        category: item.kind.rawValue)
    }
  }
}
