package import Procurement
internal import SQLite
package import Store

/// A month for which a contract has a fee and no invoice: missing, not zero (METRICS, rule 4).
///
/// A credit note alone is no invoice of its month.
package struct MissingInvoice: Hashable, Sendable {
  /// The provider's slug.
  package let provider: String
  /// The buyer's slug.
  package let buyer: String
  /// The contract's reference.
  package let contract: String
  /// The billing month that has none.
  package let month: Month
  /// The contract's currency.
  package let currency: Currency
  /// Whether the fee that should have been billed is known.
  package let isFeeKnown: Bool

  /// Months that are over on `asOf` and have a fee in the schedule, without an invoice; by
  /// contract, provider and month. `window` is the billing months, `nil` for all.
  ///
  /// - Throws: `SQLiteError` where the store fails.
  package static func all(
    _ selection: Selection, in window: MonthRange?, asOf: Day, from store: borrowing Store
  ) throws -> [MissingInvoice] {
    let billed = try billedMonths(selection, from: store)
    var missing: [BilledMonth: MissingInvoice] = [:]
    for fee in try ScheduledFee.all(selection, from: store) {
      for month in fee.months(before: asOf.month) where window?.contains(month) ?? true {
        let key = BilledMonth(contract: fee.contract, month: month)
        guard !billed.contains(key) else { continue }
        // Fees of several tranches are of one invoice.
        missing[key] = MissingInvoice(
          provider: fee.provider, buyer: fee.buyer, contract: fee.reference, month: month,
          currency: fee.currency, isFeeKnown: fee.amount != nil && missing[key]?.isFeeKnown ?? true)
      }
    }
    return missing.values.sorted()
  }

  private struct BilledMonth: Hashable {
    let contract: ContractID
    let month: Month
  }

  private static func billedMonths(
    _ selection: Selection, from store: borrowing Store
  ) throws -> Set<BilledMonth> {
    var rows = try Statement(
      """
      SELECT DISTINCT contract_id, billing_month
      FROM invoice
      WHERE ended_by IS NULL AND kind = 'invoice' AND contract_id IS NOT NULL
        AND (?1 IS NULL OR buyer_id = ?1) AND (?2 IS NULL OR provider_id = ?2)
        AND (?3 IS NULL OR contract_id = ?3)
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var billed: Set<BilledMonth> = []
    while try rows.step() {
      billed.insert(
        BilledMonth(contract: ContractID(number: rows.int64(0)), month: try rows.month(1)))
    }
    return billed
  }
}

extension MissingInvoice: Comparable {
  /// By contract, provider and month.
  package static func < (left: Self, right: Self) -> Bool {
    (left.contract, left.provider, left.month) < (right.contract, right.provider, right.month)
  }
}
