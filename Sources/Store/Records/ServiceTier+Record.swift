package import Procurement
package import SQLite

extension ServiceTier: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case contract, provider, below, credit, source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "sla_tier", one: "service tier", several: "service tiers",
    "Service levels: the credit for a month whose availability is below one.")

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    self.init(
      contract: try row.contract(.contract, provider: .provider).id,
      belowPercent: try row.required(.below, row.percent(.below)),
      creditPercent: try row.required(.credit, row.percent(.credit)),
      provenance: try row.provenance)
  }

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .contract: [.id(contract)]
    case .provider: []
    case .below: [.decimal(belowPercent)]
    case .credit: [.decimal(creditPercent)]
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension ServiceTier.Field {
  /// An availability has one credit.
  package static let key: [Self] = [.contract, .below]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
    switch self {
    case .contract: .contract
    case .provider: .contractProvider
    case .below:
      Column(
        "below", .decimal, required: true,
        "The availability of a month below which it holds, in percent.", example: "99.5",
        synonyms: ["availability_below"], stored: .named("below_percent"))
    case .credit:
      Column(
        "credit", .decimal, required: true,
        "The credit, in percent of the month's fee of what was down.", example: "10",
        synonyms: ["credit_percent"], stored: .named("credit_percent"))
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
