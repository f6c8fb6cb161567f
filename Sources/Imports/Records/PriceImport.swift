internal import Procurement
internal import SQLite
internal import Store

/// Unit prices of contracts in.
struct PriceImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case contract, provider, sku, fromMonth, toMonth, unit, unitPrice, source, confidence, notes
  }

  private var table: PriceTable
  private let context: ContractFactContext

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let context = try ContractFactContext(store)
    table = try PriceTable(store, import: number, isRevising: isRevising)
    self.context = context
  }

  var names: Names { context.names }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let contract = try context.contract(row, .contract, provider: .provider)
    let price = ContractPrice(
      contract: contract.id, sku: try row.required(.sku, row.text(.sku)),
      fromMonth: try row.required(.fromMonth, row.month(.fromMonth)),
      toMonth: try row.month(.toMonth), unit: try row.required(.unit, row.text(.unit)),
      unitPrice: try row.required(.unitPrice, row.decimal(.unitPrice)),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
    if let last = price.toMonth, last < price.fromMonth {
      throw row.refusal(.toMonth, "is before from_month")
    }
    guard price.unitPrice.coefficient >= 0 else {
      throw row.refusal(.unitPrice, "is negative; a price is not")
    }
    return try table.record(price, line: row.line)
  }
}

extension PriceImport.Field {
  static let key: [Self] = [.contract, .sku, .fromMonth]

  var column: Column {
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
