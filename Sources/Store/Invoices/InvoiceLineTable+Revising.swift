internal import Procurement
internal import SQLite

extension InvoiceLineTable {
  /// Adds a copy of a stored line to the row that takes the place of its invoice's; the file that is
  /// being imported says the same on `fileLine`.
  /// - Throws: `RollupError` where a sum does not fit, `DecimalError` where the stored quantity is
  ///   none, else `SQLiteError`.
  package mutating func copy(
    _ number: Int, of old: LineAccount, to account: LineAccount, fileLine: Int
  ) throws {
    guard try seek(number, ofRow: old.rowID) else { return }
    rows.append(account.rowID)
    for column in 0..<11 { appendStored(column) }
    rows.append(Int64(fileLine))
    var line = LineBatch.Line(
      number: number, fileLine: fileLine, units: find.int64(6), category: .usage)
    line.quantity = try find.optionalString(3).map { try ExactDecimal(parsing: $0) }
    let (sku, unit) = (find.optionalInt64(1), find.optionalInt64(4))
    try rollup.add(line, account: account.account, sku: sku, unit: unit)
    if rows.rowCount == InvoiceLineTable.rowsAtOnce { try insertRows() }
  }

  private func appendStored(_ column: Int) {
    switch find.value(column) {
    case .integer(let value): rows.append(value)
    case .null: rows.appendNull()
    case .text, .real, .blob: find.withBytes(column) { rows.append(utf8: $0) }
    }
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
