package import Procurement
internal import SQLite
internal import Store

/// What was billed, by contract, billing month, SKU and currency: the figures under every report
/// of spend.
///
/// Read from the roll-up, less what is apart from it, so that the time it takes does not grow with
/// the lines.
package struct BilledSpend: Hashable, Sendable {
  /// The provider's slug.
  package let provider: String
  /// The buyer's slug.
  package let buyer: String
  /// The contract's reference; `nil` for spend outside contracts.
  package let contract: String?
  /// The billing month.
  package let month: Month
  /// The provider's code for what was billed; `nil` if the lines have none, or SKUs are not told
  /// apart.
  package let sku: String?
  /// The lines.
  package let sum: BilledSum

  /// The spend of a part of an invoice or roll-up.
  package init(
    provider: String, buyer: String, contract: String?, month: Month, sku: String?, sum: BilledSum
  ) {
    self.provider = provider
    self.buyer = buyer
    self.contract = contract
    self.month = month
    self.sku = sku
    self.sum = sum
  }

  /// The currency of the lines.
  package var currency: Currency { sum.net.currency }
}

/// Lines of invoices in one currency, added up: what they charge, and the tax on it apart.
package struct BilledSum: Hashable, Sendable {
  /// The sum of the lines that are no tax; negative if more was credited than billed.
  package private(set) var net: MoneySum
  /// The sum of the lines of category `Tax`.
  package private(set) var tax: MoneySum
  /// How many lines are no tax.
  package private(set) var netLineCount: Int
  /// How many lines are tax.
  package private(set) var taxLineCount: Int

  /// The sums of so many lines.
  package init(net: MoneySum, _ netLineCount: Int, tax: MoneySum, _ taxLineCount: Int) {
    self.net = net
    self.netLineCount = netLineCount
    self.tax = tax
    self.taxLineCount = taxLineCount
  }

  /// The sum of no lines.
  package init(_ currency: Currency) {
    self.init(net: MoneySum(currency), 0, tax: MoneySum(currency), 0)
  }

  /// Adds the lines of another sum of the currency.
  package mutating func add(_ other: BilledSum) {
    net.add(other.net)
    tax.add(other.tax)
    netLineCount += other.netLineCount
    taxLineCount += other.taxLineCount
  }

  /// The spend: net, or with its tax.
  package func spend(_ treatment: TaxTreatment) -> MoneySum {
    treatment == .exclude ? net : net.adding(tax)
  }

  /// How many lines that is of.
  package func lineCount(_ treatment: TaxTreatment) -> Int {
    treatment == .exclude ? netLineCount : netLineCount + taxLineCount
  }
}

extension Book {
  /// Spend of each month, contract and currency, and of each SKU if that is asked for, of invoices
  /// that were issued by the end of a day.
  ///
  /// `window` is the billing months, `nil` for all; `isBySKU` says whether SKUs are told apart: most
  /// questions do not need it, and are faster.
  /// - Throws: `SQLiteError` if the store fails.
  package func spend(
    in window: MonthRange?, isBySKU: Bool = false, issuedBy day: Day
  ) throws -> [BilledSpend] {
    var apart: [SpendKey: BilledSum] = [:]
    try forEach(.notIssued, in: window, isBySKU, day) { apart[of: $0].remove($1, $2) }
    try forEach(.tax, in: window, isBySKU, day) { apart[of: $0].moveToTax($1, $2) }
    let skus = isBySKU ? try self.skus : [:]
    var spend: [BilledSpend] = []
    try forEachInRollup(in: window, isBySKU) { key, sum in
      var sum = sum
      if let other = apart[key] { sum.add(other) }
      guard sum.lineCount(.include) > 0 else { return }
      spend.append(BilledSpend(key, sum, self, skus))
    }
    return spend
  }

  /// The two parameters of a window of billing months.
  func months(_ window: MonthRange?) -> [Value] {
    [
      window.map { .text($0.from.description) } ?? .null,
      window.map { .text($0.to.description) } ?? .null,
    ]
  }

  private func forEachInRollup(
    in window: MonthRange?, _ isBySKU: Bool, _ body: (SpendKey, BilledSum) -> Void
  ) throws {
    // Halves of 32 bits, since SQLite's sum of whole ones may not fit.
    var rows = try Statement(
      """
      SELECT billing_month, provider_id, buyer_id, contract_id, currency,
             iif(?6, sku_id, NULL) AS sku, sum(amount_units >> 32),
             sum(amount_units & 4294967295), sum(line_count)
      FROM spend_rollup
      WHERE \(Book.isInScope("spend_rollup"))
        AND (?4 IS NULL OR billing_month >= ?4) AND (?5 IS NULL OR billing_month < ?5)
      GROUP BY billing_month, provider_id, buyer_id, contract_id, currency, 6
      ORDER BY billing_month
      """, on: store.connection)
    try rows.bind(scopeValues + months(window) + [.integer(isBySKU ? 1 : 0)])
    while try rows.step() {
      let key = try SpendKey(rows, self)
      let net = MoneySum(key.currency, units: rows.wideSum(6))
      body(key, BilledSum(net: net, rows.number(8) ?? 0, tax: MoneySum(key.currency), 0))
    }
  }
}

// MARK: What the roll-up does not tell apart

/// Lines that are in the roll-up, and have a place of their own in a figure of spend.
private enum Apart {
  /// Lines of invoices that were issued after the as-of day.
  case notIssued
  /// Taxes on invoices that were issued by then.
  case tax

  /// The tables, beginning with the one that says most about the lines, and the condition on them.
  var rows: String {
    let issue = Book.lastDay("invoice.issued_on")
    return switch self {
    case .notIssued:
      """
      invoice CROSS JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      WHERE \(issue) > ?7
      """
    case .tax:
      """
      invoice_line AS line CROSS JOIN invoice ON invoice.id = line.invoice_row_id
      WHERE line.charge_category = 'Tax' AND \(issue) <= ?7
      """
    }
  }
}

extension Book {
  /// Lends the sums of lines that are apart, and how many they are.
  private func forEach(
    _ lines: Apart, in window: MonthRange?, _ isBySKU: Bool, _ day: Day,
    _ body: (SpendKey, Int128, Int) -> Void
  ) throws {
    var rows = try Statement(
      """
      SELECT invoice.billing_month, invoice.provider_id, invoice.buyer_id,
             \(Book.contractOfLine), invoice.currency, iif(?6, line.sku_id, NULL) AS sku, sum(line.amount_units >> 32),
             sum(line.amount_units & 4294967295), count(*)
      FROM \(lines.rows) AND invoice.ended_by IS NULL AND \(Book.isLineInScope)
        AND (?4 IS NULL OR invoice.billing_month >= ?4)
        AND (?5 IS NULL OR invoice.billing_month < ?5)
      GROUP BY 1, 2, 3, 4, 5, 6
      """, on: store.connection)
    try rows.bind(
      scopeValues + months(window)
        + [.integer(isBySKU ? 1 : 0), .text(day.description)])
    while try rows.step() {
      body(try SpendKey(rows, self), rows.wideSum(6), rows.number(8) ?? 0)
    }
  }
}

/// What lines have in common that are added up.
private struct SpendKey: Hashable {
  let month: Month
  let provider, buyer: Int64
  let contract: Int64?
  let currency: Currency
  let sku: Int64?

  init(_ row: borrowing Statement, _ book: Book) throws {
    month = try row.month(0)
    provider = row.int64(1)
    buyer = row.int64(2)
    contract = row.optionalInt64(3)
    currency = try book.currency(row.string(4))
    sku = row.optionalInt64(5)
  }
}

extension [SpendKey: BilledSum] {
  fileprivate subscript(of key: SpendKey) -> BilledSum {
    get { self[key, default: BilledSum(key.currency)] }
    set { self[key] = newValue }
  }
}

extension BilledSum {
  fileprivate mutating func remove(_ units: Int128, _ lines: Int) {
    net.subtract(units: units)
    netLineCount -= lines
  }

  fileprivate mutating func moveToTax(_ units: Int128, _ lines: Int) {
    remove(units, lines)
    tax.add(units: units)
    taxLineCount += lines
  }
}

extension BilledSpend {
  fileprivate init(_ key: SpendKey, _ sum: BilledSum, _ book: Book, _ skus: [Int64: String]) {
    provider = book.slug(key.provider)
    buyer = book.slug(key.buyer)
    contract = key.contract.map { book.reference($0) }
    month = key.month
    sku = key.sku.flatMap { skus[$0] }
    self.sum = sum
  }
}
