package import Procurement
package import SQLite

extension Revenue: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case organization, periodStart, periodEnd, currency, amount, basis, asOf
    case source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "revenue", one: "revenue figure", several: "revenue figures",
    "Revenue of buyers and providers, by period and basis.")

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
      asOf: try row.partialDate(.asOf), provenance: try row.provenance)
  }

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .organization: [.id(organization)]
    case .periodStart: [.day(period.from)]
    case .periodEnd: [.day(period.last)]
    case .currency: [.text(amount.currency.code)]
    case .amount: [.units(amount)]
    case .basis: [.name(basis)]
    case .asOf: [.date(asOf)]
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension Revenue.Field {
  /// Figures of one period and basis are told apart by when they were said.
  package static let key: [Self] = [.organization, .periodStart, .periodEnd, .basis, .asOf]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
    switch self {
    case .organization:
      Column(
        "organization", .organization, required: true, "Whose revenue it is.",
        example: "spacex", synonyms: ["company", "provider", "buyer"])
    case .periodStart:
      Column(
        "period_start", .partialDate, required: true,
        "The first day; 2025 alone means the whole year.", example: "2025-01-01",
        synonyms: ["period", "from"])
    case .periodEnd:
      Column(
        "period_end", .partialDate, filled: true,
        "The last day; the end of period_start where it is empty.",
        example: "2025-12-31", synonyms: ["to"])
    case .currency:
      Column("currency", .currency, required: true, "The currency of the amount.", example: "USD")
    case .amount:
      Column(
        "amount", .money, required: true,
        "The revenue of the period; for a run rate the annualised figure.",
        example: "18674000000", synonyms: ["revenue"])
    case .basis:
      Column(
        "basis", .choice(of: RevenueBasis.self), required: true, "What kind of figure it is.",
        example: "reported")
    case .asOf:
      Column(
        "as_of", .partialDate, "When it was said; the latest one counts.", example: "2026-05-20")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
