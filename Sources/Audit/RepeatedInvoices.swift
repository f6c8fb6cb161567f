package import Ledger
package import Procurement

/// Invoices that must not be paid, since they are others over again (METRICS, ruling 11).
package struct RepeatedInvoices: Hashable, Sendable {
  /// The open finding of each of them.
  package let findings: [InvoiceID: AuditFinding]

  /// Looks for invoices of a book, issued by the as-of day, that are others over again and not accepted: the
  /// findings of the audit for them, without an audit of everything. `open` are the payable ones.
  ///
  /// Lines are read only of invoices with the amount of one of `open`, or with a number that comes twice.
  /// - Throws: `SQLiteError`, or `StoredRowError` for a damaged row.
  package init(in book: Book, among open: Set<InvoiceID>, asOf: Day) throws {
    guard !open.isEmpty else {
      findings = [:]
      return
    }
    let audited = try AuditBook(book, asOf: asOf, lateDays: AuditReport.usualLateDays)
    var amounts: Set<Amount> = []
    try book.forEachInvoiceHead(issuedBy: asOf) { head in
      if open.contains(head.id) { amounts.insert(Amount(head)) }
    }
    var likeThem: [Int64] = []
    try book.forEachInvoiceHead(issuedBy: asOf) { head in
      let isNumbered = audited.repeatedNumbers[head.rowID] != nil
      if isNumbered || amounts.contains(Amount(head)) { likeThem.append(head.rowID) }
    }
    var rows = try InvoiceRows(book, by: .contract, rowIDs: likeThem)
    var lines = try LineRows(book)
    var audits: [Place: ContractAudit] = [:]
    while let booked = try rows.next() {
      let invoice = audited.invoice(booked)
      let place = Place(provider: invoice.provider, contract: invoice.contract)
      let own = try lines.lines(of: booked).map { AuditedLine($0, of: booked) }
      _ = audits[place, default: ContractAudit(nil, audited)].isRepeat(invoice, own)
    }
    let all = audits.values.flatMap(\.findings).accepted(by: try book.acceptances)
    findings = Dictionary(
      all.filter { $0.acceptedWhy == nil }.compactMap { finding in
        finding.invoice.flatMap { open.contains($0) ? ($0, finding) : nil }
      }
    ) { first, _ in first }
  }
}

/// Among which invoices one can be another over again.
private struct Place: Hashable {
  let provider: OrganizationID
  let contract: ContractID?
}

/// An amount that invoices of a place can have in common.
private struct Amount: Hashable {
  let place: Place
  let total: Money

  init(_ head: InvoiceHead) {
    place = Place(provider: head.provider, contract: head.contract)
    total = head.total
  }
}
