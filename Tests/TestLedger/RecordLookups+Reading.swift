internal import Procurement
internal import SQLite
package import Store

extension RecordLookups {
  /// Reads the live contracts and invoices.
  /// - Throws: `SQLiteError` where the store cannot be read.
  package init(_ store: borrowing Store) throws {
    let currencies = try CurrencyTable(store)
    var rows = try Statement(
      "SELECT invoice_id, currency FROM invoice WHERE ended_by IS NULL", on: store.connection)
    var invoices: [InvoiceID: Currency] = [:]
    while try rows.step() {
      invoices[InvoiceID(number: rows.int64(0))] = currencies[rows.string(1)]
    }
    try self.init(store, contracts: ContractDirectory(store), invoices: invoices)
  }
}
