internal import CSV
internal import Procurement

/// The records of one file, their fields found by name.
struct RecordReader<Field: RecordField>: ~Copyable {
  private var csv: CSVReader
  private let header: Header<Field>
  /// The records as a mapping makes them, where there is one.
  private var mapped: MappedFile?
  /// As the user called it, for messages.
  let file: String

  /// Reads the header of what messages call `file`; columns that the kind does not have are passed
  /// over where `ignoresUnknown` says so, unless a `mapping` says which column is which.
  /// - Throws: `ImportFailure` where it has faults, `CSVError` where the file is not CSV.
  init(
    _ source: any ByteSource, named file: String, ignoresUnknown: Bool,
    mapping: FileMapping? = nil
  ) throws {
    var csv = CSVReader(source, delimiter: mapping?.delimiter ?? .comma)
    self.file = file
    if let mapping {
      let mapped = try MappedFile(mapping, &csv, named: file)
      header = try Header(mapped, file: file)
      self.mapped = mapped
      self.csv = csv
      return
    }
    guard try csv.next() else {
      throw ImportFailure(refusals: [
        Refusal(file: file, line: nil, reason: "is empty; a header line is expected first")
      ])
    }
    let names = (0..<csv.count).map { csv.string($0) }
    header = try Header(names, ignoresUnknown: ignoresUnknown, file: file, line: csv.line)
    self.csv = csv
  }

  /// Moves to the next record; `false` at the end.
  /// - Throws: what the file's source or the CSV reader throws; nothing can be read after that.
  mutating func next() throws -> Bool { try mapped?.next(&csv) ?? csv.next() }

  /// The physical line on which the record begins.
  var line: Int { mapped?.line ?? csv.line }

  /// What the mapping cannot read of the record; nothing else of it is to be read then.
  var mappingFaults: [Refusal] { mapped?.faults(in: file) ?? [] }

  /// Checks that each field has its column.
  /// - Throws: `Refusal` where the record has more or fewer fields than the header.
  func checkWidth() throws(Refusal) {
    let (count, width) = (mapped?.width ?? csv.count, header.columns.count)
    guard count != width else { return }
    let hint =
      count < width
      ? "commas or a part of the line are missing"
      : "a field with a comma in it needs quotes around it"
    throw refusal(
      "has \(count) field\(count == 1 ? "" : "s") where the header has \(width); \(hint)")
  }

  /// Why the file cannot be read on.
  func refusal(_ error: CSVError) -> Refusal {
    let title = error.column.flatMap { $0 <= header.columns.count ? header.columns[$0 - 1] : nil }
    let place = error.position.map { "at character \($0) of the line: " } ?? ""
    let isInField = title != nil && error.position != nil
    return Refusal(
      file: file, line: error.line, column: isInField ? title?.trimmed : nil,
      reason: "\(place)\(error.problem); \(error.hint)")
  }
}

// MARK: Fields

extension RecordReader {
  /// Whether the file has a column for it.
  func has(_ field: Field) -> Bool { header.positions[field.rawValue] != nil }

  /// What the file calls the column of a field, or its own name where the file has none.
  func title(of field: Field) -> String { header.title(of: field) }

  /// The text of a field without blanks around it; `nil` where it is empty or has no column.
  func text(_ field: Field) -> String? {
    guard let position = header.positions[field.rawValue] else { return nil }
    let text = (mapped?.text(position) ?? csv.string(position)).trimmed
    return text.isEmpty ? nil : text
  }

  /// A field's text read by `parse`, or `nil` where it is empty.
  /// - Throws: `Refusal` with what `parse` says.
  func value<Result>(
    _ field: Field, _ parse: (String) throws -> Result
  ) throws(Refusal) -> Result? {
    guard let text = text(field) else { return nil }
    do {
      return try parse(text)
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw refusal(field, "\(error)")
    }
  }

  /// The value of a field that must not be empty.
  /// - Throws: `Refusal` where `value` is `nil`: the field is empty.
  func required<Value>(_ field: Field, _ value: Value?) throws(Refusal) -> Value {
    guard let value else { throw needed(field) }
    return value
  }

  /// Says that a field is empty, and what it should say.
  func needed(_ field: Field) -> Refusal {
    refusal(
      field, (has(field) ? "is empty" : "has no column") + ", and needed: \(field.column.meaning)")
  }

  /// Says why a field was refused. The column is called what the file calls it.
  func refusal(_ field: Field, _ reason: String) -> Refusal {
    let original = header.positions[field.rawValue].flatMap { mapped?.original($0) }
    return Refusal(
      file: file, line: line, column: title(of: field), value: original ?? text(field),
      reason: reason)
  }

  /// Says why the record as a whole was refused.
  func refusal(_ reason: String) -> Refusal { Refusal(file: file, line: line, reason: reason) }

  /// Lends a field's bytes as they stand, blanks included; none where it has no column.
  func withBytes<Result>(_ field: Field, _ body: (Span<UInt8>) -> Result) -> Result {
    guard let position = header.positions[field.rawValue] else { return body([UInt8]().span) }
    if let result = mapped?.withBytes(position, body) { return result }
    return csv.withBytes(position, body)
  }
}

extension String {
  /// Without ASCII blanks at both ends.
  var trimmed: String {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    guard utf8.first.map(isBlank) == true || utf8.last.map(isBlank) == true else { return self }
    let start = utf8.firstIndex { !isBlank($0) } ?? utf8.endIndex
    let end = utf8.lastIndex { !isBlank($0) }.map { utf8.index(after: $0) } ?? start
    return String(self[start..<end])
  }
}
