package import Procurement
package import SQLite

/// Records the fees of contracts, month by month.
package struct FeeTable: ~Copyable {
  private var facts: FactTable
  private var others: Statement

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    let facts = try FactTable(
      find: """
        SELECT to_month, monthly_fee_units, source, confidence, notes,
               coalesce(restored_from, recorded_by), recorded_line, id
        FROM fee_schedule
        WHERE contract_id = ?1 AND coalesce(tranche, '') = coalesce(?2, '')
          AND from_month = ?3 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO fee_schedule (
            contract_id, tranche, from_month, to_month, monthly_fee_units,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """,
      end: "UPDATE fee_schedule SET ended_by = ?1 WHERE id = ?2",
      columns: [.plain("to_month"), .money("monthly_fee")] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
    let others = try Statement(
      """
      SELECT from_month, to_month, coalesce(restored_from, recorded_by), recorded_line
      FROM fee_schedule
      WHERE contract_id = ?1 AND tranche IS ?2 AND ended_by IS NULL
        AND from_month <= coalesce(?4, '9999-12') AND ?3 <= coalesce(to_month, '9999-12')
      ORDER BY from_month
      """, on: store.connection)
    self.facts = facts
    self.others = others
  }

  /// Records a fee that stands on `line` of the file; `currency` is that of the contract.
  /// - Throws: `SQLiteError` with code `constraintTrigger` where another fee covers its months.
  package mutating func record(
    _ fee: Fee, in currency: Currency, line: Int
  ) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [.id(fee.contract), .text(fee.tranche), .month(fee.fromMonth)],
      content: [.month(fee.toMonth), .units(fee.monthlyFee)] + fee.provenance.values,
      in: currency, line: line)
  }

  /// The first stored fee of the same contract and tranche that covers some of the months of `fee`.
  package mutating func overlap(with fee: Fee) throws(SQLiteError) -> FeeOverlap? {
    try others.bind([
      .id(fee.contract), .text(fee.tranche), .month(fee.fromMonth), .month(fee.toMonth),
    ])
    guard try others.step() else { return nil }
    defer { others.reset() }
    return FeeOverlap(
      fee: fee, fromMonth: others.string(0), toMonth: others.optionalString(1),
      origin: Origin(importNumber: others.int64(2), line: Int(others.int64(3))))
  }
}

/// Two fees of one contract for the same month, of which one is stored.
package struct FeeOverlap: Error, Sendable {
  /// The one that is not stored.
  package let fee: Fee
  /// The first month of the stored one.
  package let fromMonth: String
  /// Its last month; `nil` where its end is not known.
  package let toMonth: String?
  /// Where the stored one came from.
  package let origin: Origin
}
