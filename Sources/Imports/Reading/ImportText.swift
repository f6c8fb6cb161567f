internal import CSV

/// The text of a file that is being imported, decoded, and how it is divided.
struct ImportText: Sendable {
  /// The file itself, hashed as it is read.
  let source: HashedFile
  private let text: any ByteSource
  private let delimiter: UInt8
  private let hasHeader: Bool
  private let readsFormulas: Bool
  private let spool: SpooledText?
  /// The rows that are left out.
  var rejects: Rejects?

  /// Looks at the front of `source`.
  init(_ source: HashedFile, _ options: ImportOptions) throws {
    self.source = source
    let records = try RecordText(
      source, named: source.name, options.mapping, delimiter: options.delimiter,
      encoding: options.encoding)
    if records.isTable, options.rejectsPath != nil {
      throw ImportFailure(
        source.name, "is JSON, of which no rows can be rejected; leave out --keep-good")
    }
    (text, delimiter) = (records.text, records.delimiter)
    hasHeader = options.mapping?.hasHeader ?? true
    readsFormulas = options.mapping?.readsFormulas ?? false
    spool = nil
  }

  private init(spooling text: ImportText) throws {
    source = text.source
    delimiter = text.delimiter
    hasHeader = text.hasHeader
    readsFormulas = text.readsFormulas
    let spool = try SpooledText(text.text)
    self.text = spool
    self.spool = spool
  }

  /// The text spooled to a file, so that it can be read again.
  func spooled() throws -> ImportText { try ImportText(spooling: self) }

  /// Goes back to the front.
  func rewind() { spool?.rewind() }

  /// Reads the header.
  /// - Throws: `ImportFailure` where it has faults or the file is not CSV.
  func rows<Field>(_ options: ImportOptions, _ references: References) throws -> RecordReader<Field>
  {
    do {
      return try RecordReader(
        text, named: source.name, ignoresUnknown: options.ignoresUnknownColumns,
        delimiter: delimiter, mapping: options.mapping, without: rejects,
        references: references)
    } catch let error as CSVError {
      throw ImportFailure(refusals: [
        Refusal(
          file: source.name, line: error.line, reason: "\(error.problem); \(error.hint)",
          kind: .file)
      ])
    }
  }

  /// The rows that were left out, by number and what they are a part of, with the reasons, as a file
  /// to be fixed and imported again.
  func rejectsFile(_ rejected: [Int: String]) throws -> [UInt8] {
    guard let spool, let rejects else { return [] }
    let reasons = rejected.reduce(into: [:]) { reasons, row in
      reasons[row.key] = rejects.reason(record: row.key, group: row.value)
    }
    return try RejectsFile(
      spool, delimiter: delimiter, hasHeader: hasHeader, readsFormulas: readsFormulas,
      reasons: reasons
    ).bytes
  }
}
