/// The fields of one record, quotes undone, in one buffer that the next record uses again.
///
/// The delimiters stay in the buffer between the fields, so that a line without quotes is copied
/// in one piece.
struct Record {
  private struct Field {
    let end: Int
    let line: Int
    let isQuoted: Bool
  }

  private(set) var bytes: [UInt8] = []
  private var fields: [Field] = []
  /// Where the field that is being read begins.
  private var start = 0
  /// The line on which that field's quote was opened; `nil` while it has none.
  private var quoteLine: Int?

  let limits: CSVLimits

  init(limits: CSVLimits) {
    self.limits = limits
  }
}

// MARK: Complete fields, counted from 0

extension Record {
  var count: Int { fields.count }

  func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : fields[index - 1].end + 1)..<fields[index].end
  }

  func isQuoted(_ index: Int) -> Bool { fields[index].isQuoted }

  /// The physical line on which a field begins.
  func line(of index: Int) -> Int { fields[index].line }
}

// MARK: Reading one more

extension Record {
  /// Whether nothing of the field being read was seen yet, not even a quote.
  var isAtFieldStart: Bool { bytes.count == start && quoteLine == nil }

  /// The physical line on which the field being read begins, where the cursor stands on `line`.
  func fieldLine(at line: Int) -> Int { quoteLine ?? line }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    start = 0
    quoteLine = nil
  }

  mutating func openQuote(onLine line: Int) {
    quoteLine = line
  }

  mutating func append(_ run: Span<UInt8>) throws(CSVError.Problem) {
    bytes.append(addingCapacity: run.count) { output in
      for index in run.indices { output.append(run[index]) }
    }
    try checkSize(upTo: bytes.count)
  }

  mutating func append(_ byte: UInt8) throws(CSVError.Problem) {
    bytes.append(byte)
    try checkSize(upTo: bytes.count)
  }

  /// Ends the field being read at `end`; the delimiter there belongs to no field.
  mutating func endField(at end: Int, onLine line: Int) throws(CSVError.Problem) {
    try checkSize(upTo: end)
    guard fields.count < limits.fields else { throw .tooManyFields(limit: limits.fields) }
    fields.append(Field(end: end, line: fieldLine(at: line), isQuoted: quoteLine != nil))
    start = end + 1
    quoteLine = nil
  }

  /// Refuses what is too long, by the limit that was passed first.
  private func checkSize(upTo end: Int) throws(CSVError.Problem) {
    let fieldEnd = start + limits.fieldBytes
    if end <= min(fieldEnd, limits.recordBytes) { return }
    throw limits.recordBytes < fieldEnd
      ? .recordTooLong(limit: limits.recordBytes) : .fieldTooLong(limit: limits.fieldBytes)
  }
}
