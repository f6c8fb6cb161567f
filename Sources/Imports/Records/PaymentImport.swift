internal import Procurement
internal import SQLite
internal import Store

/// Payments in.
struct PaymentImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case provider, number, issuedYear, reference, paidOn, amount, currency
    case source, confidence, notes
  }

  private var table: PaymentTable
  private var invoices: InvoiceDirectory
  let names: Names

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let table = try PaymentTable(store, import: number, isRevising: isRevising)
    let invoices = try InvoiceDirectory(store)
    let names = Names(organizations: try OrganizationDirectory(store))
    self.table = table
    self.invoices = invoices
    self.names = names
  }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let (invoice, currency) = try invoice(row)
    if let code = row.text(.currency), code.uppercased() != currency.code {
      throw row.refusal(.currency, "is not \(currency.code), the currency of the invoice")
    }
    let payment = Payment(
      invoice: invoice, reference: try row.required(.reference, row.text(.reference)),
      paidOn: try row.required(.paidOn, row.partialDate(.paidOn)),
      amount: try row.required(.amount, row.money(.amount, in: currency)),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
    return try table.record(payment, line: row.line)
  }

  private mutating func invoice(
    _ row: borrowing RecordReader<Field>
  ) throws -> (InvoiceID, Currency) {
    let provider = try row.required(
      .provider, row.organization(.provider, names.organizations))
    let number = try row.required(.number, row.text(.number))
    let year = try row.number(.issuedYear, least: 1900, most: 2199)
    switch try invoices.find(number, of: provider, issuedIn: year) {
    case .one(let id, let currency): return (id, currency)
    case .several(let years):
      throw row.refusal(
        .number,
        "was used in several years; say which in issued_year: "
          + years.joined(separator: " or "))
    case .none:
      let issued = year.map { " issued in \($0)" } ?? ""
      throw row.refusal(
        .number,
        "is not an invoice of \(names.slug(of: provider))\(issued) that the store knows;"
          + " import the invoice first")
    }
  }
}

extension PaymentImport.Field {
  static let key: [Self] = [.provider, .number, .reference]

  var column: Column {
    switch self {
    case .provider:
      Column(
        "provider", .organization, required: true, "Who was paid.", example: "spacex",
        synonyms: ["vendor", "supplier"])
    case .number:
      Column(
        "number", .text, required: true, "The number of the invoice.", example: "INV-2026-07",
        synonyms: ["invoice", "invoice_number", "invoice_no", "invoice_id"])
    case .issuedYear:
      Column(
        "issued_year", .number, "The invoice's year of issue, where its number came back.",
        example: "2026")
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
    case .currency: Column("currency", .currency, "Must be the invoice's.", example: "USD")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
