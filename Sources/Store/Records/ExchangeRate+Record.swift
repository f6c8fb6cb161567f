package import Procurement
package import SQLite

extension ExchangeRate: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case day, base, quote, rate, source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "fx_rate", one: "exchange rate", several: "exchange rates", "Exchange rates.")

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    self.init(
      day: try row.required(.day, row.day(.day)),
      base: try row.required(.base, row.currency(.base)),
      quote: try row.required(.quote, row.currency(.quote)),
      rate: try row.required(.rate, row.decimal(.rate)), provenance: try row.provenance)
    guard rate.coefficient > 0 else { throw row.refusal(.rate, "is not more than zero") }
    guard base != quote else {
      throw row.refusal(.quote, "is the base too; a rate is between two currencies")
    }
  }

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .day: [.day(day)]
    case .base: [.text(base.code)]
    case .quote: [.text(quote.code)]
    case .rate: [.decimal(rate)]
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension ExchangeRate.Field {
  /// Two currencies have one rate on a day.
  package static let key: [Self] = [.day, .base, .quote]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
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
