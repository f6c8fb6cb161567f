package import Procurement
internal import SQLite
package import Store

/// A live step of a contract's level of service, as queries read it.
package struct StoredServiceTier: Hashable, Sendable {
  /// The contract's identity.
  package let contract: ContractID
  /// The availability of a month below which it holds, in percent.
  package let belowPercent: ExactDecimal
  /// The credit, in percent of the fee of what was down.
  package let creditPercent: ExactDecimal
  /// Its row.
  package let evidence: Evidence

  /// The live steps of the selected contracts, by contract.
  package static func all(
    _ selection: Selection, from store: borrowing Store
  ) throws -> [StoredServiceTier] {
    var rows = try Statement(
      """
      SELECT tier.contract_id, below_percent, credit_percent, contract.reference,
             import.id, import.file_name, tier.recorded_line, tier.source, tier.notes
      FROM sla_tier AS tier
      JOIN live_contract AS contract ON contract.contract_id = tier.contract_id
      JOIN import ON import.id = coalesce(tier.restored_from, tier.recorded_by)
      WHERE tier.ended_by IS NULL
        AND (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR contract.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      ORDER BY tier.contract_id, tier.id
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var tiers: [StoredServiceTier] = []
    while try rows.step() { tiers.append(try StoredServiceTier(rows)) }
    return tiers
  }

  private init(_ row: borrowing Statement) throws {
    let (below, credit) = (
      try ExactDecimal(parsing: row.string(1)), try ExactDecimal(parsing: row.string(2))
    )
    contract = ContractID(number: row.int64(0))
    belowPercent = below
    creditPercent = credit
    evidence = Evidence(
      "service level of \(row.string(3)): below \(below) %, \(credit) %", nil, row, from: 4)
  }
}

extension [StoredServiceTier] {
  /// The lowest that an availability, a fraction of 1, is below; `nil` where it is below none.
  func applying(to availability: Ratio) -> StoredServiceTier? {
    filter { tier in
      let places = Int128.powerOfTen(tier.belowPercent.decimals)
      return availability.numerator * 100 * places
        < tier.belowPercent.coefficient * availability.denominator
    }.min { $0.belowPercent.isBelow($1.belowPercent) }
  }
}

extension ExactDecimal {
  /// Of percentages, which fit at any number of places.
  fileprivate func isBelow(_ other: ExactDecimal) -> Bool {
    let places = max(decimals, other.decimals)
    return (rounded(toPlaces: places) ?? 0) < (other.rounded(toPlaces: places) ?? 0)
  }
}
