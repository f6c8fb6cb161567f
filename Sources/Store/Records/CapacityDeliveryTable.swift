package import Procurement
package import SQLite

/// Records capacity that arrived, or was planned to.
package struct CapacityDeliveryTable: ~Copyable {
  private var facts: LooseFactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try LooseFactTable(
      find: """
        SELECT tranche, site, accelerator, accelerator_count, kilowatts, mw_basis,
               planned_on, delivered_on, accepted_on, withdrawn_on, status,
               source, confidence, notes, coalesce(restored_from, recorded_by), recorded_line, id
        FROM capacity_delivery
        WHERE provider_id = ?1 AND coalesce(contract_id, 0) = coalesce(?2, 0)
          AND coalesce(tranche, site) = ?3 AND coalesce(delivered_on, planned_on, '') = ?4
          AND coalesce(accelerator, '') = ?5 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO capacity_delivery (
            provider_id, contract_id, tranche, site, accelerator, accelerator_count, kilowatts,
            mw_basis, planned_on, delivered_on, accepted_on, withdrawn_on, status,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
        """,
      end: "UPDATE capacity_delivery SET ended_by = ?1 WHERE id = ?2",
      columns: [
        .plain("tranche"), .plain("site"), .plain("accelerator"), .plain("accelerator_count"),
        .kilowatts("capacity_mw"), .plain("mw_basis"), .plain("planned_on"),
        .plain("delivered_on"), .plain("accepted_on"), .plain("withdrawn_on"), .plain("status"),
      ] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records a delivery that stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(
    _ delivery: CapacityDelivery, line: Int
  ) throws(SQLiteError) -> Recording {
    let owner: [Value] = [.id(delivery.provider), delivery.contract.map { .id($0) } ?? .null]
    let day = delivery.deliveredOn ?? delivery.plannedOn
    return try facts.record(
      key: owner + [
        .text(delivery.tranche ?? delivery.site), .text(day?.description ?? ""),
        .text(delivery.capacity.accelerator ?? ""),
      ],
      keyColumns: owner,
      content: [.text(delivery.tranche), .text(delivery.site)] + delivery.capacity.values + [
        .date(delivery.plannedOn), .date(delivery.deliveredOn), .date(delivery.acceptedOn),
        .date(delivery.withdrawnOn), .name(delivery.status),
      ] + delivery.provenance.values,
      line: line)
  }
}
