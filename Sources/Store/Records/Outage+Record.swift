package import Procurement

extension Outage: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case contract, provider, tranche, from, to, excluded, cause, source, confidence, notes

    /// A tranche goes down once at a moment.
    package static let key: [Self] = [.contract, .tranche, .from]

    /// What the column is.
    package var column: Column { Outage.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "outage", one: "outage", several: "outages",
    "Capacity that was down, from when to when.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<Outage> {
    RecordColumn.contract(\.contract)
    RecordColumn(
      "tranche", .text, \.tranche,
      meaning: "The tranche that was down; empty for all capacity of the contract.", example: "A")
    RecordColumn(
      "from", .moment, \.from, required: true,
      meaning: "When it began, in UTC; a day means its start.",
      example: "2026-08-03T14:00Z", synonyms: ["start", "started_at"], stored: .named("from_time"))
    RecordColumn(
      "to", .moment, \.to, meaning: "When it ended, in UTC; empty while it lasts.",
      example: "2026-08-03T20:30Z", synonyms: ["end", "ended_at"], stored: .named("to_time"))
    RecordColumn(
      "excluded", .flag, \.isExcluded, filled: true,
      meaning:
        "Whether the contract excludes it from the availability, such as announced maintenance.",
      example: "no", stored: .named("is_excluded"))
    RecordColumn("cause", .text, \.cause, meaning: "Why, in words.", example: "cooling")
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    self.init(
      contract: try row.contract(.contract, provider: .provider).id,
      tranche: try row.text(.tranche),
      from: try row.required(.from, row.moment(.from)), to: try row.moment(.to),
      isExcluded: try row.flag(.excluded) ?? false, cause: try row.text(.cause),
      provenance: try row.provenance)
    if let to, to <= from {
      throw row.refusal(.to, "is not after from; it is the first moment after the outage")
    }
  }
}
