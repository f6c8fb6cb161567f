internal import Procurement
internal import Store

// The lines of a run.

extension InvoiceImport {
  mutating func take(
    _ line: LineBatch.Line, of batch: LineBatch, _ store: borrowing Store
  ) throws {
    switch state {
    case .none, .settled: return
    case .surplus(let run, let account, let firstLine):
      try refuseSurplus(line, of: batch, run, account, firstLine: firstLine)
    case .open(let invoice):
      guard isOfMonth(line, invoice) else { return }
      if invoice.stored != nil { return try match(line, of: batch, in: invoice, store) }
      var line = line
      let isNumbered = line.number > 0
      if !isNumbered { line.number = invoice.lastNumber + 1 }
      invoice.count(line)
      try add(line, of: batch, isNumbered: isNumbered, to: invoice)
    }
  }

  /// Adds a line to a new invoice; `isNumbered` where the file gave it its number.
  private mutating func add(
    _ line: LineBatch.Line, of batch: LineBatch, isNumbered: Bool, to invoice: OpenInvoice
  ) throws {
    if !isNumbered, let number = invoice.noteUnnumbered(line) {
      if options.areRepeatsKept, line.lineID.isNone {
        report.countRepeat()
      } else if let refusal = try repeatRefusal(line, of: batch, number: number, invoice) {
        return refuse(refusal, invoice.run)
      }
    }
    if invoice.account.isDivided(by: line) {
      invoice.account = try lines.divide(invoice.account)
    }
    try lines.add(line, of: batch, to: invoice.account)
    if line.exactAmount != nil { report.countRounding(of: line, in: invoice.header.currency) }
    tally.new += 1
  }

  /// Why a line is refused that has the id of an earlier one, or is identical to it; `nil` if it is
  /// neither.
  private mutating func repeatRefusal(
    _ line: LineBatch.Line, of batch: LineBatch, number: Int, _ invoice: OpenInvoice
  ) throws -> Refusal? {
    try lines.insertRows()
    switch try lines.compare(line, of: batch, number: number, with: invoice.account) {
    case .missing: return nil
    case .same(let fileLine):
      return invoice.place.refusal(
        line: line.fileLine, RepeatedLine.reason("line \(fileLine)"), .repeated)
    case .different(_, let fileLine):
      guard let id = batch.string(line.lineID) else { return nil }
      return invoice.place.refusal(
        line: line.fileLine,
        "has the line_id of line \(fileLine), \"\(EscapedText.text(id, limit: 60))\"", .repeated)
    }
  }

  /// A row of an invoice that was complete before.
  private mutating func refuseSurplus(
    _ line: LineBatch.Line, of batch: LineBatch, _ run: InvoiceRun, _ account: LineAccount,
    firstLine: Int
  ) throws {
    // Without a number it counts as the first line, which is the whole of an invoice of one row.
    let number = max(line.number, 1)
    try lines.insertRows()
    if case .same(let fileLine) = try lines.compare(
      line, of: batch, number: number, with: account)
    {
      return refuse(
        run.place.refusal(
          line: line.fileLine, RepeatedKey.reason(Field.key, line: fileLine), .repeated), run)
    }
    refuse(
      run.place.refusal(
        .number,
        "was complete before: its lines from line \(firstLine) on make up its"
          + " total; this line is one too many", .disagreement, line: line.fileLine), run)
  }

  /// Refuses a line where the billing month was taken from the service of the first line, and this
  /// line's begins in another: which one is billed must then be said.
  private mutating func isOfMonth(_ line: LineBatch.Line, _ invoice: OpenInvoice) -> Bool {
    guard !invoice.run.opening.isMonthGiven, let month = line.service?.from.month,
      month != invoice.header.billingMonth
    else { return true }
    refuse(
      invoice.place.refusal(
        .billingMonth,
        "is empty, and the lines of the invoice do not agree: service_from says \(month) here and"
          + " \(invoice.header.billingMonth) on line \(invoice.place.line); give the month that it bills",
        .disagreement, line: line.fileLine), invoice.run)
    return false
  }
}
