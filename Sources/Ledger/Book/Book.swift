package import Procurement
internal import SQLite
package import Store

/// What is on record at one moment, of the contracts of one selection.
///
/// Each kind of record is read at most once, when it is first asked for. Nothing else above the store
/// reads facts. A book is made within a snapshot of the store, and not used outside it.
package final class Book {
  let store: Store
  /// What organizations and contracts are called.
  package let names: NameDirectory
  /// Which contracts.
  package let scope: Selection
  let lookups: RecordLookups
  /// By the number of an import: the name of its file.
  let fileNames: [Int64: String]
  let contractFiles = Once<[ContractFile]>()
  let deliveryRows = Once<[Recorded<CapacityDelivery>]>()
  let revenueRows = Once<[OrganizationID: [Recorded<Revenue>]]>()
  let fixedRateRows = Once<ContractRates>()
  let priceRows = Once<[ContractID: [Recorded<ContractPrice>]]>()
  let chargeRows = Once<[ContractID: [Charge]]>()
  let billedMonthRows = Once<[ContractID: BilledMonths]>()
  let creditRows = Once<[ContractID: [CreditLine]]>()
  let disputeRows = Once<[InvoiceID: [Recorded<InvoiceDispute>]]>()
  let useRows = Once<[ContractID: [ServiceUse]]>()
  let paidSumRows = OnceFor<Day, [InvoiceID: PaidSum]>()
  let firstPaymentDays = Once<[OrganizationID: Day]>()
  let skuNames = Once<[Int64: String]>()
  let unitNames = Once<[Int64: String]>()

  /// The book of a selection.
  package convenience init(_ store: Store, _ scope: Selection = .all) throws {
    try self.init(store, scope, NameDirectory(store))
  }

  /// The book of what names mean.
  /// - Throws: `UnknownNameError` for a name that is not known or means several things.
  package convenience init(_ store: Store, _ names: SelectionNames) throws {
    let directory = try NameDirectory(store)
    try self.init(store, directory.selection(names), directory)
  }

  init(_ store: Store, _ scope: Selection, _ names: NameDirectory) throws {
    self.store = store
    self.scope = scope
    self.names = names
    lookups = try RecordLookups(store, contracts: names.contracts)
    fileNames = try NamedRows.all("SELECT id, coalesce(file_name, '') FROM import", store)
  }

  private init(_ book: Book, _ scope: Selection) {
    store = book.store
    self.scope = scope
    names = book.names
    lookups = book.lookups
    fileNames = book.fileNames
  }

  /// The book of some contracts only, at this moment.
  package func narrowed(to contracts: Set<ContractID>) -> Book {
    // The provider is kept, since rows of roll-ups are found by it.
    Book(
      self,
      Selection(
        provider: scope.provider, contracts: contracts.sorted { $0.number < $1.number }))
  }

  /// The book of all that the buyer of the scope buys, or all buyers do, at this moment.
  package var ofBuyer: Book { Book(self, Selection(buyer: scope.buyer)) }

  /// Lends books of some contracts of the scope each, one after the other, whose contracts together are
  /// those of this book, in their order: what is recorded of all contracts may be too much to hold.
  package func forEachPart(_ body: (Book) throws -> Void) throws {
    let contracts = try ContractFile.identities(in: self)
    guard contracts.count > Book.contractsOfPart else { return try body(self) }
    for start in stride(from: 0, to: contracts.count, by: Book.contractsOfPart) {
      let part = contracts[start...].prefix(Book.contractsOfPart)
      try body(
        Book(
          self,
          Selection(buyer: scope.buyer, provider: scope.provider, contracts: Array(part))))
    }
  }

  /// Few enough to be held with all that is recorded of them, and enough that a part is worth a look
  /// through all invoices.
  private static let contractsOfPart = 4096
}

/// A value that is made when it is first asked for.
package final class Once<Value> {
  private var value: Value?

  /// No value as yet.
  package init() {}

  /// The value, made by `make` if there is none yet.
  package func callAsFunction(_ make: () throws -> Value) rethrows -> Value {
    if let value { return value }
    let made = try make()
    value = made
    return made
  }
}

/// A value of some key, kept until that of another is asked for.
final class OnceFor<Key: Equatable, Value> {
  private var kept: (key: Key, value: Value)?

  /// The value of a key, made by `make` unless it is the kept one.
  func callAsFunction(_ key: Key, _ make: () throws -> Value) rethrows -> Value {
    if let kept, kept.key == key { return kept.value }
    let made = try make()
    kept = (key, made)
    return made
  }
}

/// What rows are called, by their ids.
enum NamedRows {
  /// The id and the name of each row of a statement.
  static func all(_ sql: String, _ store: Store) throws -> [Int64: String] {
    var rows = try Statement(sql, on: store.connection)
    var names: [Int64: String] = [:]
    while try rows.step() { names[rows.int64(0)] = rows.string(1) }
    return names
  }
}
