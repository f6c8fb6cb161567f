internal import Procurement
internal import SQLite
internal import Store

/// Service levels of contracts in.
struct ServiceTierImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case contract, provider, below, credit, source, confidence, notes
  }

  private var table: ServiceTierTable
  private let context: ContractFactContext

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let context = try ContractFactContext(store)
    table = try ServiceTierTable(store, import: number, isRevising: isRevising)
    self.context = context
  }

  var names: Names { context.names }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let contract = try context.contract(row, .contract, provider: .provider)
    let tier = ServiceTier(
      contract: contract.id, belowPercent: try row.required(.below, row.percent(.below)),
      creditPercent: try row.required(.credit, row.percent(.credit)),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
    return try table.record(tier, line: row.line)
  }
}

extension ServiceTierImport.Field {
  static let key: [Self] = [.contract, .below]

  var column: Column {
    switch self {
    case .contract: .contract
    case .provider: .contractProvider
    case .below:
      Column(
        "below", .decimal, required: true,
        "The availability of a month below which it holds, in percent.", example: "99.5",
        synonyms: ["availability_below"])
    case .credit:
      Column(
        "credit", .decimal, required: true,
        "The credit, in percent of the month's fee of what was down.", example: "10",
        synonyms: ["credit_percent"])
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
