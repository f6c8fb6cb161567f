internal import Procurement
internal import Store

/// Invoices in: one row an invoice, or one row a line with the invoice's fields repeated.
///
/// One thread reads the rows and checks what can be checked without the store; this one inserts
/// them, which takes longer. Rows of one invoice normally follow one another, so one invoice is open
/// at a time and memory does not grow with the file; one that comes back later is opened again.
struct InvoiceImport: ~Copyable {
  typealias Field = Invoice.Field

  private let parser: InvoiceParser
  /// As the user called it.
  private let file: String
  private let place: StoredPlace
  private var invoices: InvoiceTable
  private var lines: InvoiceLineTable
  private var state = State.none
  private var runNumber = 0
  /// Invoices whose rows so far do not make them whole; more may come later in the file.
  private var unfinished: [Int64: OpenInvoice] = [:]
  /// Numbers of which a row was refused, so that their totals say nothing; the empty one stands for
  /// a row whose invoice is not known.
  private var spoiled: Set<String> = []
  private var report = BillingReport()
  private var tally = ImportTally()
  private var refusals: RefusalLog
  private let options: ImportOptions

  /// What becomes of the rows of the current run.
  private enum State {
    case none
    /// They are lines of an invoice.
    case open(OpenInvoice)
    /// They are not looked at: the refusal of the first one says it for all.
    case settled
    /// Their invoice was complete before; it began on `firstLine`.
    case surplus(InvoiceRun, LineAccount, firstLine: Int)
  }

  /// Readies the import of `file`, whose stored rows `place` tells from others.
  init(
    of file: String, into store: borrowing Store, naming references: References,
    at place: StoredPlace, _ options: ImportOptions
  ) throws {
    let parser = InvoiceParser(names: references)
    let invoices = try InvoiceTable(store, import: place.number)
    let lines = try InvoiceLineTable(store)
    self.file = file
    self.options = options
    refusals = RefusalLog(limit: options.refusalLimit, keepsGood: options.keepsGood)
    self.parser = parser
    self.place = place
    self.invoices = invoices
    self.lines = lines
  }

  /// Takes in all rows of `reader`, which come from `source`.
  /// - Throws: `ImportFailure` with every refusal; `FileError`, `SQLiteError`.
  mutating func run(
    _ reader: consuming RecordReader<Field>, from source: HashedFile, into store: borrowing Store
  ) throws -> (tally: ImportTally, invoices: RowSum?) {
    let rows = InvoiceRows(reader, from: source, parser, linesAtOnce: options.linesAtOnce)
    let reading = InvoiceReading(rows, readsAhead: options.readsAhead)
    defer { reading.stop() }
    let (file, options) = (file, options)
    var rowCount = 0
    let tell = { (bytes: Int) in
      options.progress?(
        ImportProgress(file: file, bytes: bytes, size: source.size, rows: rowCount))
    }
    while let batch = try reading.next(whileWaiting: { tell(source.byteCount) }) {
      try take(batch, store)
      rowCount += batch.lines.lines.count
      tell(batch.bytesRead)
    }
    try close()
    try noteRefusedLines()
    if reading.sawAllRows { refuseUnfinished() }
    guard refusals.isEmpty else { throw refusals.failure }
    tally.leaveOut(reading.rejected)
    return try completed(store)
  }

  /// Refuses invoices whose rows do not make them whole, unless a row of them was refused.
  private mutating func refuseUnfinished() {
    guard !spoiled.contains("") else { return }
    refusals.add(
      unfinished.values.filter { !spoiled.contains($0.header.number) }.compactMap(\.refusal))
  }

  private mutating func completed(
    _ store: borrowing Store
  ) throws -> (tally: ImportTally, invoices: RowSum?) {
    do {
      try lines.finish()
      if options.isRevising { try store.subtractRevisedInvoices(ofImport: place.number) }
      tally.totals = report.billed
      tally.notes = report.notes
      tally.invoices = report.invoiceCount
      return (tally, try invoices.sum())
    } catch let error as RollupError {
      throw ImportFailure(refusals: [
        Refusal(file: file, line: nil, reason: "\(error)", kind: .size)
      ])
    }
  }
}

// MARK: Rows

extension InvoiceImport {
  private mutating func take(_ batch: InvoiceBatch, _ store: borrowing Store) throws {
    refusals.add(batch.refusals)
    spoiled.formUnion(batch.spoiled)
    try lines.takeNames(of: batch.lines)
    for (run, part) in batch.runs {
      if run.number != runNumber {
        runNumber = run.number
        try open(run, store)
      }
      for index in part { try take(batch.lines.lines[index], of: batch.lines, store) }
    }
    try noteRefusedLines()
  }

  /// Tells the lines that the schema refused.
  private mutating func noteRefusedLines() throws {
    for line in try lines.takeRefused() {
      let number = try invoices.number(ofRow: line.rowID)
      let reason = line.repeatsFileLine.map { RepeatedKey.reason(Field.key, line: $0) }
      var refusal = Refusal(
        file: file, line: line.fileLine, reason: reason ?? "cannot be stored: \(line.message)",
        kind: reason == nil ? .constraint : .repeated)
      refusal.group = number
      refusals.add(refusal)
      spoiled.insert(number ?? "")
    }
  }

  private mutating func refuse(_ refusal: Refusal, _ run: InvoiceRun) {
    refusals.add(refusal)
    spoiled.insert(run.header.number)
  }
}

// MARK: The invoice of a run

extension InvoiceImport {
  /// Makes the invoice of a run the current one.
  private mutating func open(_ run: InvoiceRun, _ store: borrowing Store) throws {
    let stored = try invoices.stored(run.header)
    if let stored, case .open(let invoice) = state, invoice.liveRowID == stored.rowID {
      if try agrees(run, stored, invoice) { invoice.takeAnotherRun() }
      return
    }
    try close()
    guard let stored else { return try openNew(run) }
    if let earlier = unfinished.removeValue(forKey: stored.rowID) {
      guard try agrees(run, stored, earlier) else { return unfinished[stored.rowID] = earlier }
      earlier.takeAnotherRun()
      state = .open(earlier)
      return
    }
    try reopen(stored, run, store)
  }

  private mutating func openNew(_ run: InvoiceRun) throws {
    let currency = run.header.currency
    let given = try run.opening.total.map { try Money($0, in: currency) }
    let rowID = try invoices.add(
      run.header, total: given ?? .zero(currency), line: run.place.line)
    state = .open(OpenInvoice(run, lines.account(of: run.header, rowID: rowID)))
  }

  /// Opens an invoice that was stored before: by this import, or by an earlier one.
  private mutating func reopen(
    _ stored: StoredInvoice, _ run: InvoiceRun, _ store: borrowing Store
  ) throws {
    let summary = try lines.summary(ofRow: stored.rowID)
    let account = lines.account(of: run.header, rowID: stored.rowID)
    let differences = run.opening.said(stored.differences)
    guard stored.isOfThisImport else {
      let lines = StoredInvoiceLines(origin: stored.origin, count: summary.count)
      return try compare(
        OpenInvoice(run, account, comparedWith: lines), differences, with: stored.origin, store)
    }
    if let difference = differences.first {
      refuse(refusal(difference, run, firstLine: stored.origin.line), run)
      state = .settled
    } else if run.opening.total == nil {
      state = .open(OpenInvoice(run, account, continuing: summary))
    } else {
      state = .surplus(run, account, firstLine: stored.origin.line)
    }
  }

  /// Opens an invoice that an earlier import stored, and revises it where it differs and may.
  private mutating func compare(
    _ invoice: OpenInvoice, _ differences: [Difference], with origin: Origin,
    _ store: borrowing Store
  ) throws {
    let place = invoice.run.place
    guard differences.isEmpty || options.isRevising else {
      refuse(
        place.refusal(line: place.line, try conflict(differences, origin, store), .conflict),
        invoice.run)
      state = .settled
      return
    }
    state = .open(invoice)
    guard !differences.isEmpty else { return }
    try revise(invoice)
    tally.add(try revision(of: invoice, differences, line: place.line, store))
  }

  /// Whether a later run says the same of its invoice as the first one; its rows are not looked at
  /// where it does not.
  private mutating func agrees(
    _ run: InvoiceRun, _ stored: StoredInvoice, _ invoice: OpenInvoice
  ) throws -> Bool {
    let first = invoice.place.line
    if invoice.isNew, let difference = run.opening.said(stored.differences).first {
      refuse(refusal(difference, run, firstLine: first), run)
    } else if run.opening.total != invoice.run.opening.total {
      let said = invoice.run.opening.total.map { "\"\($0)\"" } ?? "empty"
      refuse(
        run.place.refusal(
          .total, "is not what line \(first) says of the same invoice: \(said)", .disagreement),
        run)
    } else {
      return true
    }
    state = .settled
    return false
  }

  private func refusal(
    _ difference: Difference, _ run: InvoiceRun, firstLine: Int
  ) -> Refusal {
    let name = difference.column.title
    let reason =
      "is not what line \(firstLine) says of the same invoice: "
      + difference.storedText(naming: parser.names)
    guard let field = Field.allCases.first(where: { $0.column.name == name }) else {
      return run.place.refusal(line: run.place.line, "\(name) \(reason)", .disagreement)
    }
    return run.place.refusal(field, reason, .disagreement)
  }

  private func conflict(
    _ differences: [Difference], _ origin: Origin, _ store: borrowing Store
  ) throws -> String {
    try place.conflict(differences, origin, naming: parser.names, store)
  }

  /// Stores the total of the current invoice, or puts it by where its rows do not make it whole.
  private mutating func close() throws {
    defer { state = .none }
    guard case .open(let invoice) = state, !spoiled.contains(invoice.header.number) else { return }
    if options.isRevising, invoice.isShorter { try reviseShortened(invoice) }
    guard invoice.refusal == nil else {
      unfinished[invoice.liveRowID] = invoice
      return
    }
    report.count(invoice)
    guard invoice.isNew else { return }
    let total = try invoice.total()
    if total != invoice.givenTotal || invoice.kind != invoice.header.kind {
      try invoices.complete(row: invoice.liveRowID, total: total, kind: invoice.kind)
    }
    try invoices.close(row: invoice.liveRowID, lines: invoice.digest)
  }
}

// MARK: Revising

extension InvoiceImport {
  /// Ends the stored row of an invoice and begins the one that takes its place, with the lines so
  /// far, which are the same.
  private mutating func revise(_ invoice: OpenInvoice) throws {
    try lines.insertRows()
    try invoices.end(row: invoice.account.rowID)
    let total = invoice.givenTotal ?? .zero(invoice.header.currency)
    let rowID = try invoices.add(invoice.header, total: total, line: invoice.place.line)
    let account = lines.account(of: invoice.header, rowID: rowID)
    for (number, fileLine) in invoice.seen {
      try lines.copy(number, of: invoice.account, to: account, fileLine: fileLine)
    }
    invoice.seen = []
    invoice.revision = account
  }

  /// Revises an invoice that has fewer lines now, and is the same otherwise.
  private mutating func reviseShortened(_ invoice: OpenInvoice) throws {
    guard let stored = invoice.comparedWith else { return }
    try revise(invoice)
    tally.add(
      Revision(
        file: file, line: invoice.place.line, what: "invoice \(shown(invoice))",
        replaces: "import \(stored.origin.importNumber)",
        changes: ["lines \(stored.count) -> \(invoice.lineCount)"]))
  }

  private func revision(
    of invoice: OpenInvoice, _ differences: [Difference], line: Int, number: Int? = nil,
    _ store: borrowing Store
  ) throws -> Revision {
    Revision(
      file: file, line: line,
      what: "invoice \(shown(invoice))" + (number.map { " line \($0)" } ?? ""),
      replaces: try invoice.comparedWith.map { try place.text($0.origin, store) } ?? "",
      changes: differences.map { $0.change(naming: parser.names) })
  }

  private func shown(_ invoice: OpenInvoice) -> String {
    EscapedText.text(invoice.header.number, limit: 60)
  }

  /// Takes in a line of an invoice of an earlier import, which it may revise.
  private mutating func take(
    _ line: LineBatch.Line, of batch: LineBatch, revising invoice: OpenInvoice,
    _ store: borrowing Store
  ) throws {
    let comparison = try lines.compare(line, of: batch, with: invoice.account)
    if case .same = comparison {
      tally.unchanged += 1
      guard invoice.revision != nil else {
        return invoice.seen.append((line.number, line.fileLine))
      }
    } else if invoice.revision == nil {
      try revise(invoice)
    }
    guard let account = invoice.revision else { return }
    try lines.add(line, of: batch, to: account)
    switch comparison {
    case .same: break
    case .missing: tally.new += 1
    case .different(let differences, _):
      tally.add(
        try revision(of: invoice, differences, line: line.fileLine, number: line.number, store))
    }
  }
}

// MARK: The lines of a run

extension InvoiceImport {
  private mutating func take(
    _ line: LineBatch.Line, of batch: LineBatch, _ store: borrowing Store
  ) throws {
    switch state {
    case .none, .settled: return
    case .surplus(let run, let account, let firstLine):
      try refuseSurplus(line, of: batch, run, account, firstLine: firstLine)
    case .open(let invoice):
      guard isOfMonth(line, invoice) else { return }
      if line.number > 0 { return try take(line, of: batch, isNumbered: true, invoice, store) }
      var line = line
      line.number = invoice.lastNumber + 1
      try take(line, of: batch, isNumbered: false, invoice, store)
    }
  }

  /// Takes in a line of an open invoice, which has its number; `isNumbered` where the file gave it.
  private mutating func take(
    _ line: LineBatch.Line, of batch: LineBatch, isNumbered: Bool, _ invoice: OpenInvoice,
    _ store: borrowing Store
  ) throws {
    invoice.count(line)
    if invoice.comparedWith != nil, options.isRevising {
      try take(line, of: batch, revising: invoice, store)
    } else if let compared = invoice.comparedWith {
      try compare(line, of: batch, with: compared, in: invoice, store)
    } else {
      try add(line, of: batch, isNumbered: isNumbered, to: invoice)
    }
  }

  private mutating func add(
    _ line: LineBatch.Line, of batch: LineBatch, isNumbered: Bool,
    to invoice: OpenInvoice
  ) throws {
    if !isNumbered, let number = invoice.noteUnnumbered(line) {
      try lines.insertRows()
      if case .same(let fileLine) = try lines.compare(
        line, of: batch, number: number, with: invoice.account)
      {
        return refuse(
          invoice.place.refusal(
            line: line.fileLine,
            "repeats line \(fileLine); lines that are alike need line_no to tell them apart",
            .repeated), invoice.run)
      }
    }
    try lines.add(line, of: batch, to: invoice.account)
    if line.exactAmount != nil { report.countRounding(of: line, in: invoice.header.currency) }
    tally.new += 1
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
          + " \(invoice.header.billingMonth) on line \(invoice.place.line); say which month it bills",
        .disagreement, line: line.fileLine), invoice.run)
    return false
  }

  /// Compares a line with that of an invoice of an earlier import.
  private mutating func compare(
    _ line: LineBatch.Line, of batch: LineBatch, with compared: StoredInvoiceLines,
    in invoice: OpenInvoice, _ store: borrowing Store
  ) throws {
    switch try lines.compare(line, of: batch, with: invoice.account) {
    case .same: tally.unchanged += 1
    case .missing:
      refuse(
        invoice.place.refusal(
          .number,
          "conflicts with import \(compared.origin.importNumber): the invoice has no line"
            + " \(line.number) in the store; nothing was changed", .conflict, line: line.fileLine),
        invoice.run)
    case .different(let differences, let fileLine):
      let origin = Origin(importNumber: compared.origin.importNumber, line: fileLine)
      refuse(
        invoice.place.refusal(
          line: line.fileLine, try conflict(differences, origin, store), .conflict), invoice.run)
    }
  }
}

/// What is said of a row whose key an earlier row of its file has.
enum RepeatedKey {
  /// `repeats line 2: contract, from_month are the same; each may stand in a file once`.
  static func reason<Field: RecordField>(_ key: [Field], line: Int) -> String {
    let names = key.map(\.column.name)
    return
      "repeats line \(line): \(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are")"
      + " the same; each may stand in a file once"
  }
}
