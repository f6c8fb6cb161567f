import Procurement
import SQLite
import Store
import TestLedger

/// A store in memory with a provider, a buyer, a contract and an invoice, recorded by import 1.
struct Fixture: ~Copyable {
  let store: Store
  let provider = OrganizationID(number: 1)
  let buyer = OrganizationID(number: 2)
  let contract = ContractID(number: 1)
  let invoice = InvoiceID(number: 1)

  /// In memory.
  init() throws { store = try Fixture.template.store() }

  /// In a file.
  init(at path: String) throws {
    let store = try Store.create(at: path)
    try Fixture.fill(store)
    self.store = store
  }

  private static let template = StoreTemplate(fill)

  private static func fill(_ store: Store) throws {
    try store.importing { number in
      var organizations = try FactTable<Organization>(store, import: number)
      _ = try organizations.record(.sample(slug: "nimbus", kind: .provider), line: 2)
      _ = try organizations.record(.sample(slug: "aster", kind: .buyer), line: 3)
      var contracts = try FactTable<Contract>(store, import: number)
      _ = try contracts.record(.sample(reference: "C-1"), line: 4)
      try store.record([.sample()], of: .sample(number: "N-1"), import: number, line: 5)
    }
  }
}

extension Store {
  /// Runs an import: `body` gets its number, and its row is added.
  @discardableResult
  func importing<Result>(
    _ kind: String = "contracts", _ body: (Int64) throws -> Result
  ) throws -> Result {
    try transaction {
      let number = try nextImportNumber()
      let result = try body(number)
      try add(.sample(number: number, kind: kind))
      return result
    }
  }

  /// Adds an invoice with its lines.
  func record(
    _ lines: [InvoiceLine], of invoice: Invoice, import number: Int64, line: Int
  ) throws {
    var invoices = try InvoiceTable(self, import: number)
    var table = try LineWriter(self)
    var total = Money.zero(invoice.currency)
    for line in lines { total = try total.adding(line.amount) }
    let rowID = try invoices.add(invoice, total: total, line: line)
    for (index, line) in lines.enumerated() {
      try table.add(line, to: invoice, rowID: rowID, fileLine: 5 + index)
    }
    try table.table.finish()
  }

  /// Ends the live rows of a table, as an undo does.
  func end(_ table: String, where condition: String = "ended_by IS NULL") throws {
    try transaction {
      let number = try nextImportNumber()
      try connection.execute(
        """
        UPDATE \(table) SET ended_by = \(number) WHERE \(condition);
        INSERT INTO import (
            id, kind, new_rows, unchanged_rows, revised_rows, rejected_rows, started_at,
            finished_at, program_version, digest)
        VALUES (\(number), 'undo', 0, 0, 0, 0, '2026', '2026', '1', '\(ImportRecord.hash("u"))')
        """)
    }
  }
}

// MARK: Values

extension Currency {
  static let usd = Currency(code: "USD", minorDigits: 2, scale: 6)
  static let jpy = Currency(code: "JPY", minorDigits: 0, scale: 4)
  static let kwd = Currency(code: "KWD", minorDigits: 3, scale: 7)
}

extension Money {
  /// Whole dollars.
  static func dollars(_ amount: Int64) -> Money { Money(units: amount * 1_000_000, of: .usd) }
}

extension Month {
  /// Its days, first and last.
  var days: DayRange {
    guard let days = DayRange(from: firstDay, to: lastDay.adding(days: 1)) else {
      preconditionFailure("a month has days")
    }
    return days
  }
}

extension ImportRecord {
  static func sample(number: Int64, kind: String = "contracts") -> ImportRecord {
    ImportRecord(
      number: number, kind: kind, fileName: "\(kind).csv", sha256: hash("\(number)"), byteCount: 1,
      newRows: 1, unchangedRows: 0, startedAt: "2026-11-23T18:00:00Z",
      finishedAt: "2026-11-23T18:00:01Z", programVersion: "1.0.0")
  }

  /// Sixty-four characters that end in `text`.
  static func hash(_ text: String) -> String {
    String(repeating: "0", count: 64 - text.count) + text
  }
}

extension Organization {
  static func sample(
    slug: String, name: String? = nil, kind: OrganizationKind = .both, aliases: [String] = [],
    parent: OrganizationID? = nil, country: String? = nil, provenance: Provenance = Provenance()
  ) -> Organization {
    Organization(
      slug: slug, name: name ?? slug.capitalized, kind: kind, parent: parent, country: country,
      aliases: aliases, provenance: provenance)
  }
}

extension String {
  /// Its first letter large.
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

extension Contract {
  static func sample(
    reference: String, provider: OrganizationID = OrganizationID(number: 1),
    headline: Headline? = nil, currency: Currency = .usd
  ) -> Contract {
    Contract(
      provider: provider, reference: reference, buyer: OrganizationID(number: 2), title: nil,
      signedOn: nil, effectiveOn: nil, endsOn: nil, currency: currency, headline: headline,
      exit: ExitTerms(), paymentTermsDays: nil, autoRenewalMonths: nil, status: .active,
      provenance: Provenance())
  }
}

extension Invoice {
  static func sample(
    number: String, month: Month = Month(year: 2026, month: 1),
    contract: ContractID? = ContractID(number: 1), issuedOn: PartialDate = .year(2026),
    currency: Currency = .usd, kind: InvoiceKind = .invoice
  ) -> Invoice {
    Invoice(
      provider: OrganizationID(number: 1), number: number, buyer: OrganizationID(number: 2),
      contract: contract, billingMonth: month, issuedOn: issuedOn, receivedOn: nil, dueOn: nil,
      currency: currency, kind: kind, creditsNumber: nil, provenance: Provenance())
  }
}

extension InvoiceLine {
  static func sample(
    number: Int = 1, sku: String? = nil, quantity: ExactDecimal? = nil, unit: String? = nil,
    amount: Money = .dollars(100), service: DayRange? = nil
  ) -> InvoiceLine {
    InvoiceLine(
      number: number, sku: sku, description: nil, quantity: quantity, unit: unit, unitPrice: nil,
      amount: amount, exactAmount: nil, service: service, chargeCategory: .usage)
  }
}

extension Provenance {
  static let first = Provenance(source: "https://a.example", confidence: .high, notes: "one")
  static let second = Provenance(source: "https://b.example", confidence: .low, notes: nil)

  /// How a conflict between `first` and `second` reads.
  static let differences = [
    "source is \"https://a.example\" in the store and \"https://b.example\" here",
    "confidence is \"high\" in the store and \"low\" here",
    "notes is \"one\" in the store and empty here",
  ]
}
