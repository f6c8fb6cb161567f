package import Procurement
package import SQLite

extension InvoiceLineTable {
  /// Adds a line that takes the place of the stored one of its number; a column that the file does not
  /// have keeps what that one says.
  package mutating func add(
    _ line: LineBatch.Line, of batch: LineBatch, to account: LineAccount, over old: LineAccount
  ) throws(SQLiteError) {
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
    let service = isGiven[8] ? line.service : storedService
    rows.append((service?.from.number).map(Int64.init))
    rows.append((service?.last.number).map(Int64.init))
    let category = isGiven[10] ? line.category : storedCategory
    rows.append(utf8: category.rawValue.utf8Span.span)
    rows.append(Int64(line.fileLine))
    append(12, line.lineID, of: batch)
    rows.appendNull()
    let contract = isGiven[14] ? account.contract(of: line) : storedContract(old)
    rows.append(account.ownContract(contract))
    append(15, line.discountText, of: batch)
    try count(line.units, category, service, in: account, under: contract)
    if rows.rowCount == InvoiceLineTable.rowsAtOnce { try insertRows() }
  }

  /// Adds up the stored lines of an invoice of which `isKept` says so, and adds a copy of each to
  /// `account`, where one is given: each stays a line of the import that added it, which was
  /// `importNumber` where the line does not say so.
  package mutating func keep(
    _ old: LineAccount, of importNumber: Int64, in account: LineAccount?,
    where isKept: (Int) -> Bool
  ) throws(SQLiteError) -> KeptLines {
    var kept = KeptLines()
    try forEachStored(of: old) { table throws(SQLiteError) in
      let number = Int(table.find.int64(0))
      guard isKept(number) else { return }
      kept.count += 1
      kept.add(table.find.int64(6), exact: table.find.optionalString(7), old.currency)
      guard let account else { return }
      try table.copy(of: old, to: account, addedBy: importNumber)
    }
    return kept
  }

  /// Adds a copy of the line that `find` stands on.
  private mutating func copy(
    of old: LineAccount, to account: LineAccount, addedBy importNumber: Int64
  ) throws(SQLiteError) {
    rows.append(account.rowID)
    for column in 0..<13 { appendStored(column) }
    rows.append(find.optionalInt64(13) ?? importNumber)
    let contract = storedContract(old)
    rows.append(account.ownContract(contract))
    appendStored(15)
    try count(find.int64(6), storedCategory, storedService, in: account, under: contract)
    if rows.rowCount == InvoiceLineTable.rowsAtOnce { try insertRows() }
  }

  /// The service of the line that `find` stands on.
  private var storedService: DayRange? {
    guard let from = find.optionalInt64(8), let last = find.optionalInt64(9) else { return nil }
    return DayRange(
      from: Day(number: Int(clamping: from)), to: Day(number: Int(clamping: last)).adding(days: 1))
  }

  /// The category of the line that `find` stands on; the schema knows no others.
  private var storedCategory: ChargeCategory {
    ChargeCategory(rawValue: find.string(10)) ?? .usage
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
