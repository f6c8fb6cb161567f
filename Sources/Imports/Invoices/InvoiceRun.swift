internal import Procurement
internal import Store
internal import Synchronization

/// Rows that follow one another and say the same of their invoice, byte for byte.
///
/// A class, so that each of its rows can refer to it without copying what it holds.
final class InvoiceRun: Sendable {
  /// Its place among the runs of the file; a run may go on in the next batch.
  let number: Int
  /// What the rows say of the invoice.
  let opening: InvoiceHeader
  /// How the first of them says it.
  let place: InvoicePlace
  private let lines = Mutex<RowHash?>(nil)

  /// The run with its `number`, of which `row` is the first, and says `opening` of the invoice.
  init(
    _ number: Int, _ opening: InvoiceHeader, at row: borrowing RecordReader<InvoiceImport.Field>
  ) {
    self.number = number
    self.opening = opening
    place = InvoicePlace(row)
  }

  /// The invoice's fields, lines apart.
  var header: Invoice { opening.invoice }

  /// The digest of its lines, once all were read; `nil` where they are not in order.
  var digest: RowHash? { lines.withLock { $0 } }

  /// Ends it; `digest` is that of its lines.
  func end(_ digest: LinesDigest) { lines.withLock { $0 = digest.result } }
}

/// Where a row stands and how it spells the fields of its invoice: for faults that only a later row
/// or the store shows, and to know the next rows that repeat it without reading them again.
struct InvoicePlace: Sendable {
  static let fields: [InvoiceImport.Field] = [
    .provider, .number, .issuedOn, .contract, .buyer, .billingMonth, .receivedOn, .dueOn,
    .currency, .total, .kind, .credits, .source, .confidence, .notes,
  ]

  /// The line of the row.
  let line: Int
  private let file: String
  private let titles: [String]
  private let bytes: [UInt8]
  private let ends: [Int]

  /// The place of `row`.
  init(_ row: borrowing RecordReader<InvoiceImport.Field>) {
    line = row.line
    file = row.file
    titles = row.titles(of: InvoicePlace.fields)
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for field in InvoicePlace.fields {
      row.withBytes(field) { span in
        for index in span.indices { bytes.append(span[index]) }
      }
      ends.append(bytes.count)
    }
    self.bytes = bytes
    self.ends = ends
  }

  /// Whether a row says the same of its invoice, byte for byte.
  func isRepeated(in row: borrowing RecordReader<InvoiceImport.Field>) -> Bool {
    var start = 0
    for index in InvoicePlace.fields.indices {
      let end = ends[index]
      if !row.says(bytes.span.extracting(start..<end), in: InvoicePlace.fields[index]) {
        return false
      }
      start = end
    }
    return true
  }

  /// Says why the invoice was refused, by one of its fields; on this row, or on `line`, which says
  /// the same.
  func refusal(
    _ field: InvoiceImport.Field, _ reason: String, _ kind: Refusal.Kind, line: Int? = nil
  ) -> Refusal {
    let index = InvoicePlace.fields.firstIndex(of: field)
    var refusal = Refusal(
      file: file, line: line ?? self.line, column: index.map { titles[$0] } ?? field.column.name,
      value: text(field), reason: reason, kind: kind)
    refusal.group = text(.number)
    return refusal
  }

  /// Says why a row of the invoice was refused as a whole.
  func refusal(line: Int, _ reason: String, _ kind: Refusal.Kind) -> Refusal {
    var refusal = Refusal(file: file, line: line, reason: reason, kind: kind)
    refusal.group = text(.number)
    return refusal
  }

  /// What the row says in a field; `nil` where that is empty.
  private func text(_ field: InvoiceImport.Field) -> String? {
    guard let index = InvoicePlace.fields.firstIndex(of: field) else { return nil }
    let start = index == 0 ? 0 : ends[index - 1]
    let text = String(decoding: bytes[start..<ends[index]], as: UTF8.self).trimmed
    return text.isEmpty ? nil : text
  }
}

/// Rows of a file that were read and checked as far as they can be without the store.
struct InvoiceBatch: Sendable {
  /// The lines, run by run.
  var lines = LineBatch()
  /// The runs that the lines are of, each with its part of them.
  var runs: [(run: InvoiceRun, lines: Range<Int>)] = []
  /// Why rows were refused.
  var refusals: [Refusal] = []
  /// The numbers of the invoices that refused rows are of; the empty one where that is not known.
  var spoiled: Set<String> = []
  /// How much of the file was read when the batch was complete.
  var bytesRead = 0

  /// Nothing as yet, with room for as many lines.
  init(lineCount: Int) {
    lines.reserve(lineCount)
  }

  /// Whether nothing was read.
  var isEmpty: Bool { lines.lines.isEmpty && refusals.isEmpty }
}
