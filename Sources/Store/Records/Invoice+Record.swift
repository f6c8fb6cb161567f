package import Procurement
package import SQLite

extension Invoice: StoredRecord {
  /// The columns of its files, whose rows are lines and repeat what is said of the invoice.
  package enum Field: Int, RecordField {
    case provider, number, contract, buyer, billingMonth, issuedOn, receivedOn, dueOn, currency
    case total, kind, credits, lineNo, sku, description, quantity, unit, unitPrice, amount
    case serviceFrom, serviceTo, chargeCategory, source, confidence, notes
  }

  /// Its table; that of its lines is a part of it.
  package static let table = RecordTable(
    "invoice", one: "invoice", several: "invoices", identity: "invoice_id",
    part: PartTable(
      name: "invoice_line", owner: "invoice_row_id",
      columns: Field.ofLines.flatMap(\.column.stored).map(\.name) + ["recorded_line"]),
    "Invoices and credit notes: one row an invoice, or one row a line.")

  /// The fields of the invoice's own table.
  package static var fields: [Field] { Field.allCases.filter { !Field.ofLines.contains($0) } }

  /// A number is unique for its provider and year of issue.
  package static func key(_ name: (String) -> String) -> [String] {
    [name("provider_id"), name("number"), "substr(\(name("issued_on")), 1, 4)"]
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

  /// What is stored of it; its total is the sum of its lines.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .provider: [.id(provider)]
    case .number: [.text(number)]
    case .contract: [contract.map { .id($0) } ?? .null]
    case .buyer: [.id(buyer)]
    case .billingMonth: [.month(billingMonth)]
    case .issuedOn: [.date(issuedOn)]
    case .receivedOn: [.date(receivedOn)]
    case .dueOn: [.date(dueOn)]
    case .currency: [.text(currency.code)]
    case .kind: [.name(kind)]
    case .credits: [.text(creditsNumber)]
    case .source, .confidence, .notes: provenance.values(of: field)
    case .total, .lineNo, .sku, .description, .quantity, .unit, .unitPrice, .amount,
      .serviceFrom, .serviceTo, .chargeCategory:
      []
    }
  }
}

extension RecordRows where Record == Invoice {
  /// The sum of the current row's lines.
  package var total: Money {
    get throws { try required(.total, money(.total, in: required(.currency, currency(.currency)))) }
  }
}

extension Invoice.Field {
  /// The fields of lines, which a table of their own keeps.
  package static let ofLines: [Self] = [
    .lineNo, .sku, .description, .quantity, .unit, .unitPrice, .amount, .serviceFrom, .serviceTo,
    .chargeCategory,
  ]

  /// A line is told by its number.
  package static let key: [Self] = [.provider, .number, .lineNo]
  /// An invoice is taken whole.
  package static let group: Self? = .number
  /// A file needs one of each.
  package static let alternatives: [[Self]] = [
    [.contract, .buyer], [.billingMonth, .serviceFrom], [.total, .amount],
  ]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
    switch self {
    case .provider:
      Column(
        "provider", .organization, required: true, "Who billed.", example: "spacex",
        synonyms: ["vendor", "supplier", "invoice_issuer", "invoice_issuer_name"])
    case .number:
      Column(
        "number", .text, required: true, "The invoice's number; unique for its provider and year.",
        example: "INV-2026-07",
        synonyms: ["invoice", "invoice_number", "invoice_no", "invoice_id"])
    case .contract:
      Column(
        "contract", .contract, "The reference of the contract that it is billed under.",
        example: "anthropic-spacex-colossus", synonyms: ["contract_reference"])
    case .buyer:
      Column(
        "buyer", .organization, filled: true, "Who is billed; needed where no contract is named.",
        example: "anthropic", synonyms: ["customer"])
    case .billingMonth:
      Column(
        "billing_month", .month, filled: true,
        "The month that it bills; where it is empty, the month in which the service begins.",
        example: "2026-07", synonyms: ["month", "billing_period", "billing_period_start"])
    case .issuedOn:
      Column(
        "issued_on", .partialDate, required: true, "The date on it.", example: "2026-07-31",
        synonyms: ["issue_date", "issued", "invoice_date", "date", "invoice_issue_date"])
    case .receivedOn:
      Column("received_on", .partialDate, "When it arrived.", example: "", synonyms: ["received"])
    case .dueOn:
      Column(
        "due_on", .partialDate, "When it is to be paid.", example: "2026-08-30",
        synonyms: ["due", "due_date", "payment_due_date"])
    case .currency:
      Column(
        "currency", .currency, required: true, "The currency; the contract's where one is named.",
        example: "USD", synonyms: ["billing_currency"])
    case .total:
      Column(
        "total", .money, filled: true,
        "The invoice's total; its lines must add up to it to the last digit.",
        example: "1250000000.00", synonyms: ["invoice_total", "total_amount", "grand_total"])
    case .kind:
      Column(
        "kind", .choice(of: InvoiceKind.self), filled: true,
        "What it is; where it is empty, a negative total makes it a credit note.",
        example: "invoice", synonyms: ["document_type"])
    case .credits:
      Column(
        "credits", .text, "For a credit note: the number of the invoice that it credits.",
        example: "", synonyms: ["credits_invoice", "original_invoice"],
        stored: .named("credits_number"))
    case .lineNo:
      Column(
        "line_no", .number, filled: true,
        "The line's number, from 1; without it lines count in order.",
        example: "1", synonyms: ["line", "line_number"])
    case .sku:
      Column(
        "sku", .text, "What is billed, by the provider's code.", example: "gb300-month",
        synonyms: ["sku_id", "item", "product"], stored: .named("sku_id"))
    case .description:
      Column(
        "description", .text, "What is billed, in words.", example: "Monthly fee",
        synonyms: ["charge_description", "line_description"])
    case .quantity:
      Column(
        "quantity", .decimal, "How much of it.", example: "1",
        synonyms: ["qty", "pricing_quantity"])
    case .unit:
      Column(
        "unit", .text, "What the quantity counts.", example: "month",
        synonyms: ["pricing_unit", "uom"], stored: .named("unit_id"))
    case .unitPrice:
      Column(
        "unit_price", .decimal, "The price of one.", example: "1250000000.00",
        synonyms: ["price", "contracted_unit_price"])
    case .amount:
      Column(
        "amount", .money, "The line's amount; an invoice of one row may give total alone.",
        example: "1250000000.00", synonyms: ["line_total", "line_amount", "billed_cost"],
        stored: .both(money: "amount_units", exact: "amount_text"))
    case .serviceFrom:
      Column(
        "service_from", .partialDate, "The first day of the service; a month alone is all of it.",
        example: "2026-07-01", synonyms: ["period_start", "service_start"],
        stored: .named("service_from", .day))
    case .serviceTo:
      Column(
        "service_to", .partialDate, "The last day of the service.", example: "2026-07-31",
        synonyms: ["period_end", "service_end"], stored: .named("service_to", .day))
    case .chargeCategory:
      Column(
        "charge_category", .choice(of: ChargeCategory.self), filled: true,
        "What kind of charge it is, in FOCUS's words; where it is empty, Usage, or Credit if "
          + "negative.", example: "Purchase")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
