package import Procurement

extension Invoice: StoredRecord {
  /// The columns of its files, whose rows are lines and repeat what is said of the invoice.
  package enum Field: Int, RecordField {
    case provider, number, contract, buyer, billingMonth, issuedOn, receivedOn, dueOn, currency
    case total, kind, credits, lineNo, lineID, sku, description, quantity, unit, unitPrice
    case discount, discountPercent, amount, serviceFrom, serviceTo, chargeCategory, source,
      confidence, notes

    /// The fields of lines, which a table of their own keeps.
    package static let ofLines: [Self] = [
      .lineNo, .lineID, .sku, .description, .quantity, .unit, .unitPrice, .discount,
      .discountPercent, .amount, .serviceFrom, .serviceTo, .chargeCategory,
    ]

    /// A line is told by its number; or by its id, or what it says, where it has none.
    package static let key: [Self] = [.provider, .number, .lineNo]
    /// An invoice is taken whole.
    package static let group: Self? = .number
    /// A file needs one of each.
    package static let alternatives: [[Self]] = [
      [.contract, .buyer], [.billingMonth, .serviceFrom], [.total, .amount],
    ]

    /// What the column is.
    package var column: Column { Invoice.columns[self] }
  }

  /// Its table; that of its lines is a part of it.
  package static let table = RecordTable(
    "invoice", one: "invoice", several: "invoices", identity: "invoice_id",
    part: PartTable(
      name: "invoice_line", owner: "invoice_row_id",
      columns: Field.ofLines.flatMap(\.column.stored).map(\.name) + [
        "recorded_line", "added_by", "own_contract_id",
      ]),
    "Invoices and credit notes: one row an invoice, or one row a line.",
    keyNote: "A number may be used again in another year of issue, and for another buyer.")

  /// The fields of the invoice's own table.
  package static var fields: [Field] { Field.allCases.filter { !Field.ofLines.contains($0) } }

  /// A number is unique for its provider, year of issue and buyer.
  package static func key(_ name: (String) -> String) -> [String] {
    [name("provider_id"), name("number"), "substr(\(name("issued_on")), 1, 4)", name("buyer_id")]
  }

  /// What it is, whose, of when and for how much.
  package static let listed: [Field] = [
    .provider, .number, .buyer, .contract, .kind, .billingMonth, .issuedOn, .dueOn, .currency,
    .total,
  ]

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<Invoice> {
    RecordColumn(
      "provider", .organization, \.provider, required: true, meaning: "Who billed.",
      example: "spacex",
      synonyms: ["vendor", "supplier", "invoice_issuer", "invoice_issuer_name"])
    RecordColumn(
      "number", .text, \.number, required: true,
      meaning: "The invoice's number; unique for its provider, buyer and year.",
      example: "INV-2026-07",
      synonyms: ["invoice", "invoice_number", "invoice_no", "invoice_id"])
    RecordColumn(
      "contract", .contract, \.contract,
      meaning:
        "The reference of the contract that the line is billed under; lines of one invoice may be under several.",
      example: "anthropic-spacex-colossus", synonyms: ["contract_reference"])
    RecordColumn(
      "buyer", .organization, \.buyer, filled: true,
      meaning: "Who is billed; required if no contract is named.", example: "anthropic",
      synonyms: ["customer"])
    RecordColumn(
      "billing_month", .month, \.billingMonth, filled: true,
      meaning: "The month that it bills; if empty, the month in which the service begins.",
      example: "2026-07", synonyms: ["month", "billing_period", "billing_period_start"])
    RecordColumn(
      "issued_on", .partialDate, \.issuedOn, required: true, meaning: "The date on it.",
      example: "2026-07-31",
      synonyms: ["issue_date", "issued", "invoice_date", "date", "invoice_issue_date"])
    RecordColumn(
      "received_on", .partialDate, \.receivedOn, meaning: "When it was received.",
      synonyms: ["received"]
    )
    RecordColumn(
      "due_on", .partialDate, \.dueOn, meaning: "The due date.", example: "2026-08-30",
      synonyms: ["due", "due_date", "payment_due_date"])
    RecordColumn(
      "currency", .currency, \.currency.code, required: true,
      meaning: "The currency; the contract's if one is named.", example: "USD",
      synonyms: ["billing_currency"])
    RecordColumn(
      "total", .money, { _ in [] }, filled: true,
      meaning: "The invoice's total; its lines must add up to it to the last digit.",
      example: "1250000000.00", synonyms: ["invoice_total", "total_amount", "grand_total"])
    RecordColumn(
      "kind", .choice(of: InvoiceKind.self), \.kind, filled: true,
      meaning: "What it is; if empty, a negative total makes it a credit note.",
      example: "invoice",
      synonyms: ["document_type"])
    RecordColumn(
      "credits", .text, \.creditsNumber,
      meaning: "For a credit note: the number of the invoice that it credits.",
      synonyms: ["credits_invoice", "original_invoice"], stored: .named("credits_number"))
    RecordColumn(
      "line_no", .number, { _ in [] }, filled: true,
      meaning: "The line's number, from 1; without it lines count in order.", example: "1",
      synonyms: ["line", "line_number"])
    RecordColumn(
      "line_id", .text, { _ in [] },
      meaning:
        "The supplier's own id of the line, which identifies it if the file is imported again.",
      synonyms: ["line_item_id", "charge_id"])
    RecordColumn(
      "sku", .text, { _ in [] }, meaning: "What is billed, by the provider's code.",
      example: "gb300-month",
      synonyms: ["sku_id", "item", "product"], stored: .named("sku_id"))
    RecordColumn(
      "description", .text, { _ in [] }, meaning: "What is billed, in words.",
      example: "Monthly fee",
      synonyms: ["charge_description", "line_description"])
    RecordColumn(
      "quantity", .decimal, { _ in [] }, meaning: "How much of it.", unit: "unit", example: "1",
      synonyms: ["qty", "pricing_quantity"])
    RecordColumn(
      "unit", .text, { _ in [] }, meaning: "What the quantity counts.", example: "month",
      synonyms: ["pricing_unit", "uom"], stored: .named("unit_id"))
    RecordColumn(
      "unit_price", .decimal, { _ in [] }, meaning: "The price of one.", unit: "currency/unit",
      example: "1250000000.00",
      synonyms: ["price", "contracted_unit_price"])
    RecordColumn(
      "discount", .decimal, { _ in [] },
      meaning: "The discount on quantity × unit price, as an amount.", unit: "currency",
      synonyms: ["discount_amount", "line_discount"])
    RecordColumn(
      "discount_percent", .decimal, { _ in [] },
      meaning: "The discount as a percentage; a line has one of the two.", unit: "percent",
      synonyms: ["discount_rate"], stored: .none)
    RecordColumn(
      "amount", .money, { _ in [] },
      meaning: "The line's amount; an invoice of one row may give total alone.",
      example: "1250000000.00", synonyms: ["line_total", "line_amount", "billed_cost"],
      stored: .both(money: "amount_units", exact: "amount_text"))
    RecordColumn(
      "service_from", .partialDate, { _ in [] },
      meaning: "The first day of the service; a month alone is all of it.",
      example: "2026-07-01", synonyms: ["period_start", "service_start"],
      stored: .named("service_from", .day))
    RecordColumn(
      "service_to", .partialDate, { _ in [] }, meaning: "The last day of the service.",
      example: "2026-07-31",
      synonyms: ["period_end", "service_end"], stored: .named("service_to", .day))
    RecordColumn(
      "charge_category", .choice(of: ChargeCategory.self), { _ in [] }, filled: true,
      meaning:
        "What kind of charge it is, in FOCUS's words; if empty, Usage, or Adjustment if "
        + "negative.", example: "Purchase")
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row of the store. Rows of files leave more out, and are read with their lines.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let provider = try row.required(.provider, row.organization(.provider))
    self.init(
      provider: provider, number: try row.required(.number, row.text(.number)),
      buyer: try row.required(.buyer, row.organization(.buyer)),
      contract: try row.contract(.contract, of: provider)?.id,
      billingMonth: try row.required(.billingMonth, row.month(.billingMonth)),
      issuedOn: try row.required(.issuedOn, row.partialDate(.issuedOn)),
      receivedOn: try row.partialDate(.receivedOn), dueOn: try row.partialDate(.dueOn),
      currency: try row.required(.currency, row.currency(.currency)),
      kind: try row.required(.kind, row.choice(.kind, InvoiceKind.self)),
      creditsNumber: try row.text(.credits), provenance: try row.provenance)
  }
}
