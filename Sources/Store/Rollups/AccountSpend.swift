internal import Procurement
package import SQLite

/// What the lines of invoices add up to, one account after another, so that memory does not grow
/// with the lines: `next()`, then `account` and `sums`.
package struct AccountSpend: ~Copyable {
  /// Which rows of invoices are added up.
  package enum Invoices: Sendable {
    /// Lines that are live.
    case live
    /// Lines that an import or undo ended.
    case ended(by: Int64)
    /// Lines that an import or undo recorded.
    case recorded(by: Int64)
  }

  /// What the lines of an invoice have in common.
  package struct Account: Hashable, Sendable {
    /// The billing month, `2026-01`.
    package let month: String
    /// The identities of provider, buyer and contract; 0 for no contract.
    package let provider, buyer, contract: Int64
    /// The code of its currency.
    package let currency: String

    /// What invoices of this month, these parties and this currency have in common.
    package init(
      month: String, provider: Int64, buyer: Int64, contract: Int64, currency: String
    ) {
      self.month = month
      self.provider = provider
      self.buyer = buyer
      self.contract = contract
      self.currency = currency
    }
  }

  /// What tells the sums of an account apart; 0 stands for none.
  package struct Key: Hashable, Sendable {
    /// The numbers of the line's SKU and unit.
    package let sku, unit: Int64

    /// The sums of lines with this SKU and unit.
    package init(sku: Int64, unit: Int64) {
      self.sku = sku
      self.unit = unit
    }
  }

  /// The account that the latest `next()` came to.
  package private(set) var account = Account(
    month: "", provider: 0, buyer: 0, contract: 0, currency: "")
  /// Its sums.
  package private(set) var sums: [Key: SpendSum] = [:]
  private var invoices: Statement
  private var lines: Statement
  /// The invoice at which the next account begins.
  private var pending: Int64?

  /// Readies the questions.
  package init(of chosen: Invoices, in store: borrowing Store) throws(SQLiteError) {
    let parts = InvoicePart.union { contract, own in
      """
      invoice.id AS id, billing_month, provider_id, buyer_id, coalesce(\(contract), 0) AS contract,
      currency, \(own) AS own
      """
    } where: { _ in
      """
      CASE ?1 WHEN 'ended' THEN ended_by = ?2
              WHEN 'recorded' THEN recorded_by = ?2
              ELSE ended_by IS NULL END
      """
    }
    var invoices = try Statement(
      """
      SELECT * FROM (\(parts))
      ORDER BY billing_month, provider_id, buyer_id, contract, currency
      """, on: store.connection)
    let lines = try Statement(
      """
      SELECT coalesce(sku_id, 0), coalesce(unit_id, 0), amount_units
      FROM invoice_line WHERE invoice_row_id = ?1 AND own_contract_id IS ?2
      """, on: store.connection)
    switch chosen {
    case .live: try invoices.bind("live", at: 1)
    case .ended(let number):
      try invoices.bind("ended", at: 1)
      try invoices.bind(number, at: 2)
    case .recorded(let number):
      try invoices.bind("recorded", at: 1)
      try invoices.bind(number, at: 2)
    }
    let pending = try invoices.step() ? invoices.int64(0) : nil
    self.invoices = invoices
    self.lines = lines
    self.pending = pending
  }

  /// Moves to the next account; `false` says there are no more.
  package mutating func next() throws(SQLiteError) -> Bool {
    guard pending != nil else { return false }
    account = accountOfInvoice
    sums.removeAll(keepingCapacity: true)
    while let invoice = pending, accountOfInvoice == account {
      try addLines(of: invoice)
      pending = try invoices.step() ? invoices.int64(0) : nil
    }
    return true
  }

  private var accountOfInvoice: Account {
    Account(
      month: invoices.string(1), provider: invoices.int64(2), buyer: invoices.int64(3),
      contract: invoices.int64(4), currency: invoices.string(5))
  }

  private mutating func addLines(of invoice: Int64) throws(SQLiteError) {
    try lines.bind(invoice, at: 1)
    try lines.bind(invoices.optionalInt64(6), at: 2)
    while try lines.step() {
      sums[Key(sku: lines.int64(0), unit: lines.int64(1)), default: SpendSum()].add(
        SpendSum(units: lines.int64(2)))
    }
  }
}

/// Lines added up, exactly.
package struct SpendSum: Hashable, Sendable {
  /// Their amounts, in stored units.
  package private(set) var units: Int128 = 0
  /// How many there are.
  package private(set) var lines: Int64 = 0

  /// The sum of no lines.
  package init() {}

  /// One line.
  init(units: Int64) {
    self.units = Int128(units)
    lines = 1
  }

  /// Reads `amount_units` and `line_count` from two columns.
  package init(_ row: borrowing Statement, from column: Int) {
    units = Int128(row.int64(column))
    lines = row.int64(column + 1)
  }

  /// The sum with opposite sign, to subtract these lines.
  var negative: SpendSum {
    var sum = self
    sum.units.negate()
    sum.lines.negate()
    return sum
  }

  /// Adds other lines.
  mutating func add(_ other: SpendSum) {
    // Amounts are Int64, and fewer than 2^63 of them.
    units &+= other.units
    lines &+= other.lines
  }

  /// The two columns that `init(_:from:)` reads.
  /// - Throws: `RollupError`, with the billing month, where the amount does not fit.
  func values(month: String) throws -> [Value] {
    // As with `Money`, every sum has its negative.
    guard let narrow = Int64(exactly: units), narrow != .min else {
      throw RollupError(month: try Month(parsing: month))
    }
    return [.integer(narrow), .integer(lines)]
  }
}
