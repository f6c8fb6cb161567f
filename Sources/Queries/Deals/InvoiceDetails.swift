package import Ledger
package import Procurement
internal import Store

/// One invoice with its lines and payments, for showing it.
package struct InvoiceDetails: Hashable, Sendable {
  /// What it says, its total and its row.
  package let booked: BookedInvoice
  /// The provider's slug.
  package let provider: String
  /// The buyer's slug.
  package let buyer: String
  /// The references of its contracts; `nil` for one outside contracts.
  package let contract: String?
  /// Its lines, by number.
  package let lines: [Line]
  /// What was paid on it, by date.
  package let payments: [BookedPayment]
  /// Its disputes, by the day of opening.
  package let disputes: [Recorded<InvoiceDispute>]

  /// One line of it, with what its SKU and unit are called.
  package struct Line: Hashable, Sendable {
    /// The line.
    package let booked: BookedLine
    /// The provider's code for what is billed.
    package let sku: String?
    /// What the quantity counts.
    package let unit: String?
    /// The reference of its contract, if the invoice is divided.
    package let contract: String?
  }

  /// The invoice of a number, and of a year of issue if the number alone does not tell.
  ///
  /// - Throws: `UnknownNameError` if there is none, or several.
  package init(number: String, issuedIn year: Int?, in book: Book) throws {
    let all = try InvoiceDetails.invoices(number: number, in: book)
    let found = all.filter { year == nil || $0.invoice.issuedOn.year == year }
    guard let first = found.first else {
      throw UnknownNameError(
        what: "invoice", name: number,
        nearest: all.isEmpty ? try InvoiceDetails.nearest(to: number, in: book) : [])
    }
    let directory = book.names.organizations
    guard found.count == 1 else {
      let isOfSeveralBuyers = Set(found.map(\.invoice.buyer)).count > 1
      throw UnknownNameError(
        what: "invoice", name: number,
        candidates: found.map {
          "\(directory.slug(of: $0.invoice.provider))'s of \($0.invoice.issuedOn.year)"
            + (isOfSeveralBuyers ? " to \(directory.slug(of: $0.invoice.buyer))" : "")
        })
    }
    try self.init(first, in: book)
  }

  /// An invoice that was found by its number.
  package init(_ invoice: FoundInvoice, in book: Book) throws {
    try self.init(invoice.booked, in: book)
  }

  /// Every invoice of a number, by provider and issue.
  static func named(_ number: String, in book: Book) throws -> [FoundInvoice] {
    let directory = book.names.organizations
    return try invoices(number: number, in: book).map { booked in
      FoundInvoice(
        number: booked.invoice.number, provider: directory.slug(of: booked.invoice.provider),
        buyer: directory.slug(of: booked.invoice.buyer), issuedOn: booked.invoice.issuedOn,
        booked: booked)
    }
  }

  private init(_ booked: BookedInvoice, in book: Book) throws {
    let (skus, units) = (try book.skus, try book.units)
    var rows = try LineRows(book)
    self.booked = booked
    provider = book.names.organizations.slug(of: booked.invoice.provider)
    buyer = book.names.organizations.slug(of: booked.invoice.buyer)
    contract = book.names.contracts.references(of: booked.contracts)
    lines = try rows.lines(of: booked, withDescriptions: true).map { line in
      Line(
        booked: line, sku: line.sku.flatMap { skus[$0] }, unit: line.unit.flatMap { units[$0] },
        contract: line.ownContract.map { book.names.contracts.reference(of: $0) })
    }
    payments = try book.payments(of: booked.id)
    disputes = try book.disputes[booked.id] ?? []
  }

  /// The invoices of a number, by provider and issue.
  private static func invoices(number: String, in book: Book) throws -> [BookedInvoice] {
    var rows = try InvoiceRows(book, by: .issue, number: number)
    var invoices: [BookedInvoice] = []
    while let invoice = try rows.next() { invoices.append(invoice) }
    let slug = { (invoice: BookedInvoice) in
      book.names.organizations.slug(of: invoice.invoice.provider)
    }
    return invoices.enumerated()
      .sorted { (slug($0.element), $0.offset) < (slug($1.element), $1.offset) }.map(\.element)
  }

  /// There may be very many numbers, so only those are compared closely that begin and end alike.
  static func nearest(to number: String, in book: Book) throws -> [String] {
    let wanted = Array(number.lowercased().utf8)
    var alike: [(length: Int, number: String)] = []
    try book.forEachInvoiceNumber { other in
      let length = likeness(wanted, Array(other.lowercased().utf8))
      if length > 0, 2 * length >= wanted.count { alike.append((length, other)) }
    }
    alike.sort { ($1.length, $0.number) < ($0.length, $1.number) }
    return NearestNames.find(number, among: alike.prefix(200).map(\.number))
  }

  /// How many bytes two numbers have in common at their beginning and their end.
  private static func likeness(_ left: [UInt8], _ right: [UInt8]) -> Int {
    zip(left, right).prefix { $0 == $1 }.count
      + zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
  }
}
