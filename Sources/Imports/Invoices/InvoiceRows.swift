internal import CSV
internal import Procurement
internal import Store

/// Reads the rows of an invoice file, batch by batch, as far as that can be done without the store:
/// on a thread of its own, so that reading costs no time beside the inserting.
struct InvoiceRows: ~Copyable, Sendable {
  /// How often an invoice may come back before the rest of the file is sorted.
  private static let returnsBeforeSorting = 256
  /// How many invoices are remembered, to see one come back.
  private static let invoicesRemembered = 1 << 18

  private var rows: RecordReader<InvoiceImport.Field>
  private let parser: InvoiceParser
  private let linesAtOnce: Int
  private let source: HashedFile
  private var skuNames = ByteNames()
  private var unitNames = ByteNames()
  private var run: InvoiceRun?
  private var runCount = 0
  /// The digest of the lines of `run`.
  private var digest = LinesDigest()
  private var seen: Set<UInt64> = []
  /// The invoice of the run before.
  private var lastSeen: UInt64?
  private var returns = 0
  private var isSorted = false
  /// Whether every record so far could be read, whatever it said.
  private(set) var sawAllRows = true
  /// The records that were left out.
  var rejected: [Int: String] { rows.rejected }
  /// Whether the file turned out to be no CSV, which was told.
  private var isStopped = false

  /// Reads `rows`, which come from `source`, and hands over `linesAtOnce`.
  init(
    _ rows: consuming RecordReader<InvoiceImport.Field>, from source: HashedFile,
    _ parser: InvoiceParser, linesAtOnce: Int
  ) {
    self.rows = rows
    self.source = source
    self.parser = parser
    self.linesAtOnce = linesAtOnce
  }

  /// Reads the next rows.
  /// - Returns: `nil` at the end of the file.
  mutating func next() throws -> InvoiceBatch? {
    var batch = InvoiceBatch(lineCount: linesAtOnce)
    let (skuCount, unitCount) = (skuNames.names.count, unitNames.names.count)
    do {
      while batch.lines.lines.count < linesAtOnce, batch.refusals.count < 100 {
        guard try rows.next() else {
          endRun(in: &batch.lines)
          batch.refusals += rows.takeTotalFaults()
          break
        }
        try read(into: &batch)
      }
    } catch let error as CSVError {
      sawAllRows = false
      if batch.isEmpty, isStopped { return nil }
      isStopped = true
      batch.refusals.append(rows.refusal(error))
    }
    batch.lines.hashLines(into: &digest)
    batch.lines.newSKUs = Array(skuNames.names[skuCount...])
    batch.lines.newUnits = Array(unitNames.names[unitCount...])
    batch.bytesRead = source.byteCount
    return batch.isEmpty ? nil : batch
  }

  private mutating func read(into batch: inout InvoiceBatch) throws {
    do {
      try rows.checkForm()
    } catch {
      sawAllRows = false
      batch.refusals.append(error)
      return
    }
    let mappingFaults = rows.mappingFaults
    guard mappingFaults.isEmpty else {
      sawAllRows = false
      batch.refusals += mappingFaults
      return
    }
    do {
      let run = try runOfRow(&batch.lines)
      try addLine(of: run, to: &batch.lines)
      noteLine(of: run, in: &batch)
    } catch let refusal as Refusal {
      batch.refusals += rows.faults(and: refusal, in: parser.currency(of: rows))
      batch.spoiled.insert(rows.text(.number) ?? "")
      rows.passTax()
    }
    if returns > InvoiceRows.returnsBeforeSorting, !isSorted {
      isSorted = try rows.sortRest(by: .number)
    }
  }

  /// Notes that the line that was added last is of a run.
  private func noteLine(of run: InvoiceRun, in batch: inout InvoiceBatch) {
    let index = batch.lines.lines.count - 1
    if let last = batch.runs.indices.last, batch.runs[last].run === run {
      batch.runs[last].lines = batch.runs[last].lines.lowerBound..<index + 1
    } else {
      batch.runs.append((run, index..<index + 1))
    }
  }

  /// The run that the row goes on with, or begins.
  private mutating func runOfRow(_ batch: inout LineBatch) throws -> InvoiceRun {
    if let run, run.place.isRepeated(in: rows) { return run }
    endRun(in: &batch)
    let header = try parser.invoice(rows)
    runCount += 1
    let run = InvoiceRun(runCount, header, at: rows)
    self.run = run
    note(header.invoice)
    return run
  }

  /// Ends the run, if there is one, whose last lines are in `batch`.
  private mutating func endRun(in batch: inout LineBatch) {
    guard let run else { return }
    batch.hashLines(into: &digest)
    run.end(digest)
    digest = LinesDigest()
    self.run = nil
  }

  /// Counts an invoice that comes back after others.
  private mutating func note(_ invoice: Invoice) {
    guard !isSorted else { return seen.removeAll() }
    if seen.count >= InvoiceRows.invoicesRemembered { seen.removeAll(keepingCapacity: true) }
    var hash = Hasher()
    hash.combine(invoice.provider)
    hash.combine(invoice.buyer)
    hash.combine(invoice.number)
    let key = UInt64(bitPattern: Int64(hash.finalize()))
    if !seen.insert(key).inserted, key != lastSeen { returns += 1 }
    lastSeen = key
  }
}

// MARK: Lines

extension InvoiceRows {
  /// Adds the line that the row holds, with its texts.
  private mutating func addLine(
    of run: InvoiceRun, to batch: inout LineBatch
  ) throws(Refusal) {
    let currency = run.header.currency
    let exact = try parser.amount(rows)
    guard let rounded = exact.rounded(toPlaces: currency.scale),
      let units = Int64(exactly: rounded), units != .min
    else {
      throw rows.refusal(
        rows.text(.amount) == nil ? .total : .amount, "\(MoneyError.tooLarge)", .size)
    }
    let number = try rows.number(.lineNo, least: 1)
    let category = try rows.category(.chargeCategory)
    var line = LineBatch.Line(
      number: number ?? 0, fileLine: rows.line, units: units,
      category: category ?? (exact.value.coefficient < 0 ? .adjustment : .usage))
    let isRounded = exact.isRounded || exact.value.decimals > currency.scale
    let quantity = try rows.written(.quantity)
    let unitPrice = try rows.written(.unitPrice)
    let discount = try parser.discount(rows)
    line.service = try parser.service(rows)
    if rows.has(.contract) { line.contract = LineBatch.LineContract(run.header.contract) }
    // All of the row is right, so it may be kept.
    batch.keep(digest.take(number: number), as: .number)
    line.sku = rows.withText(.sku) { text in
      batch.keep(text, as: .sku)
      return skuNames.place(of: text)
    }
    line.description = rows.withText(.description) { batch.keep($0, as: .description) } ?? .none
    if let quantity { line.quantityText = keep(.quantity, quantity, as: .quantity, &batch) }
    line.unit = rows.withText(.unit) { text in
      batch.keep(text, as: .unit)
      return unitNames.place(of: text)
    }
    if let unitPrice { line.unitPriceText = keep(.unitPrice, unitPrice, as: .unitPrice, &batch) }
    if number == nil {
      let id = rows.withText(.lineID) { Int(truncatingIfNeeded: $0.fnv1a) }
      line.contentHash = id ?? contentHash(line, exact, discount, batch)
    }
    batch.append(
      line, amount: isRounded ? exact : nil, id: rows.text(.lineID),
      discount: discount)
  }

  /// The canonical text of a number, which is almost always that of the file.
  private func keep(
    _ field: InvoiceImport.Field, _ value: WrittenDecimal, as column: LineColumn,
    _ batch: inout LineBatch
  ) -> LineBatch.Text {
    let text = rows.withText(field) { text in
      ExactDecimal.isCanonical(text) ? batch.keep(text, as: column) : nil
    }
    return (text ?? nil) ?? batch.keep(value.description, as: column)
  }

  /// A hash of all but the number; a whole copy of every line would grow with the file.
  private func contentHash(
    _ line: LineBatch.Line, _ amount: WrittenDecimal, _ discount: String?, _ batch: LineBatch
  ) -> Int {
    var hasher = Hasher()
    hasher.combine(line.sku)
    hasher.combine(batch.string(line.description))
    hasher.combine(batch.string(line.quantityText))
    hasher.combine(line.unit)
    hasher.combine(batch.string(line.unitPriceText))
    hasher.combine(line.units)
    hasher.combine(amount)
    hasher.combine(line.service)
    hasher.combine(line.category)
    hasher.combine(line.contract)
    hasher.combine(discount)
    return hasher.finalize()
  }
}
