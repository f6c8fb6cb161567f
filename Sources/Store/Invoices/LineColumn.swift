/// A column of `invoice_line` besides the row of its invoice, in the order of the table.
///
/// Its raw value stands for it in the digests of imports, for good: a column that is added takes
/// the next number, and no line that has no value there changes its digest.
package enum LineColumn: UInt8, CaseIterable, Sendable {
  case number = 1
  case sku, description, quantity, unit, unitPrice, amountUnits, amountText
  case serviceFrom, serviceTo, category, recordedLine, lineID, addedBy, ownContract, discount

  /// Its name in the table.
  package var name: String {
    switch self {
    case .number: "line_no"
    case .sku: "sku_id"
    case .description: "description"
    case .quantity: "quantity"
    case .unit: "unit_id"
    case .unitPrice: "unit_price"
    case .amountUnits: "amount_units"
    case .amountText: "amount_text"
    case .serviceFrom: "service_from"
    case .serviceTo: "service_to"
    case .category: "charge_category"
    case .recordedLine: "recorded_line"
    case .lineID: "line_id"
    case .addedBy: "added_by"
    case .ownContract: "own_contract_id"
    case .discount: "discount"
    }
  }

  /// Its part in a digest: the name of a SKU or unit, not its number.
  var digested: DigestedLineColumn {
    switch self {
    case .sku: DigestedLineColumn(code: rawValue, sql: "sku.name")
    case .unit: DigestedLineColumn(code: rawValue, sql: "unit.name")
    default: DigestedLineColumn(code: rawValue, sql: name)
    }
  }
}

/// A column of `invoice_line` in the digest of an invoice.
package struct DigestedLineColumn: Sendable {
  /// Stands for the column in the bytes that are hashed; 1 or more.
  let code: UInt8
  /// What gives its value: a name and not the number that the store has for it.
  let sql: String

  /// The column that `sql` reads, under its code.
  package init(code: UInt8, sql: String) {
    precondition(1...127 ~= code, "the code goes into a byte with its tag")
    self.code = code
    self.sql = sql
  }
}
