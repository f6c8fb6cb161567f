package import Procurement
internal import SQLite
internal import Store

/// Credits on an invoice or credit note of a contract, for the same days.
package struct CreditLine: Hashable, Sendable {
  /// The contract's identity.
  package let contract: ContractID
  /// When the invoice or credit note was issued.
  package let issuedOn: PartialDate
  /// The days of the service; the whole billing month if no line says.
  package let days: DayRange
  /// What was credited: more than 0.
  package let amount: Money
  /// The first of its lines.
  package let evidence: Evidence

  /// Whether any of it is for days of a month.
  package func isFor(_ month: Month) -> Bool { days.overlap(DayRange(of: month)) > 0 }
}

extension Book {
  /// The credits of live invoices under a contract of the scope that were issued by the end of a day,
  /// in the order of issue.
  package func credits(of contract: ContractFile, issuedBy day: Day) throws -> [CreditLine] {
    try creditRows { try readCredits() }[contract.id, default: []]
      .filter { $0.issuedOn.last <= day }
  }

  private func readCredits() throws -> [ContractID: [CreditLine]] {
    // Halves of 32 bits, since SQLite's sum of whole ones may not fit.
    var rows = try Statement(
      """
      SELECT \(Book.contractOfLine), invoice.billing_month, invoice.issued_on, line.service_from,
             line.service_to, invoice.currency, sum(line.amount_units >> 32),
             sum(line.amount_units & 4294967295), invoice.number,
             coalesce(line.added_by, invoice.restored_from, invoice.recorded_by),
             min(line.recorded_line),
             invoice.source, invoice.notes
      FROM invoice_line AS line INDEXED BY invoice_line_credit
      CROSS JOIN invoice ON invoice.id = line.invoice_row_id
      WHERE invoice.ended_by IS NULL AND \(Book.contractOfLine) IS NOT NULL
        AND line.charge_category = 'Credit' AND \(isLineInScope)
      GROUP BY invoice.id, line.own_contract_id, line.service_from, line.service_to
      ORDER BY invoice.issued_on, invoice.id, line.service_from
      """, on: store.connection)
    try rows.bind(scopeValues)
    var credits: [ContractID: [CreditLine]] = [:]
    while try rows.step() {
      let credit = try CreditLine(rows, self)
      credits[credit.contract, default: []].append(credit)
    }
    return credits
  }
}

extension CreditLine {
  fileprivate init(_ row: borrowing Statement, _ book: Book) throws {
    let amount = try Money(exactly: 0 - row.wideSum(6), of: try book.currency(row.string(5)))
    contract = ContractID(number: row.int64(0))
    issuedOn = try row.date(2)
    days = try row.service(from: 3) ?? DayRange(of: row.month(1))
    self.amount = amount
    evidence = book.evidence("credit on \(row.string(8))", amount, row, from: 9)
  }
}
