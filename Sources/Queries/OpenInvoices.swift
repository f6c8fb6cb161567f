internal import Procurement
internal import SQLite
internal import Store

/// Invoices that are not wholly paid, by the day on which they are due.
struct OpenInvoices {
  private(set) var items: [AgendaItem] = []
  /// Slugs of providers to whom no payment is recorded: what is overdue is not known of them.
  private(set) var providersWithoutPayments: [String] = []
  /// How many have no due day.
  private(set) var undatedCount = 0

  /// Those that were issued by the as-of day and are due by `last`: on the due day of the invoice,
  /// else by the payment terms of its contract.
  init(
    _ selection: Selection, asOf: Day, through last: Day, from store: borrowing Store
  ) throws {
    let payers = try Payers.all(from: store)
    var unknown: Set<String> = []
    var rows = try OpenInvoices.statement(selection, asOf: asOf, store)
    while try rows.step() {
      let total = Money(units: rows.int64(6), of: rows.currency(from: 7))
      let paid = OpenInvoices.whole(rows, 10) + OpenInvoices.whole(rows, 12)
      let open = Int128(total.units) - paid
      guard open > 0 else { continue }
      let isPaid = payers.contains(OrganizationID(number: rows.int64(0)))
      if !isPaid { unknown.insert(rows.string(1)) }
      guard let due = try OpenInvoices.dueDay(rows) else {
        undatedCount += 1
        continue
      }
      guard due.day <= last, due.day >= asOf || isPaid else { continue }
      items.append(try OpenInvoices.item(rows, due, open, of: total))
    }
    providersWithoutPayments = unknown.sorted()
  }

  private static func item(
    _ row: borrowing Statement, _ due: (day: Day, words: String), _ open: Int128, of total: Money
  ) throws -> AgendaItem {
    let amount = try Money(exactly: open, of: total.currency)
    let part = amount == total ? "is to be paid" : "is to be paid of \(total)"
    return AgendaItem(
      kind: .invoiceDue, day: due.day, provider: row.string(1), buyer: row.string(2),
      contract: row.optionalString(15), subject: row.string(3),
      what: "\(amount) \(part)\(due.words)",
      amount: amount, evidence: [Evidence("invoice \(row.string(3))", total, row, from: 16)],
      distinction: String(row.string(5).prefix(4)))
  }

  /// The due day of the invoice, else so many days after the one on which it was issued; with how it
  /// is known, where the invoice does not say the day.
  private static func dueDay(_ row: borrowing Statement) throws -> (day: Day, words: String)? {
    if let due = try row.partialDate(4) { return (due.last, due.wordsOfLastDay) }
    guard let days = row.number(14), let issued = try row.partialDate(5)?.exactDay else {
      return nil
    }
    return (issued.adding(days: days), " (issued \(issued), due \(days) days after it)")
  }

  /// A sum from the sums of its halves of 32 bits; 0 where there is none.
  private static func whole(_ row: borrowing Statement, _ column: Int) -> Int128 {
    Int128(row.optionalInt64(column) ?? 0) << 32 + Int128(row.optionalInt64(column + 1) ?? 0)
  }

  private static func statement(
    _ selection: Selection, asOf: Day, _ store: borrowing Store
  ) throws -> Statement {
    var rows = try Statement(
      """
      SELECT invoice.provider_id, provider.slug, buyer.slug, number, invoice.due_on, issued_on,
             total_units, currency.code, minor_digits, scale,
             payment.high, payment.low, -credit.high, -credit.low,
             contract.payment_terms_days, contract.reference,
             import.id, import.file_name, invoice.recorded_line, invoice.source, invoice.notes
      FROM invoice
      JOIN currency ON currency.code = invoice.currency
      JOIN live_organization AS provider ON provider.organization_id = invoice.provider_id
      JOIN live_organization AS buyer ON buyer.organization_id = invoice.buyer_id
      LEFT JOIN live_contract AS contract ON contract.contract_id = invoice.contract_id
      JOIN import ON import.id = coalesce(invoice.restored_from, invoice.recorded_by)
      LEFT JOIN (
          SELECT invoice_id, sum(amount_units >> 32) AS high,
                 sum(amount_units & 4294967295) AS low
          FROM payment
          WHERE ended_by IS NULL AND substr(paid_on || '-01-01', 1, 10) <= ?4
          GROUP BY invoice_id) AS payment ON payment.invoice_id = invoice.invoice_id
      LEFT JOIN (
          SELECT credited_id, sum(total_units >> 32) AS high,
                 sum(total_units & 4294967295) AS low
          FROM (\(CreditNotes.rows))
          WHERE substr(issued_on || '-01-01', 1, 10) <= ?4
          GROUP BY credited_id) AS credit ON credit.credited_id = invoice.invoice_id
      WHERE invoice.ended_by IS NULL AND invoice.kind = 'invoice'
        AND (?1 IS NULL OR invoice.buyer_id = ?1)
        AND (?2 IS NULL OR invoice.provider_id = ?2)
        AND (?3 IS NULL OR invoice.contract_id = ?3)
        AND substr(issued_on || '-01-01', 1, 10) <= ?4
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    try rows.bind(asOf.description, at: 4)
    return rows
  }
}
