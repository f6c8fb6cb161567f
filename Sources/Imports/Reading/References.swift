internal import Procurement
internal import SQLite
internal import Store

/// What the rows of files can refer to, and what it is called.
struct References: Sendable {
  /// Every organization of the store.
  var organizations: OrganizationDirectory
  /// Every contract of the store.
  let contracts: ContractDirectory
  /// Every currency.
  let currencies: CurrencyTable
  /// The invoice that the current row pays, where its kind pays invoices.
  var invoice: InvoiceEntry?

  /// Reads what the store knows.
  init(_ store: borrowing Store) throws {
    organizations = try OrganizationDirectory(store)
    contracts = try ContractDirectory(store)
    currencies = try CurrencyTable(store)
  }
}

extension References: FactNames {
  func slug(of organization: OrganizationID) -> String { organizations.slug(of: organization) }

  func reference(of contract: ContractID) -> String { contracts.reference(of: contract) }
}

extension References {
  /// The currency of a record's amounts: its own, or that of the contract or invoice it belongs to.
  func currency<Record: StoredRecord>(of record: Record) -> Currency? {
    var ofContract: Currency?
    for field in Record.Field.allCases {
      switch (field.column.type, record.values(of: field).first) {
      case (.currency, .text(let code)): return currencies[code]
      case (.contract, .integer(let number)):
        ofContract = contracts[ContractID(number: number)]?.currency
      default: continue
      }
    }
    return ofContract ?? invoice?.currency
  }
}
