package import Procurement
internal import SQLite
internal import Store

/// What an invoice charges under one contract, tax apart.
package struct ChargedPart: Hashable, Sendable {
  /// The contract; `nil` for what is under none.
  package let contract: ContractID?
  /// What its lines come to that are no tax.
  package let net: MoneySum
  /// What its lines of tax come to.
  package let tax: MoneySum
}

/// What one invoice after another charges.
package struct ChargedParts: ~Copyable {
  private var rows: Statement

  /// Readies the question.
  package init(_ book: Book) throws {
    rows = try Statement(
      """
      SELECT own_contract_id,
             sum((amount_units >> 32) * (charge_category <> 'Tax')),
             sum((amount_units & 4294967295) * (charge_category <> 'Tax')),
             sum((amount_units >> 32) * (charge_category = 'Tax')),
             sum((amount_units & 4294967295) * (charge_category = 'Tax'))
      FROM invoice_line WHERE invoice_row_id = ?1
      GROUP BY own_contract_id ORDER BY min(line_no)
      """, on: book.store.connection)
  }

  /// What the lines of an invoice come to, a part for each contract that they are under.
  package mutating func parts(of invoice: BookedInvoice) throws -> [ChargedPart] {
    try rows.bind(invoice.rowID, at: 1)
    var parts: [ChargedPart] = []
    while try rows.step() {
      parts.append(
        ChargedPart(
          contract: rows.optionalInt64(0).map { ContractID(number: $0) }
            ?? invoice.invoice.contract,
          net: sum(from: 1, in: invoice.total.currency),
          tax: sum(from: 3, in: invoice.total.currency)))
    }
    return parts
  }

  /// The sum of two columns, of which the first counts 2^32 times.
  private func sum(from column: Int, in currency: Currency) -> MoneySum {
    MoneySum(currency, units: Int128(rows.int64(column)) << 32 &+ Int128(rows.int64(column + 1)))
  }
}
