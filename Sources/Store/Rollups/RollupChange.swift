internal import SQLite

/// Brings the roll-up in step with invoices that an undo ended, and with those that it brought back.
struct RollupChange: ~Copyable {
  private var find: Statement
  private var add: Statement
  private var replace: Statement
  private var remove: Statement

  init(_ store: borrowing Store) throws(SQLiteError) {
    let find = try Statement(
      """
      SELECT id, amount_units, line_count
      FROM spend_rollup
      WHERE billing_month = ?1 AND provider_id = ?2 AND buyer_id = ?3
        AND coalesce(contract_id, 0) = ?4 AND coalesce(sku_id, 0) = ?5
        AND coalesce(unit_id, 0) = ?6 AND currency = ?7
      """, on: store.connection)
    let add = try Statement(
      """
      INSERT INTO spend_rollup (
          billing_month, provider_id, buyer_id, contract_id, sku_id, unit_id, currency,
          amount_units, line_count)
      VALUES (?1, ?2, ?3, nullif(?4, 0), nullif(?5, 0), nullif(?6, 0), ?7, ?8, ?9)
      """, on: store.connection)
    let replace = try Statement(
      """
      UPDATE spend_rollup SET amount_units = ?2, line_count = ?3 WHERE id = ?1
      """, on: store.connection)
    let remove = try Statement(
      "DELETE FROM spend_rollup WHERE id = ?1", on: store.connection)
    self.find = find
    self.add = add
    self.replace = replace
    self.remove = remove
  }

  /// Takes the lines of invoices away that undo `number` ended.
  /// - Throws: `RollupError` where a sum of those that are left does not fit, else `SQLiteError`.
  mutating func subtractInvoices(endedBy number: Int64, in store: borrowing Store) throws {
    var spend = try AccountSpend(of: .ended(by: number), in: store)
    while try spend.next() {
      for (key, sum) in spend.sums { try change(spend.account, key, by: sum.negative) }
    }
  }

  /// Adds the lines of invoices that undo `number` brought back.
  /// - Throws: `RollupError` where a sum does not fit, else `SQLiteError`.
  mutating func addInvoices(recordedBy number: Int64, in store: borrowing Store) throws {
    var spend = try AccountSpend(of: .recorded(by: number), in: store)
    while try spend.next() {
      for (key, sum) in spend.sums { try change(spend.account, key, by: sum) }
    }
  }

  private mutating func change(
    _ account: AccountSpend.Account, _ key: AccountSpend.Key, by difference: SpendSum
  ) throws {
    let columns: [Value] = [
      .text(account.month), .integer(account.provider), .integer(account.buyer),
      .integer(account.contract), .integer(key.sku), .integer(key.unit), .text(account.currency),
    ]
    try find.bind(columns)
    guard try find.step() else {
      try add.bind(columns + difference.values(month: account.month))
      return try add.run()
    }
    let id = find.int64(0)
    var sum = SpendSum(find, from: 1)
    find.reset()
    sum.add(difference)
    if sum.lines == 0 {
      try remove.bind(id, at: 1)
      try remove.run()
    } else {
      try replace.bind([.integer(id)] + sum.values(month: account.month))
      try replace.run()
    }
  }
}
