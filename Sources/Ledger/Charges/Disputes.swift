package import Procurement
internal import SQLite
internal import Store

/// The disputed part of an invoice on a day (METRICS, ruling 37).
package struct DisputedPart: Hashable, Sendable {
  /// Its disputes that are open on that day, by the day on which they were opened.
  package let disputes: [Recorded<InvoiceDispute>]

  /// How many of `units`, which are payable, are disputed: all of them where a dispute is of all of
  /// the invoice.
  package func units(of units: Int128) -> Int128 {
    var sum = Int128(0)
    for dispute in disputes {
      guard let amount = dispute.amount else { return units }
      sum.add(units: amount.units)
    }
    return min(sum, max(units, 0))
  }

  /// Its disputes, in words.
  package var words: String { disputes.map(\.words).joined(separator: "; ") }
}

extension Recorded<InvoiceDispute> {
  /// `40,000.00 USD disputed since 2026-09-03: billed before delivery`; `whole invoice …` without an
  /// amount.
  package var words: String {
    "\(fact.amount?.words ?? "whole invoice") disputed since \(fact.openedOn): \(fact.reason)"
  }
}

extension Book {
  /// The live disputes of invoices of the scope, by invoice, each invoice's by the day of opening.
  package var disputes: [InvoiceID: [Recorded<InvoiceDispute>]] {
    get throws {
      try disputeRows {
        Dictionary(grouping: try readDisputes(), by: \.fact.invoice)
          .mapValues { $0.sorted { $0.openedOn.description < $1.openedOn.description } }
      }
    }
  }

  /// The disputed parts of the invoices of the scope on a day.
  package func disputedParts(on day: Day) throws -> [InvoiceID: DisputedPart] {
    try disputes.compactMapValues { all in
      let open = all.filter { $0.fact.isOpen(on: day) }
      return open.isEmpty ? nil : DisputedPart(disputes: open)
    }
  }

  private func readDisputes() throws -> [Recorded<InvoiceDispute>] {
    let lookups = try lookupsOfDisputedInvoices()
    return try rows(
      of: InvoiceDispute.self,
      where: """
        \(Book.isLive) AND EXISTS (
            SELECT 1 FROM invoice
            WHERE invoice.invoice_id = dispute.invoice_id AND invoice.ended_by IS NULL
              AND \(isInvoiceInScope))
        """, scopeValues, lookups
    ).map(\.recorded)
  }

  /// Only the disputed invoices are looked up: there may be too many to hold.
  private func lookupsOfDisputedInvoices() throws -> RecordLookups {
    var rows = try Statement(
      """
      SELECT invoice_id, currency FROM invoice
      WHERE ended_by IS NULL
        AND invoice_id IN (SELECT dispute.invoice_id FROM dispute WHERE dispute.ended_by IS NULL)
      """, on: store.connection)
    var currencies: [InvoiceID: Currency] = [:]
    while try rows.step() {
      currencies[InvoiceID(number: rows.int64(0))] = try currency(rows.string(1))
    }
    return try RecordLookups(store, contracts: names.contracts, invoices: currencies)
  }
}
