internal import Ledger
internal import Procurement

// What holds for an invoice as a whole.

extension ContractAudit {
  /// Checks an invoice against its lines, its contract and its payments.
  mutating func check(_ invoice: AuditedInvoice, _ lines: [AuditedLine]) throws {
    try checkTotal(invoice, lines)
    checkCurrency(invoice)
    guard !invoice.isCreditNote else { return }
    checkDueDate(invoice)
    try checkPayments(invoice)
    try checkOverdue(invoice)
  }

  private mutating func checkTotal(_ invoice: AuditedInvoice, _ lines: [AuditedLine]) throws {
    let sum = lines.map(\.amount).units
    guard sum != Int128(invoice.total.units) else { return }
    let expected = try Money(exactly: sum, of: invoice.total.currency)
    add(
      finding(
        .totalDiffers, invoice, expected: expected, billed: invoice.total,
        variance: try Variance(billed: invoice.total, expected: expected),
        found: "its lines add up to \(expected)"))
  }

  private mutating func checkCurrency(_ invoice: AuditedInvoice) {
    guard let currency = contract?.terms.currency, currency != invoice.total.currency else {
      return
    }
    add(
      finding(
        .wrongCurrency, invoice, billed: invoice.total,
        found: "is in \(invoice.total.currency.code), the contract in \(currency.code)",
        facts: [invoice.total.currency.code, currency.code]))
  }

  private mutating func checkDueDate(_ invoice: AuditedInvoice) {
    guard let given = invoice.dueOn?.exactDay, let expected = dueDay(invoice),
      given != expected
    else { return }
    add(
      finding(
        .dueDateDiffers, invoice,
        found: "is due on \(given); \(contract?.terms.paymentTermsDays ?? 0) days from "
          + "\(invoice.issuedOn) are \(expected)", facts: [given.description, expected.description])
    )
  }

  /// The day by the contract's payment terms.
  private func dueDay(_ invoice: AuditedInvoice) -> Day? {
    guard let days = contract?.terms.paymentTermsDays else { return nil }
    return invoice.issuedOn.exactDay?.adding(days: days)
  }

  private mutating func checkPayments(_ invoice: AuditedInvoice) throws {
    guard let paid = invoice.paid else { return }
    let currency = invoice.total.currency
    let payable = book.payable(invoice)
    if paid.units > payable, paid.units > 0 {
      let expected = try Money(exactly: payable, of: currency)
      let amount = try Money(exactly: paid.units, of: currency)
      add(
        finding(
          .paidAbove, invoice, expected: expected, billed: amount,
          variance: try Variance(billed: amount, expected: expected),
          found: "\(amount) was paid of \(expected)"))
    }
    if let first = invoice.paid?.firstPaidOn, first.last < invoice.issuedOn.first {
      add(
        finding(
          .paidEarly, invoice,
          found: "was paid on \(first), before it was issued on "
            + "\(invoice.issuedOn)", facts: [first.description, invoice.issuedOn.description]))
    }
  }

  /// Where nothing that was paid to the provider is recorded, nothing is known to be overdue.
  private mutating func checkOverdue(_ invoice: AuditedInvoice) throws {
    guard book.paidProviders.contains(invoice.provider),
      let due = invoice.dueOn?.last ?? dueDay(invoice), due < book.asOf
    else { return }
    let open = try book.payable(invoice) - (invoice.paid?.units ?? 0)
    let disputed = book.disputed[invoice.id]?.units(of: open) ?? 0
    guard open > disputed else { return }
    let amount = try Money(exactly: open - disputed, of: invoice.total.currency)
    let left = try Money(exactly: disputed, of: invoice.total.currency)
    add(
      finding(
        .overdue, invoice,
        found: "was due on \(due); \(amount) is open"
          + (disputed > 0 ? " besides \(left) that is disputed" : ""),
        facts: [due.description, amount.description]))
  }
}
