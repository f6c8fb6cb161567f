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

  /// Invoices that were issued by the as-of day and are due by `last`: on the due day of the invoice,
  /// else by the payment terms of its contract.
  init(in book: Book, asOf: Day, through last: Day) throws {
    let paidProviders = try book.paidProviders
    let (paid, credited) = (try book.paidSums(by: asOf), try book.creditNoteSums(by: asOf))
    let disputed = try book.disputedParts(on: asOf)
    let contracts = Dictionary(
      uniqueKeysWithValues: try book.contracts.map { ($0.id, $0) })
    var unknown: Set<String> = []
    var rows = try InvoiceRows(book, by: .contract, issuedBy: asOf)
    while let booked = try rows.next() {
      guard booked.invoice.kind == .invoice else { continue }
      let open =
        try Int128(booked.total.units) - (paid[booked.id]?.units ?? 0) + (credited[booked.id] ?? 0)
      let part = disputed[booked.id]
      items += (part?.disputes ?? []).map { AgendaItem($0, of: booked, book.names) }
      let isPaid = paidProviders.contains(booked.invoice.provider)
      let provider = book.names.organizations.slug(of: booked.invoice.provider)
      if !isPaid { unknown.insert(provider) }
      let payable = try open - (part?.units(of: open) ?? 0)
      guard payable > 0 else { continue }
      guard let due = booked.dueDay(under: booked.invoice.contract.flatMap { contracts[$0] })
      else {
        undatedCount += 1
        continue
      }
      guard due.day <= last, due.day >= asOf || isPaid else { continue }
      items.append(try AgendaItem(paying: payable, of: open, booked, due, book.names))
    }
    providersWithoutPayments = unknown.sorted()
  }
}

extension AgendaItem {
  /// `payable` of the units that are `open`: the rest is disputed.
  fileprivate init(
    paying payable: Int128, of open: Int128, _ booked: BookedInvoice,
    _ due: (day: Day, words: String), _ names: NameDirectory
  ) throws {
    let amount = try Money(exactly: payable, of: booked.total.currency)
    let part = amount == booked.total ? "is to be paid" : "is to be paid of \(booked.total)"
    let disputed = try Money(exactly: open - payable, of: booked.total.currency)
    let rest = open > payable ? "; \(disputed) is disputed" : ""
    self.init(
      .invoiceDue, on: due.day, of: booked, names, "\(amount) \(part)\(due.words)\(rest)", amount,
      [booked.evidence])
  }

  /// A dispute of an invoice that is open, on the day on which it was opened.
  fileprivate init(
    _ dispute: Recorded<InvoiceDispute>, of booked: BookedInvoice, _ names: NameDirectory
  ) {
    self.init(
      .disputeOpen, on: dispute.openedOn.last, of: booked, names, dispute.words,
      dispute.amount ?? booked.total, [dispute.evidence, booked.evidence], "\(dispute.openedOn)")
  }

  private init(
    _ kind: Kind, on day: Day, of booked: BookedInvoice, _ names: NameDirectory, _ what: String,
    _ amount: Money, _ evidence: [Evidence], _ distinction: String? = nil
  ) {
    let invoice = booked.invoice
    self.init(
      kind: kind, day: day,
      provider: names.organizations.slug(of: invoice.provider),
      buyer: names.organizations.slug(of: invoice.buyer),
      contract: invoice.contract.map { names.contracts.reference(of: $0) },
      subject: invoice.number, what: what, amount: amount, evidence: evidence,
      distinction: distinction ?? String(invoice.issuedOn.description.prefix(4)))
  }
}

extension BookedInvoice {
  /// The due day of the invoice, else so many days after the one on which it was issued; with how it
  /// is known, if the invoice does not say the day.
  fileprivate func dueDay(under contract: ContractFile?) -> (day: Day, words: String)? {
    if let due = invoice.dueOn { return (due.last, due.wordsOfLastDay) }
    guard let days = contract?.paymentTermsDays, let issued = invoice.issuedOn.exactDay else {
      return nil
    }
    return (issued.adding(days: days), " (issued \(issued), due \(days) days after it)")
  }
}
