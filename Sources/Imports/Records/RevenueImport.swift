internal import Procurement
internal import SQLite
internal import Store

/// Revenue in.
struct RevenueImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case organization, periodStart, periodEnd, currency, amount, basis, asOf
    case source, confidence, notes
  }

  private var table: RevenueTable
  private let currencies: CurrencyTable
  let names: Names

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let table = try RevenueTable(store, import: number, isRevising: isRevising)
    let currencies = try CurrencyTable(store)
    let names = Names(organizations: try OrganizationDirectory(store))
    self.table = table
    self.currencies = currencies
    self.names = names
  }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let organization = try row.required(
      .organization, row.organization(.organization, names.organizations))
    let currency = try row.required(.currency, row.currency(.currency, currencies))
    let revenue = Revenue(
      organization: organization, period: try period(row),
      amount: try row.required(.amount, row.money(.amount, in: currency)),
      basis: try row.required(.basis, row.choice(.basis, RevenueBasis.self)),
      asOf: try row.partialDate(.asOf),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
    return try table.record(revenue, line: row.line)
  }

  private func period(_ row: borrowing RecordReader<Field>) throws -> DayRange {
    let start = try row.required(.periodStart, row.partialDate(.periodStart))
    let end = try row.partialDate(.periodEnd) ?? start
    guard let period = DayRange(from: start.first, to: end.last.adding(days: 1)) else {
      throw row.refusal(.periodEnd, "is before period_start")
    }
    return period
  }
}

extension RevenueImport.Field {
  static let key: [Self] = [.organization, .periodStart, .periodEnd, .basis, .asOf]

  var column: Column {
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
        "period_end", .partialDate, "The last day; the end of period_start where it is empty.",
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
