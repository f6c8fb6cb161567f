package import Procurement
internal import SQLite
package import Store

/// One row of a contract's fee schedule.
package struct ScheduledFee: Hashable, Sendable {
  /// The contract's identity.
  package let contract: ContractID
  /// The provider's slug.
  package let provider: String
  /// The buyer's slug.
  package let buyer: String
  /// The contract's reference.
  package let reference: String
  /// The part of the capacity that it is for; `nil` for all of the contract.
  package let tranche: String?
  /// The first month.
  package let fromMonth: Month
  /// The last month; `nil` where the end is not known.
  package let toMonth: Month?
  /// The contract's currency.
  package let currency: Currency
  /// `nil` where a fee exists and is not known.
  package let amount: Money?
  /// Its row, with the fee.
  package let evidence: Evidence

  /// The live schedule rows of the selected contracts, by contract and month.
  package static func all(
    _ selection: Selection, from store: borrowing Store
  ) throws -> [ScheduledFee] {
    var rows = try Statement(
      """
      SELECT fee.contract_id, provider.slug, buyer.slug, contract.reference,
             fee.tranche, fee.from_month, fee.to_month, fee.monthly_fee_units,
             currency.code, minor_digits, scale,
             import.id, import.file_name, fee.recorded_line, fee.source, fee.notes
      FROM fee_schedule AS fee
      JOIN live_contract AS contract ON contract.contract_id = fee.contract_id
      JOIN currency ON currency.code = contract.currency
      JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
      JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
      JOIN import ON import.id = coalesce(fee.restored_from, fee.recorded_by)
      WHERE fee.ended_by IS NULL
        AND (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR contract.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      ORDER BY fee.contract_id, fee.from_month, fee.tranche
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var fees: [ScheduledFee] = []
    while try rows.step() { fees.append(try ScheduledFee(rows)) }
    return fees
  }

  private init(_ row: borrowing Statement) throws {
    contract = ContractID(number: row.int64(0))
    provider = row.string(1)
    buyer = row.string(2)
    reference = row.string(3)
    tranche = row.optionalString(4)
    fromMonth = try row.month(5)
    toMonth = try row.optionalMonth(6)
    currency = row.currency(from: 8)
    amount = row.money(7, in: currency)
    let part = tranche.map { ", \($0)," } ?? ""
    evidence = Evidence("fee of \(reference)\(part) from \(fromMonth)", amount, row, from: 11)
  }
}

extension ScheduledFee {
  /// Its months before `end`, whether or not its own end is known.
  package func months(before end: Month) -> [Month] {
    let stop = min(end, toMonth?.adding(months: 1) ?? end)
    return fromMonth < stop ? MonthRange(from: fromMonth, to: stop).months : []
  }

  /// Whether it is the fee of a month.
  package func covers(_ month: Month) -> Bool {
    fromMonth <= month && (toMonth.map { month <= $0 } ?? true)
  }
}

extension [ScheduledFee] {
  /// Those of a month: one, or one for each tranche.
  func covering(_ month: Month) -> [ScheduledFee] { filter { $0.covers(month) } }

  /// What is due for a month, all tranches added; a month without a row has no fee.
  /// - Throws: `MoneyError` where the sum does not fit.
  func fee(of month: Month) throws -> KnownOr<Money> {
    let rows = covering(month)
    guard let first = rows.first else {
      let next = self.first { $0.fromMonth > month }
      return .unknown(
        isEmpty ? "no fee known" : next.map { "fee begins \($0.fromMonth)" } ?? "fees ended")
    }
    var sum = Money.zero(first.currency)
    for row in rows {
      guard let amount = row.amount else { return .unknown("not disclosed") }
      sum = try sum.adding(amount)
    }
    return .known(sum)
  }
}
