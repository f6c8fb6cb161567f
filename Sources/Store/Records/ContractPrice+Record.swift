package import Procurement

extension ContractPrice: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case contract, provider, sku, fromMonth, toMonth, unit, unitPrice, source, confidence, notes

    /// A SKU has one price from a month on.
    package static let key: [Self] = [.contract, .sku, .fromMonth]

    /// What the column is.
    package var column: Column { ContractPrice.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "contract_price", one: "price", several: "prices",
    "Contract unit prices, by SKU.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<ContractPrice> {
    RecordColumn.contract(\.contract)
    RecordColumn(
      "sku", .text, \.sku, required: true, meaning: "What is bought, as invoice lines name it.",
      example: "gb300-reserved", synonyms: ["sku_id"])
    RecordColumn(
      "from_month", .month, \.fromMonth, required: true,
      meaning: "The first month in which it applies.",
      example: "2026-07")
    RecordColumn(
      "to_month", .month, \.toMonth,
      meaning: "The last month; empty if it applies until another row of the SKU replaces it.")
    RecordColumn(
      "unit", .text, \.unit, required: true, meaning: "What the price is for one of.",
      example: "accelerator-month", synonyms: ["pricing_unit"])
    RecordColumn(
      "unit_price", .decimal, \.unitPrice, required: true,
      meaning: "The price of one unit, in the contract's currency.", unit: "currency/unit",
      example: "3846.153846",
      synonyms: ["price", "contracted_unit_price"])
    RecordColumn.provenance(\.provenance)
  }

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
      throw row.refusal(.unitPrice, "is negative; give 0 or more")
    }
  }
}
