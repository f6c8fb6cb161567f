package import Procurement
internal import SQLite
internal import Store

/// What must be known of every invoice or credit note to tell whether more of it is asked for.
package struct InvoiceHead: Hashable, Sendable {
  /// The id of its row.
  package let rowID: Int64
  /// Its identity across revisions.
  package let id: InvoiceID
  /// Who bills.
  package let provider: OrganizationID
  /// Its contract; `nil` for none, and for an invoice whose lines are under contracts of their own.
  package let contract: ContractID?
  /// An invoice or a credit note.
  package let kind: InvoiceKind
  /// When it was issued.
  package let issuedOn: PartialDate
  /// When it was received, if that is known.
  package let receivedOn: PartialDate?
  /// The sum of its lines.
  package let total: Money

  /// The day on which it was received, if that is known at the end of a day: a receipt that is dated later is
  /// not there (METRICS, ruling 16).
  package func receipt(by day: Day) -> Day? {
    receivedOn.map(\.last).flatMap { $0 <= day ? $0 : nil }
  }

  /// The day from which its age counts at the end of a day: received, or issued if that is not known (METRICS,
  /// ruling 38).
  package func countedFrom(asOf day: Day) -> Day { receipt(by: day) ?? issuedOn.last }
}

extension BookedInvoice {
  /// What must be known of it to tell whether more is asked for.
  package var head: InvoiceHead {
    InvoiceHead(
      rowID: rowID, id: id, provider: invoice.provider, contract: invoice.contract,
      kind: invoice.kind, issuedOn: invoice.issuedOn, receivedOn: invoice.receivedOn, total: total)
  }
}

extension Book {
  /// Lends every live invoice and credit note of the scope that was issued by the end of a day, in any order.
  package func forEachInvoiceHead(
    issuedBy day: Day, _ body: (InvoiceHead) throws -> Void
  ) throws {
    var rows = try Statement(
      """
      SELECT id, invoice_id, provider_id, contract_id, kind, issued_on, received_on, currency, total_units
      FROM invoice
      WHERE ended_by IS NULL AND \(Store.lastDay("issued_on")) <= ?4 AND \(isInvoiceInScope)
      """, on: store.connection)
    try rows.bind(scopeValues + [.text(day.description)])
    var words = RowWords()
    while try rows.step() {
      try body(
        InvoiceHead(
          rowID: rows.int64(0), id: InvoiceID(number: rows.int64(1)),
          provider: OrganizationID(number: rows.int64(2)),
          contract: rows.optionalInt64(3).map { ContractID(number: $0) },
          kind: try rows.choice(4), issuedOn: try words.date(rows, 5),
          receivedOn: rows.isNull(6) ? nil : try words.date(rows, 6),
          total: Money(units: rows.int64(8), of: try words.currency(rows, 7, of: self))))
    }
  }
}
