package import Procurement
package import SQLite

/// Records the lines of invoices, and keeps the roll-up in step.
///
/// Lines are gathered in memory and inserted many at a time: a statement for each would take half
/// as long again.
package struct InvoiceLineTable: ~Copyable {
  private static let rowsAtOnce = 512

  private let rows = RowBuffer(columnCount: 13)
  private var insert: Statement
  private var find: Statement
  private var summary: Statement
  private var skus: NameTable
  private var units: NameTable
  /// The invoice in whose lines `find` stands.
  private var comparedRow: Int64?
  /// The numbers of the names that batches gave, by their places.
  private var skuIDs: [Int64] = []
  private var unitIDs: [Int64] = []
  private var rollup: SpendRollup
  private var refused: [RefusedLine] = []
  /// Of the lines inserted so far.
  private var sum = RowSum()

  /// Readies its statements, and a roll-up of nothing as yet.
  package init(_ store: borrowing Store) throws(SQLiteError) {
    try store.connection.lend(rows, as: "invoice_line_row")
    // FAIL keeps the rows before one that is refused, so that those behind it can follow.
    let insert = try Statement(
      """
      INSERT OR FAIL INTO invoice_line (
          invoice_row_id, line_no,
          sku_id, description, quantity, unit_id, unit_price, amount_units, amount_text,
          service_from, service_to, charge_category, recorded_line)
      SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12 FROM invoice_line_row
      """, on: store.connection)
    let find = try Statement(
      """
      SELECT line_no, sku_id, description, quantity, unit_id, unit_price, amount_units,
             amount_text, service_from, service_to, charge_category, recorded_line
      FROM invoice_line WHERE invoice_row_id = ?1 AND line_no >= ?2 ORDER BY line_no
      """, on: store.connection)
    let summary = try Statement(
      """
      SELECT count(*), coalesce(max(line_no), 0), coalesce(sum(amount_units), 0)
      FROM invoice_line WHERE invoice_row_id = ?1
      """, on: store.connection)
    let skus = try NameTable.skus(store)
    let units = try NameTable.units(store)
    let rollup = try SpendRollup(store)
    self.insert = insert
    self.find = find
    self.summary = summary
    self.skus = skus
    self.units = units
    self.rollup = rollup
  }
}

/// What the lines of an invoice go to.
package struct LineAccount: Sendable {
  /// The row of the invoice that they belong to.
  package let rowID: Int64
  /// What the roll-up counts them under.
  fileprivate let account: Int
  /// What tells the invoice in their part of the digest.
  package let key: InvoiceKey
  /// The currency of their amounts.
  fileprivate let currency: Currency
}

/// A line that the schema refused.
package struct RefusedLine: Sendable {
  /// The row of its invoice.
  package let rowID: Int64
  /// The line of the file that it stands on.
  package let fileLine: Int
  /// The line of the file on which another of its number stood; `nil` where the reason is another.
  package let repeatsFileLine: Int?
  /// What SQLite said.
  package let message: String
}

// MARK: Adding

extension InvoiceLineTable {
  /// Where the lines of an invoice go that the running import added as `rowID`.
  package mutating func account(of invoice: Invoice, rowID: Int64) -> LineAccount {
    LineAccount(
      rowID: rowID, account: rollup.place(of: invoice), key: InvoiceKey(invoice),
      currency: invoice.currency)
  }

  /// Gives numbers to the names that a batch brings; to be called once for each, in order.
  package mutating func takeNames(of batch: LineBatch) throws(SQLiteError) {
    for name in batch.newSKUs { skuIDs.append(try skus.id(of: name)) }
    for name in batch.newUnits { unitIDs.append(try units.id(of: name)) }
  }

  /// Adds a line of `batch`, which has its number.
  /// - Throws: `RollupError` where a sum does not fit, else `SQLiteError`.
  package mutating func add(
    _ line: LineBatch.Line, of batch: LineBatch, to account: LineAccount
  ) throws {
    let (sku, unit) = (line.sku.map { skuIDs[$0] }, line.unit.map { unitIDs[$0] })
    rows.append(account.rowID)
    rows.append(Int64(line.number))
    rows.append(sku)
    append(line.description, of: batch)
    append(line.quantityText, of: batch)
    rows.append(unit)
    append(line.unitPriceText, of: batch)
    rows.append(line.units)
    if let exact = line.exactAmount {
      rows.append(utf8: exact.description.utf8Span.span)
    } else {
      rows.appendNull()
    }
    rows.append((line.service?.from.number).map(Int64.init))
    rows.append((line.service?.to.number).map(Int64.init))
    rows.append(utf8: line.category.rawValue.utf8Span.span)
    rows.append(Int64(line.fileLine))
    try rollup.add(line, account: account.account, sku: sku, unit: unit)
    sum.add(line.hash ?? hash(of: line, batch, account))
    if rows.rowCount == InvoiceLineTable.rowsAtOnce { try insertRows() }
  }

  private func append(_ text: LineBatch.Text, of batch: LineBatch) {
    if text.isNone { return rows.appendNull() }
    batch.withBytes(text) { rows.append(utf8: $0) }
  }

  private func hash(
    of line: LineBatch.Line, _ batch: LineBatch, _ account: LineAccount
  ) -> RowHash {
    let (sku, unit) = (line.sku.map { skus.names[$0] }, line.unit.map { units.names[$0] })
    var bytes = RowBytes()
    return batch.hash(
      of: line, account.key, sku: (sku ?? "").utf8Span.span, unit: (unit ?? "").utf8Span.span,
      using: &bytes)
  }

  /// Inserts what was gathered.
  /// - Throws: `SQLiteError` for all but a refusal by the schema, which `takeRefused` tells.
  package mutating func insertRows() throws(SQLiteError) {
    while !rows.selection.isEmpty {
      do {
        try insert.run()
        break
      } catch {
        guard error.isConstraint else { throw error }
        try pass(error)
      }
    }
    rows.removeAll()
  }

  /// Notes the row that was refused, and goes on behind it.
  private mutating func pass(_ error: SQLiteError) throws(SQLiteError) {
    let all = rows.selection
    guard rows.position < all.upperBound else { return try insertOneByOne(all) }
    refused.append(try refusedLine(at: rows.position, error))
    rows.selection = (rows.position + 1)..<all.upperBound
  }

  /// A foreign key is looked at when all rows are in, so that nobody knows which one it was.
  private mutating func insertOneByOne(_ all: Range<Int>) throws(SQLiteError) {
    for row in all {
      rows.selection = row..<row + 1
      do {
        try insert.run()
      } catch {
        guard error.isConstraint else { throw error }
        refused.append(try refusedLine(at: row, error))
      }
    }
    rows.selection = all.upperBound..<all.upperBound
  }

  private mutating func refusedLine(
    at row: Int, _ error: SQLiteError
  ) throws(SQLiteError) -> RefusedLine {
    var twin: Int?
    if error.code == SQLiteError.constraintPrimaryKey {
      let number = Int(rows.integer(row, 1))
      if try seek(number, ofRow: rows.integer(row, 0)) { twin = Int(find.int64(11)) }
      leave()
    }
    return RefusedLine(
      rowID: rows.integer(row, 0), fileLine: Int(rows.integer(row, 12)), repeatsFileLine: twin,
      message: error.message)
  }

  /// Inserts what was gathered, and tells the lines that were refused since it was last asked.
  package mutating func takeRefused() throws(SQLiteError) -> [RefusedLine] {
    try insertRows()
    defer { refused = [] }
    return refused
  }

  /// Brings the stored roll-up in step with the lines that were added.
  /// - Returns: what the digest of the import needs to know of them.
  /// - Throws: `RollupError` where a sum does not fit, else `SQLiteError`.
  package mutating func finish() throws -> RowSum {
    leave()
    try insertRows()
    try rollup.store()
    return sum
  }
}

// MARK: Comparing

/// How a line compares with the stored one of its number.
package enum LineComparison: Sendable {
  /// There is none.
  case missing
  /// They are the same; the stored one stood on `fileLine` of its file.
  case same(fileLine: Int)
  /// They differ.
  case different([Difference], fileLine: Int)
}

extension InvoiceLineTable {
  /// Compares a line with the one of its number, or of `number`, that an invoice has in the store.
  ///
  /// Fast where lines are asked for in the order of their numbers.
  package mutating func compare(
    _ line: LineBatch.Line, of batch: LineBatch, number: Int? = nil,
    with account: LineAccount
  ) throws(SQLiteError) -> LineComparison {
    guard try seek(number ?? line.number, ofRow: account.rowID) else { return .missing }
    let fileLine = Int(find.int64(11))
    if isSame(line, batch) { return .same(fileLine: fileLine) }
    return .different(
      try differences(line, batch, in: account.currency), fileLine: fileLine)
  }

  /// Stands on the line of a number, one step on from the line before where it can.
  private mutating func seek(_ number: Int, ofRow rowID: Int64) throws(SQLiteError) -> Bool {
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
  private mutating func leave() {
    find.reset()
    comparedRow = nil
  }

  private func isSame(_ line: LineBatch.Line, _ batch: LineBatch) -> Bool {
    find.optionalInt64(1) == line.sku.map { skuIDs[$0] }
      && find.int64(6) == line.units
      && find.optionalInt64(8) == (line.service?.from.number).map(Int64.init)
      && find.optionalInt64(9) == (line.service?.to.number).map(Int64.init)
      && find.optionalInt64(4) == line.unit.map { unitIDs[$0] }
      && isSame(2, line.description, batch) && isSame(3, line.quantityText, batch)
      && isSame(5, line.unitPriceText, batch)
      && find.optionalString(7) == line.exactAmount?.description
      && find.withBytes(10) { isEqual($0, line.category.rawValue.utf8Span.span) }
  }

  private func isSame(
    _ column: Int, _ text: LineBatch.Text, _ batch: LineBatch
  ) -> Bool {
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
    _ line: LineBatch.Line, _ batch: LineBatch, in currency: Currency
  ) throws(SQLiteError) -> [Difference] {
    let names = (
      try skus.name(of: find.optionalInt64(1)), try units.name(of: find.optionalInt64(4))
    )
    let stored: [Value] = [
      .text(names.0), find.value(2), find.value(3), .text(names.1), find.value(5), find.value(6),
      find.value(7), find.value(8), find.value(9), find.value(10),
    ]
    let given: [Value] = [
      .text(line.sku.map { skus.names[$0] }), .text(batch.string(line.description)),
      .text(batch.string(line.quantityText)), .text(line.unit.map { units.names[$0] }),
      .text(batch.string(line.unitPriceText)), .integer(line.units), .decimal(line.exactAmount),
      .number(line.service?.from.number), .number(line.service?.to.number),
      .text(line.category.rawValue),
    ]
    return InvoiceLineTable.columns.indices.compactMap { index in
      stored[index] == given[index]
        ? nil
        : Difference(
          column: InvoiceLineTable.columns[index], stored: stored[index], given: given[index],
          currency: currency)
    }
  }

  private static let columns: [FactColumn] = [
    .plain("sku"), .plain("description"), .plain("quantity"), .plain("unit"),
    .plain("unit_price"), .money("amount"), .plain("amount"), .day("service_from"),
    .day("service_to"), .plain("charge_category"),
  ]

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
