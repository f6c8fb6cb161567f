package import Procurement
internal import SQLite
package import Store

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

  /// The live invoices of a selection, by billing month and number; `window` is the billing months,
  /// `nil` for all.
  ///
  /// - Throws: `SQLiteError` where the store fails.
  package static func all(
    _ selection: Selection, in window: MonthRange?, from store: borrowing Store
  ) throws -> [BilledInvoice] {
    try all(
      """
      SELECT buyer.slug, provider.slug, contract.reference, billing_month, NULL, number,
             total_units, currency.code, minor_digits, scale,
             import.id, import.file_name, invoice.recorded_line, invoice.source,
             invoice.notes
      FROM invoice
      JOIN currency ON currency.code = invoice.currency
      JOIN live_organization AS provider ON provider.organization_id = invoice.provider_id
      JOIN live_organization AS buyer ON buyer.organization_id = invoice.buyer_id
      LEFT JOIN live_contract AS contract ON contract.contract_id = invoice.contract_id
      JOIN import ON import.id = coalesce(invoice.restored_from, invoice.recorded_by)
      WHERE invoice.ended_by IS NULL
        AND (?1 IS NULL OR invoice.buyer_id = ?1)
        AND (?2 IS NULL OR invoice.provider_id = ?2)
        AND (?3 IS NULL OR invoice.contract_id = ?3)
        AND (?4 IS NULL OR billing_month >= ?4)
        AND (?5 IS NULL OR billing_month < ?5)
      ORDER BY billing_month, number
      """, selection, window, store)
  }

  /// The same invoices, each divided by the SKU of its lines.
  ///
  /// - Throws: `SQLiteError` where the store fails.
  package static func parts(
    _ selection: Selection, in window: MonthRange?, from store: borrowing Store
  ) throws -> [BilledInvoice] {
    try all(
      """
      SELECT buyer.slug, provider.slug, contract.reference, billing_month, sku.name, number,
             sum(line.amount_units), currency.code, minor_digits, scale,
             import.id, import.file_name, min(line.recorded_line), invoice.source,
             invoice.notes
      FROM invoice
      JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      LEFT JOIN sku ON sku.id = line.sku_id
      JOIN currency ON currency.code = invoice.currency
      JOIN live_organization AS provider ON provider.organization_id = invoice.provider_id
      JOIN live_organization AS buyer ON buyer.organization_id = invoice.buyer_id
      LEFT JOIN live_contract AS contract ON contract.contract_id = invoice.contract_id
      JOIN import ON import.id = coalesce(invoice.restored_from, invoice.recorded_by)
      WHERE invoice.ended_by IS NULL
        AND (?1 IS NULL OR invoice.buyer_id = ?1)
        AND (?2 IS NULL OR invoice.provider_id = ?2)
        AND (?3 IS NULL OR invoice.contract_id = ?3)
        AND (?4 IS NULL OR billing_month >= ?4)
        AND (?5 IS NULL OR billing_month < ?5)
      GROUP BY invoice.id, line.sku_id
      ORDER BY billing_month, number, sku.name
      """, selection, window, store)
  }

  private static func all(
    _ sql: String, _ selection: Selection, _ window: MonthRange?, _ store: borrowing Store
  ) throws -> [BilledInvoice] {
    var rows = try Statement(sql, on: store.connection)
    try rows.bind(selection, from: 1)
    try rows.bind(window?.from.description, at: 4)
    try rows.bind(window?.to.description, at: 5)
    var invoices: [BilledInvoice] = []
    while try rows.step() { invoices.append(try BilledInvoice(rows)) }
    return invoices
  }

  private init(_ row: borrowing Statement) throws {
    buyer = row.string(0)
    provider = row.string(1)
    contract = row.optionalString(2)
    month = try row.month(3)
    sku = row.optionalString(4)
    evidence = Evidence(
      "invoice \(row.string(5))" + (sku.map { ", \($0)" } ?? ""),
      row.money(6, in: row.currency(from: 7)), row, from: 10)
  }
}
