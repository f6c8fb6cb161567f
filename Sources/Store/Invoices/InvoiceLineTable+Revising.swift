package import Procurement
internal import SQLite

extension InvoiceLineTable {
  /// Adds a line that takes the place of the stored one of its number; a column that the file does not
  /// have keeps what that one says.
  /// - Throws: `RollupError` where a sum does not fit, else `SQLiteError`.
  package mutating func add(
    _ line: LineBatch.Line, of batch: LineBatch, to account: LineAccount, over old: LineAccount
  ) throws {
    guard isGiven.contains(false), try seek(line.number, ofRow: old.rowID) else {
      return try add(line, of: batch, to: account)
    }
    let (sku, unit) = (
      isGiven[1] ? line.sku.map { skuIDs[$0] } : find.optionalInt64(1),
      isGiven[4] ? line.unit.map { unitIDs[$0] } : find.optionalInt64(4)
    )
    rows.append(account.rowID)
    rows.append(Int64(line.number))
    rows.append(sku)
    append(2, line.description, of: batch)
    append(3, line.quantityText, of: batch)
    rows.append(unit)
    append(5, line.unitPriceText, of: batch)
    rows.append(line.units)
    append(line.amountText, of: batch)
    if isGiven[8] {
      rows.append((line.service?.from.number).map(Int64.init))
      rows.append((line.service?.last.number).map(Int64.init))
    } else {
      for column in 8...9 { appendStored(column) }
    }
    if isGiven[10] {
      rows.append(utf8: line.category.rawValue.utf8Span.span)
    } else {
      appendStored(10)
    }
    rows.append(Int64(line.fileLine))
    append(12, line.lineID, of: batch)
    rows.appendNull()
    let contract = isGiven[14] ? account.contract(of: line) : storedContract(old)
    rows.append(account.ownContract(contract))
    append(15, line.discountText, of: batch)
    try rollup.add(line, account: place(account, under: contract), sku: sku, unit: unit)
    if rows.rowCount == InvoiceLineTable.rowsAtOnce { try insertRows() }
  }

  /// Adds up the stored lines of an invoice of which `isKept` says so, and adds a copy of each to
  /// `account`, where one is given: each stays a line of the import that added it, which was
  /// `importNumber` where the line does not say so.
  /// - Throws: `RollupError` where a sum does not fit, else `SQLiteError`.
  package mutating func keep(
    _ old: LineAccount, of importNumber: Int64, in account: LineAccount?,
    where isKept: (Int) -> Bool
  ) throws -> KeptLines {
    var kept = KeptLines()
    var failure: RollupError?
    try forEachStored(of: old) { table throws(SQLiteError) in
      let number = Int(table.find.int64(0))
      guard isKept(number), failure == nil else { return }
      kept.count += 1
      kept.add(table.find.int64(6), exact: table.find.optionalString(7), old.currency)
      guard let account else { return }
      do {
        try table.copy(number, of: old, to: account, addedBy: importNumber)
      } catch let error as SQLiteError {
        throw error
      } catch {
        failure = error as? RollupError
      }
    }
    if let failure { throw failure }
    return kept
  }

  /// Adds a copy of the line that `find` stands on.
  private mutating func copy(
    _ number: Int, of old: LineAccount, to account: LineAccount, addedBy importNumber: Int64
  ) throws {
    rows.append(account.rowID)
    for column in 0..<13 { appendStored(column) }
    rows.append(find.optionalInt64(13) ?? importNumber)
    let contract = storedContract(old)
    rows.append(account.ownContract(contract))
    appendStored(15)
    let line = LineBatch.Line(
      number: number, fileLine: Int(find.int64(11)), units: find.int64(6), category: .usage)
    try rollup.add(
      line, account: place(account, under: contract), sku: find.optionalInt64(1),
      unit: find.optionalInt64(4))
    if rows.rowCount == InvoiceLineTable.rowsAtOnce { try insertRows() }
  }

  private func append(_ column: Int, _ text: LineBatch.Text, of batch: LineBatch) {
    if isGiven[column] { append(text, of: batch) } else { appendStored(column) }
  }

  private func appendStored(_ column: Int) {
    switch find.value(column) {
    case .integer(let value): rows.append(value)
    case .null: rows.appendNull()
    case .text, .real, .blob: find.withBytes(column) { rows.append(utf8: $0) }
    }
  }
}

/// Stored lines that stay although the file does not say them again.
package struct KeptLines: Hashable, Sendable {
  /// How many there are.
  package fileprivate(set) var count = 0
  /// The sum of their amounts, in stored units.
  package private(set) var units: Int128 = 0
  /// The sum of their amounts as they were given.
  package private(set) var sum = DecimalSum()

  fileprivate mutating func add(_ units: Int64, exact: String?, _ currency: Currency) {
    self.units.add(units: units)
    let stored = ExactDecimal(coefficient: Int128(units), decimals: currency.scale)
    sum.add(exact.flatMap { try? WrittenDecimal(parsing: $0).value } ?? stored)
  }
}

extension Store {
  /// Takes the lines of the invoices out of the roll-up that import `number` ended.
  /// - Throws: `RollupError` where a sum of those that are left does not fit, else `SQLiteError`.
  package func subtractRevisedInvoices(ofImport number: Int64) throws {
    var change = try RollupChange(self)
    try change.subtractInvoices(endedBy: number, in: self)
  }
}
