internal import Procurement
internal import Store

extension InvoiceImport {
  enum Field: Int, RecordField {
    case provider, number, contract, buyer, billingMonth, issuedOn, receivedOn, dueOn, currency
    case total, kind, credits, lineNo, sku, description, quantity, unit, unitPrice, amount
    case serviceFrom, serviceTo, chargeCategory, source, confidence, notes
  }
}

extension InvoiceImport.Field {
  static let key: [Self] = [.provider, .number, .lineNo]
  static let group: Self? = .number
  static let alternatives: [[Self]] = [
    [.contract, .buyer], [.billingMonth, .serviceFrom], [.total, .amount],
  ]

  var column: Column {
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
        "buyer", .organization, "Who is billed; needed where no contract is named.",
        example: "anthropic", synonyms: ["customer"])
    case .billingMonth:
      Column(
        "billing_month", .month,
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
        "total", .money, "The invoice's total; its lines must add up to it to the last digit.",
        example: "1250000000.00", synonyms: ["invoice_total", "total_amount", "grand_total"])
    case .kind:
      Column(
        "kind", .choice(of: InvoiceKind.self),
        "What it is; where it is empty, a negative total makes it a credit note.",
        example: "invoice", synonyms: ["document_type"])
    case .credits:
      Column(
        "credits", .text, "For a credit note: the number of the invoice that it credits.",
        example: "", synonyms: ["credits_invoice", "original_invoice"])
    case .lineNo:
      Column(
        "line_no", .number, "The line's number, from 1; without it lines count in order.",
        example: "1", synonyms: ["line", "line_number"])
    case .sku:
      Column(
        "sku", .text, "What is billed, by the provider's code.", example: "gb300-month",
        synonyms: ["sku_id", "item", "product"])
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
        synonyms: ["pricing_unit", "uom"])
    case .unitPrice:
      Column(
        "unit_price", .decimal, "The price of one.", example: "1250000000.00",
        synonyms: ["price", "contracted_unit_price"])
    case .amount:
      Column(
        "amount", .money, "The line's amount; an invoice of one row may give total alone.",
        example: "1250000000.00", synonyms: ["line_total", "line_amount", "billed_cost"])
    case .serviceFrom:
      Column(
        "service_from", .partialDate, "The first day of the service; a month alone is all of it.",
        example: "2026-07-01", synonyms: ["period_start", "service_start"])
    case .serviceTo:
      Column(
        "service_to", .partialDate, "The last day of the service.", example: "2026-07-31",
        synonyms: ["period_end", "service_end"])
    case .chargeCategory:
      Column(
        "charge_category", .choice(of: ChargeCategory.self),
        "What kind of charge it is, in FOCUS's words; where it is empty, Usage, or Credit if "
          + "negative.", example: "Purchase")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
