package import Procurement
package import SQLite

/// Records the lines of invoices, and keeps the roll-up in step.
package struct InvoiceLineTable: ~Copyable {
  private var find: Statement
  private var add: Statement
  private var summary: Statement
  private var skus: NameTable
  private var units: NameTable
  private var rollup: SpendRollup

  /// Readies its statements, and a roll-up of nothing as yet.
  package init(_ store: borrowing Store) throws(SQLiteError) {
    let find = try Statement(
      """
      SELECT (SELECT name FROM sku WHERE id = sku_id), description, quantity,
             (SELECT name FROM unit WHERE id = unit_id), unit_price, amount_units, amount_text,
             service_from, service_to, charge_category, recorded_line
      FROM invoice_line WHERE invoice_row_id = ?1 AND line_no = ?2
      """, on: store.connection)
    let add = try Statement(
      """
      INSERT INTO invoice_line (
          invoice_row_id, line_no,
          sku_id, description, quantity, unit_id, unit_price, amount_units, amount_text,
          service_from, service_to, charge_category, recorded_line)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """, on: store.connection)
    let summary = try Statement(
      """
      SELECT count(*), coalesce(max(line_no), 0), coalesce(sum(amount_units), 0)
      FROM invoice_line WHERE invoice_row_id = ?1
      """, on: store.connection)
    let skus = try NameTable.skus(store)
    let units = try NameTable.units(store)
    let rollup = try SpendRollup(store)
    self.find = find
    self.add = add
    self.summary = summary
    self.skus = skus
    self.units = units
    self.rollup = rollup
  }

  /// Adds a line to an invoice that the running import added as `rowID`; it stands on `fileLine`.
  /// - Throws: `RollupError` where a sum does not fit, else `SQLiteError`.
  package mutating func add(
    _ line: InvoiceLine, to invoice: Invoice, rowID: Int64, fileLine: Int
  ) throws {
    let sku = try skus.id(of: line.sku)
    let unit = try units.id(of: line.unit)
    try add.bind(rowID, at: 1)
    try add.bind(Int64(line.number), at: 2)
    try add.bind(sku, at: 3)
    try add.bind(line.description, at: 4)
    try add.bind(line.quantity?.description, at: 5)
    try add.bind(unit, at: 6)
    try add.bind(line.unitPrice?.description, at: 7)
    try add.bind(line.amount.units, at: 8)
    try add.bind(line.exactAmount?.description, at: 9)
    try add.bind((line.service?.from.number).map(Int64.init), at: 10)
    try add.bind((line.service?.to.number).map(Int64.init), at: 11)
    try add.bind(line.chargeCategory.rawValue, at: 12)
    try add.bind(Int64(fileLine), at: 13)
    try add.run()
    try rollup.add(line, of: invoice, sku: sku, unit: unit)
  }

  /// The same, asked only where `line` does not come after all lines that the row has.
  package mutating func stored(
    _ line: InvoiceLine, ofRow rowID: Int64, ifAtMost lastNumber: Int
  ) throws(SQLiteError) -> StoredLine? {
    line.number > lastNumber ? nil : try stored(line, ofRow: rowID)
  }

  /// The line of an invoice's row that has the number of `line`, or `number` where one is given,
  /// and in what `line` differs.
  package mutating func stored(
    _ line: InvoiceLine, number: Int? = nil, ofRow rowID: Int64
  ) throws(SQLiteError) -> StoredLine? {
    try find.bind(rowID, at: 1)
    try find.bind(Int64(number ?? line.number), at: 2)
    guard try find.step() else { return nil }
    let columns = InvoiceLineTable.columns
    let content: [Value] = columns.indices.map { find.value($0) }
    let fileLine = Int(find.int64(columns.count))
    find.reset()
    let given = InvoiceLineTable.values(line)
    let differences = columns.indices.compactMap { index in
      content[index] == given[index]
        ? nil
        : Difference(
          column: columns[index], stored: content[index], given: given[index],
          currency: line.amount.currency)
    }
    return StoredLine(fileLine: fileLine, differences: differences)
  }

  /// What an invoice's row has in lines.
  package mutating func summary(ofRow rowID: Int64) throws(SQLiteError) -> LineSummary {
    try summary.bind(rowID, at: 1)
    defer { summary.reset() }
    guard try summary.step() else { return LineSummary(count: 0, lastNumber: 0, units: 0) }
    return LineSummary(
      count: Int(summary.int64(0)), lastNumber: Int(summary.int64(1)), units: summary.int64(2))
  }

  /// Brings the stored roll-up in step with the lines that were added.
  /// - Throws: `RollupError` where a sum does not fit, else `SQLiteError`.
  package mutating func finish() throws {
    try rollup.store()
  }

  private static func values(_ line: InvoiceLine) -> [Value] {
    [
      .text(line.sku), .text(line.description), .decimal(line.quantity), .text(line.unit),
      .decimal(line.unitPrice), .integer(line.amount.units), .decimal(line.exactAmount),
      .number(line.service?.from.number), .number(line.service?.to.number),
      .text(line.chargeCategory.rawValue),
    ]
  }

  private static let columns: [FactColumn] = [
    .plain("sku"), .plain("description"), .plain("quantity"), .plain("unit"),
    .plain("unit_price"), .money("amount"), .plain("amount"), .day("service_from"),
    .day("service_to"), .plain("charge_category"),
  ]
}

/// A stored line, as far as another of its number is compared with it.
package struct StoredLine: Sendable {
  /// The line of the imported file on which it stood.
  package let fileLine: Int
  /// In what the other one differs; empty where it is the same.
  package let differences: [Difference]
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
