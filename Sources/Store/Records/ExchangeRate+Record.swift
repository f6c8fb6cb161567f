package import Procurement

extension ExchangeRate: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case day, base, quote, rate, source, confidence, notes

    /// Two currencies have one rate on a day.
    package static let key: [Self] = [.day, .base, .quote]

    /// The European Central Bank's files: what one euro is worth, a column for each currency.
    package static let wide: WideLayout<Self>? = WideLayout(
      row: .day, rowTitle: "Date", across: .quote, cell: .rate, empty: "N/A",
      constants: [.base: "EUR"])

    /// What the column is.
    package var column: Column { ExchangeRate.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "fx_rate", one: "exchange rate", several: "exchange rates",
    "Exchange rates. The European Central Bank's wide CSV is read as it is.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<ExchangeRate> {
    RecordColumn(
      "day", .day, \.day, required: true, meaning: "The day of the rate.", example: "2026-10-30",
      synonyms: ["date"])
    RecordColumn(
      "base", .currency, \.base.code, required: true,
      meaning: "The currency of which one unit is priced.",
      example: "EUR", synonyms: ["from"])
    RecordColumn(
      "quote", .currency, \.quote.code, required: true,
      meaning: "The currency that it is priced in.",
      example: "USD", synonyms: ["to"])
    RecordColumn(
      "rate", .decimal, \.rate, required: true,
      meaning: "How many units of quote one unit of base is worth.",
      unit: "quote/base",
      example: "1.0825")
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    self.init(
      day: try row.required(.day, row.day(.day)),
      base: try row.required(.base, row.currency(.base)),
      quote: try row.required(.quote, row.currency(.quote)),
      rate: try row.required(.rate, row.decimal(.rate)), provenance: try row.provenance)
    guard rate.coefficient > 0 else { throw row.refusal(.rate, "is not above zero") }
    guard base != quote else {
      throw row.refusal(.quote, "is also the base; a rate is between two currencies")
    }
  }
}
