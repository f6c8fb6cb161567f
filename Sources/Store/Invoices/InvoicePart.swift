/// Invoices and the parts of divided ones, in SQL.
///
/// An invoice whose lines are under several contracts is divided: it has no contract, and each line that
/// is under one has its own. The lines under one contract are a part of it.
package enum InvoicePart {
  /// The parts of all divided invoices: `invoice_row_id`, `own_contract_id`.
  package static let ofDivided = """
    SELECT DISTINCT invoice_row_id, own_contract_id
    FROM invoice_line WHERE own_contract_id IS NOT NULL
    """

  /// A query that reads `columns` of every invoice that fits `condition`, and again of every part of a
  /// divided one. Both are given the contract of the row, and whether lines must have it as their own:
  /// the contract of the part, NULL for an invoice as such, whose own lines are those without.
  package static func union(
    _ columns: (_ contract: String, _ own: String) -> String,
    where condition: (_ contract: String) -> String
  ) -> String {
    """
    SELECT \(columns("invoice.contract_id", "NULL"))
    FROM invoice
    WHERE \(condition("invoice.contract_id"))
    UNION ALL
    SELECT \(columns("part.own_contract_id", "part.own_contract_id"))
    FROM (\(ofDivided)) AS part
    JOIN invoice ON invoice.id = part.invoice_row_id
    WHERE \(condition("part.own_contract_id"))
    """
  }
}
