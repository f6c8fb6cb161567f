package import Procurement
internal import SQLite
internal import Store

/// What was paid of an invoice.
package struct PaidSum: Hashable, Sendable {
  /// In stored units of the invoice's currency.
  package private(set) var units: Int128
  /// The day of the first payment.
  package private(set) var firstPaidOn: PartialDate

  /// Adds a payment. Of dates of one year or month, the less precise is the first.
  fileprivate mutating func add(_ units: Int64, on paidOn: PartialDate) {
    self.units.add(units: units)
    guard paidOn != firstPaidOn, paidOn.description < firstPaidOn.description else { return }
    firstPaidOn = paidOn
  }
}

/// A payment of an invoice.
package struct BookedPayment: Hashable, Sendable {
  /// The invoice's identity.
  package let invoice: InvoiceID
  /// The payer's or the bank's reference.
  package let reference: String
  /// When it was paid.
  package let paidOn: PartialDate
  /// In stored units of the invoice's currency.
  package let units: Int64
  /// How sure it is.
  package let confidence: Confidence?
  /// Its row.
  package let evidence: Evidence
}

/// A credit note and the invoice that it credits.
package struct BookedCreditNote: Hashable, Sendable {
  /// The id of the note's row.
  package let rowID: Int64
  /// The invoice.
  package let invoice: InvoiceID
  /// What it deducts: negative, in stored units of their currency.
  package let units: Int64
}

extension Book {
  /// What was paid of each invoice by the end of a day.
  package func paidSums(by day: Day) throws -> [InvoiceID: PaidSum] {
    try paidSumRows(day) {
      var sums: [InvoiceID: PaidSum] = [:]
      try forEachPayment(by: day) { invoice, units, paidOn in
        sums[invoice, default: PaidSum(units: 0, firstPaidOn: paidOn)].add(units, on: paidOn)
      }
      return sums
    }
  }

  /// Lends the invoice, the stored units and the day of each live payment by the end of a day, whatever
  /// the scope, in any order.
  package func forEachPayment(
    by day: Day, _ body: (InvoiceID, Int64, PartialDate) throws -> Void
  ) throws {
    var rows = try Statement(
      """
      SELECT invoice_id, amount_units, paid_on FROM payment
      WHERE ended_by IS NULL AND \(Store.lastDay("paid_on")) <= ?1
      """, on: store.connection)
    try rows.bind(day.description, at: 1)
    var words = RowWords()
    while try rows.step() {
      try body(InvoiceID(number: rows.int64(0)), rows.int64(1), words.date(rows, 2))
    }
  }

  /// What credit notes that were issued by the end of a day take off each invoice that they name:
  /// negative, in stored units.
  package func creditNoteSums(by day: Day) throws -> [InvoiceID: Int128] {
    try creditNotes(by: day).reduce(into: [:]) { sums, note in
      sums[note.invoice, default: 0].add(units: note.units)
    }
  }

  /// The credit notes that were issued by the end of a day and whose invoice is on record, in the
  /// currency of the note.
  ///
  /// A number may come back in another year: the last invoice of it before the note is meant.
  package func creditNotes(by day: Day) throws -> [BookedCreditNote] {
    var notes = try Statement(
      """
      SELECT credited.invoice_id, note.total_units,
             max((\(Store.lastDay("credited.issued_on"))
                  <= \(Store.lastDay("note.issued_on"))) || credited.issued_on),
             note.id
      FROM invoice AS note
      JOIN invoice AS credited ON credited.provider_id = note.provider_id
          AND credited.buyer_id = note.buyer_id AND credited.number = note.credits_number
          AND credited.currency = note.currency
      WHERE note.ended_by IS NULL AND note.kind = 'credit_note'
        AND credited.ended_by IS NULL AND credited.kind = 'invoice'
        AND \(Store.lastDay("note.issued_on")) <= ?1
      GROUP BY note.id
      """, on: store.connection)
    try notes.bind(day.description, at: 1)
    var found: [BookedCreditNote] = []
    while try notes.step() {
      found.append(
        BookedCreditNote(
          rowID: notes.int64(3), invoice: InvoiceID(number: notes.int64(0)),
          units: notes.int64(1)))
    }
    return found
  }

  /// The paid providers: those to whom some payment by the end of a day is on record. What the others
  /// were paid is not known.
  package func paidProviders(by day: Day) throws -> Set<OrganizationID> {
    let firstPaid = try firstPaymentDays {
      var rows = try Statement(
        """
        SELECT provider_id, min(\(Store.lastDay("paid_on")))
        FROM payment JOIN invoice ON invoice.invoice_id = payment.invoice_id
        WHERE payment.ended_by IS NULL AND invoice.ended_by IS NULL
        GROUP BY provider_id
        """, on: store.connection)
      var days: [OrganizationID: Day] = [:]
      while try rows.step() {
        days[OrganizationID(number: rows.int64(0))] = try Day(parsing: rows.string(1))
      }
      return days
    }
    return Set(firstPaid.filter { $0.value <= day }.keys)
  }

  /// The live payments of invoices of the scope, by day; of one invoice only, if one is given.
  package func payments(of invoice: InvoiceID? = nil) throws -> [BookedPayment] {
    var rows = try Statement(
      """
      SELECT payment.invoice_id, payment.reference, payment.paid_on, payment.amount_units,
             payment.confidence, invoice.currency,
             coalesce(payment.restored_from, payment.recorded_by), payment.recorded_line,
             payment.source, payment.notes
      FROM payment
      JOIN invoice ON invoice.invoice_id = payment.invoice_id AND invoice.ended_by IS NULL
      WHERE payment.ended_by IS NULL AND \(isInvoiceInScope)
        AND (?4 IS NULL OR payment.invoice_id = ?4)
      ORDER BY payment.paid_on, payment.id
      """, on: store.connection)
    try rows.bind(scopeValues + [invoice.map { .integer($0.number) } ?? .null])
    var payments: [BookedPayment] = []
    while try rows.step() { payments.append(try BookedPayment(rows, self)) }
    return payments
  }
}

extension BookedPayment {
  fileprivate init(_ row: borrowing Statement, _ book: Book) throws {
    invoice = InvoiceID(number: row.int64(0))
    reference = row.string(1)
    paidOn = try row.date(2)
    units = row.int64(3)
    confidence = try row.optionalChoice(4)
    evidence = book.evidence(
      "payment", Money(units: units, of: try book.currency(row.string(5))), row, from: 6)
  }
}
