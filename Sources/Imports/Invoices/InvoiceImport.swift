internal import Procurement
internal import Store

/// Invoices in: one row an invoice, or one row a line with the invoice's fields repeated.
///
/// One thread reads the rows and checks what can be checked without the store; this one inserts
/// them, which takes longer. Rows of one invoice normally follow one another, so one invoice is open
/// at a time and memory does not grow with the file; one that comes back later is opened again.
struct InvoiceImport: ~Copyable {
  typealias Field = Invoice.Field

  let parser: InvoiceParser
  /// As the user called it.
  let file: String
  let place: StoredPlace
  var invoices: InvoiceTable
  var lines: InvoiceLineTable
  var state = State.none
  private var runNumber = 0
  /// Invoices that are to be judged when all rows were read: their rows so far do not make them whole, or
  /// differ from what is stored.
  private var held: [Int64: OpenInvoice] = [:]
  private var recent = RecentInvoices()
  /// Numbers of which a row was refused, so that their totals say nothing; the empty one stands for
  /// a row whose invoice is not known.
  private(set) var spoiled: Set<String> = []
  /// Whether the row of an invoice was ended.
  private var hasRevised = false
  /// The fields that the file has a column for.
  private var given: Set<Field> = []
  var report = BillingReport()
  var tally = ImportTally()
  private var refusals: RefusalLog
  let options: ImportOptions
  /// The files that came before in the same command; `nil` if this is the only one.
  let delivery: InvoiceDelivery?

  /// What becomes of the rows of the current run.
  enum State {
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
    at place: StoredPlace, in delivery: InvoiceDelivery?, _ options: ImportOptions
  ) throws {
    let parser = InvoiceParser(names: references)
    let invoices = try InvoiceTable(store, import: place.number)
    let lines = try InvoiceLineTable(store, import: place.number)
    self.file = file
    self.options = options
    self.delivery = delivery
    refusals = RefusalLog(limit: options.refusalLimit, keepsGood: options.keepsGood)
    self.parser = parser
    self.place = place
    self.invoices = invoices
    self.lines = lines
  }

  /// Imports all rows of `reader`, which come from `source`.
  /// - Throws: `ImportFailure` with every refusal; `FileError`, `SQLiteError`.
  mutating func run(
    _ reader: consuming RecordReader<Field>, from source: HashedFile, into store: borrowing Store
  ) throws -> (tally: ImportTally, invoices: RowSum?) {
    let given = Set(Field.allCases.filter { reader.has($0) })
    self.given = given
    lines.limit { given.contains($0) }
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
    if reading.sawAllRows { try judgeHeld(store) }
    guard refusals.isEmpty else { throw refusals.failure }
    tally.leaveOut(reading.rejected)
    return try completed(store)
  }

  private mutating func completed(
    _ store: borrowing Store
  ) throws -> (tally: ImportTally, invoices: RowSum?) {
    try lines.finish()
    if hasRevised { try store.subtractRevisedInvoices(ofImport: place.number) }
    tally.totals = report.billed
    tally.notes = report.notes
    tally.invoices = report.invoiceCount
    return (tally, try invoices.sum())
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

  mutating func refuse(_ refusal: Refusal, _ run: InvoiceRun) {
    refusals.add(refusal)
    spoiled.insert(run.header.number)
  }
}

// MARK: The invoice of a run

extension InvoiceImport {
  /// Makes the invoice of a run the current one.
  private mutating func open(_ run: InvoiceRun, _ store: borrowing Store) throws {
    let given = given
    let found = try invoices.stored(run.header) {
      given.contains($0)
    } isContinued: { [delivery, options, place] in
      $0 == place.number || options.isAddingLines || delivery?.imports.contains($0) ?? false
    }
    if let found, case .open(let invoice) = state, invoice.liveRowID == found.rowID {
      if try agrees(run, found, invoice) { invoice.takeAnotherRun() }
      return
    }
    try close()
    guard let found else { return try openNew(run) }
    if let invoice = held[found.rowID] ?? recent[found.rowID] {
      guard try agrees(run, found, invoice) else { return }
      invoice.takeAnotherRun()
      state = .open(invoice)
      return
    }
    try reopen(found, run, store)
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
    _ found: StoredInvoice, _ run: InvoiceRun, _ store: borrowing Store
  ) throws {
    let summary = try lines.summary(ofRow: found.rowID)
    let account = lines.account(of: found.invoice, rowID: found.rowID)
    let differences = run.opening.said(found.differences)
    guard found.isOfThisImport else {
      let stored = StoredLines(
        summary, from: found.origin,
        isOfThisDelivery: delivery?.imports.contains(found.origin.importNumber) ?? false)
      return try openStored(
        OpenInvoice(run, account, header: found.invoice, stored: stored), stored, differences, store
      )
    }
    if let difference = differences.first {
      refuse(refusal(difference, run, firstSaidBy: "line \(found.origin.line)"), run)
      state = .settled
    } else if run.opening.total == nil {
      state = .open(OpenInvoice(run, account, continuing: summary))
    } else {
      state = .surplus(run, account, firstLine: found.origin.line)
    }
  }

  /// Whether a later run says the same of its invoice as the first one; its rows are not looked at
  /// where it does not.
  private mutating func agrees(
    _ run: InvoiceRun, _ found: StoredInvoice, _ invoice: OpenInvoice
  ) throws -> Bool {
    let first = "line \(invoice.place.line)"
    if invoice.isNew, let difference = run.opening.said(found.differences).first {
      refuse(refusal(difference, run, firstSaidBy: first), run)
    } else if run.opening.total != invoice.run.opening.total {
      let said = invoice.run.opening.total.map { "\"\($0)\"" } ?? "empty"
      refuse(
        run.place.refusal(
          .total, "is not what \(first) says of the same invoice: \(said)", .disagreement),
        run)
    } else {
      return true
    }
    state = .settled
    return false
  }

  /// Stores the total of the current invoice, or holds it where its rows do not make it whole.
  private mutating func close() throws {
    defer { state = .none }
    guard case .open(let invoice) = state else { return }
    held[invoice.liveRowID] = nil
    guard !spoiled.contains(invoice.header.number) else { return }
    if invoice.stored?.isSaidAgain ?? true, invoice.revision == nil, invoice.refusal == nil {
      try finish(invoice)
      if invoice.stored == nil, invoice.run.opening.total == nil { recent.add(invoice) }
    } else {
      held[invoice.liveRowID] = invoice
    }
  }

  /// Counts an invoice that is whole, and stores its total.
  private mutating func finish(_ invoice: OpenInvoice) throws {
    report.count(invoice)
    invoice.noteCounted()
    guard invoice.isNew else { return }
    if given.contains(.contract) { try lines.unite(invoice.revision ?? invoice.account) }
    try complete(invoice)
    try invoices.close(row: invoice.liveRowID, lines: invoice.digest)
  }

  private mutating func complete(_ invoice: OpenInvoice) throws {
    let total = try invoice.total()
    if total != invoice.givenTotal || invoice.kind != invoice.header.kind {
      try invoices.complete(row: invoice.liveRowID, total: total, kind: invoice.kind)
    }
  }

  /// Ends the stored row of an invoice and begins the one that takes its place, without lines as yet.
  mutating func beginRevision(of invoice: OpenInvoice) throws -> LineAccount {
    if let revision = invoice.revision { return revision }
    hasRevised = true
    try invoices.end(row: invoice.account.rowID)
    let total = invoice.givenTotal ?? .zero(invoice.header.currency)
    let rowID = try invoices.add(invoice.header, total: total, line: invoice.place.line)
    let revision = lines.account(of: invoice.header, rowID: rowID)
    invoice.revision = revision
    return revision
  }
}

// MARK: When all rows were read

extension InvoiceImport {
  /// Judges the invoices that were not whole, or not as they are stored. One that lacks lines may get them
  /// from the next file of the command.
  private mutating func judgeHeld(_ store: borrowing Store) throws {
    guard !spoiled.contains("") else { return }
    for invoice in held.values.sorted(by: { $0.place.line < $1.place.line })
    where !spoiled.contains(invoice.header.number) {
      guard try invoice.stored == nil || settle(invoice, store) else { continue }
      guard let refusal = invoice.refusal else {
        try finish(invoice)
        continue
      }
      guard let delivery else {
        refuse(refusal, invoice.run)
        continue
      }
      if invoice.isNew { try complete(invoice) }
      delivery.unfinished[invoice.liveRowID] = invoice
    }
    held = [:]
  }
}
