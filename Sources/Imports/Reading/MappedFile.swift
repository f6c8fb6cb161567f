internal import CSV
internal import Mappings
internal import Store

/// The records of one file as a mapping makes them.
struct MappedFile: Sendable {
  private var record: MappedRecord
  /// Whether the mapping's end of the data was met.
  private var hasEnded = false
  /// Whether the CSV reader stands on a first record that is data.
  private var isOnFirst = false
  /// The physical line of the header.
  let headerLine: Int

  /// Reads `csv`, which stands before its first record, to the header.
  /// - Throws: `ImportFailure` where it is not found, or the mapping does not go with it.
  init(_ mapping: FileMapping, _ csv: inout CSVReader, named file: String) throws {
    var (above, titles): ([[String]], [String]) = ([], [])
    var aboveLines: [Int] = []
    while true {
      if case .absent = mapping.mapping.header {
        guard try csv.next() else { throw ImportFailure(file, "is empty; a row is expected") }
        titles = (1...csv.count).map { "column \($0)" }
        isOnFirst = true
        break
      }
      guard try csv.next(), above.count < 100, !mapping.hasPassedHeader(line: csv.line) else {
        let seen = zip(aboveLines, above).map { (line: $0, titles: $1) }
        let hint = HeaderSearch(seen).hint(mapping)
        throw ImportFailure(
          file,
          "has no header where mapping \(mapping.name) has it: \(mapping.place)\(hint ?? "")")
      }
      titles = (0..<csv.count).map { csv.string($0) }
      if mapping.isHeader(line: csv.line, titles) { break }
      above.append(titles)
      aboveLines.append(csv.line)
    }
    let line = csv.line
    headerLine = line
    do {
      record = MappedRecord(
        try mapping.resolved(titles, above: above, lines: aboveLines, file: file))
    } catch {
      guard let hint = HeaderSearch(after: &csv).hint(mapping) else { throw error }
      throw ImportFailure(
        file, "has no header of mapping \(mapping.name) on line \(line)\(hint)")
    }
  }

  /// What the file calls its columns.
  var titles: [String] { record.mapping.titles }

  /// The fields that the mapping makes.
  var fields: [ResolvedField] { record.mapping.fields }

  /// What the mapping does, in words.
  var mapping: ResolvedMapping { record.mapping }
}

// MARK: Records

extension MappedFile {
  /// The physical line on which the record begins.
  var line: Int { record.row.line }

  /// The number of the record in the file.
  var recordNumber: Int { record.row.number }

  /// How many fields the file has in it.
  var width: Int { record.row.width }

  /// Moves to the next record that the mapping does not leave out; `false` at the end.
  mutating func next(_ csv: inout CSVReader) throws -> Bool {
    if record.hasTaxLine {
      record.takeTax()
      return true
    }
    while try advance(&csv) {
      // What comes after the end of the data is read all the same, since it is part of the file.
      load(csv)
      guard !hasEnded else {
        record.passAfterEnd()
        continue
      }
      switch record.take() {
      case .record: return true
      case .skip: continue
      case .end: hasEnded = true
      }
    }
    return false
  }

  /// Moves to the next of records that were sorted, none of which the mapping leaves out; `false` at the end.
  mutating func next(_ records: inout SortedRecords?) throws -> Bool {
    if record.hasTaxLine {
      record.takeTax(again: true)
      return true
    }
    guard try records?.next(&record.row) ?? false else { return false }
    record.takeAgain()
    return true
  }

  /// Whether its records may be read in another order: none takes a text from the one above, and the current
  /// one was read whole.
  var canBeSorted: Bool { !record.mapping.fillsDown && !record.hasTaxLine }

  /// Makes one field alone of the records that are read next, if that tells enough of them; `nil` for all.
  mutating func makeOnly(_ field: Int?) { record.makeOnly(field) }

  /// The supplier's record, unless the current one is the tax of it.
  var row: SourceRow? { record.isTaxLine ? nil : record.row }

  private mutating func advance(_ csv: inout CSVReader) throws -> Bool {
    guard isOnFirst else { return try csv.next() }
    isOnFirst = false
    return true
  }

  /// Passes over the tax of the record, which is refused with it.
  mutating func passTax() { if record.hasTaxLine { record.takeTax() } }

  private mutating func load(_ csv: borrowing CSVReader) {
    let width = csv.count
    let filled = record.mapping.padsShortRows ? max(width, titles.count) : width
    record.row.begin(line: csv.line, number: csv.recordNumber, width: filled)
    for column in record.mapping.columns {
      if column < width {
        csv.withBytes(column) { record.row.append($0) }
      } else {
        // A row that is too short is refused later, where it is no footer.
        record.row.append([UInt8]().span)
      }
    }
  }

  /// What the mapping cannot read of the record.
  func faults(in file: String) -> [Refusal] {
    record.faults.map {
      Refusal(file: file, line: line, column: $0.title, value: $0.text, reason: $0.reason)
    }
  }

  /// The totals that the file states and its lines do not add up to, once all were read.
  func totalFaults(in file: String) -> [Refusal] {
    record.totalFaults.map { fault in
      var refusal = Refusal(
        file: file, line: fault.line, column: fault.title, value: fault.text, reason: fault.reason,
        kind: .total)
      refusal.group = fault.invoice
      return refusal
    }
  }

  /// A field as it stands in the file, blanks around it apart.
  func original(_ field: Int) -> String? {
    let text = record.original(field).trimmed
    return text.isEmpty ? nil : text
  }

  /// What the file calls the column of a field, where that is not so for all records.
  func title(_ field: Int) -> String? { record.isTaxLine ? record.title(field) : nil }

  /// Whether the mapping could take an empty cell's text from above, and does not.
  func canFillDown(_ field: Int) -> Bool { record.mapping.fields[field].canFillDown }

  /// Lends a field's bytes as ours.
  func withBytes<Result>(_ field: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    record.withBytes(field, body)
  }
}

// MARK: The header

extension FileMapping {
  fileprivate func resolved(
    _ titles: [String], above: [[String]], lines: [Int], file: String
  ) throws -> ResolvedMapping {
    do {
      return try ResolvedMapping(
        mapping, kind: kind.rawValue, fields: kind.columns.map(\.mappedField), file: file,
        titles: titles, above: above, aboveLines: lines)
    } catch {
      throw ImportFailure(error, named: name)
    }
  }

  /// Where the header should be, in words.
  fileprivate var place: String {
    switch mapping.header {
    case .line(let line): "on line \(line)"
    case .begins(let title): "where the first column is \"\(title)\""
    case .absent: "nowhere"
    }
  }

  fileprivate func hasPassedHeader(line: Int) -> Bool {
    if case .line(let wanted) = mapping.header { line > wanted } else { false }
  }

  fileprivate func isHeader(line: Int, _ titles: [String]) -> Bool {
    switch mapping.header {
    case .line(let wanted): line == wanted
    case .begins(let title): titles.first?.trimmed == title.trimmed
    case .absent: false
    }
  }
}

extension Column {
  /// It as a mapping knows it.
  var mappedField: MappedField {
    switch type {
    case .day, .month, .partialDate: MappedField(name, .date)
    case .number, .money, .decimal: MappedField(name, .number)
    default: MappedField(name, .text)
    }
  }
}
