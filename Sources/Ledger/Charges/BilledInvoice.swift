package import Procurement
internal import SQLite
internal import Store

/// An invoice behind a figure of spend, or the part of it that is of one SKU.
package struct BilledInvoice: Hashable, Sendable {
  /// The buyer's slug.
  package let buyer: String
  /// The provider's slug.
  package let provider: String
  /// The contract's reference; `nil` for an invoice outside contracts.
  package let contract: String?
  /// The billing month.
  package let month: Month
  /// The SKU of the part; `nil` for a whole invoice, and for lines without one.
  package let sku: String?
  /// Its row, with the amount of the invoice or of the part.
  package let evidence: Evidence
}

extension Book {
  /// The invoices of the scope by billing month and number; `window` is the billing months, `nil` for
  /// all.
  package func billedInvoices(in window: MonthRange?) throws -> [BilledInvoice] {
    var rows = try InvoiceRows(self, by: .billingMonth)
    var invoices: [BilledInvoice] = []
    while let booked = try rows.next() {
      let invoice = booked.invoice
      guard window?.contains(invoice.billingMonth) ?? true else { continue }
      invoices.append(
        BilledInvoice(
          buyer: names.organizations.slug(of: invoice.buyer),
          provider: names.organizations.slug(of: invoice.provider),
          contract: invoice.contract.map { names.contracts.reference(of: $0) },
          month: invoice.billingMonth, sku: nil, evidence: booked.evidence))
    }
    return invoices
  }

  /// The invoices of the scope, each divided by the SKU of its lines, by billing month and number;
  /// `window` is the billing months, `nil` for all.
  package func billedInvoiceParts(in window: MonthRange?) throws -> [BilledInvoice] {
    var rows = try Statement(
      """
      SELECT invoice.buyer_id, invoice.provider_id, invoice.contract_id, billing_month, sku.name,
             number, sum(line.amount_units), invoice.currency,
             coalesce(invoice.restored_from, invoice.recorded_by), min(line.recorded_line),
             invoice.source, invoice.notes
      FROM invoice
      JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      LEFT JOIN sku ON sku.id = line.sku_id
      WHERE invoice.ended_by IS NULL AND \(Book.isInScope("invoice"))
        AND (?4 IS NULL OR billing_month >= ?4) AND (?5 IS NULL OR billing_month < ?5)
      GROUP BY invoice.id, line.sku_id
      ORDER BY billing_month, number, sku.name
      """, on: store.connection)
    try rows.bind(scopeValues + months(window))
    var parts: [BilledInvoice] = []
    while try rows.step() { parts.append(try BilledInvoice(rows, self)) }
    return parts
  }
}

extension BilledInvoice {
  fileprivate init(_ row: borrowing Statement, _ book: Book) throws {
    buyer = book.slug(row.int64(0))
    provider = book.slug(row.int64(1))
    contract = row.optionalInt64(2).map { book.reference($0) }
    month = try row.month(3)
    sku = row.optionalString(4)
    evidence = book.evidence(
      "invoice \(row.string(5))" + (sku.map { ", \($0)" } ?? ""),
      Money(units: row.int64(6), of: try book.currency(row.string(7))), row, from: 8)
  }
}
