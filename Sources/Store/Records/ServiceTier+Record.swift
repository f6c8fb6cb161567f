package import Procurement

extension ServiceTier: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case contract, provider, below, credit, source, confidence, notes

    /// An availability has one credit.
    package static let key: [Self] = [.contract, .below]

    /// What the column is.
    package var column: Column { ServiceTier.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "sla_tier", one: "service tier", several: "service tiers",
    "Service levels: the credit for a month whose availability is below a level.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<ServiceTier> {
    RecordColumn.contract(\.contract)
    RecordColumn(
      "below", .decimal, \.belowPercent, required: true,
      meaning: "The availability of a month below which the credit is due, in percent.",
      unit: "percent",
      example: "99.5",
      synonyms: ["availability_below"], stored: .named("below_percent"))
    RecordColumn(
      "credit", .decimal, \.creditPercent, required: true,
      meaning: "The credit, in percent of the month's fee for what was down.", unit: "percent",
      example: "10",
      synonyms: ["credit_percent"], stored: .named("credit_percent"))
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    self.init(
      contract: try row.contract(.contract, provider: .provider).id,
      belowPercent: try row.required(.below, row.percent(.below)),
      creditPercent: try row.required(.credit, row.percent(.credit)),
      provenance: try row.provenance)
  }
}
