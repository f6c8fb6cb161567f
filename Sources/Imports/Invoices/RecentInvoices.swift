/// Invoices that were whole when their rows ended, as far as could be told, and may come back: an export may
/// go by days or machines.
struct RecentInvoices {
  private static let maximumCount = 1 << 12
  private static let maximumLineCount = 1 << 16

  private var invoices: [Int64: OpenInvoice] = [:]
  private var lineCount = 0

  subscript(rowID: Int64) -> OpenInvoice? { invoices[rowID] }

  /// Remembers an invoice, and forgets all others where there are too many: they are read back then.
  mutating func add(_ invoice: OpenInvoice) {
    lineCount += invoice.lineCount
    if invoices.count == RecentInvoices.maximumCount || lineCount > RecentInvoices.maximumLineCount
    {
      invoices.removeAll(keepingCapacity: true)
      lineCount = invoice.lineCount
    }
    invoices[invoice.liveRowID] = invoice
  }
}
