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
    let open = try OpenInvoices.all(in: book, asOf)
    let repeats = try RepeatedInvoices(
      in: book, among: Set(open.filter { $0.payable > 0 }.map(\.booked.id)), asOf: asOf)
    // A damaged file may have two live rows of one contract.
    let contracts = Dictionary(
      try book.contracts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var unknown: Set<String> = []
    for invoice in open {
      items += invoice.disputes.map { AgendaItem($0, of: invoice.booked, book.names) }
      guard invoice.payable > 0 else { continue }
      let booked = invoice.booked
      let isPaid = paidProviders.contains(booked.invoice.provider)
      let provider = book.names.organizations.slug(of: booked.invoice.provider)
      if !isPaid { unknown.insert(provider) }
      if let finding = repeats.findings[booked.id] {
        repeated.append(RepeatedInvoice(finding))
        continue
      }
      guard let due = booked.dueDay(under: booked.contracts.compactMap { contracts[$0] })
      else {
        undatedCount += 1
        continue
      }
      guard due.day <= last, due.day >= asOf || isPaid else { continue }
      items.append(AgendaItem(paying: invoice, due, book.names))
    }
    providersWithoutPayments = unknown.sorted()
  }

  /// The invoices that are not wholly paid, and those that are disputed, by contract.
  private static func all(in book: Book, _ asOf: Day) throws -> [OpenInvoice] {
    let (paid, credited) = (try book.paidSums(by: asOf), try book.creditNoteSums(by: asOf))
    let disputed = try book.disputedParts(on: asOf)
    var rows = try InvoiceRows(book, by: .contract, issuedBy: asOf)
    var all: [OpenInvoice] = []
    while let booked = try rows.next() {
      guard booked.invoice.kind == .invoice else { continue }
      let credit = credited[booked.id] ?? 0
      let open = try Int128(booked.total.units) - (paid[booked.id]?.units ?? 0) + credit
      let part = disputed[booked.id]
      guard open > 0 || part != nil else { continue }
      all.append(
        OpenInvoice(
          booked: booked, disputes: part?.disputes ?? [], credited: 0 &- credit, open: open,
          payable: try open - (part?.units(of: open) ?? 0)))
    }
    return all
  }
}

/// An invoice that is not wholly paid, or is disputed.
private struct OpenInvoice {
  let booked: BookedInvoice
  /// Its disputes that are open.
  let disputes: [Recorded<InvoiceDispute>]
  /// What credit notes took off it, in stored units.
  let credited: Int128
  /// What is not paid or credited, in stored units.
  let open: Int128
  /// The part of it that is not disputed.
  let payable: Int128
}

extension RepeatedInvoice {
  fileprivate init(_ finding: AuditFinding) {
    provider = finding.provider
    number = finding.subject
    code = finding.code.rawValue
    found = finding.found
  }
}

extension AgendaItem {
  /// What is to be paid of an invoice; of an amount that is too large to be kept the words alone.
  fileprivate init(
    paying invoice: OpenInvoice, _ due: (day: Day, words: String), _ names: NameDirectory
  ) {
    let total = invoice.booked.total
    let words = { (units: Int128) in
      (try? Money(exactly: units, of: total.currency)).map { "\($0)" }
        ?? "\(ExactDecimal(coefficient: units, decimals: total.currency.scale))"
    }
    let part =
      invoice.payable == Int128(total.units) ? "is to be paid" : "is to be paid of \(total)"
    let disputed = invoice.open &- invoice.payable
    let rest =
      (invoice.credited > 0 ? "; \(words(invoice.credited)) was credited" : "")
      + (disputed > 0 ? "; \(words(disputed)) is disputed" : "")
    self.init(
      .invoiceDue, on: due.day, of: invoice.booked, names,
      "\(words(invoice.payable)) \(part)\(due.words)\(rest)",
      try? Money(exactly: invoice.payable, of: total.currency), [invoice.booked.evidence])
  }

  /// A dispute of an invoice that is open, on the day on which it was opened.
  fileprivate init(
    _ dispute: Recorded<InvoiceDispute>, of booked: BookedInvoice, _ names: NameDirectory
  ) {
    self.init(
      .disputeOpen, on: dispute.openedOn.first, of: booked, names, dispute.words,
      dispute.amount ?? booked.total, [dispute.evidence, booked.evidence], "\(dispute.openedOn)")
  }

  private init(
    _ kind: Kind, on day: Day, of booked: BookedInvoice, _ names: NameDirectory, _ what: String,
    _ amount: Money?, _ evidence: [Evidence], _ distinction: String? = nil
  ) {
    let invoice = booked.invoice
    self.init(
      kind: kind, day: day,
      provider: names.organizations.slug(of: invoice.provider),
      buyer: names.organizations.slug(of: invoice.buyer),
      contract: names.contracts.references(of: booked.contracts),
      subject: invoice.number, what: what, amount: amount, evidence: evidence,
      distinction: distinction ?? String(invoice.issuedOn.description.prefix(4)))
  }
}

extension BookedInvoice {
  /// The due day of the invoice, else so many days after the one on which it was issued, by the shortest
  /// payment terms of its contracts; with how it is known, if the invoice does not say the day.
  fileprivate func dueDay(under contracts: [ContractFile]) -> (day: Day, words: String)? {
    if let due = invoice.dueOn { return (due.last, due.wordsOfLastDay) }
    guard let days = contracts.compactMap(\.paymentTermsDays).min(),
      let issued = invoice.issuedOn.exactDay
    else { return nil }
    return (issued.adding(days: days), " (issued \(issued), due \(days) days after it)")
  }
}
