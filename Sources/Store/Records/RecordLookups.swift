package import Procurement

/// What the rows of one table must know of the rows of others to be read.
package struct RecordLookups: Sendable {
  /// Every currency.
  package let currencies: CurrencyTable
  /// The contracts, by identity.
  package let contracts: [ContractID: ContractEntry]
  /// The currencies of invoices, where payments or disputes are read.
  package let invoices: [InvoiceID: Currency]

  /// The live contracts as a directory has them already, and the invoices.
  package init(
    _ store: borrowing Store, contracts: ContractDirectory, invoices: [InvoiceID: Currency] = [:]
  ) throws {
    currencies = try CurrencyTable(store)
    self.contracts = contracts.entries
    self.invoices = invoices
  }
}

/// What must be known of an invoice to attach a payment or a dispute to it.
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
