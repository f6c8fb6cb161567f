package import Procurement
internal import SQLite
internal import Store

extension Book {
  /// The billing months of each contract that have an invoice; a credit note alone is none.
  package var billedMonths: [ContractID: BilledMonths] {
    get throws { try billedMonthRows { try readBilledMonths() } }
  }

  private func readBilledMonths() throws -> [ContractID: BilledMonths] {
    let isInvoice = "ended_by IS NULL AND kind = 'invoice'"
    var rows = try Statement(
      """
      SELECT contract_id, billing_month, issued_on FROM invoice
      WHERE \(isInvoice) AND \(isOfContract("invoice.contract_id"))
        AND \(isInScope("invoice"))
      UNION ALL
      SELECT part.own_contract_id, billing_month, issued_on
      FROM (\(InvoicePart.ofDivided)) AS part JOIN invoice ON invoice.id = part.invoice_row_id
      WHERE \(isInvoice) AND \(isInScope("invoice", contract: "part.own_contract_id"))
      """, on: store.connection)
    try rows.bind(scopeValues)
    var (billed, words) = ([ContractID: BilledMonths](), RowWords())
    var run: (contract: ContractID, months: BilledMonths)?
    func close() { if let run { billed[run.contract, default: BilledMonths()].add(run.months) } }
    while try rows.step() {
      let contract = ContractID(number: rows.int64(0))
      if run?.contract != contract {
        close()
        run = (contract, BilledMonths())
      }
      run?.months.add(try words.month(rows, 1), issuedBy: try words.date(rows, 2).last)
    }
    close()
    return billed
  }
}

/// The billing months of a contract that have an invoice.
package struct BilledMonths: Sendable {
  /// For each month, the last day that the first of its invoices may have been issued on.
  private var firstIssuedBy: [(month: Month, day: Day)] = []

  /// No months.
  package init() {}

  /// Whether an invoice of a month was issued by the end of a day.
  package func contains(_ month: Month, issuedBy day: Day) -> Bool {
    let place = place(of: month)
    guard place < firstIssuedBy.count, firstIssuedBy[place].month == month else { return false }
    return firstIssuedBy[place].day <= day
  }

  /// Adds an invoice of a month. They come fastest in the order of months.
  fileprivate mutating func add(_ month: Month, issuedBy day: Day) {
    let place =
      firstIssuedBy.last.map { $0.month < month } ?? true
      ? firstIssuedBy.count : place(of: month)
    if place < firstIssuedBy.count, firstIssuedBy[place].month == month {
      firstIssuedBy[place].day = min(firstIssuedBy[place].day, day)
    } else {
      firstIssuedBy.insert((month, day), at: place)
    }
  }

  fileprivate mutating func add(_ other: BilledMonths) {
    guard !firstIssuedBy.isEmpty else { return firstIssuedBy = other.firstIssuedBy }
    for (month, day) in other.firstIssuedBy { add(month, issuedBy: day) }
  }

  /// The place of the first month that is not before `month`.
  private func place(of month: Month) -> Int {
    firstIssuedBy.partitioningIndex { $0.month >= month }
  }
}
