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

/// Where an entry comes in a history: by date, what has none last; then by what it is of.
package struct HistoryPlace: Comparable, Sendable {
  /// The groups in which entries of one day are shown.
  fileprivate enum Group: Int8 { case signing, event, fee, promise, delivery, document, end }

  private let day: Int32
  private let group: Int8
  /// How precise the date is: of dates that begin on the same day, the less precise one comes first.
  private let precision: Int8
  /// The identity of the contract, or of the delivery.
  private let subject: Int64
  private let row: Int64

  fileprivate init(
    _ date: PartialDate?, _ group: Group, of subject: Int64 = 0, precision: Int8 = 0, row: Int64
  ) {
    day = date.map { Int32($0.first.number) } ?? .max
    self.group = group.rawValue
    self.precision = precision
    self.subject = subject
    self.row = row
  }

  /// Whether `left` comes before `right`.
  package static func < (left: HistoryPlace, right: HistoryPlace) -> Bool {
    (left.day, left.group, left.subject, left.precision, left.row)
      < (right.day, right.group, right.subject, right.precision, right.row)
  }
}

/// Every event of every selected contract, in date order; what has no date comes last.
package struct History {
  private let book: Book
  private let window: MonthRange?
  private let body: (HistoryEntry, HistoryPlace) throws -> Void
  /// How many entries there were.
  private var count: Int64 = 0

  /// The entries of a book; of a provider alone, its sites' capacity is there too.
  ///
  /// Those whose date can lie in `window`; if it is `nil` all, undated ones included.
  package static func all(in book: Book, window: MonthRange?) throws -> [HistoryEntry] {
    var entries: [(entry: HistoryEntry, place: HistoryPlace)] = []
    try forEach(in: book, window: window) { entries.append(($0, $1)) }
    return entries.sorted { $0.place < $1.place }.map(\.entry)
  }

  /// Lends what `all` has, one after the other in any order, with its place: all of them may be too much
  /// to hold.
  package static func forEach(
    in book: Book, window: MonthRange?, _ body: (HistoryEntry, HistoryPlace) throws -> Void
  ) throws {
    try withoutActuallyEscaping(body) { body in
      var history = History(book: book, window: window, body: body)
      try history.tell()
    }
  }

  private init(
    book: Book, window: MonthRange?, body: @escaping (HistoryEntry, HistoryPlace) throws -> Void
  ) {
    (self.book, self.window, self.body) = (book, window, body)
  }

  private mutating func tell() throws {
    var confidence: [ContractID: Confidence] = [:]
    try book.forEachPart { part in
      for contract in try part.contracts {
        confidence[contract.id] = contract.provenance.confidence
        try tell(contract)
      }
    }
    try book.forEachEvent { event in
      try tell(
        HistoryEntry(event, book.names, confidence: confidence[event.contract]), .event,
        of: event.contract.number, precision: event.occurredOn.precision, row: event.identity)
    }
    for delivery in try book.siteDeliveries { try tell(delivery, of: nil) }
    try tellDocuments()
  }

  private mutating func tell(_ contract: ContractFile) throws {
    let subject = contract.contract.identity
    try tell(HistoryEntry(signing: contract), .signing, of: subject)
    for fee in contract.fees { try tell(HistoryEntry(fee, of: contract), .fee, of: subject) }
    for promise in contract.promises {
      try tell(HistoryEntry(promise, of: contract), .promise, of: subject)
    }
    for delivery in contract.deliveries { try tell(delivery, of: contract) }
    if let end = HistoryEntry(endOf: contract) { try tell(end, .end, of: subject) }
  }

  private mutating func tell(
    _ delivery: Recorded<CapacityDelivery>, of contract: ContractFile?
  ) throws {
    for step in HistoryEntry.steps(of: delivery, contract, book.names) {
      try tell(step, .delivery, of: delivery.identity)
    }
  }

  /// Invoices, then payments, then disputes.
  private mutating func tellDocuments() throws {
    var rows = try InvoiceRows(book, by: .issue)
    var invoices: [InvoiceID: NamedInvoice] = [:]
    while let invoice = try rows.next() {
      invoices[invoice.id] = NamedInvoice(invoice)
      try tell(HistoryEntry(invoice, book.names), .document)
    }
    for payment in try book.payments() {
      guard let invoice = invoices[payment.invoice] else { continue }
      try tell(HistoryEntry(payment, of: invoice, book.names), .document)
    }
    for step in HistoryEntry.steps(of: try book.disputes, of: invoices, book.names) {
      try tell(step, .document)
    }
  }

  /// Hands an entry over if its date can lie in the window.
  private mutating func tell(
    _ entry: HistoryEntry, _ group: HistoryPlace.Group, of subject: Int64 = 0,
    precision: Int8 = 0, row: Int64? = nil
  ) throws {
    count += 1
    if let window {
      guard let date = entry.date, date.last >= window.firstDay, date.first < window.endDay else {
        return
      }
    }
    let place = HistoryPlace(
      entry.date, group, of: subject, precision: precision, row: row ?? count)
    try body(entry, place)
  }
}

/// What the history of an invoice's payments and disputes says of it.
struct NamedInvoice {
  let number: String
  let provider, buyer: OrganizationID
  let contracts: [ContractID]

  init(_ booked: BookedInvoice) {
    number = booked.invoice.number
    provider = booked.invoice.provider
    buyer = booked.invoice.buyer
    contracts = booked.contracts
  }
}

extension PartialDate {
  fileprivate var precision: Int8 {
    switch self {
    case .year: 0
    case .month: 1
    case .day: 2
    }
  }
}

extension HistoryEntry {
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

  /// An event, whose confidence is the contract's if its row has none.
  fileprivate init(
    _ event: Recorded<ContractEvent>, _ names: NameDirectory, confidence: Confidence?
  ) {
    let summary =
      event.dispute.map { "\($0.subject): \($0.figure) | \($0.otherFigure)" } ?? event.summary
    let contract = names.contracts[event.contract]
    self.init(
      date: event.occurredOn,
      provider: contract.map { names.organizations.slug(of: $0.provider) } ?? "?",
      contract: names.contracts.reference(of: event.contract),
      buyer: contract.map { names.organizations.slug(of: $0.buyer) } ?? "?",
      kind: event.kind.rawValue, summary: summary, amount: event.valueChange,
      newTotal: event.newTotal, confidence: event.provenance.confidence ?? confidence,
      evidence: event.evidence.named(event.kind.rawValue, event.valueChange))
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
      contract: names.contracts.references(of: booked.contracts),
      buyer: names.organizations.slug(of: invoice.buyer), kind: kind,
      summary: "\(invoice.number) for \(invoice.billingMonth)"
        + (invoice.dueOn.map { ", due \($0)" } ?? "")
        + (invoice.creditsNumber.map { ", credits \($0)" } ?? ""),
      amount: booked.total, newTotal: nil, confidence: invoice.provenance.confidence,
      evidence: booked.evidence.named(kind, booked.total))
  }

  fileprivate init(
    _ payment: BookedPayment, of invoice: NamedInvoice, _ names: NameDirectory
  ) {
    self.init(
      date: payment.paidOn, provider: names.organizations.slug(of: invoice.provider),
      contract: names.contracts.references(of: invoice.contracts),
      buyer: names.organizations.slug(of: invoice.buyer), kind: "payment",
      summary: "\(payment.reference) of invoice \(invoice.number)",
      amount: payment.evidence.amount, newTotal: nil, confidence: payment.confidence,
      evidence: payment.evidence)
  }
}
