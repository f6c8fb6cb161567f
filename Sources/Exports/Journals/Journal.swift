package import Ledger
package import Procurement
internal import Queries
internal import Store

/// The transactions of a book for a general ledger: invoices on their day of issue, payments on theirs, and
/// accruals at the ends of months, each reversed on the first day of the next.
package struct Journal {
  /// The scope of a journal, and its accounts.
  package struct Options: Hashable, Sendable {
    /// The accounts.
    package var chart = ChartOfAccounts()
    /// The months that are booked; `nil` for everything up to the as-of day, with the accrual of the last month
    /// that has ended.
    package var months: MonthRange?
    /// Whether accruals are booked.
    package var accrues = true
    /// Whether fixed fees are spread evenly over the term.
    package var isStraightLine = false

    /// The defaults.
    package init() {}
  }

  /// A transaction, or a comment.
  package enum Item: Hashable, Sendable {
    /// A transaction.
    case entry(JournalEntry)
    /// What is not booked, and why.
    case note(String)
  }

  private let book: Book
  private let options: Options
  private let asOf: Day
  private let providerNames: [OrganizationID: String]

  /// The journal of a book at the end of a day; anything dated later is ignored.
  package init(of book: Book, asOf: Day, _ options: Options) throws {
    self.book = book
    self.options = options
    self.asOf = asOf
    providerNames = try book.organizations.mapValues(\.name)
  }

  /// Lends the transactions: invoices by day, payments by day, accruals by month.
  package func forEachItem(_ body: (Item) throws -> Void) throws {
    let payments = try book.payments()
    let invoices = try forEachInvoice(paidBy: payments, body)
    for payment in payments where isBooked(payment.paidOn.last) {
      guard let invoice = invoices[payment.invoice] else { continue }
      try body(.entry(entry(payment, of: invoice)))
    }
    guard options.accrues else { return }
    for month in closedMonths { try accrue(month, body) }
  }

  private func isBooked(_ day: Day) -> Bool {
    day <= asOf && options.months?.contains(day.month) ?? true
  }

  /// The months whose ends have come by the as-of day; all of those asked for, or the last.
  private var closedMonths: [Month] {
    let last = asOf == asOf.month.lastDay ? asOf.month : asOf.month.adding(months: -1)
    return options.months.map { $0.months.filter { $0 <= last } } ?? [last]
  }

  private func slug(_ organization: OrganizationID) -> String {
    book.names.organizations.slug(of: organization)
  }

  private func name(_ organization: OrganizationID) -> String {
    providerNames[organization] ?? slug(organization)
  }
}

// MARK: Invoices and payments

extension Journal {
  /// Lends the invoices of the months, and notes where several buyers have some.
  /// - Returns: the invoices that are paid, whenever they were issued.
  private func forEachInvoice(
    paidBy payments: [BookedPayment], _ body: (Item) throws -> Void
  ) throws -> [InvoiceID: BookedInvoice] {
    let wanted = Set(payments.map(\.invoice))
    var (paid, buyers): ([InvoiceID: BookedInvoice], Set<OrganizationID>) = ([:], [])
    var rows = try InvoiceRows(book, by: .issue)
    var charges = try ChargedParts(book)
    while let invoice = try rows.next() {
      if wanted.contains(invoice.id) { paid[invoice.id] = invoice }
      guard isBooked(invoice.invoice.issuedOn.last) else { continue }
      buyers.insert(invoice.invoice.buyer)
      try body(.entry(entry(invoice, charges.parts(of: invoice))))
    }
    if buyers.count > 1 {
      try body(.note("this is the journal of \(buyers.count) buyers together; --buyer picks one"))
    }
    return paid
  }

  private func entry(_ booked: BookedInvoice, _ parts: [ChargedPart]) -> JournalEntry {
    let (invoice, currency) = (booked.invoice, booked.total.currency)
    let provider = slug(invoice.provider)
    let postings = parts.flatMap { part in
      let contract = booked.isDivided ? part.contract.map(reference) : nil
      return [(options.chart.expenses.of(provider), part.net), (options.chart.tax, part.tax)]
        .filter { $1.units != 0 }
        .map { account, sum in
          JournalEntry.Posting(
            account: account, units: sum.units, currency: currency, contract: contract)
        }
    }
    return JournalEntry(
      invoice.issuedOn.last, payee: name(invoice.provider),
      "\(invoice.kind == .creditNote ? "credit note" : "invoice") \(invoice.number)",
      tags: tags(of: booked, booked.evidence), postings,
      against: options.chart.payable.of(provider), in: currency)
  }

  private func entry(_ payment: BookedPayment, of booked: BookedInvoice) -> JournalEntry {
    let (invoice, currency) = (booked.invoice, booked.total.currency)
    return JournalEntry(
      payment.paidOn.last, payee: name(invoice.provider),
      "payment \(payment.reference) of \(invoice.number)",
      tags: [JournalEntry.Tag(name: "payment", value: payment.reference)]
        + tags(of: booked, payment.evidence),
      [
        JournalEntry.Posting(
          account: options.chart.payable.of(slug(invoice.provider)), units: Int128(payment.units),
          currency: currency, contract: nil)
      ], against: options.chart.bank, in: currency)
  }

  private func tags(of booked: BookedInvoice, _ evidence: Evidence) -> [JournalEntry.Tag] {
    [
      ("invoice", booked.invoice.number), ("contract", booked.invoice.contract.map(reference)),
      ("buyer", slug(booked.invoice.buyer)), ("import", "\(evidence.importNumber)"),
    ].compactMap { name, value in value.map { JournalEntry.Tag(name: name, value: $0) } }
  }

  private func reference(_ contract: ContractID) -> String {
    book.names.contracts.reference(of: contract)
  }
}

// MARK: Accruals

extension Journal {
  /// Books the accruals at the end of a month, with what was issued by then, and reverses them a day later.
  private func accrue(_ month: Month, _ body: (Item) throws -> Void) throws {
    for accrual in try Accrual.all(in: book, month: month, asOf: month.lastDay) {
      let closing = ClosingAmounts(accrual, isStraightLine: options.isStraightLine)
      for note in closing.notes { try body(.note(note)) }
      guard let entry = entry(closing) else { continue }
      try body(.entry(entry))
      let reversal = entry.reversed(
        on: month.adding(months: 1).firstDay, "reversal of \(entry.narration)")
      try body(.entry(reversal))
    }
  }

  /// The accrual of a contract and, in postings of its own, its prepayment; `nil` if neither is known and other
  /// than zero.
  private func entry(_ closing: ClosingAmounts) -> JournalEntry? {
    let chart = options.chart
    let (contract, provider) = (closing.accrual.contract, closing.accrual.contract.provider)
    let expenses = chart.expenses.of(provider)
    let entries = [
      (closing.accrued.value, from: chart.accrued.of(provider), to: expenses),
      (closing.prepaid.value, from: expenses, to: chart.prepaid.of(provider)),
    ].compactMap { amount, from, to -> JournalEntry? in
      guard let amount, amount.units != 0 else { return nil }
      let posting = JournalEntry.Posting(
        account: to, units: Int128(amount.units), currency: amount.currency, contract: nil)
      return JournalEntry(
        closing.accrual.month.lastDay, payee: name(contract.contract.provider),
        "accrual \(closing.accrual.month) of \(contract.reference)",
        tags: [
          JournalEntry.Tag(name: "contract", value: contract.reference),
          JournalEntry.Tag(name: "buyer", value: contract.buyer),
          JournalEntry.Tag(name: "import", value: "\(contract.contract.evidence.importNumber)"),
        ], [posting], against: from, in: amount.currency)
    }
    return entries.dropFirst().reduce(entries.first) { $0?.adding($1) }
  }
}

/// The amounts that are booked for a contract at the end of a month, rounded to the minor unit.
private struct ClosingAmounts {
  let accrual: Accrual
  /// What is known of the accrual, as the total of the report counts it.
  let accrued: Figure<Money>
  let prepaid: Figure<Money>
  /// Why the rest of the accrual is not known, if only a part of it is.
  private let notAccrued: String?

  init(_ accrual: Accrual, isStraightLine: Bool) {
    let currency = accrual.rate.currency
    let whole = isStraightLine ? accrual.accruedStraightLine : accrual.accrued
    let known = accrual.accruedParts(isSpread: isStraightLine).sumOfKnown ?? whole
    let isPart = whole.value == nil && known.value.map { $0 != .zero } ?? false
    self.accrual = accrual
    accrued = (isPart ? known : whole).rounded(to: currency)
    prepaid = accrual.prepaid.rounded(to: currency)
    notAccrued = isPart ? whole.reason : nil
  }

  /// What is not booked, and why.
  var notes: [String] {
    let unknown = [
      ("rest of the accrual", notAccrued), ("accrual", accrued.reason),
      ("prepayment", prepaid.reason),
    ]
    .compactMap { what, reason in reason.map { (what: what, reason: $0) } }
    let isOne = Set(unknown.map(\.reason)).count == 1
    let groups = isOne ? [unknown] : unknown.map { [$0] }
    return groups.compactMap { group in
      group.first.map { first in
        "\(group.map(\.what).joined(separator: " and ")) \(accrual.month) of "
          + "\(accrual.contract.reference) with \(accrual.contract.provider) not booked: \(first.reason)"
      }
    }
  }
}
