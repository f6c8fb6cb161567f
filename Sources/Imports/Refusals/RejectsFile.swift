internal import CSV

/// The rows of a file that were left out, as they came, each with its line and the reason.
struct RejectsFile {
  /// The columns that are added, which an import passes over.
  static let columns = ["reject_line", "reject_reason"]

  /// What is to be written.
  private(set) var bytes: [UInt8] = []

  /// Reads `text` again, and takes the header, if it has one, and the records that have a reason.
  init(
    _ text: SpooledText, delimiter: UInt8, hasHeader: Bool, readsFormulas: Bool,
    reasons: [Int: String]
  ) throws {
    text.rewind()
    var csv = CSVReader(text, delimiter: delimiter, readsFormulas: readsFormulas)
    if hasHeader {
      guard try csv.next() else { return }
      try append(csv.record, of: text, RejectsFile.columns, delimiter)
    }
    while try csv.next() {
      guard let reason = reasons[csv.recordNumber] else { continue }
      try append(csv.record, of: text, ["\(csv.line)", reason], delimiter)
    }
  }

  private mutating func append(
    _ record: CSVRecord, of text: SpooledText, _ cells: [String], _ delimiter: UInt8
  ) throws {
    bytes += try text.bytes(record.byteOffset..<record.endOffset)
    for cell in cells {
      bytes.append(delimiter)
      bytes += RejectsFile.quoted(cell)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func quoted(_ cell: String) -> [UInt8] {
    guard cell.utf8.contains(where: { !$0.isPlain }) else { return Array(cell.utf8) }
    return Array("\"\(cell.replacing("\"", with: "\"\""))\"".utf8)
  }
}

extension UInt8 {
  /// Whether a cell of it needs no quotes, whatever divides the fields.
  fileprivate var isPlain: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
