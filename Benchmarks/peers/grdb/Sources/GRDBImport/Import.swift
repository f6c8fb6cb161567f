import Foundation
import GRDB

/// What has been taken in so far, and the statements that take it in.
struct Import {
  private struct Contract { let id, provider, buyer: Int64 }
  private struct Open { let id: Int64; let contract: Contract; var total: Int64 }

  private(set) var lines: Int64 = 0
  private(set) var units: Int64 = 0
  private let db: Database
  private let number: Int64
  private var contracts: [String: Contract] = [:]
  private var skus: [String: Int64] = [:]
  private var unitNames: [String: Int64] = [:]
  private var invoices: [String: Open] = [:]
  private var current: (key: String, invoice: Open)?
  private let addInvoice, addLine, completeInvoice: Statement

  init(_ db: Database, file: String) throws {
    self.db = db
    number = try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) + 1 FROM import") ?? 1
    try db.execute(
      sql: """
        INSERT INTO import (
            id, kind, file_name, sha256, byte_count, new_rows, unchanged_rows, revised_rows,
            rejected_rows, started_at, finished_at, program_version, digest)
        VALUES (?1, 'invoices', ?2, printf('%064x', ?1), 0, 0, 0, 0, 0, datetime(), datetime(),
                'grdb', printf('%064x', 0))
        """, arguments: [number, file])
    let terms = try Row.fetchAll(
      db,
      sql: """
        SELECT slug || ',' || reference, contract_id, provider_id, buyer_id
        FROM live_contract JOIN live_organization ON organization_id = provider_id
        """)
    for row in terms { contracts[row[0]] = Contract(id: row[1], provider: row[2], buyer: row[3]) }
    addInvoice = try db.makeStatement(
      sql: """
        INSERT INTO invoice (
            id, invoice_id, provider_id, number, buyer_id, contract_id, billing_month, issued_on,
            due_on, currency, total_units, kind, recorded_by, recorded_line)
        VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 'invoice', ?10, ?11)
        """)
    addLine = try db.makeStatement(
      sql: """
        INSERT INTO invoice_line (
            invoice_row_id, line_no, sku_id, description, quantity, unit_id, unit_price,
            amount_units, service_from, service_to, charge_category, recorded_line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    completeInvoice = try db.makeStatement(
      sql: """
        UPDATE invoice SET total_units = ?2, kind = iif(?2 < 0, 'credit_note', 'invoice')
        WHERE id = ?1
        """)
  }

  /// Takes in a record: provider, number, contract, billing month, issued, due, currency, line,
  /// SKU, description, quantity, unit, unit price, amount, service from and to, charge category.
  mutating func take(_ fields: [String]) throws {
    lines += 1
    try find(fields)
    guard let invoice = current?.invoice else { return }
    let sku = try Import.id(fields[8], in: &skus, table: "sku", db)
    let unit = try Import.id(fields[11], in: &unitNames, table: "unit", db)
    let amount = scaled(fields[13], digits: 6)
    try addLine.execute(arguments: [
      invoice.id, Int64(fields[7]), sku, fields[9], fields[10], unit, fields[12], amount,
      day(fields[14]), day(fields[15]), fields[16], lines + 1,
    ])
    current?.invoice.total += amount
    units += amount
  }

  /// Sees to it that `current` is the invoice of a record.
  private mutating func find(_ fields: [String]) throws {
    let key = "\(fields[0]),\(fields[4].prefix(4)),\(fields[1])"
    guard current?.key != key else { return }
    if let current { invoices[current.key] = current.invoice }
    if let known = invoices[key] {
      current = (key, known)
      return
    }
    guard let contract = contracts["\(fields[0]),\(fields[2])"] else {
      throw CocoaError(.coderInvalidValue)
    }
    let invoice = Open(id: Int64(invoices.count) + 1, contract: contract, total: 0)
    try addInvoice.execute(arguments: [
      invoice.id, contract.provider, fields[1], contract.buyer, contract.id, fields[3], fields[4],
      fields[5], fields[6], number, lines + 1,
    ])
    current = (key, invoice)
  }

  private static func id(
    _ name: String, in ids: inout [String: Int64], table: String, _ db: Database
  ) throws -> Int64 {
    if let id = ids[name] { return id }
    try db.execute(sql: "INSERT INTO \(table) (name) VALUES (?)", arguments: [name])
    ids[name] = db.lastInsertedRowID
    return db.lastInsertedRowID
  }

  /// Completes the invoices, and fills the roll-ups and stores the import's count.
  mutating func finish() throws {
    if let current { invoices[current.key] = current.invoice }
    for invoice in invoices.values {
      try completeInvoice.execute(arguments: [invoice.id, invoice.total])
    }
    let rollups = URL(filePath: #filePath).appending(path: "../../../../rollups.sql").standardized
    try db.execute(sql: String(contentsOf: rollups, encoding: .utf8))
    try db.execute(
      sql: "UPDATE import SET new_rows = ? WHERE id = ?", arguments: [lines, number])
  }
}

/// Decimal text in whole 10^-digits.
private func scaled(_ text: String, digits: Int) -> Int64 {
  var value: Int64 = 0
  var decimals: Int?
  for byte in text.utf8 {
    if byte == 46 {
      decimals = 0
    } else if byte != 45 {
      value = value * 10 + Int64(byte) - 48
      decimals = decimals.map { $0 + 1 }
    }
  }
  for _ in (decimals ?? 0)..<digits { value *= 10 }
  return text.utf8.first == 45 ? -value : value
}

/// Days since 1970-01-01 of `2026-05-03`.
private func day(_ text: String) -> Int64 {
  let parts = text.split(separator: "-").compactMap { Int64($0) }
  let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
  let (era, ofEra) = (year / 400, year % 400)
  let ofYear = (153 * (parts[1] + (parts[1] > 2 ? -3 : 9)) + 2) / 5 + parts[2] - 1
  return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
}
