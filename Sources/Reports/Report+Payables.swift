package import Agenda
package import Ledger
package import Procurement
internal import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report payables`.
  package static let payables = ReportOutline(
    "payables", PayableInvoice.table.outline(), DaysPayable.table.outline())
}

extension Report {
  /// What is payable, and how long payments took; `isExplained` says whether the rows follow.
  package init(
    _ payables: Payables, isExplained: Bool, in choice: CurrencyChoice? = nil, on day: Day? = nil,
    parameters: [Parameter]
  ) throws {
    let currencies = Set(payables.invoices.map(\.open.currency)).sorted { $0.code < $1.code }
    self.init(
      .payables, title: "Payables",
      basis: "gross, open at the end of the as-of day"
        + CurrencyNotes.basis(choice, of: day),
      parameters: parameters,
      sections: [
        try PayableInvoice.table.section(
          payables.invoices,
          totals: currencies.map { currency in
            payables.invoices.filter { $0.open.currency == currency }
          }),
        DaysPayable.table.section(ifAny: payables.daysPayable),
      ],
      explaining: isExplained ? payables.invoices.map(\.explanation) : nil,
      notes: CurrencyNotes.notes(currencies) + payables.notes)
  }
}

extension Payables {
  /// What is not in it, and why.
  fileprivate var notes: [String] {
    let unknown = providersWithoutPayments
    let fromIssue = daysPayable.map(\.fromIssue).reduce(0, +)
    return
      (unknown.isEmpty
      ? []
      : [
        "no payments to \(unknown.joined(separator: ", ")) are recorded; all of their invoices count "
          + "as open"
      ])
      + repeated.map {
        "\($0.number) of \($0.provider) is left out: \($0.code), it \($0.found)"
      }
      + (fromIssue == 0
        ? []
        : ["days count from the issue date for \(fromIssue) invoices without a day of receipt"])
  }
}

extension PayableInvoice {
  fileprivate static let table = Table<PayableInvoice> {
    Column("provider", \.provider).total { _ in "total" }.key
    Column("contract", \.contract).detail
    Column("invoice", \.booked.invoice.number).key
    Column("due", \.due).key
    Column("days_open", as: .days, meaning: "Since it was received, or issued.", \.openDays).detail
    Column("currency", \.open.currency).total { $0.first?.open.currency }.key
    Column("open", meaning: "Neither paid nor credited.") { $0.open.figure }
      .total { PayableInvoice.sum($0.map(\.open)) }.key
    for (name, title, age) in ages {
      Column(name, title: title) { $0.amount(age)?.figure }
        .total { rows in PayableInvoice.sum(rows.compactMap { $0.amount(age) }) }
        .toned(age.toning)
    }
    Column("disputed", meaning: "The open part that is in dispute and not payable.") { invoice in
      invoice.disputed.units == 0 ? nil : invoice.disputed.figure
    }.total { PayableInvoice.sum($0.map(\.disputed)) }
  }

  private static let ages: [(name: String, title: String, age: Age)] = [
    ("not_due", "not due", .notDue), ("overdue_1_30", "overdue 1-30", .upTo30),
    ("overdue_31_60", "31-60", .upTo60), ("overdue_61_90", "61-90", .upTo90),
    ("overdue_over_90", "over 90", .over90), ("no_due_day", "no due day", .undated),
  ]

  private static func sum(_ amounts: [MoneySum]) -> Figure<Money>? {
    guard var sum = amounts.first else { return nil }
    for amount in amounts.dropFirst() { sum.add(amount) }
    return sum.figure
  }
}

extension PayableInvoice.Age {
  /// What is overdue is painted.
  fileprivate var toning: Toning? {
    switch self {
    case .notDue, .undated: nil
    case .upTo30, .upTo60, .upTo90, .over90: .always(.alarm)
    }
  }
}

extension DaysPayable {
  fileprivate static let table = Table<DaysPayable>("days_payable", title: "Days payable") {
    Column("provider", \.provider).key
    Column("currency", \.paid.currency).key
    Column("paid") { $0.paid.figure }.detail
    Column("days_payable", meaning: "From receipt to payment, weighted by amount.") {
      $0.days?.exactDecimal(places: 1)
    }.key
    Column("open") { $0.open.figure }
    Column("open_age", meaning: "Days from receipt to the as-of day, weighted by amount.") {
      $0.openDays?.exactDecimal(places: 1)
    }.key
    Column("from_issue", meaning: "Invoices whose day of receipt is not recorded.", \.fromIssue)
      .detail
  }
}
