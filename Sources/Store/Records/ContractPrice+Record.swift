package import Procurement
package import SQLite

extension ContractPrice: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case contract, provider, sku, fromMonth, toMonth, unit, unitPrice, source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "contract_price", one: "price", several: "prices",
    "Unit prices that contracts fix, by SKU.")

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    self.init(
      contract: try row.contract(.contract, provider: .provider).id,
      sku: try row.required(.sku, row.text(.sku)),
      fromMonth: try row.required(.fromMonth, row.month(.fromMonth)),
      toMonth: try row.month(.toMonth), unit: try row.required(.unit, row.text(.unit)),
      unitPrice: try row.required(.unitPrice, row.decimal(.unitPrice)),
      provenance: try row.provenance)
    if let last = toMonth, last < fromMonth {
      throw row.refusal(.toMonth, "is before from_month")
    }
    guard unitPrice.coefficient >= 0 else {
      throw row.refusal(.unitPrice, "is negative; a price is not")
    }
  }

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .contract: [.id(contract)]
    case .provider: []
    case .sku: [.text(sku)]
    case .fromMonth: [.month(fromMonth)]
    case .toMonth: [.month(toMonth)]
    case .unit: [.text(unit)]
    case .unitPrice: [.decimal(unitPrice)]
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension ContractPrice.Field {
  /// A SKU has one price from a month on.
  package static let key: [Self] = [.contract, .sku, .fromMonth]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
    switch self {
    case .contract: .contract
    case .provider: .contractProvider
    case .sku:
      Column(
        "sku", .text, required: true, "What is bought, as invoice lines name it.",
        example: "gb300-reserved", synonyms: ["sku_id"])
    case .fromMonth:
      Column(
        "from_month", .month, required: true, "The first month in which it holds.",
        example: "2026-07")
    case .toMonth:
      Column(
        "to_month", .month,
        "The last month; empty where it holds until another row of the SKU takes its place.",
        example: "")
    case .unit:
      Column(
        "unit", .text, required: true, "What the price is for one of.",
        example: "accelerator-month", synonyms: ["pricing_unit"])
    case .unitPrice:
      Column(
        "unit_price", .decimal, required: true,
        "The price of one unit, in the contract's currency.",
        example: "3846.153846", synonyms: ["price", "contracted_unit_price"])
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
