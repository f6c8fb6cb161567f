package import Procurement
internal import SQLite
package import Store

/// A part of the capacity that a contract promises, and the days on which it was to be there.
package struct PromisedTranche: Hashable, Sendable {
  /// The contract's identity.
  package let contract: ContractID
  /// The part of the promise: `total`, or a tranche's name.
  package let tranche: String
  /// Where it is to stand, in the words of the source.
  package let site: String?
  /// How much is promised.
  package let capacity: Capacity
  /// When it is due by what is live: as last amended.
  package let dueOn: PartialDate?
  /// When it was due by what was recorded first.
  package let firstDueOn: PartialDate?
  /// Its live row.
  package let evidence: Evidence

  /// The live promises of the selected contracts, by contract and tranche.
  package static func all(
    _ selection: Selection, from store: borrowing Store
  ) throws -> [PromisedTranche] {
    var rows = try Statement(
      """
      SELECT promise.contract_id, promise.tranche, promise.site, promise.accelerator,
             promise.accelerator_count, promise.kilowatts, promise.mw_basis, promise.due_on,
             original.due_on,
             contract.reference,
             import.id, import.file_name, promise.recorded_line, promise.source, promise.notes
      FROM capacity_commitment AS promise
      JOIN live_contract AS contract ON contract.contract_id = promise.contract_id
      JOIN import ON import.id = coalesce(promise.restored_from, promise.recorded_by)
      LEFT JOIN (
          -- The row recorded first; one that an undo took back was never the promise.
          SELECT first.contract_id, first.tranche, first.due_on, min(first.id)
          FROM capacity_commitment AS first
          LEFT JOIN import AS ending ON ending.id = first.ended_by
          WHERE coalesce(ending.kind, '') <> 'undo'
          GROUP BY first.contract_id, first.tranche) AS original
          ON original.contract_id = promise.contract_id AND original.tranche = promise.tranche
      WHERE promise.ended_by IS NULL
        AND (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR contract.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      ORDER BY promise.contract_id, promise.tranche
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var tranches: [PromisedTranche] = []
    while try rows.step() { tranches.append(try PromisedTranche(rows)) }
    return tranches
  }

  private init(_ row: borrowing Statement) throws {
    contract = ContractID(number: row.int64(0))
    tranche = row.string(1)
    site = row.optionalString(2)
    capacity = row.capacity(from: 3)
    dueOn = try row.partialDate(7)
    firstDueOn = try row.partialDate(8)
    evidence = Evidence("promise of \(row.string(9)), \(tranche)", nil, row, from: 10)
  }
}

extension Statement {
  /// Accelerator, its count, kilowatts and which megawatts these are, from four columns.
  func capacity(from column: Int) -> Capacity {
    Capacity(
      accelerator: optionalString(column), acceleratorCount: number(column + 1),
      kilowatts: number(column + 2), megawattBasis: choice(column + 3))
  }
}
