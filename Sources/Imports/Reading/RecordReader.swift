internal import CSV
internal import Procurement
internal import Store

/// The records of one file, their fields found by name.
struct RecordReader<Field: RecordField>: ~Copyable, Sendable {
  private var csv: CSVReader
  /// What is left of the file, once it was sorted.
  private var sorted: SortedRecords?
  /// Whether it was sorted, and is not mapped.
  private var isSorted = false
  /// Whether it was sorted, and is mapped.
  private var isMappedAndSorted = false
  /// The current record, once the rest was sorted.
  private var sortedRecord = CSVRecord()
  let header: Header<Field>
  /// The records as a mapping makes them, where there is one.
  private(set) var mapped: MappedFile?
  /// Whether there is one; asked for every field.
  private let isMapped: Bool
  /// The records in the cells of a row, where there are several in one.
  private(set) var wide: WideFile<Field>?
  /// Whether it was told what is wrong with the totals that the file states.
  private var hasToldTotals = false
  /// As the user called it, for messages.
  let file: String
  /// What its rows can refer to.
  var references: References
  /// Names that the store knows, for those that it does not.
  let nearNames: NearNames
  /// The records that are left out, where others are to be kept.
  private let rejects: Rejects?
  /// The numbers of the records that were left out so far, and what they are a part of.
  private(set) var rejected: [Int: String] = [:]

  /// Reads the header of what messages call `file`; columns that the kind does not have are passed
  /// over where `ignoresUnknown` says so, unless a `mapping` says which column is which.
  /// - Throws: `ImportFailure` where it has faults, `CSVError` where the file is not CSV.
  init(
    _ source: any ByteSource, named file: String, ignoresUnknown: Bool, delimiter: UInt8 = .comma,
    mapping: FileMapping? = nil, without rejects: Rejects? = nil, references: References
  ) throws {
    var csv = CSVReader(
      source, delimiter: delimiter, readsFormulas: mapping?.readsFormulas ?? false)
    self.file = file
    self.rejects = rejects
    self.references = references
    nearNames = NearNames(references)
    isMapped = mapping != nil
    if let mapping {
      let mapped = try MappedFile(mapping, &csv, named: file)
      header = try Header(mapped, file: file)
      self.mapped = mapped
      self.csv = csv
      return
    }
    guard try csv.next() else {
      throw ImportFailure(refusals: [
        Refusal(
          file: file, line: nil, reason: "is empty; a header line is expected first", kind: .file)
      ])
    }
    let names = (0..<csv.count).map { csv.string($0) }
    let line = csv.line
    if let wide = WideFile<Field>(names, references) {
      header = Header(wide, names)
      self.wide = wide
      self.csv = csv
      return
    }
    do {
      header = try Header(names, ignoresUnknown: ignoresUnknown, file: file, line: line)
    } catch {
      throw HeaderSearch(after: &csv).failure(error, Field.self, names, line: line, file: file)
    }
    self.csv = csv
  }

  /// Moves to the next record; `false` at the end.
  /// - Throws: what the file's source or the CSV reader throws; nothing can be read after that.
  mutating func next() throws -> Bool {
    while try advance() {
      guard let rejects else { return true }
      let group = group
      guard rejects.reason(record: recordNumber, group: group) != nil else { return true }
      rejected[recordNumber] = group ?? ""
    }
    return false
  }

  private mutating func advance() throws -> Bool {
    if isSorted { return try sorted?.next(&sortedRecord) ?? false }
    if isMappedAndSorted { return try mapped?.next(&sorted) ?? false }
    if wide != nil { return try wide?.next(&csv, width: header.columns.count) ?? false }
    return isMapped ? try mapped?.next(&csv) ?? false : try csv.next()
  }

  /// Passes over the tax of the record, which is refused with it.
  mutating func passTax() { mapped?.passTax() }

  /// The totals that the file states and its lines do not add up to, told once, at the end.
  mutating func takeTotalFaults() -> [Refusal] {
    guard isMapped, let mapped, !hasToldTotals else { return [] }
    hasToldTotals = true
    return mapped.totalFaults(in: file)
  }

  /// What the mapping cannot read of the record; nothing else of it is to be read then.
  var mappingFaults: [Refusal] {
    guard isMapped, let mapped else { return [] }
    return mapped.faults(in: file).map { fault in
      var fault = fault
      fault.record = recordNumber
      fault.group = group
      return fault
    }
  }

  /// Reads the rest of the file, and from now on gives its records so that those follow one another
  /// whose text of `field` is the same, in the order of the file.
  ///
  /// Memory stays bounded: what does not fit goes through a temporary file.
  /// - Returns: whether it could be done: a mapping may go by the order of the rows.
  mutating func sortRest(by field: Field) throws -> Bool {
    guard mapped?.canBeSorted ?? true else { return false }
    var records = try SortedRecords()
    mapped?.makeOnly(header.positions[field.rawValue])
    do {
      while try advance() {
        let key = withText(field) { $0.fnv1a } ?? 0
        if isMapped {
          // The tax of a row comes back with it.
          if let row = mapped?.row { try records.add(row, key: key) }
        } else {
          try records.add(csv.record, key: key)
        }
      }
    } catch let error as CSVError {
      records.error = error
    }
    mapped?.makeOnly(nil)
    try records.finish()
    sorted = consume records
    isSorted = !isMapped
    isMappedAndSorted = isMapped
    return true
  }

  /// The physical line on which the record begins.
  var line: Int {
    if isSorted { return sortedRecord.line }
    return isMapped ? mapped?.line ?? 0 : csv.line
  }

  /// The number of the record in its file, from 1; the header is one.
  var recordNumber: Int {
    if isSorted { return sortedRecord.number }
    return isMapped ? mapped?.recordNumber ?? 0 : csv.recordNumber
  }

  /// Checks that each field has its column, and that the record is not the header again.
  /// - Throws: `Refusal` where the record has more or fewer fields than the header, or is it.
  func checkForm() throws(Refusal) {
    let (count, width) = (fieldCount, header.columns.count)
    guard count != width else {
      guard isHeaderAgain else { return }
      throw refusal("repeats the header, as in joined files; remove this line", .header)
    }
    let hint =
      count < width
      ? "commas or a part of the line are missing"
        + (isMapped ? "; a mapping with short_rows = \"pad\" reads them as empty cells" : "")
      : "a field with a comma in it needs quotes around it"
    throw refusal(
      "has \(count) field\(count == 1 ? "" : "s") where the header has \(width); \(hint)", .width)
  }

  /// Whether every field says what the header says there.
  private var isHeaderAgain: Bool {
    guard !isMapped else { return false }
    for (position, title) in header.columns.enumerated() {
      let isSame = withBytes(at: position) { $0.isSame(as: title.utf8Span.span) }
      if !isSame { return false }
    }
    return true
  }

}

// MARK: Fields

extension RecordReader {
  /// Whether the file has a column for it.
  func has(_ field: Field) -> Bool { header.positions[field.rawValue] != nil }

  /// What the file calls the column of a field, or its own name where the file has none.
  func title(of field: Field) -> String {
    if let wide { return wide.title(of: field) ?? field.column.name }
    let title = header.positions[field.rawValue].flatMap { mapped?.title($0) }
    return title ?? header.title(of: field)
  }

  /// The titles of several fields.
  func titles(of fields: [Field]) -> [String] {
    var titles: [String] = []
    for field in fields { titles.append(title(of: field)) }
    return titles
  }

  private var fieldCount: Int {
    if isSorted { return sortedRecord.count }
    return isMapped ? mapped?.width ?? 0 : csv.count
  }

  /// The text of a field without blanks around it; `nil` where it is empty or has no column.
  func text(_ field: Field) -> String? {
    withText(field) { text in String(decoding: text.indices.map { text[$0] }, as: UTF8.self) }
  }

  /// Lends the same as bytes.
  func withText<Result>(_ field: Field, _ body: (Span<UInt8>) -> Result) -> Result? {
    withBytes(field) { bytes in
      var (start, end) = (0, bytes.count)
      while start < end, bytes[start].isBlank { start += 1 }
      while end > start, bytes[end - 1].isBlank { end -= 1 }
      return start == end ? nil : body(bytes.extracting(start..<end))
    }
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
      throw refusal(field, "\(error)", Refusal.Kind(of: error))
    }
  }

  /// The value of a field that must not be empty.
  /// - Throws: `Refusal` where `value` is `nil`: the field is empty.
  func required<Value>(_ field: Field, _ value: Value?) throws(Refusal) -> Value {
    guard let value else { throw needed(field) }
    return value
  }

  func line(of position: Int) -> Int {
    guard position < fieldCount else { return line }
    return isSorted ? sortedRecord.line(of: position) : csv.line(ofField: position)
  }

  /// What the record belongs to that must be taken whole or not at all.
  var group: String? { Field.group.flatMap { text($0) } }

  /// Whether a field's bytes are these, blanks included.
  func says(_ bytes: Span<UInt8>, in field: Field) -> Bool {
    guard header.positions[field.rawValue] != nil else { return bytes.isEmpty }
    return withBytes(field) { $0.isSame(as: bytes) }
  }

  /// Lends a field's bytes as they stand, blanks included; none where it has no column.
  func withBytes<Result>(_ field: Field, _ body: (Span<UInt8>) -> Result) -> Result {
    guard let position = header.positions[field.rawValue] else { return body([UInt8]().span) }
    if isMapped, let result = mapped?.withBytes(position, body) { return result }
    if let wide {
      if let result = wide.withBytes(field, body) { return result }
      guard let column = wide.position(of: field) else { return body([UInt8]().span) }
      return withBytes(at: column, body)
    }
    // A record may have fewer fields than the header, which is told as such.
    guard position < fieldCount else { return body([UInt8]().span) }
    return withBytes(at: position, body)
  }

  private func withBytes<Result>(at position: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    isSorted ? sortedRecord.withBytes(position, body) : csv.withBytes(position, body)
  }
}

extension UInt8 {
  /// Whether it is a blank that may stand around a field's text.
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension String {
  /// Without ASCII blanks at both ends.
  var trimmed: String {
    guard utf8.first?.isBlank == true || utf8.last?.isBlank == true else { return self }
    let start = utf8.firstIndex { !$0.isBlank } ?? utf8.endIndex
    let end = utf8.lastIndex { !$0.isBlank }.map { utf8.index(after: $0) } ?? start
    return String(self[start..<end])
  }
}
