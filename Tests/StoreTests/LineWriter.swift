import Procurement
import Store

/// Adds lines one by one, each as a batch of its own.
struct LineWriter: ~Copyable {
  var table: InvoiceLineTable
  private var skuCount = 0
  private var unitCount = 0

  init(_ store: borrowing Store) throws {
    table = try InvoiceLineTable(store, import: store.nextImportNumber())
  }

  mutating func add(
    _ line: InvoiceLine, to invoice: Invoice, rowID: Int64, fileLine: Int
  ) throws {
    let batch = self.batch(line, fileLine: fileLine)
    try table.takeNames(of: batch)
    try table.add(
      batch.lines[0], of: batch, to: table.account(of: invoice, rowID: rowID))
  }

  /// Adds a line, and what it says to the digest of its invoice's lines.
  mutating func add(
    _ line: InvoiceLine, to invoice: Invoice, rowID: Int64, fileLine: Int,
    digest: inout LinesDigest
  ) throws {
    var batch = self.batch(line, fileLine: fileLine)
    _ = digest.take(number: line.number)
    batch.hashLines(into: &digest)
    try table.takeNames(of: batch)
    try table.add(
      batch.lines[0], of: batch, to: table.account(of: invoice, rowID: rowID))
  }

  /// How a line compares with the stored one of its number.
  mutating func compare(
    _ line: InvoiceLine, of invoice: Invoice, rowID: Int64
  ) throws -> LineComparison {
    let batch = self.batch(line, fileLine: 1)
    try table.takeNames(of: batch)
    return try table.compare(
      batch.lines[0], of: batch, with: table.account(of: invoice, rowID: rowID))
  }

  private mutating func batch(_ line: InvoiceLine, fileLine: Int) -> LineBatch {
    var batch = LineBatch()
    var row = LineBatch.Line(
      number: line.number, fileLine: fileLine, units: line.amount.units,
      category: line.chargeCategory)
    batch.keep(line.number, as: .number)
    if let sku = line.sku {
      batch.newSKUs = [sku]
      row.sku = skuCount
      skuCount += 1
      batch.keep(sku, as: .sku)
    }
    row.description = line.description.map { batch.keep($0, as: .description) } ?? .none
    row.quantityText = line.quantity.map { batch.keep("\($0)", as: .quantity) } ?? .none
    if let unit = line.unit {
      batch.newUnits = [unit]
      row.unit = unitCount
      unitCount += 1
      batch.keep(unit, as: .unit)
    }
    row.unitPriceText = line.unitPrice.map { batch.keep("\($0)", as: .unitPrice) } ?? .none
    row.service = line.service
    batch.append(row, amount: line.exactAmount.map { WrittenDecimal($0) })
    return batch
  }
}
