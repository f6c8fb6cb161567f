package import Procurement
package import SQLite

extension Payment: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case provider, number, issuedYear, reference, paidOn, amount, currency
    case source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "payment", one: "payment", several: "payments", "Payments of invoices.")

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let invoice = try row.invoice(.number, of: .provider, issuedIn: .issuedYear)
    let currency = invoice.currency
    if let code = try row.text(.currency), code.uppercased() != currency.code {
      throw row.refusal(.currency, "is not \(currency.code), the currency of the invoice")
    }
    self.init(
      invoice: invoice.id, reference: try row.required(.reference, row.text(.reference)),
      paidOn: try row.required(.paidOn, row.partialDate(.paidOn)),
      amount: try row.required(.amount, row.money(.amount, in: currency)),
      provenance: try row.provenance)
  }

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .number: [.id(invoice)]
    case .reference: [.text(reference)]
    case .paidOn: [.date(paidOn)]
    case .amount: [.units(amount)]
    case .provider, .issuedYear, .currency: []
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension Payment.Field {
  /// A payment of an invoice is told by its reference.
  package static let key: [Self] = [.provider, .number, .reference]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
    switch self {
    case .provider:
      Column(
        "provider", .organization, required: true, "Who was paid.", example: "spacex",
        synonyms: ["vendor", "supplier"], stored: .none)
    case .number:
      Column(
        "number", .text, required: true, "The number of the invoice.", example: "INV-2026-07",
        synonyms: ["invoice", "invoice_number", "invoice_no", "invoice_id"],
        stored: .named("invoice_id", .invoice))
    case .issuedYear:
      Column(
        "issued_year", .number, "The invoice's year of issue, where its number came back.",
        example: "2026", stored: .none)
    case .reference:
      Column(
        "reference", .text, required: true, "The payer's or the bank's reference.",
        example: "WIRE-118", synonyms: ["payment_reference"])
    case .paidOn:
      Column(
        "paid_on", .partialDate, required: true, "When it was paid.", example: "2026-08-28",
        synonyms: ["date", "payment_date"])
    case .amount:
      Column(
        "amount", .money, required: true, "What was paid, in the invoice's currency.",
        example: "1250000000.00")
    case .currency:
      Column("currency", .currency, "Must be the invoice's.", example: "USD", stored: .none)
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
