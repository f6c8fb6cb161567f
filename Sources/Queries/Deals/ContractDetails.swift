package import Procurement
internal import SQLite
package import Store

/// All that is stored of one contract, for showing it.
package struct ContractDetails: Hashable, Sendable {
  /// Its parties, value, term and exit.
  package let terms: ContractTerms
  /// Its fee schedule, by month.
  package let fees: [ScheduledFee]
  /// What it promises, then what was planned and delivered.
  package let capacity: [CapacityItem]
  /// What was billed under it, by currency.
  package let billed: [Money]
  /// The monthly fee in force over the accelerators promised; `nil` where one is not known.
  package let feePerAccelerator: FeePerAccelerator?
  /// How many events of it are stored.
  package let eventCount: Int

  /// Capacity promised, planned or delivered, in words.
  package struct CapacityItem: Hashable, Sendable {
    /// `promised`, `planned` or `delivered`.
    package let kind: String
    /// When it is due, planned for or arrived; `nil` where the source gave no date.
    package let date: PartialDate?
    /// How much, of what, where.
    package let summary: String
    /// Addresses or words, as they were given.
    package let source: String?
  }

  /// Reads all of the one contract of `selection`; `asOf` is the day whose fee is shown per
  /// accelerator.
  ///
  /// - Throws: `UnknownNameError` for a contract that is not stored; `SQLiteError` or `MoneyError`.
  package init(of selection: Selection, asOf: Day, from store: borrowing Store) throws {
    guard let terms = try ContractTerms.all(selection, from: store).first else {
      throw UnknownNameError(what: "contract", name: "")
    }
    let contract = terms.id
    let fees = try ScheduledFee.all(selection, from: store)
    let fee = try fees.fee(of: asOf.month).value
    let count = try PromisedTranche.all(selection, from: store).acceleratorCount
    self.terms = terms
    self.fees = fees
    capacity = try ContractDetails.capacity(contract, store)
    billed = try SpendReport(
      by: [.contract], selection, in: nil, asOf: asOf, from: store
    ).totals()
    feePerAccelerator = try fee.flatMap { fee in
      try count.flatMap { try FeePerAccelerator(fee, over: $0) }
    }
    eventCount = try ContractDetails.eventCount(contract, store)
  }

  private static func capacity(
    _ contract: ContractID, _ store: borrowing Store
  ) throws -> [CapacityItem] {
    var rows = try Statement(
      """
      SELECT 'promised', due_on, words, source
      FROM capacity_commitment
      JOIN capacity_words ON kind = 'promise' AND capacity_words.id = capacity_commitment.id
      WHERE contract_id = ?1 AND ended_by IS NULL
      UNION ALL
      SELECT step.kind, day, words, source
      FROM (
          SELECT *, 'planned' AS kind, planned_on AS day
          FROM capacity_delivery WHERE planned_on IS NOT NULL OR status = 'planned'
          UNION ALL
          SELECT *, 'delivered', delivered_on FROM capacity_delivery WHERE status = 'delivered'
      ) AS step
      JOIN capacity_words ON capacity_words.kind = 'delivery' AND capacity_words.id = step.id
      WHERE contract_id = ?1 AND ended_by IS NULL
      """, on: store.connection)
    try rows.bind(contract.number, at: 1)
    var items: [CapacityItem] = []
    while try rows.step() {
      items.append(
        CapacityItem(
          kind: rows.string(0), date: try rows.partialDate(1), summary: rows.string(2),
          source: rows.optionalString(3)))
    }
    return items
  }

  private static func eventCount(_ contract: ContractID, _ store: borrowing Store) throws -> Int {
    var rows = try Statement(
      "SELECT count(*) FROM contract_event WHERE contract_id = ?1 AND ended_by IS NULL",
      on: store.connection)
    try rows.bind(contract.number, at: 1)
    return try rows.step() ? rows.number(0) ?? 0 : 0
  }
}
