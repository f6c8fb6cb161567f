package import Procurement

extension Payment: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case provider, number, issuedYear, buyer, reference, paidOn, amount, currency
    case source, confidence, notes

    /// A payment of an invoice is told by its reference.
    package static let key: [Self] = [.provider, .number, .reference]

    /// What the column is.
    package var column: Column { Payment.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "payment", one: "payment", several: "payments", "Payments of invoices.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<Payment> {
    RecordColumn.invoice(\.invoice, provider: "Who was paid.")
    RecordColumn(
      "reference", .text, \.reference, required: true,
      meaning: "The payer's or the bank's reference.",
      example: "WIRE-118", synonyms: ["payment_reference"])
    RecordColumn(
      "paid_on", .partialDate, \.paidOn, required: true, meaning: "When it was paid.",
      example: "2026-08-28",
      synonyms: ["date", "payment_date"])
    RecordColumn(
      "amount", .money, \.amount, required: true,
      meaning: "What was paid, in the invoice's currency.",
      example: "1250000000.00")
    RecordColumn.invoiceCurrency
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let invoice = try row.invoice(.number, of: .provider, issuedIn: .issuedYear)
    try row.check(.currency, is: invoice)
    self.init(
      invoice: invoice.id, reference: try row.required(.reference, row.text(.reference)),
      paidOn: try row.required(.paidOn, row.partialDate(.paidOn)),
      amount: try row.required(.amount, row.money(.amount, in: invoice.currency)),
      provenance: try row.provenance)
  }
}
