package import Procurement
internal import SQLite

/// What reports read instead of lines: spend by contract, month, SKU, unit and currency.
///
/// Sums are gathered in memory while lines are added, and brought into the table once, before the
/// transaction commits; a trigger per line would cost more than twice the import. At most
/// `limit` sums are held, so that memory does not grow with the file.
struct SpendRollup: ~Copyable {
  private static let limit = 1 << 16

  /// What the lines of an invoice have in common.
  private struct Account: Hashable {
    let provider, buyer: Int64
    let contract: Int64?
    let month: Month
    let monthText: String
    let currency: String

    /// The order of the table's index.
    func isBefore(_ other: Account) -> Bool {
      if monthText != other.monthText { return monthText < other.monthText }
      if (provider, buyer) != (other.provider, other.buyer) {
        return (provider, buyer) < (other.provider, other.buyer)
      }
      return (contract ?? 0, currency) < (other.contract ?? 0, other.currency)
    }
  }

  private var sums = LineSums()
  /// Whether the table has no row yet, so that nothing need be looked for.
  private var isEmpty: Bool
  private var accounts: [Account] = []
  private var places: [Account: Int] = [:]
  private var find: Statement
  private var add: Statement
  private var replace: Statement

  init(_ store: borrowing Store) throws(SQLiteError) {
    let find = try Statement(
      """
      SELECT id, amount_units, line_count
      FROM spend_rollup
      WHERE provider_id = ?1 AND buyer_id = ?2 AND coalesce(contract_id, 0) = coalesce(?3, 0)
        AND billing_month = ?4 AND coalesce(sku_id, 0) = coalesce(?5, 0)
        AND coalesce(unit_id, 0) = coalesce(?6, 0) AND currency = ?7
      """, on: store.connection)
    let add = try Statement(
      """
      INSERT INTO spend_rollup (
          provider_id, buyer_id, contract_id, billing_month, sku_id, unit_id, currency,
          amount_units, line_count)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """, on: store.connection)
    let replace = try Statement(
      """
      UPDATE spend_rollup SET amount_units = ?2, line_count = ?3 WHERE id = ?1
      """, on: store.connection)
    var any = try Statement("SELECT 1 FROM spend_rollup LIMIT 1", on: store.connection)
    isEmpty = try !any.step()
    self.find = find
    self.add = add
    self.replace = replace
  }

  /// Counts a line that was added to the invoices of `account`, a number that `place` gave; `sku`
  /// and `unit` are the numbers of its names.
  /// - Throws: as `store()`, which it runs when it holds enough.
  mutating func add(
    _ line: LineBatch.Line, account: Int, sku: Int64?, unit: Int64?
  ) throws {
    sums.add(line, to: LineSums.Key(account: account, sku: sku ?? 0, unit: unit ?? 0))
    if sums.count >= SpendRollup.limit { try store() }
  }

  /// The number of what an invoice's lines have in common.
  mutating func place(of invoice: Invoice) -> Int {
    let account = Account(
      provider: invoice.provider.number, buyer: invoice.buyer.number,
      contract: invoice.contract?.number, month: invoice.billingMonth,
      monthText: invoice.billingMonth.description,
      currency: invoice.currency.code)
    return place(of: account)
  }

  /// The number of what lines have in common with those of another number, but for the contract of
  /// `contract`, 0 for none.
  mutating func place(of other: Int, under contract: Int64) -> Int {
    let other = accounts[other]
    return place(
      of: Account(
        provider: other.provider, buyer: other.buyer, contract: contract == 0 ? nil : contract,
        month: other.month, monthText: other.monthText, currency: other.currency))
  }

  private mutating func place(of account: Account) -> Int {
    if let place = places[account] { return place }
    places[account] = accounts.count
    accounts.append(account)
    return accounts.count - 1
  }

  /// Adds what was counted to the table, in the order of its index.
  /// - Throws: `RollupError` where a sum does not fit, else `SQLiteError`.
  mutating func store() throws {
    for place in sums.places(rankedBy: accountRanks) {
      let (key, sum) = sums[place]
      let account = accounts[key.account]
      try store(sum, key, of: account)
    }
    sums.removeAll()
    isEmpty = false
  }

  /// The place of each account in the order of the index.
  private var accountRanks: [Int] {
    let order = accounts.indices.sorted { accounts[$0].isBefore(accounts[$1]) }
    var ranks = [Int](repeating: 0, count: accounts.count)
    for (rank, account) in order.enumerated() { ranks[account] = rank }
    return ranks
  }

  private mutating func store(
    _ sum: LineSums.Sum, _ key: LineSums.Key, of account: Account
  ) throws {
    guard !isEmpty else { return try insert(sum, key, of: account) }
    try SpendRollup.bind(account, key, to: &find)
    guard try find.step() else { return try insert(sum, key, of: account) }
    let (id, total) = (find.int64(0), sum.adding(storedIn: find))
    find.reset()
    try replace.bind(id, at: 1)
    try total.bind(to: &replace, from: 2, month: account.month)
    try replace.run()
  }

  private mutating func insert(
    _ sum: LineSums.Sum, _ key: LineSums.Key, of account: Account
  ) throws {
    try SpendRollup.bind(account, key, to: &add)
    try sum.bind(to: &add, from: 8, month: account.month)
    try add.run()
  }

  private static func bind(
    _ account: Account, _ key: LineSums.Key, to statement: inout Statement
  ) throws(SQLiteError) {
    try statement.bind(account.provider, at: 1)
    try statement.bind(account.buyer, at: 2)
    try statement.bind(account.contract, at: 3)
    try statement.bind(account.monthText, at: 4)
    try statement.bind(key.sku == 0 ? nil : key.sku, at: 5)
    try statement.bind(key.unit == 0 ? nil : key.unit, at: 6)
    try statement.bind(account.currency, at: 7)
  }
}

extension LineSums.Sum {
  fileprivate func adding(storedIn row: borrowing Statement) -> Self {
    var total = self
    total.units.add(units: row.int64(1))
    total.lines &+= Int(row.int64(2))
    return total
  }

  fileprivate func bind(to statement: inout Statement, from index: Int, month: Month) throws {
    // As with `Money`, every sum has its negative; SQLite's abs() refuses the one that has none.
    guard let narrow = Int64(exactly: units), narrow != .min else {
      throw RollupError(month: month)
    }
    try statement.bind(narrow, at: index)
    try statement.bind(Int64(lines), at: index + 1)
  }
}

/// A month's sum that is too large to be kept exactly.
package struct RollupError: Error, CustomStringConvertible {
  /// The billing month.
  package let month: Month

  /// The month, and what is wrong with its sum.
  package var description: String {
    "the lines of billing month \(month) add up to more than can be kept exactly"
  }
}
