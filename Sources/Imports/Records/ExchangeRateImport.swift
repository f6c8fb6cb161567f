internal import Procurement
internal import SQLite
internal import Store

/// Exchange rates in.
struct ExchangeRateImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case day, base, quote, rate, source, confidence, notes
  }

  private var table: ExchangeRateTable
  private let currencies: CurrencyTable
  let names: Names

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let table = try ExchangeRateTable(store, import: number, isRevising: isRevising)
    let currencies = try CurrencyTable(store)
    let names = Names(organizations: try OrganizationDirectory(store))
    self.table = table
    self.currencies = currencies
    self.names = names
  }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let rate = ExchangeRate(
      day: try row.required(.day, row.day(.day)),
      base: try row.required(.base, row.currency(.base, currencies)),
      quote: try row.required(.quote, row.currency(.quote, currencies)),
      rate: try row.required(.rate, row.decimal(.rate)),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
    guard rate.rate.coefficient > 0 else { throw row.refusal(.rate, "is not more than zero") }
    guard rate.base != rate.quote else {
      throw row.refusal(.quote, "is the base too; a rate is between two currencies")
    }
    return try table.record(rate, line: row.line)
  }
}

extension ExchangeRateImport.Field {
  static let key: [Self] = [.day, .base, .quote]

  var column: Column {
    switch self {
    case .day:
      Column(
        "day", .day, required: true, "The day of the rate.", example: "2026-10-30",
        synonyms: ["date"])
    case .base:
      Column(
        "base", .currency, required: true, "The currency of which one unit is priced.",
        example: "EUR", synonyms: ["from"])
    case .quote:
      Column(
        "quote", .currency, required: true, "The currency that it is priced in.",
        example: "USD", synonyms: ["to"])
    case .rate:
      Column(
        "rate", .decimal, required: true, "How much of quote one of base is worth.",
        example: "1.0825")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
