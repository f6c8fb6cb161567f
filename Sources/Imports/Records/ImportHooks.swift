internal import Procurement
internal import SQLite
internal import Store

/// What the import of one kind does besides reading its records and storing them.
protocol ImportHooks: ~Copyable {
  /// What is imported.
  associatedtype Record: StoredRecord

  /// Readies what it asks of the store.
  init(_ store: borrowing Store) throws

  /// Finds what the current row refers to and `References` does not hold.
  /// - Throws: `Refusal`.
  mutating func prepare(_ row: inout RecordReader<Record.Field>) throws

  /// Checks a record against what the store has.
  /// - Throws: `Refusal`.
  func check(_ record: Record, _ row: borrowing RecordReader<Record.Field>) throws

  /// Looks at what became of a record, which later rows can refer to.
  /// - Throws: `Refusal`.
  func note(
    _ recording: Recording, of record: Record, _ row: inout RecordReader<Record.Field>,
    _ table: inout FactTable<Record>
  ) throws

  /// Why the schema refused a record, better told than by SQLite.
  mutating func reason(for error: SQLiteError, _ record: Record) throws -> any Error
}

extension ImportHooks where Self: ~Copyable {
  mutating func prepare(_ row: inout RecordReader<Record.Field>) throws {}

  func check(_ record: Record, _ row: borrowing RecordReader<Record.Field>) throws {}

  func note(
    _ recording: Recording, of record: Record, _ row: inout RecordReader<Record.Field>,
    _ table: inout FactTable<Record>
  ) throws {}

  mutating func reason(for error: SQLiteError, _ record: Record) throws -> any Error { error }
}

/// The hooks of a kind that has none.
struct NoHooks<Record: StoredRecord>: ImportHooks {
  init(_ store: borrowing Store) {}
}

/// Later rows find the organizations of earlier ones, and none is its own parent through others.
struct OrganizationHooks: ImportHooks, ~Copyable {
  private var ancestors: Ancestors

  init(_ store: borrowing Store) throws {
    ancestors = try Ancestors(store)
  }

  /// A revision can make an organization part of one that is part of it.
  mutating func prepare(_ row: inout RecordReader<Organization.Field>) throws {
    guard let parent = try row.organization(.parent),
      case .one(let own) = row.references.organizations.find(try row.slug(.slug, madeFrom: .name))
    else { return }
    let circle = try ancestors.path(from: parent, to: own)
    guard !circle.isEmpty else { return }
    throw row.refusal(
      .parent,
      "makes the organization its own parent: "
        + ([row.references.slug(of: own)] + circle).joined(separator: " is part of "))
  }

  func note(
    _ recording: Recording, of record: Organization,
    _ row: inout RecordReader<Organization.Field>, _ table: inout FactTable<Organization>
  ) throws {
    // What is new is known from here on; so is what it is called now.
    guard recording != .unchanged, let id = try table.identity(of: record) else { return }
    row.references.organizations.add(
      OrganizationID(number: id), slug: record.slug, name: record.name, aliases: record.aliases)
    row.nearNames.add([record.slug, record.name] + record.aliases)
  }
}

/// A contract keeps its currency and the spelling of its reference.
struct ContractHooks: ImportHooks {
  init(_ store: borrowing Store) {}

  /// A reference is found whatever its case, so two that differ in it alone could not be told apart.
  func check(_ contract: Contract, _ row: borrowing RecordReader<Contract.Field>) throws {
    guard
      case .one(let known) = row.references.contracts.find(
        contract.reference, of: contract.provider),
      !known.reference.utf8.elementsEqual(contract.reference.utf8)
    else { return }
    throw row.refusal(
      .reference,
      "is stored already as \"\(EscapedText.text(known.reference, limit: 60))\";"
        + " write it the same way")
  }

  func note(
    _ recording: Recording, of record: Contract, _ row: inout RecordReader<Contract.Field>,
    _ table: inout FactTable<Contract>
  ) throws {
    guard case .revised(let differences, _) = recording,
      differences.contains(where: { $0.column.title == Contract.Field.currency.column.name })
    else { return }
    throw row.refusal(
      .currency,
      "cannot be revised: amounts of the contract may be stored in the other currency; undo its"
        + " import and import it again", .conflict)
  }
}

/// A contract has one fee in a month.
struct FeeHooks: ImportHooks, ~Copyable {
  private var overlaps: FeeOverlaps

  init(_ store: borrowing Store) throws {
    overlaps = try FeeOverlaps(store)
  }

  mutating func reason(for error: SQLiteError, _ fee: Fee) throws -> any Error {
    guard error.code == SQLiteError.constraintTrigger else { return error }
    return try overlaps.first(with: fee) ?? error
  }
}

/// A kind of record that belongs to an invoice.
protocol RecordOfInvoice: StoredRecord {
  /// The columns that name it.
  static var invoiceFields: InvoiceFields<Field> { get }
}

extension Payment: RecordOfInvoice {
  static var invoiceFields: InvoiceFields<Field> {
    InvoiceFields(provider: .provider, number: .number, issuedYear: .issuedYear, buyer: .buyer)
  }
}

extension InvoiceDispute: RecordOfInvoice {
  static var invoiceFields: InvoiceFields<Field> {
    InvoiceFields(provider: .provider, number: .number, issuedYear: .issuedYear, buyer: .buyer)
  }
}

/// The columns that name an invoice.
struct InvoiceFields<Field> {
  let provider, number, issuedYear, buyer: Field
}

/// Invoices are asked for row by row: there may be too many to hold.
struct InvoiceFactHooks<Record: RecordOfInvoice>: ImportHooks, ~Copyable {
  private var invoices: InvoiceDirectory

  init(_ store: borrowing Store) throws {
    invoices = try InvoiceDirectory(store)
  }

  mutating func prepare(_ row: inout RecordReader<Record.Field>) throws {
    let fields = Record.invoiceFields
    let provider = try row.required(fields.provider, row.organization(fields.provider))
    let number = try row.required(fields.number, row.text(fields.number))
    let year = try row.number(fields.issuedYear, least: 1900, most: 2199)
    let buyer = try row.organization(fields.buyer)
    switch try invoices.find(number, of: provider, issuedIn: year, billedTo: buyer) {
    case .one(let id, let currency):
      row.references.invoice = InvoiceEntry(id: id, currency: currency)
    case .several(let years, let buyers):
      let names = Set(buyers.map { row.references.slug(of: $0) }).sorted()
      let isOfYears = Set(years).count > 1
      throw row.refusal(
        fields.number,
        isOfYears
          ? "was used in several years; say which in issued_year: "
            + years.joined(separator: " or ")
          : "is an invoice of several buyers; say which in buyer: "
            + names.joined(separator: " or "))
    case .none:
      let issued =
        (buyer.map { " to \(row.references.slug(of: $0))" } ?? "")
        + (year.map { " issued in \($0)" } ?? "")
      throw row.refusal(
        fields.number,
        "is not an invoice of \(row.references.slug(of: provider))\(issued) on record;"
          + " import the invoice first")
    }
  }
}
