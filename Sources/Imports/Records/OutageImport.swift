internal import Procurement
internal import SQLite
internal import Store

/// Outages in.
struct OutageImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case contract, provider, tranche, from, to, excluded, cause, source, confidence, notes
  }

  private var table: OutageTable
  private let context: ContractFactContext

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let context = try ContractFactContext(store)
    table = try OutageTable(store, import: number, isRevising: isRevising)
    self.context = context
  }

  var names: Names { context.names }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let contract = try context.contract(row, .contract, provider: .provider)
    let outage = Outage(
      contract: contract.id, tranche: row.text(.tranche),
      from: try row.required(.from, row.moment(.from)), to: try row.moment(.to),
      isExcluded: try row.flag(.excluded) ?? false, cause: row.text(.cause),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
    if let end = outage.to, end <= outage.from {
      throw row.refusal(.to, "is not after from; it is the first moment after the outage")
    }
    return try table.record(outage, line: row.line)
  }
}

extension OutageImport.Field {
  static let key: [Self] = [.contract, .tranche, .from]

  var column: Column {
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
        example: "2026-08-03T14:00Z", synonyms: ["start", "started_at"])
    case .to:
      Column(
        "to", .moment, "When it ended, in UTC; empty while it goes on.",
        example: "2026-08-03T20:30Z", synonyms: ["end", "ended_at"])
    case .excluded:
      Column(
        "excluded", .flag,
        "Whether the contract leaves it out of the availability, as announced maintenance.",
        example: "no")
    case .cause: Column("cause", .text, "Why, in words.", example: "cooling")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
