package import Ledger
package import Procurement
internal import Store

/// Something that happened under a contract or at a provider's site, in one line.
package struct HistoryEntry: Hashable, Sendable {
  /// As precise as its source; `nil` if it gave none.
  package let date: PartialDate?
  /// The provider's slug.
  package let provider: String
  /// The contract's reference; `nil` for capacity that belongs to none.
  package let contract: String?
  /// The buyer's slug; `nil` for capacity that belongs to no contract.
  package let buyer: String?
  /// `signed`, `expanded`, `fee`, `capacity delivered`, `invoice`, `payment`, …
  package let kind: String
  /// What happened, in words.
  package let summary: String
  /// The headline value, the change in value, the monthly fee, the total or the payment.
  package let amount: Money?
  /// The headline value after an event, if its source gives it.
  package let newTotal: Money?
  /// How sure it is; where the row does not say, its contract's.
  package let confidence: Confidence?
  /// The row that it was read from.
  package let evidence: Evidence
}

/// Every event of every selected contract, in date order; what has no date comes last.
package enum History {
  /// The entries of a book; of a provider alone, its sites' capacity is there too.
  ///
  /// Those whose date can lie in `window`; if it is `nil` all, undated ones included.
  package static func all(in book: Book, window: MonthRange?) throws -> [HistoryEntry] {
    let inWindow = try entries(in: book).filter { entry in
      guard let window else { return true }
      return entry.date.map { $0.last >= window.firstDay && $0.first < window.endDay } ?? false
    }
    return inWindow.enumerated().sorted { left, right in
      (left.element.order, left.offset) < (right.element.order, right.offset)
    }.map(\.element)
  }

  /// In the order in which entries of one day are shown.
  private static func entries(in book: Book) throws -> [HistoryEntry] {
    let contracts = try book.contracts.sorted { $0.contract.identity < $1.contract.identity }
    let deliveries =
      try contracts.flatMap { contract in
        contract.deliveries.map { (contract: contract as ContractFile?, delivery: $0) }
      } + book.siteDeliveries.map { (contract: nil, delivery: $0) }
    return contracts.map(HistoryEntry.init(signing:))
      + contracts.flatMap { contract in contract.events.map { HistoryEntry($0, of: contract) } }
      + contracts.flatMap { contract in contract.fees.map { HistoryEntry($0, of: contract) } }
      + contracts.flatMap { contract in contract.promises.map { HistoryEntry($0, of: contract) } }
      + deliveries.sorted { $0.delivery.identity < $1.delivery.identity }
      .flatMap { HistoryEntry.steps(of: $0.delivery, $0.contract, book.names) }
      + (try documents(in: book)) + contracts.compactMap(HistoryEntry.init(endOf:))
  }

  /// Invoices, then payments, then disputes.
  private static func documents(in book: Book) throws -> [HistoryEntry] {
    var rows = try InvoiceRows(book, by: .issue)
    var entries: [HistoryEntry] = []
    var invoices: [InvoiceID: Invoice] = [:]
    while let invoice = try rows.next() {
      invoices[invoice.id] = invoice.invoice
      entries.append(HistoryEntry(invoice, book.names))
    }
    return entries
      + (try book.payments()).compactMap { payment in
        invoices[payment.invoice].map { HistoryEntry(payment, of: $0, book.names) }
      }
      + HistoryEntry.steps(of: try book.disputes, of: invoices, book.names)
  }
}

extension HistoryEntry {
  fileprivate var order: Int { date?.first.number ?? .max }

  fileprivate init(
    _ kind: String, on date: PartialDate?, of contract: ContractFile, _ summary: String,
    amount: Money? = nil, newTotal: Money? = nil, confidence: Confidence? = nil,
    _ evidence: Evidence? = nil
  ) {
    self.init(
      date: date, provider: contract.provider, contract: contract.reference,
      buyer: contract.buyer, kind: kind, summary: summary, amount: amount, newTotal: newTotal,
      confidence: confidence ?? contract.provenance.confidence,
      evidence: (evidence ?? contract.evidence).named(kind, amount))
  }

  fileprivate init(signing contract: ContractFile) {
    let isEffective = contract.signedOn == nil && contract.effectiveOn != nil
    let kind = contract.headline?.kind.map { " (\($0.rawValue.replacing("_", with: " ")))" } ?? ""
    self.init(
      isEffective ? "effective" : "signed", on: contract.signedOn ?? contract.effectiveOn,
      of: contract, (contract.title ?? "contract \(contract.reference)") + kind,
      amount: contract.headline?.value)
  }

  fileprivate init?(endOf contract: ContractFile) {
    guard let end = contract.endsOn else { return nil }
    self.init("ends", on: end, of: contract, "the last day of its term")
  }

  fileprivate init(_ event: Recorded<ContractEvent>, of contract: ContractFile) {
    let summary =
      event.dispute.map { "\($0.subject): \($0.figure) | \($0.otherFigure)" } ?? event.summary
    self.init(
      event.kind.rawValue, on: event.occurredOn, of: contract, summary,
      amount: event.valueChange, newTotal: event.newTotal,
      confidence: event.provenance.confidence, event.evidence)
  }

  fileprivate init(_ fee: Recorded<Fee>, of contract: ContractFile) {
    let end = fee.toMonth.map { " through \($0)" } ?? ", end not known"
    self.init(
      "fee", on: .month(fee.fromMonth), of: contract,
      (fee.monthlyFee == nil ? "monthly fee not disclosed" : "monthly fee")
        + (fee.tranche.map { " of \($0)" } ?? "") + end,
      amount: fee.monthlyFee, confidence: fee.provenance.confidence, fee.evidence)
  }

  fileprivate init(_ promise: Recorded<CapacityCommitment>, of contract: ContractFile) {
    self.init(
      promise.dueOn == nil ? "capacity promised" : "capacity due",
      on: promise.dueOn ?? contract.signedOn ?? contract.effectiveOn, of: contract,
      promise.words, confidence: promise.provenance.confidence, promise.evidence)
  }

  /// A plan keeps its own day, so that a delivery without a day does not count as punctual.
  fileprivate static func steps(
    of delivery: Recorded<CapacityDelivery>, _ contract: ContractFile?, _ names: NameDirectory
  ) -> [HistoryEntry] {
    let isPlan = delivery.plannedOn != nil || delivery.status == .planned
    let steps: [(String, PartialDate?)] = [
      isPlan ? ("capacity planned", delivery.plannedOn) : nil,
      delivery.status == .delivered ? ("capacity delivered", delivery.deliveredOn) : nil,
      delivery.acceptedOn.map { ("capacity accepted", $0) },
      delivery.withdrawnOn.map { ("capacity withdrawn", $0) },
    ].compactMap { $0 }
    return steps.map { kind, date in
      HistoryEntry(
        date: date, provider: names.organizations.slug(of: delivery.provider),
        contract: contract?.reference, buyer: contract?.buyer, kind: kind,
        summary: delivery.words, amount: nil, newTotal: nil,
        confidence: delivery.provenance.confidence ?? contract?.provenance.confidence,
        evidence: delivery.evidence.named(kind, nil))
    }
  }

  fileprivate init(_ booked: BookedInvoice, _ names: NameDirectory) {
    let invoice = booked.invoice
    let kind = invoice.kind.rawValue.replacing("_", with: " ")
    self.init(
      date: invoice.issuedOn, provider: names.organizations.slug(of: invoice.provider),
      contract: invoice.contract.map { names.contracts.reference(of: $0) },
      buyer: names.organizations.slug(of: invoice.buyer), kind: kind,
      summary: "\(invoice.number) for \(invoice.billingMonth)"
        + (invoice.dueOn.map { ", due \($0)" } ?? "")
        + (invoice.creditsNumber.map { ", credits \($0)" } ?? ""),
      amount: booked.total, newTotal: nil, confidence: invoice.provenance.confidence,
      evidence: booked.evidence.named(kind, booked.total))
  }

  fileprivate init(
    _ payment: BookedPayment, of invoice: Invoice, _ names: NameDirectory
  ) {
    self.init(
      date: payment.paidOn, provider: names.organizations.slug(of: invoice.provider),
      contract: invoice.contract.map { names.contracts.reference(of: $0) },
      buyer: names.organizations.slug(of: invoice.buyer), kind: "payment",
      summary: "\(payment.reference) of invoice \(invoice.number)",
      amount: payment.evidence.amount, newTotal: nil, confidence: payment.confidence,
      evidence: payment.evidence)
  }
}
