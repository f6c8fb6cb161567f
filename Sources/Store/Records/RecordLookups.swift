package import Procurement
package import SQLite

/// What the rows of one table must know of the rows of others to be read.
package struct RecordLookups: Sendable {
  /// Every currency.
  package let currencies: CurrencyTable
  /// The contracts, by identity.
  package let contracts: [ContractID: ContractEntry]
  /// The currencies of invoices, where they were asked for.
  package let invoices: [InvoiceID: Currency]

  /// Reads the contracts, and the invoices where they are `withInvoices`, for which `condition` is
  /// true with `values` for its parameters.
  package init(
    _ store: borrowing Store, where condition: String = "ended_by IS NULL", _ values: [Value] = [],
    withInvoices: Bool = false
  ) throws {
    let currencies = try CurrencyTable(store)
    let entries = try ContractEntry.all(store, where: condition, values)
    self.currencies = currencies
    contracts = Dictionary(entries.map { ($0.id, $0) }) { _, last in last }
    invoices =
      withInvoices
      ? try RecordLookups.invoices(store, currencies, where: condition, values) : [:]
  }

  /// The live contracts as a directory has them already.
  package init(_ store: borrowing Store, contracts: ContractDirectory) throws {
    currencies = try CurrencyTable(store)
    self.contracts = contracts.entries
    invoices = [:]
  }

  private static func invoices(
    _ store: borrowing Store, _ currencies: CurrencyTable, where condition: String,
    _ values: [Value]
  ) throws -> [InvoiceID: Currency] {
    var rows = try Statement(
      "SELECT invoice_id, currency FROM invoice WHERE \(condition) ORDER BY id",
      on: store.connection)
    try rows.bind(values)
    var found: [InvoiceID: Currency] = [:]
    while try rows.step() {
      found[InvoiceID(number: rows.int64(0))] = currencies[rows.string(1)]
    }
    return found
  }
}

/// What must be known of an invoice to attach a payment to it.
package struct InvoiceEntry: Hashable, Sendable {
  /// Its identity.
  package let id: InvoiceID
  /// The currency of its amounts.
  package let currency: Currency

  /// An invoice of the store.
  package init(id: InvoiceID, currency: Currency) {
    self.id = id
    self.currency = currency
  }
}
