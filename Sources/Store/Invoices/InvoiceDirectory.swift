package import Procurement
package import SQLite

/// Finds invoices by provider, number, year of issue and buyer.
package struct InvoiceDirectory: ~Copyable {
  /// What a number of a provider's stands for.
  package enum Match: Hashable, Sendable {
    case one(InvoiceID, Currency)
    /// The number came back in other years or for other buyers, one of each for every invoice.
    case several(years: [String], buyers: [OrganizationID])
    case none
  }

  private var rows: Statement

  /// Readies the question on `store`; what is recorded later is also found.
  package init(_ store: borrowing Store) throws(SQLiteError) {
    rows = try Statement(
      """
      SELECT invoice_id, substr(issued_on, 1, 4), currency.code, minor_digits, scale, buyer_id
      FROM invoice JOIN currency ON currency.code = invoice.currency
      WHERE provider_id = ?1 AND number = ?2 AND ended_by IS NULL
      ORDER BY issued_on, id
      """, on: store.connection)
  }

  /// The live invoice of a provider's number, issued in `year` and to `buyer` where these are known.
  package mutating func find(
    _ number: String, of provider: OrganizationID, issuedIn year: Int? = nil,
    billedTo buyer: OrganizationID? = nil
  ) throws(SQLiteError) -> Match {
    try rows.bind(provider.number, at: 1)
    try rows.bind(number, at: 2)
    var found: [(id: InvoiceID, year: String, buyer: OrganizationID, currency: Currency)] = []
    while try rows.step() {
      let currency = Currency(
        code: rows.string(2), minorDigits: rows.optionalInt64(3).map(Int.init),
        scale: Int(rows.int64(4)))
      found.append(
        (
          InvoiceID(number: rows.int64(0)), rows.string(1),
          OrganizationID(number: rows.int64(5)), currency
        ))
    }
    if let year { found = found.filter { $0.year == String(year) } }
    if let buyer { found = found.filter { $0.buyer == buyer } }
    guard let first = found.first else { return .none }
    return found.count == 1
      ? .one(first.id, first.currency)
      : .several(years: found.map(\.year), buyers: found.map(\.buyer))
  }
}
