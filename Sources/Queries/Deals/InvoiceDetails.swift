package import Procurement
internal import SQLite
package import Store

/// One invoice with its lines and payments, for showing it.
package struct InvoiceDetails: Hashable, Sendable {
  /// The provider's number for it.
  package let number: String
  /// The provider's slug.
  package let provider: String
  /// The buyer's slug.
  package let buyer: String
  /// The contract's reference; `nil` for one outside contracts.
  package let contract: String?
  /// Whether it bills or credits.
  package let kind: InvoiceKind?
  /// The month that it bills.
  package let billingMonth: Month
  /// When it was issued.
  package let issuedOn: PartialDate?
  /// When it came in.
  package let receivedOn: PartialDate?
  /// When it is to be paid.
  package let dueOn: PartialDate?
  /// For a credit note, the number of the invoice that it credits.
  package let creditsNumber: String?
  /// The sum of its lines.
  package let total: Money
  /// Its row, with its total.
  package let evidence: Evidence
  /// Its lines, by number.
  package let lines: [Line]
  /// What was paid on it, by date.
  package let payments: [PaymentItem]

  /// One line of it.
  package struct Line: Hashable, Sendable {
    /// From 1.
    package let number: Int
    /// The provider's code for what is billed.
    package let sku: String?
    /// What is billed, in words.
    package let description: String?
    /// How much of it, exact.
    package let quantity: ExactDecimal?
    /// What the quantity counts.
    package let unit: String?
    /// The price of one, exact.
    package let unitPrice: ExactDecimal?
    /// Rounded half to even to the stored unit.
    package let amount: Money
    /// The amount as it was given, where the store had to round it.
    package let exactAmount: ExactDecimal?
    /// The first day of the service.
    package let serviceFrom: Day?
    /// The last day of the service.
    package let serviceTo: Day?
    /// What kind of charge it is.
    package let chargeCategory: ChargeCategory?
  }

  /// One payment of it.
  package struct PaymentItem: Hashable, Sendable {
    /// The payer's or the bank's reference.
    package let reference: String
    /// When it was paid.
    package let paidOn: PartialDate?
    /// In the invoice's currency.
    package let amount: Money
    /// Addresses or words, as they were given.
    package let source: String?
  }

  /// The invoice of a number, and of a year of issue where the number alone does not tell.
  ///
  /// - Throws: `UnknownNameError` where there is none, or several.
  package init(
    number: String, issuedIn year: Int?, _ selection: Selection, from store: borrowing Store
  ) throws {
    let all = try InvoiceDetails.all(number: number, selection, from: store)
    let found = all.filter { year == nil || $0.issuedOn?.year == year }
    guard let first = found.first else {
      throw UnknownNameError(
        what: "invoice", name: number,
        nearest: all.isEmpty ? try InvoiceDetails.nearest(to: number, store) : [])
    }
    guard found.count == 1 else {
      throw UnknownNameError(
        what: "invoice", name: number,
        candidates: found.map {
          "\($0.provider)'s of \($0.issuedOn.map { String($0.year) } ?? "?")"
        })
    }
    self = first
  }

  private static func all(
    number: String, _ selection: Selection, from store: borrowing Store
  ) throws -> [InvoiceDetails] {
    var rows = try Statement(
      """
      SELECT invoice.id, invoice.invoice_id, number, provider.slug, buyer.slug,
             contract.reference, invoice.kind, billing_month, issued_on, received_on, due_on,
             credits_number, total_units, currency.code, minor_digits, scale,
             import.id, import.file_name, invoice.recorded_line, invoice.source,
             invoice.notes
      FROM invoice
      JOIN currency ON currency.code = invoice.currency
      JOIN live_organization AS provider ON provider.organization_id = invoice.provider_id
      JOIN live_organization AS buyer ON buyer.organization_id = invoice.buyer_id
      LEFT JOIN live_contract AS contract ON contract.contract_id = invoice.contract_id
      JOIN import ON import.id = coalesce(invoice.restored_from, invoice.recorded_by)
      WHERE invoice.ended_by IS NULL AND number = ?4
        AND (?1 IS NULL OR invoice.buyer_id = ?1)
        AND (?2 IS NULL OR invoice.provider_id = ?2)
        AND (?3 IS NULL OR invoice.contract_id = ?3)
      ORDER BY provider.slug, issued_on
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    try rows.bind(number, at: 4)
    var invoices: [InvoiceDetails] = []
    while try rows.step() { invoices.append(try InvoiceDetails(rows, store)) }
    return invoices
  }

  private init(_ row: borrowing Statement, _ store: borrowing Store) throws {
    let currency = row.currency(from: 13)
    number = row.string(2)
    provider = row.string(3)
    buyer = row.string(4)
    contract = row.optionalString(5)
    kind = row.choice(6)
    billingMonth = try row.month(7)
    issuedOn = try row.partialDate(8)
    receivedOn = try row.partialDate(9)
    dueOn = try row.partialDate(10)
    creditsNumber = row.optionalString(11)
    total = Money(units: row.int64(12), of: currency)
    evidence = Evidence("invoice \(row.string(2))", total, row, from: 16)
    lines = try Line.all(ofRow: row.int64(0), in: currency, store)
    payments = try PaymentItem.all(of: row.int64(1), in: currency, store)
  }

  /// There may be very many numbers, so only those are compared closely that begin and end alike.
  private static func nearest(to number: String, _ store: borrowing Store) throws -> [String] {
    var rows = try Statement(
      "SELECT DISTINCT number FROM invoice WHERE ended_by IS NULL", on: store.connection)
    let wanted = Array(number.lowercased().utf8)
    var alike: [(length: Int, number: String)] = []
    while try rows.step() {
      let other = rows.string(0)
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

extension InvoiceDetails.Line {
  fileprivate static func all(
    ofRow rowID: Int64, in currency: Currency, _ store: borrowing Store
  ) throws -> [Self] {
    var rows = try Statement(
      """
      SELECT line_no, sku.name, description, quantity, unit.name, unit_price, amount_units,
             amount_text, service_from, service_to, charge_category
      FROM invoice_line
      LEFT JOIN sku ON sku.id = sku_id
      LEFT JOIN unit ON unit.id = unit_id
      WHERE invoice_row_id = ?1 ORDER BY line_no
      """, on: store.connection)
    try rows.bind(rowID, at: 1)
    var lines: [Self] = []
    while try rows.step() {
      lines.append(
        Self(
          number: Int(rows.int64(0)), sku: rows.optionalString(1),
          description: rows.optionalString(2), quantity: try rows.decimal(3),
          unit: rows.optionalString(4), unitPrice: try rows.decimal(5),
          amount: Money(units: rows.int64(6), of: currency), exactAmount: try rows.decimal(7),
          serviceFrom: rows.number(8).map(Day.init(number:)),
          serviceTo: rows.number(9).map(Day.init(number:)), chargeCategory: rows.choice(10)))
    }
    return lines
  }
}

extension InvoiceDetails.PaymentItem {
  fileprivate static func all(
    of invoice: Int64, in currency: Currency, _ store: borrowing Store
  ) throws -> [Self] {
    var rows = try Statement(
      """
      SELECT reference, paid_on, amount_units, source
      FROM payment WHERE invoice_id = ?1 AND ended_by IS NULL ORDER BY paid_on, id
      """, on: store.connection)
    try rows.bind(invoice, at: 1)
    var payments: [Self] = []
    while try rows.step() {
      payments.append(
        Self(
          reference: rows.string(0), paidOn: try rows.partialDate(1),
          amount: Money(units: rows.int64(2), of: currency), source: rows.optionalString(3)))
    }
    return payments
  }
}
