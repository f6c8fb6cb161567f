package import Audit
package import Ledger
package import Procurement
internal import Store

/// An invoice that is not wholly paid, or is disputed: what the agenda and the report of payables have in
/// common (METRICS, rulings 11 and 37).
package struct OpenInvoice: Sendable {
  /// The invoice.
  package let booked: BookedInvoice
  /// The slug of its provider.
  package let provider: String
  /// Where its amounts come from.
  package let origin: AmountOrigin
  /// Its disputes that are open.
  package let disputes: [Recorded<InvoiceDispute>]
  /// What was paid of it, in stored units.
  package let paid: Int128
  /// What credit notes took off it, in stored units.
  package let credited: Int128
  /// What is not paid or credited, in stored units.
  package let open: Int128
  /// The part of it that is not disputed.
  package let payable: Int128
  /// When it is due; `nil` if neither it nor its contracts say so.
  package private(set) var due: DueDay?
  /// The open finding that it repeats another, so that it must not be paid.
  package private(set) var repeated: AuditFinding?

  /// When an invoice is due, and how that is known if it does not give the day itself.
  package struct DueDay: Hashable, Sendable {
    /// The day.
    package let day: Day
    let words: String
  }
}

extension OpenInvoice {
  /// Invoices of the scope that were issued by the as-of day, by contract.
  /// - Throws: `SQLiteError` if the store fails.
  package static func all(in book: Book, asOf: Day) throws -> [OpenInvoice] {
    var all = try unpaid(in: book, asOf)
    let repeats = try RepeatedInvoices(
      in: book, among: Set(all.filter { $0.payable > 0 }.map(\.booked.id)), asOf: asOf)
    // A damaged file may have two live rows of one contract.
    let contracts = Dictionary(
      try book.contracts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for index in all.indices {
      let booked = all[index].booked
      all[index].repeated = repeats.findings[booked.id]
      all[index].due = booked.dueDay(under: booked.contracts.compactMap { contracts[$0] })
    }
    return all
  }

  private static func unpaid(in book: Book, _ asOf: Day) throws -> [OpenInvoice] {
    let settled = Settlements(
      paid: try book.paidSums(by: asOf), credited: try book.creditNoteSums(by: asOf))
    let disputed = try book.disputedParts(on: asOf)
    var openRows: [Int64] = []
    try book.forEachInvoiceHead(issuedBy: asOf) { head in
      guard head.kind == .invoice else { return }
      if try settled.open(head.id, head.total) > 0 || disputed[head.id] != nil {
        openRows.append(head.rowID)
      }
    }
    var rows = try InvoiceRows(book, by: .contract, rowIDs: openRows)
    var all: [OpenInvoice] = []
    while let booked = try rows.next() {
      let part = disputed[booked.id]
      let open = try settled.open(booked.id, booked.total)
      all.append(
        OpenInvoice(
          booked: booked, provider: book.names.organizations.slug(of: booked.invoice.provider),
          origin: try book.origin(of: booked.head),
          disputes: part?.disputes ?? [], paid: settled.paid(booked.id),
          credited: 0 &- settled.credited(booked.id), open: open,
          payable: try open - (part?.units(of: open) ?? 0)))
    }
    return all
  }
}

/// What was paid of invoices and credited to them, by a day.
private struct Settlements {
  private let paid: [InvoiceID: PaidSum]
  private let credited: [InvoiceID: Int128]

  init(paid: [InvoiceID: PaidSum], credited: [InvoiceID: Int128]) {
    (self.paid, self.credited) = (paid, credited)
  }

  func paid(_ invoice: InvoiceID) -> Int128 { paid[invoice]?.units ?? 0 }

  /// What credit notes take off: negative.
  func credited(_ invoice: InvoiceID) -> Int128 { credited[invoice] ?? 0 }

  /// What is left of a total; less than 0 if more was paid.
  func open(_ invoice: InvoiceID, _ total: Money) throws -> Int128 {
    try Int128(total.units) - paid(invoice) + credited(invoice)
  }
}

extension BookedInvoice {
  /// The due day of the invoice, else a given number of days after the one on which it was issued, by the shortest
  /// payment terms of its contracts.
  fileprivate func dueDay(under contracts: [ContractFile]) -> OpenInvoice.DueDay? {
    if let due = invoice.dueOn {
      return OpenInvoice.DueDay(day: due.last, words: due.wordsOfLastDay)
    }
    guard let days = contracts.compactMap(\.paymentTermsDays).min(),
      let issued = invoice.issuedOn.exactDay
    else { return nil }
    return OpenInvoice.DueDay(
      day: issued.adding(days: days), words: " (issued \(issued), payment terms \(days) days)")
  }
}
