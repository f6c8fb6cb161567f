package import Procurement
package import SQLite

extension Outage: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case contract, provider, tranche, from, to, excluded, cause, source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "outage", one: "outage", several: "outages",
    "Capacity that was down, from when to when.")

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

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .contract: [.id(contract)]
    case .provider: []
    case .tranche: [.text(tranche)]
    case .from: [.moment(from)]
    case .to: [.moment(to)]
    case .excluded: [.flag(isExcluded)]
    case .cause: [.text(cause)]
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension Outage.Field {
  /// A tranche goes down once at a moment.
  package static let key: [Self] = [.contract, .tranche, .from]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
    switch self {
    case .contract: .contract
    case .provider: .contractProvider
    case .tranche:
      Column(
        "tranche", .text, "The tranche that was down; empty for all of the contract's capacity.",
        example: "A")
    case .from:
      Column(
        "from", .moment, required: true, "When it began, in UTC; a day means its start.",
        example: "2026-08-03T14:00Z", synonyms: ["start", "started_at"],
        stored: .named("from_time"))
    case .to:
      Column(
        "to", .moment, "When it ended, in UTC; empty while it goes on.",
        example: "2026-08-03T20:30Z", synonyms: ["end", "ended_at"], stored: .named("to_time"))
    case .excluded:
      Column(
        "excluded", .flag, filled: true,
        "Whether the contract leaves it out of the availability, as announced maintenance.",
        example: "no", stored: .named("is_excluded"))
    case .cause: Column("cause", .text, "Why, in words.", example: "cooling")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
