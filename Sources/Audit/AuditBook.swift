internal import Store
internal import Ledger
internal import Procurement

/// What the audit of every invoice looks up.
final class AuditBook: Sendable {
  /// The as-of day of the findings.
  let asOf: Day
  /// An invoice is late that is received more than a given number of days after the end of its billing month.
  let lateDays: Int
  /// What organizations are called.
  let organizations: OrganizationDirectory
  /// What lines name, by their ids.
  let skus: [Int64: String]
  /// The names of SKUs in lower case, as they are compared.
  let skuKeys: [Int64: String]
  /// What quantities count, as the files spell it.
  let units: [Int64: String]
  /// Units as they are compared.
  let unitKeys: [Int64: UnitName]
  /// Units that count accelerators.
  let acceleratorTimes: [Int64: AcceleratorTime]
  /// What was paid of invoices.
  let paid: [InvoiceID: PaidSum]
  /// What credit notes deduct from invoices.
  let credits: [InvoiceID: Int128]
  /// The rows of the credit notes whose invoice is on record.
  let creditNotes: Set<Int64>
  /// The disputed parts of invoices on the as-of day.
  let disputed: [InvoiceID: DisputedPart]
  /// Providers with a payment on record by then; for the others it is not known what was paid.
  let paidProviders: Set<OrganizationID>
  /// Invoices with the number of an earlier one, in words: by their rows.
  let repeatedNumbers: [Int64: String]

  init(_ book: Book, asOf: Day, lateDays: Int) throws {
    let notes = try book.creditNotes(by: asOf)
    self.asOf = asOf
    self.lateDays = lateDays
    organizations = book.names.organizations
    skus = try book.skus
    skuKeys = skus.mapValues { $0.lowercased() }
    units = try book.units
    unitKeys = units.mapValues { UnitName($0) }
    acceleratorTimes = unitKeys.compactMapValues { AcceleratorTime($0) }
    paid = try book.paidSums(by: asOf)
    credits = notes.reduce(into: [:]) { $0[$1.invoice, default: 0].add(units: $1.units) }
    creditNotes = Set(notes.map(\.rowID))
    disputed = try book.disputedParts(on: asOf)
    paidProviders = try book.paidProviders(by: asOf)
    repeatedNumbers = try book.repeatedNumbers
  }

  /// An invoice with what the book has of it.
  func invoice(_ booked: BookedInvoice, paymentTermsDays: Int? = nil) -> AuditedInvoice {
    AuditedInvoice(
      booked, paid: paid[booked.id], credits: credits[booked.id] ?? 0,
      disputed: disputed[booked.id], paymentTermsDays: paymentTermsDays)
  }
}
