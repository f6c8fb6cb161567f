internal import Procurement
internal import SQLite
internal import Store

// What the roll-ups have beside what the lines say, one account after the other, so that memory does not
// grow with the lines.

extension StoreCheck {
  static func checkRollups(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    var lines = try AccountLines(store)
    var charges = try AccountCharges(store)
    var spend = try AccountSpend(store)
    var names = try AccountNames(store)
    while let account = [lines.account, charges.account, spend.account].compactMap({ $0 }).min() {
      let expected = lines.account == account ? try lines.next() : [:]
      let stored = charges.account == account ? try charges.next() : [:]
      let month = spend.account == account ? try spend.next() : MonthOfSpend()
      for key in Set(expected.keys).union(stored.keys).sorted()
      where expected[key] ?? ChargeSum() != stored[key] ?? ChargeSum() {
        findings.add(
          .rollupDiffers, "\(try names.name(of: account)), \(key)",
          "the table charge has \(try names.text(stored[key], of: account)), the lines are"
            + " \(try names.text(expected[key], of: account))")
      }
      let difference = try month.difference(from: expected) { sum throws(SQLiteError) in
        try names.text(sum, of: account)
      }
      guard let difference else { continue }
      findings.add(.rollupDiffers, try names.name(of: account), difference)
    }
  }
}

/// What invoices have in common whose lines are added up.
private struct Account: Hashable, Comparable {
  let provider, contract: Int64
  let month, currency: String
  let buyer: Int64

  init(_ row: borrowing Statement) {
    provider = row.int64(0)
    contract = row.int64(1)
    month = row.string(2)
    currency = row.string(3)
    buyer = row.int64(4)
  }

  static func < (left: Account, right: Account) -> Bool {
    let (first, other) = ((left.provider, left.contract), (right.provider, right.contract))
    if first != other { return first < other }
    return (left.month, left.currency, left.buyer) < (right.month, right.currency, right.buyer)
  }
}

/// What tells the charges of an account apart.
private struct ChargeKey: Hashable, Comparable, CustomStringConvertible {
  let issuedOn: String
  let from, to: Int64
  let category: String
  let importNumber: Int64

  init(_ row: borrowing Statement) {
    issuedOn = row.string(5)
    from = row.int64(6)
    to = row.int64(7)
    category = row.string(8)
    importNumber = row.int64(9)
  }

  static func < (left: ChargeKey, right: ChargeKey) -> Bool {
    (left.issuedOn, left.from, left.to, left.category, left.importNumber)
      < (right.issuedOn, right.from, right.to, right.category, right.importNumber)
  }

  /// `issued on 2026-06-01, Usage, 2026-05-01 to 2026-05-31, import 4`.
  var description: String {
    let days =
      from == Store.noService
      ? "" : ", \(Day(number: Int(clamping: from))) to \(Day(number: Int(clamping: to)))"
    return "issued on \(issuedOn), \(category)\(days), import \(importNumber)"
  }
}

/// Lines added up.
private struct ChargeSum: Hashable {
  var units = Int128(0)
  var lines = Int128(0)

  /// The sum of no lines.
  init() {}

  /// Reads high and low part of an amount, and a count of lines, from three columns.
  init(_ row: borrowing Statement, from column: Int) {
    units = row.wideSum(column)
    lines = Int128(row.int64(column + 2))
  }

  mutating func add(_ row: borrowing Statement) { add(ChargeSum(row, from: 10)) }

  mutating func add(_ other: ChargeSum) {
    // Columns of 64 bits, of fewer than 2^63 rows.
    units = units &+ other.units
    lines = lines &+ other.lines
  }
}

/// The lines of an account, added up as the table `charge` has them: those of an invoice that was ended count
/// twice, as recorded and, taken off, as ended.
private struct AccountLines: ~Copyable {
  /// The account that `next()` reads; `nil` at the end.
  private(set) var account: Account?
  private var parts: Statement
  private var lines: Statement

  init(_ store: borrowing Store) throws(SQLiteError) {
    let union = InvoicePart.union { contract, own in
      """
      provider_id, coalesce(\(contract), 0) AS contract, billing_month, currency, buyer_id, invoice.id,
      \(own) AS own, recorded_by, ended_by
      """
    } where: { _ in
      "true"
    }
    var parts = try Statement(
      """
      SELECT * FROM (\(union)) ORDER BY provider_id, contract, billing_month, currency, buyer_id
      """, on: store.connection)
    let lines = try Statement(
      """
      SELECT invoice.provider_id, 0, billing_month, currency, buyer_id, issued_on,
             coalesce(service_from, \(Store.noService)), coalesce(service_to, \(Store.noService)),
             charge_category, ?3, ?4 * (amount_units >> 32), ?4 * (amount_units & 4294967295), ?4
      FROM invoice JOIN invoice_line ON invoice_row_id = invoice.id
      WHERE invoice.id = ?1 AND own_contract_id IS ?2
      """, on: store.connection)
    account = try parts.step() ? Account(parts) : nil
    self.parts = parts
    self.lines = lines
  }

  mutating func next() throws(SQLiteError) -> [ChargeKey: ChargeSum] {
    var sums: [ChargeKey: ChargeSum] = [:]
    let current = account
    while account != nil, account == current {
      try add(parts.int64(7), times: 1, to: &sums)
      if let ended = parts.optionalInt64(8) { try add(ended, times: -1, to: &sums) }
      account = try parts.step() ? Account(parts) : nil
    }
    return sums
  }

  private mutating func add(
    _ number: Int64, times sign: Int64, to sums: inout [ChargeKey: ChargeSum]
  ) throws(SQLiteError) {
    try lines.bind([
      .integer(parts.int64(5)), parts.value(6), .integer(number), .integer(sign),
    ])
    while try lines.step() { sums[ChargeKey(lines), default: ChargeSum()].add(lines) }
  }
}

/// What the table `charge` has of an account.
private struct AccountCharges: ~Copyable {
  /// The account that `next()` reads; `nil` at the end.
  private(set) var account: Account?
  private var rows: Statement

  init(_ store: borrowing Store) throws(SQLiteError) {
    var rows = try Statement(
      """
      SELECT * FROM charge ORDER BY provider_id, contract_id, billing_month, currency, buyer_id
      """, on: store.connection)
    account = try rows.step() ? Account(rows) : nil
    self.rows = rows
  }

  mutating func next() throws(SQLiteError) -> [ChargeKey: ChargeSum] {
    var sums: [ChargeKey: ChargeSum] = [:]
    let current = account
    while account != nil, account == current {
      sums[ChargeKey(rows), default: ChargeSum()].add(rows)
      account = try rows.step() ? Account(rows) : nil
    }
    return sums
  }
}

/// What the table `spend_month` has of an account.
private struct AccountSpend: ~Copyable {
  /// The account that `next()` reads; `nil` at the end.
  private(set) var account: Account?
  private var rows: Statement

  init(_ store: borrowing Store) throws(SQLiteError) {
    var rows = try Statement(
      """
      SELECT * FROM spend_month ORDER BY provider_id, contract_id, billing_month, currency, buyer_id
      """, on: store.connection)
    account = try rows.step() ? Account(rows) : nil
    self.rows = rows
  }

  mutating func next() throws(SQLiteError) -> MonthOfSpend {
    let month = MonthOfSpend(
      lastIssuedOn: rows.string(5), net: ChargeSum(rows, from: 6), tax: ChargeSum(rows, from: 9))
    account = try rows.step() ? Account(rows) : nil
    return month
  }
}

/// A row of `spend_month`, or none.
private struct MonthOfSpend: Equatable {
  var lastIssuedOn = ""
  var net = ChargeSum()
  var tax = ChargeSum()

  /// How it contradicts the charges of its account; `nil` if it does not.
  func difference(
    from charges: [ChargeKey: ChargeSum], _ text: (ChargeSum) throws(SQLiteError) -> String
  ) throws(SQLiteError) -> String? {
    var (expectedNet, expectedTax) = (ChargeSum(), ChargeSum())
    var live: [String: Int128] = [:]
    for (key, sum) in charges {
      if key.category == "Tax" { expectedTax.add(sum) } else { expectedNet.add(sum) }
      live[key.issuedOn, default: 0] = live[key.issuedOn, default: 0] &+ sum.lines
    }
    if net != expectedNet || tax != expectedTax {
      return "the table spend_month has \(try text(net)), of tax \(try text(tax)), the lines are"
        + " \(try text(expectedNet)), of tax \(try text(expectedTax))"
    }
    guard self != MonthOfSpend() else { return nil }
    guard (try? Day(parsing: lastIssuedOn)) != nil else {
      return "the table spend_month has no line issued after \(lastIssuedOn), which is no day"
    }
    let late = live.filter { $1 != 0 }.keys.filter {
      (try? PartialDate(parsing: $0).last.description) ?? "" > lastIssuedOn
    }
    return late.max().map {
      "the table spend_month has no line issued after \(lastIssuedOn), and one was issued on \($0)"
    }
  }
}

private struct AccountNames: ~Copyable {
  private var names: Statement
  private var scale: Statement

  init(_ store: borrowing Store) throws(SQLiteError) {
    let scale = try Statement("SELECT scale FROM currency WHERE code = ?1", on: store.connection)
    names = try Statement(
      """
      SELECT coalesce((SELECT slug FROM live_organization WHERE organization_id = ?1), '#' || ?1),
             coalesce((SELECT slug FROM live_organization WHERE organization_id = ?2), '#' || ?2),
             coalesce((SELECT reference FROM live_contract WHERE contract_id = ?3), '#' || ?3)
      """, on: store.connection)
    self.scale = scale
  }

  /// `150.25 in 1 line`, or `nothing`.
  mutating func text(
    _ sum: ChargeSum?, of account: Account
  ) throws(SQLiteError) -> String {
    guard let sum, sum != ChargeSum() else { return "nothing" }
    try scale.bind(account.currency, at: 1)
    defer { scale.reset() }
    let decimals = try scale.step() ? Int(min(max(scale.int64(0), 0), 18)) : 0
    let amount = ExactDecimal(coefficient: sum.units, decimals: decimals)
    return "\(amount) in \(sum.lines) line\(sum.lines == 1 ? "" : "s")"
  }

  /// `2026-05, provider spacex, buyer anthropic, contract c-1, USD`.
  mutating func name(of account: Account) throws(SQLiteError) -> String {
    try names.bind([
      .integer(account.provider), .integer(account.buyer), .integer(account.contract),
    ])
    defer { names.reset() }
    guard try names.step() else { return account.month }
    let parts = [
      account.month, "provider \(names.string(0))", "buyer \(names.string(1))",
      account.contract == 0 ? nil : "contract \(names.string(2))", account.currency,
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }
}
