package import Procurement
internal import SQLite
package import Store

/// A live row of what leaving a contract costs by the day of the exit, as queries read it.
package struct StoredTerminationFee: Hashable, Sendable {
  /// The contract's identity.
  package let contract: ContractID
  /// The first day of the exit for which it holds.
  package let from: Day
  /// The last one; `nil` where it holds until another takes its place.
  package let to: Day?
  /// An amount; `nil` where there is a percentage only.
  package let fee: Money?
  /// A percentage of the fees that the schedule has after the exit; `nil` where there is an amount
  /// only.
  package let remainingPercent: ExactDecimal?
  /// Its row.
  package let evidence: Evidence

  /// The live rows of the selected contracts, by contract and day.
  package static func all(
    _ selection: Selection, from store: borrowing Store
  ) throws -> [StoredTerminationFee] {
    var rows = try Statement(
      """
      SELECT fee.contract_id, fee.from_day, fee.to_day, fee.fee_units, fee.remaining_percent,
             currency.code, minor_digits, scale, contract.reference,
             import.id, import.file_name, fee.recorded_line, fee.source, fee.notes
      FROM termination_fee AS fee
      JOIN live_contract AS contract ON contract.contract_id = fee.contract_id
      JOIN currency ON currency.code = contract.currency
      JOIN import ON import.id = coalesce(fee.restored_from, fee.recorded_by)
      WHERE fee.ended_by IS NULL
        AND (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR contract.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      ORDER BY fee.contract_id, fee.from_day
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var fees: [StoredTerminationFee] = []
    while try rows.step() { fees.append(try StoredTerminationFee(rows)) }
    return fees
  }

  private init(_ row: borrowing Statement) throws {
    let percent = try row.decimal(4)
    contract = ContractID(number: row.int64(0))
    from = try row.day(1)
    to = try row.optionalString(2).map { try Day(parsing: $0) }
    fee = row.money(3, in: row.currency(from: 5))
    remainingPercent = percent
    evidence = Evidence(
      "termination fee of \(row.string(8)) from \(from)"
        + (percent.map { ", \($0) % of the fees left" } ?? ""), fee, row, from: 9)
  }

  /// Whether it is that of an exit on a day, where no later row is.
  func covers(_ day: Day) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }

  /// Whether it asks for anything at all.
  var isPenalty: Bool {
    (fee?.units ?? 0) > 0 || (remainingPercent?.coefficient ?? 0) > 0
  }
}
