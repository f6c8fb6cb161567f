internal import Procurement
internal import SQLite
internal import Store

/// What credit notes take off the invoices that they name.
enum CreditNotes {
  /// A row for each live credit note that names an invoice: the identity of that, the note's total and day.
  /// A number may come back in another year: the last invoice of it before the note is meant.
  static let rows = """
    SELECT credited.invoice_id AS credited_id, note.total_units, note.issued_on,
           max((substr(credited.issued_on || '-01-01', 1, 10)
                <= substr(note.issued_on || '-01-01', 1, 10)) || credited.issued_on)
    FROM invoice AS note
    JOIN invoice AS credited ON credited.provider_id = note.provider_id
        AND credited.number = note.credits_number AND credited.currency = note.currency
    WHERE note.ended_by IS NULL AND note.kind = 'credit_note'
      AND credited.ended_by IS NULL AND credited.kind = 'invoice'
    GROUP BY note.id
    """

  /// The sum for each invoice, negative, of notes that were issued by the end of a day; in stored units.
  static func sums(by day: Day, from store: borrowing Store) throws -> [InvoiceID: Int128] {
    var notes = try Statement(
      """
      SELECT credited_id, total_units
      FROM (\(rows))
      WHERE substr(issued_on || '-01-01', 1, 10) <= ?1
      """, on: store.connection)
    try notes.bind(day.description, at: 1)
    var sums: [InvoiceID: Int128] = [:]
    while try notes.step() {
      sums[InvoiceID(number: notes.int64(0)), default: 0] += Int128(notes.int64(1))
    }
    return sums
  }
}
