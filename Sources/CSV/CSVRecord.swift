/// The fields of one record, quotes undone, in one buffer that the next record uses again, and where
/// in its file it stands.
///
/// The delimiters stay in the buffer between the fields, so that a line without quotes is copied
/// in one piece.
public struct CSVRecord: Sendable {
  @usableFromInline struct Field: Sendable {
    @usableFromInline let end: Int
    let line: Int
  }

  /// The text of the fields, quotes undone, with a byte between each two.
  @usableFromInline private(set) var bytes: [UInt8] = []
  @usableFromInline private(set) var fields: [Field] = []
  /// Where the field that is being read begins.
  private var start = 0
  /// The line on which that field's quote was opened; `nil` while it has none.
  private var quoteLine: Int?

  /// The physical line on which it begins, from 1.
  package internal(set) var line = 0
  /// The physical line on which it ends; another than `line` where a field has line breaks.
  package internal(set) var endLine = 0
  /// Its number, from 1; blank lines are none.
  package internal(set) var number = 0
  /// Where in the file it begins, in bytes from 0.
  package internal(set) var byteOffset = 0
  /// Where in the file it ends, before its line end; not kept by `write(to:)`.
  package internal(set) var endOffset = 0

  let limits: CSVLimits

  init(limits: CSVLimits) {
    self.limits = limits
  }
}

// MARK: Complete fields, counted from 0

extension CSVRecord {
  /// How many fields it has.
  @inlinable public var count: Int { fields.count }

  /// Lends the bytes of a field to `body`, without copying them. They are valid UTF-8.
  @inlinable public func withBytes<Result, Failure: Error>(
    _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytes.span.extracting(range(of: index)))
  }

  /// Where in `bytes` a field stands.
  @inlinable func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : fields[index - 1].end + 1)..<fields[index].end
  }

  /// The physical line on which a field begins.
  package func line(of index: Int) -> Int { fields[index].line }
}

// MARK: Reading one more

extension CSVRecord {
  /// Whether nothing of the field being read was seen yet, not even a quote.
  var isAtFieldStart: Bool { bytes.count == start && quoteLine == nil }

  /// Whether all that was seen of the field being read is the `=` of a formula.
  var isAtFormulaText: Bool {
    quoteLine == nil && bytes.count == start + 1 && bytes[start] == UInt8(ascii: "=")
  }

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
    fields.append(Field(end: end, line: fieldLine(at: line)))
    start = end + 1
    quoteLine = nil
  }

  /// Refuses what is too long.
  private func checkSize(upTo end: Int) throws(CSVError.Problem) {
    if end - start > limits.fieldBytes || end > limits.recordBytes { throw sizeProblem }
  }

  /// The limit that was passed first.
  private var sizeProblem: CSVError.Problem {
    limits.recordBytes < start + limits.fieldBytes
      ? .recordTooLong(limit: limits.recordBytes) : .fieldTooLong(limit: limits.fieldBytes)
  }
}

// MARK: In a file of records

extension CSVRecord {
  /// A record to read others into.
  package init() { self.init(limits: CSVLimits()) }

  /// Appends all of it to `output`, to be read again by `read(from:)`.
  package func write(to output: inout [UInt8]) {
    for number in [line, endLine, number, byteOffset] { CSVRecord.append(number, 8, to: &output) }
    CSVRecord.append(fields.count, 4, to: &output)
    CSVRecord.append(bytes.count, 4, to: &output)
    for field in fields {
      CSVRecord.append(field.end, 4, to: &output)
      if endLine > line { CSVRecord.append(field.line - line, 4, to: &output) }
    }
    output.append(contentsOf: bytes)
  }

  /// Becomes the record that `write(to:)` wrote.
  package mutating func read(from input: Span<UInt8>) {
    removeAll()
    line = CSVRecord.number(input, at: 0, 8)
    endLine = CSVRecord.number(input, at: 8, 8)
    number = CSVRecord.number(input, at: 16, 8)
    byteOffset = CSVRecord.number(input, at: 24, 8)
    let fieldCount = CSVRecord.number(input, at: 32, 4)
    let byteCount = CSVRecord.number(input, at: 36, 4)
    var place = 40
    for _ in 0..<fieldCount {
      let end = CSVRecord.number(input, at: place, 4)
      let lines = endLine > line ? CSVRecord.number(input, at: place + 4, 4) : 0
      fields.append(Field(end: end, line: line + lines))
      place += endLine > line ? 8 : 4
    }
    bytes.append(addingCapacity: byteCount) { output in
      for index in place..<place + byteCount { output.append(input[index]) }
    }
  }

  private static func append(_ value: Int, _ width: Int, to output: inout [UInt8]) {
    for byte in 0..<width { output.append(UInt8(truncatingIfNeeded: value >> (byte * 8))) }
  }

  private static func number(_ input: Span<UInt8>, at start: Int, _ width: Int) -> Int {
    var value = 0
    for byte in 0..<width { value |= Int(input[start + byte]) << (byte * 8) }
    return value
  }
}
