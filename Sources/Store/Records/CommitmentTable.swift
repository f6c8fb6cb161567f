package import Procurement
package import SQLite

/// Records minimum commitments.
package struct CommitmentTable: ~Copyable {
  private var facts: LooseFactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try LooseFactTable(
      find: """
        SELECT to_day, minimum_units, minimum_quantity, unit, interval, draw,
               carries_forward, carry_forward_cap_units, carry_forward_cap_quantity, has_relief,
               source, confidence, notes, coalesce(restored_from, recorded_by), recorded_line, id
        FROM commitment
        WHERE contract_id = ?1 AND from_day = ?2 AND kind = ?3 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO commitment (
            contract_id, from_day, kind,
            to_day, minimum_units, minimum_quantity, unit, interval, draw,
            carries_forward, carry_forward_cap_units, carry_forward_cap_quantity, has_relief,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
        """,
      end: "UPDATE commitment SET ended_by = ?1 WHERE id = ?2",
      columns: [
        .plain("to"), .money("minimum"), .plain("minimum"), .plain("unit"), .plain("interval"),
        .plain("draw"), .flag("carry_forward"), .money("carry_forward_cap"),
        .plain("carry_forward_cap"),
        .flag("relief"),
      ] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records a commitment that stands on `line` of the file; `currency` is that of the contract.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(
    _ commitment: Commitment, in currency: Currency, line: Int
  ) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [.id(commitment.contract), .day(commitment.from), .name(commitment.kind)],
      content: [
        .day(commitment.to), .units(commitment.minimum.money),
        .decimal(commitment.minimum.quantity), .text(commitment.minimum.unit),
        .name(commitment.interval), .name(commitment.draw), .flag(commitment.carriesForward),
        .units(commitment.carryForwardCap?.money),
        .decimal(commitment.carryForwardCap?.quantity), .flag(commitment.hasRelief),
      ] + commitment.provenance.values,
      in: currency, line: line)
  }
}

extension CommitmentMinimum {
  fileprivate var money: Money? { if case .spend(let money) = self { money } else { nil } }
  fileprivate var quantity: ExactDecimal? {
    if case .usage(let quantity, _) = self { quantity } else { nil }
  }
  fileprivate var unit: String? { if case .usage(_, let unit) = self { unit } else { nil } }
}
