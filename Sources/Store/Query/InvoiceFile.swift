internal import Procurement

/// Where the columns of an invoice file are, whose rows are lines that repeat what is said of the invoice.
enum InvoiceFile {
  /// Joins each invoice to its lines.
  static let joinedLines = " JOIN invoice_line ON invoice_line.invoice_row_id = invoice.id"

  /// Invoices as they were recorded, their lines by number.
  static let order = ["invoice.id", "invoice_line.line_no"]

  /// What stands in a column, in SQL; `nil` for one that is the invoice's alone.
  static func expressions(_ column: Column) -> [String]? {
    guard let field = Invoice.Field.allCases.first(where: { $0.column.name == column.name })
    else { return nil }
    switch field {
    case .contract:
      let contract = "coalesce(invoice.contract_id, invoice_line.own_contract_id)"
      return [ListSource.name("reference", of: "contract", contract)]
    case .total: return [total]
    case .sku: return [name("sku")]
    case .unit: return [name("unit")]
    case .discount: return [discountAmount]
    case .discountPercent: return [discountPercent]
    default:
      guard Invoice.Field.ofLines.contains(field) else { return nil }
      return column.stored.map { "invoice_line.\($0.name)" }
    }
  }

  /// Empty where the store rounded a line, since what is stored is the sum of the rounded amounts: an
  /// import compares a total that is given with the exact ones. Those invoices are looked for once.
  private static let total = """
    iif(invoice.id IN (SELECT invoice_row_id FROM invoice_line WHERE amount_text IS NOT NULL),
        NULL, invoice.total_units)
    """

  /// A discount ends in a percent sign where it is a percentage.
  private static let discountAmount = """
    iif(substr(invoice_line.discount, -1) = '%', NULL, invoice_line.discount)
    """

  private static let discountPercent = """
    iif(substr(invoice_line.discount, -1) = '%', rtrim(invoice_line.discount, '%'), NULL)
    """

  /// The name that the store has once, of a SKU or unit.
  private static func name(_ table: String) -> String {
    "(SELECT name FROM \(table) WHERE \(table).id = invoice_line.\(table)_id)"
  }
}
