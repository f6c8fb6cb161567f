package import Procurement
internal import SQLite
package import Store

/// A live minimum of a contract, as queries read it.
package struct StoredCommitment: Hashable, Sendable {
  /// The minimum, its days and how it is drawn on.
  package let terms: Commitment
  /// Its row, with the minimum where that is money.
  package let evidence: Evidence

  /// The live minimums of the selected contracts, by contract, kind and first day.
  package static func all(
    _ selection: Selection, from store: borrowing Store
  ) throws -> [StoredCommitment] {
    var rows = try Statement(
      """
      SELECT commitment.contract_id, from_day, to_day, commitment.kind, minimum_units,
             minimum_quantity, unit, interval, draw, carries_forward, carry_forward_cap_units,
             carry_forward_cap_quantity, has_relief, contract.reference,
             currency.code, minor_digits, scale,
             import.id, import.file_name, commitment.recorded_line, commitment.source,
             commitment.notes
      FROM commitment
      JOIN live_contract AS contract ON contract.contract_id = commitment.contract_id
      JOIN currency ON currency.code = contract.currency
      JOIN import ON import.id = coalesce(commitment.restored_from, commitment.recorded_by)
      WHERE commitment.ended_by IS NULL
        AND (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR contract.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      ORDER BY commitment.contract_id, commitment.kind, from_day
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var commitments: [StoredCommitment] = []
    while try rows.step() { commitments.append(try StoredCommitment(rows)) }
    return commitments
  }

  private init(_ row: borrowing Statement) throws {
    let currency = row.currency(from: 14)
    let unit = row.optionalString(6)
    let minimum = try StoredCommitment.size(row, 4, 5, unit, currency) ?? .spend(.zero(currency))
    terms = Commitment(
      contract: ContractID(number: row.int64(0)), from: try row.day(1), to: try row.day(2),
      kind: row.choice(3) ?? .spend, minimum: minimum, interval: row.choice(7) ?? .term,
      draw: row.choice(8) ?? .buildUp, carriesForward: row.int64(9) == 1,
      carryForwardCap: try StoredCommitment.size(row, 10, 11, unit, currency),
      hasRelief: row.int64(12) == 1,
      provenance: Provenance(source: nil, confidence: nil, notes: nil))
    evidence = Evidence(
      "minimum of \(row.string(13)) from \(terms.from)", row.money(4, in: currency), row, from: 17)
  }

  private static func size(
    _ row: borrowing Statement, _ units: Int, _ quantity: Int, _ unit: String?,
    _ currency: Currency
  ) throws -> CommitmentMinimum? {
    if let money = row.money(units, in: currency) { return .spend(money) }
    return try row.optionalString(quantity).map {
      .usage(try ExactDecimal(parsing: $0), unit: unit ?? "")
    }
  }
}
