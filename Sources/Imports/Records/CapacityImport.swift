internal import Procurement
internal import SQLite
internal import Store

/// Promised capacity in.
struct CapacityImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case contract, provider, tranche, site, accelerator, acceleratorCount, capacityMW
    case megawattBasis, dueOn, source, confidence, notes
  }

  private var table: CapacityCommitmentTable
  private let context: ContractFactContext

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let context = try ContractFactContext(store)
    table = try CapacityCommitmentTable(store, import: number, isRevising: isRevising)
    self.context = context
  }

  var names: Names { context.names }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let commitment = CapacityCommitment(
      contract: try context.contract(row, .contract, provider: .provider).id,
      tranche: try row.required(.tranche, row.text(.tranche)), site: row.text(.site),
      capacity: Capacity(
        accelerator: row.text(.accelerator), acceleratorCount: try row.number(.acceleratorCount),
        kilowatts: try row.kilowatts(.capacityMW),
        megawattBasis: try row.choice(.megawattBasis, MegawattBasis.self)),
      dueOn: try row.partialDate(.dueOn),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
    return try table.record(commitment, line: row.line)
  }
}

extension CapacityImport.Field {
  static let key: [Self] = [.contract, .tranche]

  var column: Column {
    switch self {
    case .contract: .contract
    case .provider: .contractProvider
    case .tranche:
      Column(
        "tranche", .text, required: true,
        "Which part of the promise; total where there is only one.", example: "total")
    case .site: .site
    case .accelerator: .accelerator
    case .acceleratorCount: .acceleratorCount
    case .capacityMW: .capacityMW
    case .megawattBasis: .megawattBasis
    case .dueOn:
      Column(
        "due_on", .partialDate, "When it must be there.", example: "2026-09-30",
        synonyms: ["due"])
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
