package import Procurement
package import SQLite

/// Records the lines of invoices, and keeps the roll-up in step.
///
/// Lines are gathered in memory and inserted many at a time: a statement for each would take half
/// as long again.
package struct InvoiceLineTable: ~Copyable {
  static let rowsAtOnce = 512

  let rows = RowBuffer(columnCount: 17)
  private var insert: Statement
  var find: Statement
  var summary: Statement
  var skus: NameTable
  var units: NameTable
  /// The invoice in whose lines `find` stands.
  var comparedRow: Int64?
  /// The numbers of the names that batches gave, by their places.
  private(set) var skuIDs: [Int64] = []
  private(set) var unitIDs: [Int64] = []
  var rollup: ChargeRollup
  var division: InvoiceDivision
  /// Which columns of `find` the file has; another keeps what is stored.
  var isGiven = [Bool](repeating: true, count: LineColumn.allCases.count)
  private var refused: [RefusedLine] = []

  /// Readies its statements for lines of import `number`, and a roll-up of nothing as yet.
  package init(_ store: borrowing Store, import number: Int64) throws(SQLiteError) {
    try store.connection.lend(rows, as: "invoice_line_row")
    // FAIL keeps the rows before one that is refused, so that those behind it can follow.
    let insert = try Statement(
      """
      INSERT OR FAIL INTO invoice_line (
          invoice_row_id, line_no,
          sku_id, description, quantity, unit_id, unit_price, amount_units, amount_text,
          service_from, service_to, charge_category, recorded_line, line_id, added_by,
          own_contract_id, discount)
      SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16
      FROM invoice_line_row
      """, on: store.connection)
    let find = try Statement(
      """
      SELECT line_no, sku_id, description, quantity, unit_id, unit_price, amount_units,
             amount_text, service_from, service_to, charge_category, recorded_line, line_id, added_by,
             own_contract_id, discount
      FROM invoice_line WHERE invoice_row_id = ?1 AND line_no >= ?2 ORDER BY line_no
      """, on: store.connection)
    let summary = try Statement(
      """
      SELECT count(*), coalesce(max(line_no), 0), coalesce(sum(amount_units), 0)
      FROM invoice_line WHERE invoice_row_id = ?1
      """, on: store.connection)
    let skus = try NameTable.skus(store)
    let units = try NameTable.units(store)
    let rollup = try ChargeRollup(store, import: number)
    let division = try InvoiceDivision(store)
    self.insert = insert
    self.find = find
    self.summary = summary
    self.skus = skus
    self.units = units
    self.rollup = rollup
    self.division = division
  }
}

/// What the lines of an invoice go to.
package struct LineAccount: Sendable {
  /// The row of the invoice that they belong to.
  package let rowID: Int64
  /// What the roll-up counts those under that are under the contract of the invoice.
  let account: Int32
  /// The number that the roll-up has for the date of issue.
  let issued: Int32
  /// The number of that contract's identity; 0 for none.
  let contract: Int64
  /// The currency of their amounts.
  let currency: Currency
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
      rowID: rowID, account: rollup.place(of: invoice),
      issued: rollup.number(of: invoice.issuedOn), contract: invoice.contract?.number ?? 0,
      currency: invoice.currency)
  }

  /// Gives numbers to the names that a batch brings; to be called once for each, in order.
  package mutating func takeNames(of batch: LineBatch) throws(SQLiteError) {
    for name in batch.newSKUs { skuIDs.append(try skus.id(of: name)) }
    for name in batch.newUnits { unitIDs.append(try units.id(of: name)) }
  }

  /// Adds a line of `batch`, which has its number.
  package mutating func add(
    _ line: LineBatch.Line, of batch: LineBatch, to account: LineAccount
  ) throws(SQLiteError) {
    let (sku, unit) = (line.sku.map { skuIDs[$0] }, line.unit.map { unitIDs[$0] })
    rows.append(account.rowID)
    rows.append(Int64(line.number))
    rows.append(sku)
    append(line.description, of: batch)
    append(line.quantityText, of: batch)
    rows.append(unit)
    append(line.unitPriceText, of: batch)
    rows.append(line.units)
    append(line.amountText, of: batch)
    rows.append((line.service?.from.number).map(Int64.init))
    rows.append((line.service?.last.number).map(Int64.init))
    rows.append(utf8: line.category.rawValue.utf8Span.span)
    rows.append(Int64(line.fileLine))
    append(line.lineID, of: batch)
    rows.appendNull()
    let contract = account.contract(of: line)
    rows.append(account.ownContract(contract))
    append(line.discountText, of: batch)
    try count(line.units, line.category, line.service, in: account, under: contract)
    if rows.rowCount == InvoiceLineTable.rowsAtOnce { try insertRows() }
  }

  /// Counts a line in the roll-up.
  mutating func count(
    _ units: Int64, _ category: ChargeCategory, _ service: DayRange?, in account: LineAccount,
    under contract: Int64
  ) throws(SQLiteError) {
    let key = ChargeSums.Key(
      account: place(account, under: contract), issued: account.issued, service: service,
      category: category)
    try rollup.add(units, to: key)
  }

  func append(_ text: LineBatch.Text, of batch: LineBatch) {
    if text.isNone { return rows.appendNull() }
    batch.withBytes(text) { rows.append(utf8: $0) }
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

  /// Brings the stored roll-ups in step with the lines that were added.
  package mutating func finish() throws(SQLiteError) {
    leave()
    try insertRows()
    try rollup.store()
  }
}
