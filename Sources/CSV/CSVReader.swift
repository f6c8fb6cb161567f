/// Reads RFC 4180 records one at a time: `while try csv.next() { csv.string(0) }`.
///
/// Strict where leniency would guess (quotes, encoding), lenient where the meaning is plain: LF,
/// CRLF and CR end a line, blank lines and a byte order mark before a record are passed over, the
/// last line needs no end. One buffer holds the current record with its quotes undone, and is reused
/// for the next, so that a file of any length is read in the memory of its longest record. How many
/// fields a record should have is for the caller to say.
///
/// What is asked for every field is public and not of the package, since the compiler takes only
/// public code into other modules.
public struct CSVReader: ~Copyable, Sendable {
  private var text: TextCursor
  /// The current record.
  @usableFromInline package private(set) var record: CSVRecord
  private let delimiter: UInt8
  private let readsFormulas: Bool
  private var failure: (any Error)?

  /// Reads from the front of `source`; `delimiter` is any ASCII character but a quote, a line break
  /// and NUL. Where it `readsFormulas`, a field `="0012"` without quotes around it is taken as it
  /// stands, as spreadsheets take it.
  package init(
    _ source: any ByteSource, delimiter: UInt8 = .comma, readsFormulas: Bool = false,
    limits: CSVLimits = CSVLimits()
  ) {
    precondition(
      delimiter < 128 && ![0, .quote, .lineFeed, .carriageReturn].contains(delimiter),
      "not a delimiter")
    self.text = TextCursor(source)
    self.record = CSVRecord(limits: limits)
    self.delimiter = delimiter
    self.readsFormulas = readsFormulas
  }

  /// Moves to the next record; `false` at the end. Blank lines are passed over.
  /// - Throws: `CSVError`, or an error of the source. The record is then empty, and every further
  ///   call throws the same.
  package mutating func next() throws -> Bool {
    if let failure { throw failure }
    do {
      return try readRecord()
    } catch {
      let located = (error as? CSVError.Problem).map { locate($0) } ?? error
      failure = located
      record.removeAll()
      throw located
    }
  }
}

// MARK: Fields of the current record, counted from 0

extension CSVReader {
  /// The physical line on which it begins, from 1.
  package var line: Int { record.line }
  /// Its number, from 1; blank lines are none.
  package var recordNumber: Int { record.number }

  /// How many fields it has.
  @inlinable public var count: Int { record.count }

  /// A field's text, quotes undone.
  package func string(_ index: Int) -> String {
    String(decoding: record.bytes[record.range(of: index)], as: UTF8.self)
  }

  /// The physical line on which a field begins.
  package func line(ofField index: Int) -> Int { record.line(of: index) }

  /// Lends the bytes of a field to `body`, without copying them. They are valid UTF-8.
  @inlinable public func withBytes<Result, Failure: Error>(
    _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try record.withBytes(index, body)
  }
}

// MARK: Scanning

extension CSVReader {
  /// Passes over blank lines and reads a record, if there is one more.
  private mutating func readRecord() throws -> Bool {
    record.removeAll()
    guard try passToRecord() else { return false }
    (record.line, record.byteOffset) = (text.line, text.byteOffset)
    try readFields()
    (record.endLine, record.endOffset) = (text.line, text.byteOffset)
    record.number += 1
    return true
  }

  /// Moves to where a record begins, past blank lines and the mark at the front of a file, which stands
  /// and those inside of joined ones.
  private mutating func passToRecord() throws -> Bool {
    while try text.hasMore() {
      if text.chunk[text.position].endsLine {
        text.passLineBreak()
      } else if text.isAtByteOrderMark {
        text.passByteOrderMark()
      } else {
        return true
      }
    }
    return false
  }

  /// Reads to the end of the record and stands on its line end, or at the end of the file.
  private mutating func readFields() throws {
    while try text.hasMore() {
      let byte = text.chunk[text.position]
      if byte == .quote {
        if record.isAtFieldStart { try readQuotedField() } else { try readFormula() }
      } else if byte.endsLine {
        break
      } else {
        try readPlainFields()
      }
    }
    try record.endField(at: record.bytes.count, onLine: text.line)
  }

  /// Reads on to a quote, a line end or the end of the chunk, and ends a field at each delimiter.
  private mutating func readPlainFields() throws(CSVError.Problem) {
    // Most bytes are greater than any of them: one comparison instead of four.
    let special = { [delimiter, greatest = max(delimiter, .quote)] (byte: UInt8) in
      byte <= greatest && (byte == delimiter || byte == .quote || byte.endsLine)
    }
    let shift = record.bytes.count - text.position
    var end = text.firstIndex(from: text.position, where: special)
    while end < text.limit, text.chunk[end] == delimiter {
      try record.endField(at: end + shift, onLine: text.line)
      end = text.firstIndex(from: end + 1, where: special)
    }
    try text.move(upTo: end, to: &record)
  }

  /// Reads from the opening quote to behind the closing one.
  private mutating func readQuotedField() throws {
    record.openQuote(onLine: text.line)
    text.position += 1
    while try text.hasMore() {
      if try readQuotedText() { return try passDelimiterAfterQuote() }
    }
    throw CSVError.Problem.quoteNeverClosed(lastLine: text.lastLine)
  }

  /// Reads on to a quote, a line end or the end of the chunk.
  /// - Returns: whether it stepped over the closing quote.
  private mutating func readQuotedText() throws -> Bool {
    let end = text.firstIndex(from: text.position) { $0 == .quote || $0.endsLine }
    try text.move(upTo: end, to: &record)
    guard text.position < text.limit else { return false }
    let byte = text.chunk[text.position]
    if byte == .quote {
      text.position += 1
      guard try text.isAt(.quote) else { return true }
      text.position += 1
    } else {
      text.passLineBreak()
    }
    try record.append(byte)
    return false
  }

  /// Reads the quoted part of `="0012"`, its quotes included. Spreadsheets end such a field at a
  /// delimiter or line break also where its quote is open, so one with either in it is refused.
  private mutating func readFormula() throws {
    guard record.isAtFormulaText else { throw CSVError.Problem.quoteInsideField }
    guard readsFormulas else { throw CSVError.Problem.formulaWithoutQuotes }
    try passQuote()
    while try text.hasMore() {
      let end = text.firstIndex(from: text.position) {
        $0 == .quote || $0 == delimiter || $0.endsLine
      }
      try text.move(upTo: end, to: &record)
      guard text.position < text.limit else { continue }
      guard text.chunk[text.position] == .quote else { break }
      try passQuote()
      return try passDelimiterAfterQuote()
    }
    throw CSVError.Problem.quoteInsideField
  }

  private mutating func passQuote() throws(CSVError.Problem) {
    try record.append(.quote)
    text.position += 1
  }

  /// Ends the field at a delimiter; leaves a line end or the end of the file to the caller.
  private mutating func passDelimiterAfterQuote() throws {
    guard try text.hasMore() else { return }
    let byte = text.chunk[text.position]
    if byte == delimiter {
      try record.endField(at: record.bytes.count, onLine: text.line)
      try record.append(byte)
      text.position += 1
    } else if !byte.endsLine {
      throw CSVError.Problem.textAfterClosingQuote
    }
  }

  /// The error for a problem on which the cursor stands.
  private func locate(_ problem: CSVError.Problem) -> CSVError {
    switch problem {
    case .notText:
      CSVError(line: 1, problem: problem)
    case .recordTooLong, .tooManyFields:
      CSVError(line: line, problem: problem)
    case .fieldTooLong, .quoteNeverClosed:
      CSVError(
        line: record.fieldLine(at: text.line), column: record.count + 1, problem: problem)
    default:
      CSVError(
        line: text.line, column: record.count + 1, position: text.character, problem: problem)
    }
  }
}
