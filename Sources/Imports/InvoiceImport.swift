internal import Procurement
internal import SQLite
internal import Store

/// Invoices in: one row an invoice, or one row a line with the invoice's fields repeated.
///
/// Rows of one invoice normally follow one another, so one invoice is open at a time and memory
/// does not grow with the file; one that comes back later is opened again.
struct InvoiceImport: FactImport, ~Copyable {
  private let parser: InvoiceParser
  private var invoices: InvoiceTable
  private var lines: InvoiceLineTable
  private var current: OpenInvoice?
  /// Invoices whose rows so far do not make them whole; more may come later in the file.
  private var unfinished: [Int64: OpenInvoice] = [:]
  /// Numbers of which a row was refused, so that their totals say nothing; the empty one stands for
  /// a row whose invoice is not known.
  private var spoiled: Set<String> = []
  private var report = BillingReport()

  init(_ store: borrowing Store, import number: Int64) throws {
    let parser = try InvoiceParser(store)
    let invoices = try InvoiceTable(store, import: number)
    let lines = try InvoiceLineTable(store)
    self.parser = parser
    self.invoices = invoices
    self.lines = lines
  }

  var names: Names { parser.names }

  func currency(of row: borrowing RecordReader<Field>) -> Currency? { parser.currency(of: row) }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    do {
      let recording = try open(row) ?? addLine(row)
      if case .repeated = recording { spoil(row) }
      if case .conflict = recording { spoil(row) }
      return recording
    } catch {
      spoil(row)
      throw error
    }
  }

  mutating func faultsAtEnd(sawAllRows: Bool) throws -> [Refusal] {
    try close()
    guard sawAllRows, !spoiled.contains("") else { return [] }
    return unfinished.values.filter { !spoiled.contains($0.header.number) }.compactMap(\.refusal)
  }

  mutating func finish() throws -> Completion {
    try lines.finish()
    return report.completion
  }

  private mutating func spoil(_ row: borrowing RecordReader<Field>) {
    spoiled.insert(row.text(.number) ?? "")
  }
}

// MARK: The invoice of a row

extension InvoiceImport {
  /// Makes the invoice of a row the current one.
  /// - Returns: what became of the row, where that is settled before its line is looked at.
  private mutating func open(_ row: borrowing RecordReader<Field>) throws -> Recording? {
    if let current, current.texts.areRepeated(in: row) { return settled(current) }
    let header = try parser.invoice(row)
    let stored = try invoices.stored(header.invoice)
    if let current, let stored, stored.rowID == current.rowID {
      try check(header, stored, current, row)
      return settled(current)
    }
    try close()
    guard let stored else {
      let given = try header.total.map { try Money($0, in: header.invoice.currency) }
      let rowID = try invoices.add(
        header.invoice, total: given ?? .zero(header.invoice.currency), line: row.line)
      current = OpenInvoice(header, rowID: rowID, row)
      return nil
    }
    if let earlier = unfinished.removeValue(forKey: stored.rowID) {
      current = earlier
      try check(header, stored, earlier, row)
      return settled(earlier)
    }
    return try reopen(stored, header, row)
  }

  /// The rows of an invoice that differs from the stored one in more than its lines are not looked
  /// at: the first one's refusal says it for all.
  private func settled(_ invoice: OpenInvoice) -> Recording? {
    invoice.comparedWith?.isInConflict == true ? .unchanged : nil
  }

  /// Opens an invoice that was stored before: by this import, or by an earlier one.
  private mutating func reopen(
    _ stored: StoredInvoice, _ header: InvoiceHeader, _ row: borrowing RecordReader<Field>
  ) throws -> Recording? {
    let summary = try lines.summary(ofRow: stored.rowID)
    let differences = header.said(stored.differences)
    guard stored.isOfThisImport else {
      current = OpenInvoice(
        header, rowID: stored.rowID, row,
        comparedWith: StoredInvoiceLines(
          origin: stored.origin, count: summary.count, isInConflict: !differences.isEmpty))
      return differences.isEmpty ? nil : .conflict(differences, with: stored.origin)
    }
    if let difference = differences.first {
      throw refusal(difference, row, firstLine: stored.origin.line)
    }
    guard header.total == nil else { return try surplus(stored, header, row) }
    current = OpenInvoice(header, rowID: stored.rowID, row, continuing: summary)
    return nil
  }

  /// A row of an invoice that was complete before.
  private mutating func surplus(
    _ stored: StoredInvoice, _ header: InvoiceHeader, _ row: borrowing RecordReader<Field>
  ) throws -> Recording {
    // Without a number it counts as the first line, which is the whole of an invoice of one row.
    let line = try parser.line(row, of: OpenInvoice(header, rowID: stored.rowID, row))
    if let twin = try lines.stored(line, ofRow: stored.rowID), twin.differences.isEmpty {
      return .repeated(line: twin.fileLine)
    }
    throw row.refusal(
      .number,
      "was complete before: its lines from line \(stored.origin.line) on make up its"
        + " total; this line is one too many")
  }

  /// - Throws: `Refusal` where a row says something else of its invoice than the first one.
  private func check(
    _ header: InvoiceHeader, _ stored: StoredInvoice, _ invoice: OpenInvoice,
    _ row: borrowing RecordReader<Field>
  ) throws(Refusal) {
    if invoice.comparedWith == nil, let difference = header.said(stored.differences).first {
      throw refusal(difference, row, firstLine: invoice.place.line)
    }
    guard header.total == invoice.opening.total else {
      let said = invoice.opening.total.map { "\"\($0)\"" } ?? "empty"
      throw row.refusal(
        .total, "is not what line \(invoice.place.line) says of the same invoice: \(said)")
    }
  }

  private func refusal(
    _ difference: Difference, _ row: borrowing RecordReader<Field>, firstLine: Int
  ) -> Refusal {
    let name = difference.column.name
    let reason =
      "is not what line \(firstLine) says of the same invoice: "
      + difference.storedText(naming: names)
    guard let field = Field.allCases.first(where: { $0.column.name == name }) else {
      return row.refusal("\(name) \(reason)")
    }
    return row.refusal(field, reason)
  }

  /// Stores the total of the current invoice, or puts it by where its rows do not make it whole.
  private mutating func close() throws {
    guard let invoice = current.take(), !spoiled.contains(invoice.header.number) else { return }
    guard invoice.refusal == nil else {
      unfinished[invoice.rowID] = invoice
      return
    }
    report.count(invoice)
    let total = try invoice.total()
    guard invoice.comparedWith == nil,
      total != invoice.givenTotal || invoice.kind != invoice.header.kind
    else { return }
    try invoices.complete(row: invoice.rowID, total: total, kind: invoice.kind)
  }
}

// MARK: The line of a row

extension InvoiceImport {
  private mutating func addLine(_ row: borrowing RecordReader<Field>) throws -> Recording {
    // Taken out, so that what it gathers is not copied for every line.
    guard var invoice = current.take() else { return .unchanged }
    defer { current = invoice }
    let line = try parser.line(row, of: invoice)
    try checkMonth(line, invoice, row)
    if let compared = invoice.comparedWith {
      try invoice.count(line, row)
      return try compare(line, compared, invoice, row)
    }
    if let stored = try lines.stored(line, ofRow: invoice.rowID, ifAtMost: invoice.lastNumber) {
      return .repeated(line: stored.fileLine)
    }
    if row.text(.lineNo) == nil, let number = invoice.noteUnnumbered(line),
      let twin = try lines.stored(line, number: number, ofRow: invoice.rowID),
      twin.differences.isEmpty
    {
      throw row.refusal(
        "repeats line \(twin.fileLine); lines that are alike need line_no to tell them apart")
    }
    try invoice.count(line, row)
    try lines.add(line, to: invoice.header, rowID: invoice.rowID, fileLine: row.line)
    if line.exactAmount != nil { report.countRounding(of: line) }
    return .new
  }

  /// - Throws: `Refusal` where the billing month was taken from the service of the first line, and
  ///   this line's begins in another: which one is billed must then be said.
  private func checkMonth(
    _ line: InvoiceLine, _ invoice: OpenInvoice, _ row: borrowing RecordReader<Field>
  ) throws(Refusal) {
    guard !invoice.opening.isMonthGiven, let month = line.service?.from.month,
      month != invoice.header.billingMonth
    else { return }
    throw row.refusal(
      .billingMonth,
      "is empty, and the lines of the invoice do not agree: service_from says \(month) here and"
        + " \(invoice.header.billingMonth) on line \(invoice.place.line); say which month it bills")
  }

  /// Compares a line with that of an invoice of an earlier import.
  private mutating func compare(
    _ line: InvoiceLine, _ compared: StoredInvoiceLines, _ invoice: OpenInvoice,
    _ row: borrowing RecordReader<Field>
  ) throws -> Recording {
    guard let stored = try lines.stored(line, ofRow: invoice.rowID) else {
      throw row.refusal(
        .number,
        "conflicts with import \(compared.origin.importNumber): the invoice has no line"
          + " \(line.number) in the store; nothing was changed")
    }
    guard stored.differences.isEmpty else {
      return .conflict(
        stored.differences,
        with: Origin(importNumber: compared.origin.importNumber, line: stored.fileLine))
    }
    return .unchanged
  }
}
