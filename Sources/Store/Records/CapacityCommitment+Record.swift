package import Procurement

extension CapacityCommitment: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case contract, provider, tranche, site, accelerator, acceleratorCount, capacityMW
    case mwBasis, dueOn, source, confidence, notes

    /// A contract promises a tranche once.
    package static let key: [Self] = [.contract, .tranche]

    /// What the column is.
    package var column: Column { CapacityCommitment.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "capacity_commitment", one: "capacity promise", several: "capacity promises",
    "Capacity that contracts promise, by tranche.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<CapacityCommitment> {
    RecordColumn.contract(\.contract)
    RecordColumn(
      "tranche", .text, \.tranche, required: true,
      meaning: "The part of the commitment; total if there is only one.", example: "total")
    RecordColumn.capacity(site: \.site, \.capacity)
    RecordColumn(
      "due_on", .partialDate, \.dueOn, meaning: "When it must be delivered.", example: "2026-09-30",
      synonyms: ["due"])
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    self.init(
      contract: try row.contract(.contract, provider: .provider).id,
      tranche: try row.required(.tranche, row.text(.tranche)), site: try row.text(.site),
      capacity: Capacity(
        accelerator: try row.text(.accelerator),
        acceleratorCount: try row.number(.acceleratorCount),
        kilowatts: try row.kilowatts(.capacityMW),
        megawattBasis: try row.choice(.mwBasis, MegawattBasis.self)),
      dueOn: try row.partialDate(.dueOn), provenance: try row.provenance)
  }
}
