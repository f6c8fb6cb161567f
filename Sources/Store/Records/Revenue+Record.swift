package import Procurement

extension Revenue: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case organization, periodStart, periodEnd, currency, amount, basis, asOf, figureID
    case source, confidence, notes

    /// Figures of one period and basis are told apart by when they were said.
    package static let key: [Self] = [
      .organization, .periodStart, .periodEnd, .basis, .asOf, .figureID,
    ]

    /// What the column is.
    package var column: Column { Revenue.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "revenue", one: "revenue figure", several: "revenue figures",
    "Revenue of buyers and providers, by period and basis.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<Revenue> {
    RecordColumn(
      "organization", .organization, \.organization, required: true,
      meaning: "Whose revenue it is.",
      example: "spacex", synonyms: ["company", "provider", "buyer"])
    RecordColumn(
      "period_start", .partialDate, \.period.from, required: true,
      meaning: "The first day; 2025 alone means the whole year.", example: "2025-01-01",
      synonyms: ["period", "from"])
    RecordColumn(
      "period_end", .partialDate, \.period.last, filled: true,
      meaning: "The last day; the end of period_start if empty.", example: "2025-12-31",
      synonyms: ["to"])
    RecordColumn(
      "currency", .currency, \.amount.currency.code, required: true,
      meaning: "The currency of the amount.",
      example: "USD")
    RecordColumn(
      "amount", .money, \.amount, required: true,
      meaning: "The revenue of the period; for a run rate the annualised figure.",
      example: "18674000000",
      synonyms: ["revenue"])
    RecordColumn(
      "basis", .choice(of: RevenueBasis.self), \.basis, required: true,
      meaning: "What kind of figure it is.", example: "reported")
    RecordColumn(
      "as_of", .partialDate, \.asOf, meaning: "When it was stated; the latest counts.",
      example: "2026-05-20")
    RecordColumn(
      "figure_id", .text, \.figureID,
      meaning: "The source's own id of the figure, if it has several for one period and day.",
      example: "f-12", synonyms: ["id"])
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let organization = try row.required(.organization, row.organization(.organization))
    let currency = try row.required(.currency, row.currency(.currency))
    let start = try row.required(.periodStart, row.partialDate(.periodStart))
    let end = try row.partialDate(.periodEnd) ?? start
    guard let period = DayRange(from: start.first, to: end.last.adding(days: 1)) else {
      throw row.refusal(.periodEnd, "is before period_start")
    }
    self.init(
      organization: organization, period: period,
      amount: try row.required(.amount, row.money(.amount, in: currency)),
      basis: try row.required(.basis, row.choice(.basis, RevenueBasis.self)),
      asOf: try row.partialDate(.asOf), figureID: try row.text(.figureID),
      provenance: try row.provenance)
  }
}
