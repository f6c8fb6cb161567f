internal import Procurement
internal import SQLite
internal import Store

// What refers to what, and what adds up to what.

extension StoreCheck {
  static func checkOrphans(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    for kind in RecordKind.allCases {
      for (column, parent) in kind.references {
        guard let identity = parent.table.identity else { continue }
        try add(
          .orphan, "with a \(column) of which no row is live", of: kind,
          where: """
            fact.ended_by IS NULL AND fact.\(column) IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM \(parent.table.name) AS parent
                WHERE parent.\(identity) = fact.\(column) AND parent.ended_by IS NULL)
            """, in: store, to: &findings)
      }
    }
  }

  static func checkFees(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    var rows = try Statement(
      """
      SELECT coalesce(reference, '#' || fee.contract_id), fee.from_month, other.from_month
      FROM fee_schedule AS fee
      JOIN fee_schedule AS other
          ON other.contract_id = fee.contract_id AND other.tranche IS fee.tranche
          AND other.ended_by IS NULL
          AND (other.from_month, other.id) > (fee.from_month, fee.id)
          AND other.from_month <= coalesce(fee.to_month, '9999-12')
      LEFT JOIN live_contract AS contract ON contract.contract_id = fee.contract_id
      WHERE fee.ended_by IS NULL
      """, on: store.connection)
    while try rows.step() {
      findings.add(
        .feesOverlap, "contract \(rows.string(0))",
        "the fee from \(rows.string(1)) and that from \(rows.string(2)) cover the same month")
    }
  }

  static func checkTotals(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    // Halves of 32 bits, since SQLite's sum of whole ones may not fit.
    var rows = try Statement(
      """
      SELECT number, recorded_by, total_units, code, scale,
             sum(amount_units >> 32), sum(amount_units & 4294967295)
      FROM invoice
      JOIN currency ON code = currency
      LEFT JOIN invoice_line ON invoice_row_id = invoice.id
      GROUP BY invoice.id
      """, on: store.connection)
    while try rows.step() {
      let sum = rows.wideSum(5)
      guard Int128(rows.int64(2)) != sum else { continue }
      let currency = (code: rows.string(3), scale: Int(rows.int64(4)))
      findings.add(
        .totalDiffers, "invoice \(rows.string(0)) (import \(rows.int64(1)))",
        "its total is \(amount(Int128(rows.int64(2)), currency)), its lines add up to"
          + " \(amount(sum, currency))")
    }
  }

  private static func amount(
    _ units: Int128, _ currency: (code: String, scale: Int)
  ) -> String {
    let amount = ExactDecimal(coefficient: units, decimals: currency.scale)
    return "\(amount) \(currency.code)"
  }
}

// MARK: The roll-up

extension StoreCheck {
  static func checkRollup(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    var spend = try AccountSpend(of: .live, in: store)
    var stored = try StoredSums(store)
    while try spend.next() {
      let rollup = try stored.sums(of: spend.account)
      guard rollup != spend.sums else { continue }
      for key in Set(rollup.keys).union(spend.sums.keys) where rollup[key] != spend.sums[key] {
        let (name, scale) = try stored.name(of: spend.account, key)
        findings.add(
          .rollupDiffers, name,
          "the roll-up has \(text(rollup[key], scale)), the invoices have"
            + " \(text(spend.sums[key], scale))")
      }
    }
    try checkAccountsWithoutLines(&stored, store, &findings)
  }

  private static func text(_ sum: SpendSum?, _ scale: Int) -> String {
    guard let sum else { return "nothing" }
    let amount = ExactDecimal(coefficient: sum.units, decimals: scale)
    return "\(amount) in \(sum.lines) line\(sum.lines == 1 ? "" : "s")"
  }

  private static func checkAccountsWithoutLines(
    _ stored: inout StoredSums, _ store: borrowing Store, _ findings: inout CheckFindings
  ) throws {
    var rows = try Statement(
      """
      SELECT billing_month, provider_id, buyer_id, coalesce(contract_id, 0), currency
      FROM spend_rollup
      EXCEPT
      SELECT * FROM (
      \(InvoicePart.union { contract, _ in
          "billing_month, provider_id, buyer_id, coalesce(\(contract), 0), currency"
        } where: { _ in "ended_by IS NULL" }))
      """, on: store.connection)
    while try rows.step() {
      let account = AccountSpend.Account(
        month: rows.string(0), provider: rows.int64(1), buyer: rows.int64(2),
        contract: rows.int64(3), currency: rows.string(4))
      findings.add(
        .rollupDiffers, try stored.name(of: account, AccountSpend.Key(sku: 0, unit: 0)).text,
        "the roll-up has sums, and there is no live invoice")
    }
  }
}

/// The roll-up, account by account.
private struct StoredSums: ~Copyable {
  private var rows: Statement
  private var names: Statement

  init(_ store: borrowing Store) throws(SQLiteError) {
    let rows = try Statement(
      """
      SELECT coalesce(sku_id, 0), coalesce(unit_id, 0), amount_units, line_count
      FROM spend_rollup
      WHERE billing_month = ?1 AND provider_id = ?2 AND buyer_id = ?3
        AND coalesce(contract_id, 0) = ?4 AND currency = ?5
      """, on: store.connection)
    let names = try Statement(
      """
      SELECT coalesce((SELECT slug FROM live_organization WHERE organization_id = ?1), '#' || ?1),
             coalesce((SELECT slug FROM live_organization WHERE organization_id = ?2), '#' || ?2),
             coalesce((SELECT reference FROM live_contract WHERE contract_id = ?3), '#' || ?3),
             (SELECT name FROM sku WHERE id = ?4), (SELECT name FROM unit WHERE id = ?5),
             (SELECT scale FROM currency WHERE code = ?6)
      """, on: store.connection)
    self.rows = rows
    self.names = names
  }

  mutating func sums(
    of account: AccountSpend.Account
  ) throws -> [AccountSpend.Key: SpendSum] {
    try rows.bind([
      .text(account.month), .integer(account.provider), .integer(account.buyer),
      .integer(account.contract), .text(account.currency),
    ])
    var sums: [AccountSpend.Key: SpendSum] = [:]
    while try rows.step() {
      let key = AccountSpend.Key(sku: rows.int64(0), unit: rows.int64(1))
      sums[key] = SpendSum(rows, from: 2)
    }
    return sums
  }

  /// `2026-05, provider spacex, buyer anthropic, contract c-1, USD, SKU gpu, hour`, and the scale
  /// of the currency.
  mutating func name(
    of account: AccountSpend.Account, _ key: AccountSpend.Key
  ) throws -> (text: String, scale: Int) {
    try names.bind([
      .integer(account.provider), .integer(account.buyer), .integer(account.contract),
      .integer(key.sku), .integer(key.unit), .text(account.currency),
    ])
    defer { names.reset() }
    guard try names.step() else { return (account.month, 0) }
    let parts = [
      account.month, "provider \(names.string(0))", "buyer \(names.string(1))",
      account.contract == 0 ? nil : "contract \(names.string(2))", account.currency,
      names.optionalString(3).map { "SKU \($0)" }, names.optionalString(4),
    ]
    return (parts.compactMap { $0 }.joined(separator: ", "), Int(names.int64(5)))
  }
}
