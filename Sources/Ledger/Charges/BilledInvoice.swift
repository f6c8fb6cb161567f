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
  /// The lines of the invoice or of the part.
  package let sum: BilledSum
  /// The exchange rate that the contract fixes; `nil` if it fixes none.
  let fixedRate: ContractRate?
  let row: Evidence

  init(
    buyer: String, provider: String, contract: String?, month: Month, sku: String?,
    sum: BilledSum, fixedRate: ContractRate?, row: Evidence
  ) {
    self.buyer = buyer
    self.provider = provider
    self.contract = contract
    self.month = month
    self.sku = sku
    self.sum = sum
    self.fixedRate = fixedRate
    self.row = row
  }

  /// The spend that it is.
  package var spend: BilledSpend {
    BilledSpend(
      provider: provider, buyer: buyer, contract: contract, month: month, sku: sku, sum: sum,
      fixedRate: fixedRate)
  }

  /// Its row, with what counts of the invoice or of the part.
  package func evidence(_ treatment: TaxTreatment) -> Evidence {
    let isTaxed = treatment == .exclude && sum.tax.units != 0
    let tax = isTaxed ? sum.tax.figure.value.map { ", net of \($0) tax" } ?? "" : ""
    return row.named(row.record + tax, sum.spend(treatment).figure.value)
  }
}

extension Book {
  /// The invoices of the scope that were issued by the end of a day, each divided by the SKU of its
  /// lines if that is asked for, by billing month and number.
  ///
  /// `window` is the billing months, `nil` for all.
  package func billedInvoices(
    in window: MonthRange?, isBySKU: Bool = false, issuedBy day: Day
  ) throws -> [BilledInvoice] {
    var rows = try Statement(
      """
      SELECT invoice.buyer_id, invoice.provider_id, \(Book.contractOfLine), billing_month, sku.name,
             number, invoice.currency,
             sum((line.amount_units >> 32) * (charge_category <> 'Tax')),
             sum((line.amount_units & 4294967295) * (charge_category <> 'Tax')),
             sum((line.amount_units >> 32) * (charge_category = 'Tax')),
             sum((line.amount_units & 4294967295) * (charge_category = 'Tax')),
             sum(charge_category <> 'Tax'), sum(charge_category = 'Tax'),
             coalesce(
                 iif(?6 OR line.own_contract_id IS NOT NULL, line.added_by, NULL),
                 invoice.restored_from, invoice.recorded_by),
             iif(?6 OR line.own_contract_id IS NOT NULL, min(line.recorded_line),
                 invoice.recorded_line),
             invoice.source, invoice.notes
      FROM invoice
      JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      LEFT JOIN sku ON sku.id = iif(?6, line.sku_id, NULL)
      WHERE invoice.ended_by IS NULL AND \(isLineInScope)
        AND (?4 IS NULL OR billing_month >= ?4) AND (?5 IS NULL OR billing_month < ?5)
        AND \(Store.lastDay("invoice.issued_on")) <= ?7
      GROUP BY invoice.id, line.own_contract_id, sku.id
      ORDER BY billing_month, number, sku.name
      """, on: store.connection)
    try rows.bind(
      scopeValues + months(window)
        + [.integer(isBySKU ? 1 : 0), .text(day.description)])
    var parts: [BilledInvoice] = []
    while try rows.step() { parts.append(try BilledInvoice(rows, self)) }
    return parts
  }
}

extension BilledInvoice {
  fileprivate init(_ row: borrowing Statement, _ book: Book) throws {
    let currency = try book.currency(row.string(6))
    buyer = book.slug(row.int64(0))
    provider = book.slug(row.int64(1))
    contract = row.optionalInt64(2).map { book.reference($0) }
    month = try row.month(3)
    sku = row.optionalString(4)
    fixedRate = try book.contractRates[row.optionalInt64(2).map { ContractID(number: $0) }]
    sum = BilledSum(
      net: MoneySum(currency, units: row.wideSum(7)), row.number(11) ?? 0,
      tax: MoneySum(currency, units: row.wideSum(9)), row.number(12) ?? 0)
    self.row = book.evidence(
      "invoice \(row.string(5))" + (sku.map { ", \($0)" } ?? ""), nil, row, from: 13)
  }
}
