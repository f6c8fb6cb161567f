internal import Ledger
internal import Procurement

// What holds for an invoice as a whole.

extension ContractAudit {
  /// Checks an invoice against its lines, its contract, its credit notes and its payments.
  mutating func check(_ invoice: AuditedInvoice, _ lines: [AuditedLine]) {
    checkTotal(invoice, lines)
    checkCurrency(invoice)
    guard !invoice.isCreditNote else { return checkCredited(invoice) }
    checkCreditNotes(invoice)
    checkDueDate(invoice)
    checkReceipt(invoice)
    checkPayments(invoice)
    checkOverdue(invoice)
  }

  private mutating func checkTotal(_ invoice: AuditedInvoice, _ lines: [AuditedLine]) {
    let sum = lines.map(\.amount).units
    guard sum != Int128(invoice.total.units) else { return }
    let currency = invoice.total.currency
    addDifference(
      .totalDiffers, invoice, expected: sum, billed: invoice.total,
      found: "its lines add up to \(currency.words(sum))")
  }

  private mutating func checkCurrency(_ invoice: AuditedInvoice) {
    guard let currency = contract?.currency, currency != invoice.total.currency else {
      return
    }
    add(
      finding(
        .wrongCurrency, invoice, billed: invoice.total,
        found: "is in \(invoice.total.currency.code); the contract is in \(currency.code)",
        facts: [invoice.total.currency.code, currency.code]))
  }

  private mutating func checkDueDate(_ invoice: AuditedInvoice) {
    guard let given = invoice.dueOn?.exactDay, let expected = dueDay(invoice),
      given != expected
    else { return }
    add(
      finding(
        .dueDateDiffers, invoice,
        found: "is due on \(given); \(invoice.paymentTermsDays ?? 0) days from "
          + "\(invoice.issuedOn) is \(expected)", facts: [given.description, expected.description])
    )
  }

  /// The day by the contract's payment terms.
  private func dueDay(_ invoice: AuditedInvoice) -> Day? {
    guard let days = invoice.paymentTermsDays else { return nil }
    return invoice.issuedOn.exactDay?.adding(days: days)
  }

  /// Received long after the end of its billing month, from the day of receipt on (METRICS, ruling 36).
  private mutating func checkReceipt(_ invoice: AuditedInvoice) {
    guard let received = invoice.receivedOn, received.last <= book.asOf else { return }
    let month = invoice.billingMonth
    let days = received.last.days(since: month.lastDay)
    guard days > book.lateDays else { return }
    add(
      finding(
        .lateReceived, invoice,
        found: "was received on \(received), \(days) days after the end of \(month)",
        facts: [received.description, month.description]))
  }

  /// A finding of an invoice, or of a line of it, that is for another amount than expected.
  mutating func addDifference(
    _ code: AuditCode, _ invoice: AuditedInvoice, line: Int? = nil, expected: Int128,
    exact: Int128? = nil, billed: Money, found: String
  ) {
    let parts = exact.map { Variance.parts(price: 0, of: Int128(billed.units) &- $0) }
    let amount = billed.currency.money(expected)
    add(
      finding(
        code, invoice, line: line, expected: amount, billed: billed,
        variance: amount.flatMap { Variance(billed: billed, expected: $0, exact: parts) },
        exact: .init(expected: exact.map { Ratio($0) }), found: found,
        // What is too large to be kept is a fact as well.
        facts: amount == nil ? [billed.currency.fact(expected)] : []))
  }
}

// MARK: Credits and payments

extension ContractAudit {
  /// A credit note that names an invoice.
  private mutating func checkCredited(_ note: AuditedInvoice) {
    guard let number = note.booked.invoice.creditsNumber, !book.creditNotes.contains(note.rowID)
    else { return }
    add(
      finding(
        .creditUnknown, note, billed: note.total,
        found: "credits invoice \(number), which is not recorded in \(note.total.currency.code)",
        facts: [number]))
  }

  /// Credit notes that deduct more than the invoice is for.
  private mutating func checkCreditNotes(_ invoice: AuditedInvoice) {
    let credits = invoice.credits
    guard credits != 0, invoice.payable < 0 else { return }
    let currency = invoice.total.currency
    let credited = currency.money(0 &- credits)
    add(
      finding(
        .creditAboveInvoice, invoice, expected: invoice.total, billed: credited,
        variance: credited.flatMap { Variance(billed: $0, expected: invoice.total) },
        found: "credited \(currency.words(0 &- credits)); invoice total \(invoice.total.words)",
        facts: ["\(credits)"]))
  }

  private mutating func checkPayments(_ invoice: AuditedInvoice) {
    guard let paid = invoice.paid else { return }
    let currency = invoice.total.currency
    let payable = invoice.payable
    if paid.units > payable, paid.units > 0 {
      let (expected, amount) = (currency.money(payable), currency.money(paid.units))
      add(
        finding(
          .paidAbove, invoice, expected: expected, billed: amount,
          variance: expected.flatMap { expected in
            amount.flatMap { Variance(billed: $0, expected: expected) }
          },
          found: "paid \(currency.words(paid.units)); net invoiced \(currency.words(payable))"))
    }
    if paid.firstPaidOn.last < invoice.issuedOn.first {
      add(
        finding(
          .paidEarly, invoice,
          found: "was paid on \(paid.firstPaidOn), before it was issued on "
            + "\(invoice.issuedOn)",
          facts: [paid.firstPaidOn.description, invoice.issuedOn.description]))
    }
  }

  /// Where nothing that was paid to the provider is recorded, nothing is known to be overdue.
  private mutating func checkOverdue(_ invoice: AuditedInvoice) {
    guard book.paidProviders.contains(invoice.provider),
      let due = invoice.dueOn?.last ?? dueDay(invoice), due < book.asOf
    else { return }
    let open = invoice.payable &- (invoice.paid?.units ?? 0)
    let disputed = invoice.disputed?.units(of: open) ?? 0
    guard open > disputed else { return }
    let currency = invoice.total.currency
    let unpaid = open &- disputed
    add(
      finding(
        .overdue, invoice,
        found: "was due on \(due); \(currency.words(unpaid)) is unpaid"
          + (disputed > 0 ? ", besides \(currency.words(disputed)) in dispute" : ""),
        facts: [due.description, currency.fact(unpaid)]))
  }
}
