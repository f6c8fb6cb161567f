package import Procurement
package import SQLite

extension CapacityCommitment: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case contract, provider, tranche, site, accelerator, acceleratorCount, capacityMW
    case megawattBasis, dueOn, source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "capacity_commitment", one: "capacity promise", several: "capacity promises",
    "Capacity that contracts promise, by tranche.")

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    self.init(
      contract: try row.contract(.contract, provider: .provider).id,
      tranche: try row.required(.tranche, row.text(.tranche)), site: try row.text(.site),
      capacity: Capacity(
        accelerator: try row.text(.accelerator),
        acceleratorCount: try row.number(.acceleratorCount),
        kilowatts: try row.kilowatts(.capacityMW),
        megawattBasis: try row.choice(.megawattBasis, MegawattBasis.self)),
      dueOn: try row.partialDate(.dueOn), provenance: try row.provenance)
  }

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .contract: [.id(contract)]
    case .provider: []
    case .tranche: [.text(tranche)]
    case .site: [.text(site)]
    case .accelerator: [.text(capacity.accelerator)]
    case .acceleratorCount: [.number(capacity.acceleratorCount)]
    case .capacityMW: [.number(capacity.kilowatts)]
    case .megawattBasis: [.name(capacity.megawattBasis)]
    case .dueOn: [.date(dueOn)]
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension CapacityCommitment.Field {
  /// A contract promises a tranche once.
  package static let key: [Self] = [.contract, .tranche]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
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
