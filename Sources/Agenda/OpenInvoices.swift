internal import Audit
internal import Ledger
internal import Procurement
internal import Store

/// Invoices that are not wholly paid, by the day on which they are due.
struct OpenInvoices {
  private(set) var items: [AgendaItem] = []
  /// Slugs of providers with no payment on record: for them it is not known what is overdue.
  private(set) var providersWithoutPayments: [String] = []
  /// How many have no due day.
  private(set) var undatedCount = 0
  /// Invoices that must not be paid, since they repeat others.
  private(set) var repeated: [RepeatedInvoice] = []

  /// Invoices that were issued by the as-of day and are due by `last`: on the due day of the invoice,
  /// else by the payment terms of its contract.
  init(in book: Book, asOf: Day, through last: Day) throws {
    let paidProviders = try book.paidProviders(by: asOf)
    var unknown: Set<String> = []
    for invoice in try OpenInvoice.all(in: book, asOf: asOf) {
      items += invoice.disputes.map { AgendaItem($0, of: invoice, book.names) }
      guard invoice.payable > 0 else { continue }
      let isPaid = paidProviders.contains(invoice.booked.invoice.provider)
      if !isPaid { unknown.insert(invoice.provider) }
      if let finding = invoice.repeated {
        repeated.append(RepeatedInvoice(finding))
        continue
      }
      guard let due = invoice.due else {
        undatedCount += 1
        continue
      }
      guard due.day <= last, due.day >= asOf || isPaid else { continue }
      items.append(AgendaItem(paying: invoice, (due.day, due.words), book.names))
    }
    providersWithoutPayments = unknown.sorted()
  }
}

extension RepeatedInvoice {
  init(_ finding: AuditFinding) {
    provider = finding.provider
    number = finding.subject
    code = finding.code.rawValue
    found = finding.found
  }
}

extension AgendaItem {
  /// The payable part of an invoice; only in words if the amount is too large to be kept.
  fileprivate init(
    paying invoice: OpenInvoice, _ due: (day: Day, words: String), _ names: NameDirectory
  ) {
    let total = invoice.booked.total
    let words = total.currency.words
    let part = invoice.payable == Int128(total.units) ? "" : "of \(total.words) "
    let disputed = invoice.open &- invoice.payable
    let rest =
      (invoice.credited > 0 ? "; \(words(invoice.credited)) was credited" : "")
      + (disputed > 0 ? "; \(words(disputed)) is disputed" : "")
    self.init(
      .invoiceDue, on: due.day, of: invoice, names,
      "\(words(invoice.payable)) \(part)is due\(due.words)\(rest)",
      try? Money(exactly: invoice.payable, of: total.currency), [invoice.booked.evidence])
  }

  /// A dispute of an invoice that is open, on the day on which it was opened.
  fileprivate init(
    _ dispute: Recorded<InvoiceDispute>, of open: OpenInvoice, _ names: NameDirectory
  ) {
    self.init(
      .disputeOpen, on: dispute.openedOn.first, of: open, names, dispute.words,
      dispute.amount ?? open.booked.total, [dispute.evidence, open.booked.evidence],
      "\(dispute.openedOn)")
  }

  private init(
    _ kind: Kind, on day: Day, of open: OpenInvoice, _ names: NameDirectory, _ what: String,
    _ amount: Money?, _ evidence: [Evidence], _ distinction: String? = nil
  ) {
    let invoice = open.booked.invoice
    self.init(
      kind: kind, day: day,
      provider: names.organizations.slug(of: invoice.provider),
      buyer: names.organizations.slug(of: invoice.buyer),
      contract: names.contracts.references(of: open.booked.contracts),
      subject: invoice.number, what: what, amount: amount, fixedRate: open.origin.fixedRate,
      evidence: evidence,
      distinction: distinction ?? String(invoice.issuedOn.description.prefix(4)))
  }
}
