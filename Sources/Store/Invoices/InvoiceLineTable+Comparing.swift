package import Procurement
package import SQLite

/// How a line compares with the stored one that it is matched with.
package enum LineComparison: Sendable {
  /// There is none.
  case missing
  /// They are the same; the stored one stood on `fileLine` of its file.
  case same(fileLine: Int)
  /// They differ.
  case different([Difference], fileLine: Int)
}

extension InvoiceLineTable {
  /// Compares a line with the one of its number, or of `number`, that an invoice has in the store, in
  /// the columns that the file has.
  ///
  /// Fast where lines are asked for in the order of their numbers.
  package mutating func compare(
    _ line: LineBatch.Line, of batch: LineBatch, number: Int? = nil,
    with account: LineAccount
  ) throws(SQLiteError) -> LineComparison {
    guard try seek(number ?? line.number, ofRow: account.rowID) else { return .missing }
    let fileLine = Int(find.int64(11))
    if isSame(line, batch, account) { return .same(fileLine: fileLine) }
    return .different(
      try differences(line, batch, account), fileLine: fileLine)
  }

  /// Says which fields the file has: others are not compared, and keep what is stored.
  package mutating func limit(to isGiven: (Invoice.Field) -> Bool) {
    let given = Set(Invoice.Field.ofLines.filter(isGiven).flatMap(\.column.stored).map(\.name))
    for (place, column) in InvoiceLineTable.found.enumerated() {
      self.isGiven[place] =
        given.contains(column) || column.hasPrefix("amount_") || column == "line_no"
    }
    // A month alone is all of its days.
    self.isGiven[9] = self.isGiven[8]
    self.isGiven[14] = isGiven(.contract)
    self.isGiven[15] = isGiven(.discount) || isGiven(.discountPercent)
  }

  /// The columns of `find`, in its order.
  private static let found = LineColumn.allCases.map(\.name)

  /// Stands on the line of a number, one step on from the line before where it can.
  mutating func seek(_ number: Int, ofRow rowID: Int64) throws(SQLiteError) -> Bool {
    if comparedRow == rowID, find.int64(0) < Int64(number), Int64(number) <= find.int64(0) + 8 {
      while find.int64(0) < Int64(number) {
        guard try find.step() else {
          comparedRow = nil
          return false
        }
      }
      if find.int64(0) == Int64(number) { return true }
    }
    leave()
    try find.bind(rowID, at: 1)
    try find.bind(Int64(number), at: 2)
    guard try find.step() else { return false }
    comparedRow = rowID
    return find.int64(0) == Int64(number)
  }

  /// Lets go of the stored lines.
  mutating func leave() {
    find.reset()
    comparedRow = nil
  }

  /// Whether a line says the same as the stored one that `find` stands on.
  func isSame(_ line: LineBatch.Line, _ batch: LineBatch, _ account: LineAccount) -> Bool {
    (!isGiven[1] || find.optionalInt64(1) == line.sku.map { skuIDs[$0] })
      && find.int64(6) == line.units
      && (!isGiven[8] || find.optionalInt64(8) == (line.service?.from.number).map(Int64.init))
      && (!isGiven[8] || find.optionalInt64(9) == (line.service?.last.number).map(Int64.init))
      && (!isGiven[4] || find.optionalInt64(4) == line.unit.map { unitIDs[$0] })
      && isSame(2, line.description, batch) && isSame(3, line.quantityText, batch)
      && isSame(5, line.unitPriceText, batch)
      && isSame(7, line.amountText, batch)
      && (!isGiven[10] || find.withBytes(10) { isEqual($0, line.category.rawValue.utf8Span.span) })
      && isSame(12, line.lineID, batch)
      && isSame(15, line.discountText, batch)
      && (!isGiven[14] || storedContract(account) == account.contract(of: line))
  }

  private func isSame(
    _ column: Int, _ text: LineBatch.Text, _ batch: LineBatch
  ) -> Bool {
    guard isGiven[column] else { return true }
    guard !find.isNull(column) else { return text.isNone }
    guard !text.isNone else { return false }
    return find.withBytes(column) { stored in
      batch.withBytes(text) { given in isEqual(stored, given) }
    }
  }

  private func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }

  private mutating func differences(
    _ line: LineBatch.Line, _ batch: LineBatch, _ account: LineAccount
  ) throws(SQLiteError) -> [Difference] {
    let names = (
      try skus.name(of: find.optionalInt64(1)), try units.name(of: find.optionalInt64(4))
    )
    let stored: [Value] = [
      .text(names.0), find.value(2), find.value(3), .text(names.1), find.value(5), find.value(6),
      find.value(7), find.value(8), find.value(9), find.value(10), find.value(12),
      .contract(storedContract(account)), find.value(15),
    ]
    let given: [Value] = [
      .text(line.sku.map { skus.names[$0] }), .text(batch.string(line.description)),
      .text(batch.string(line.quantityText)), .text(line.unit.map { units.names[$0] }),
      .text(batch.string(line.unitPriceText)), .integer(line.units),
      .text(batch.string(line.amountText)), .number(line.service?.from.number),
      .number(line.service?.last.number), .text(line.category.rawValue),
      .text(batch.string(line.lineID)), .contract(account.contract(of: line)),
      .text(batch.string(line.discountText)),
    ]
    return InvoiceLineTable.columns.indices.compactMap { index in
      let place = [10: 12, 11: 14, 12: 15][index] ?? index + 1
      return stored[index] == given[index] || !isGiven[place]
        ? nil
        : Difference(
          column: InvoiceLineTable.columns[index], stored: stored[index], given: given[index],
          currency: account.currency)
    }
  }

  private static let columns = [
    Invoice.Field.sku, .description, .quantity, .unit, .unitPrice, .amount, .serviceFrom,
    .serviceTo, .chargeCategory, .lineID, .contract, .discount,
  ].flatMap(\.column.stored)

  /// What an invoice's row has in lines.
  package mutating func summary(ofRow rowID: Int64) throws(SQLiteError) -> LineSummary {
    try insertRows()
    try summary.bind(rowID, at: 1)
    defer { summary.reset() }
    guard try summary.step() else { return LineSummary(count: 0, lastNumber: 0, units: 0) }
    return LineSummary(
      count: Int(summary.int64(0)), lastNumber: Int(summary.int64(1)), units: summary.int64(2))
  }
}

/// The lines of an invoice, counted and summed.
package struct LineSummary: Hashable, Sendable {
  /// How many there are.
  package let count: Int
  /// The highest line number, or 0 where there is no line.
  package let lastNumber: Int
  /// The sum of their amounts, in stored units of the invoice's currency.
  package let units: Int64
}

extension Value {
  /// A contract by its number; 0 for none.
  fileprivate static func contract(_ number: Int64) -> Value {
    number == 0 ? .null : .integer(number)
  }
}
