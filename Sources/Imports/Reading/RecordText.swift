internal import CSV
internal import Mappings

/// The records of a file as text: decoded, and of JSON those that a mapping takes.
struct RecordText {
  let text: any ByteSource
  /// What divides the fields.
  let delimiter: UInt8
  /// Whether the records were made of JSON.
  let isTable: Bool

  /// JSON is read whole; what is larger is no document of one company or supplier.
  private static let mostBytesOfJSON = 256 << 20

  /// Looks at the front of `source`, or reads it whole where `mapping` reads JSON. `delimiter` and
  /// `encoding` go before what the mapping says of them.
  /// - Throws: `ImportFailure` where JSON was to be read, and it is none.
  init(
    _ source: any ByteSource, named file: String, _ mapping: FileMapping?, delimiter: UInt8?,
    encoding: TextEncoding?
  ) throws {
    if let rule = mapping?.mapping.json {
      do {
        let table = try JSONTable(RecordText.bytes(of: source, named: file), rule)
        text = BytesInMemory(table.csv)
      } catch let error as JSONTableError {
        throw ImportFailure(file, error.problem)
      }
      (self.delimiter, isTable) = (.comma, true)
      return
    }
    var peek = try HeaderPeek(source)
    let encoding = encoding ?? mapping?.encoding
    if peek.isUTF16 || encoding != nil && encoding != .utf8 {
      peek = try HeaderPeek(DecodedText(peek, encoding: encoding))
    }
    text = peek
    self.delimiter = delimiter ?? mapping?.delimiter ?? peek.delimiter
    isTable = false
  }

  private static func bytes(of source: any ByteSource, named file: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while case let count = try source.read(into: &buffer), count > 0 {
      bytes += buffer[..<count]
      guard bytes.count <= mostBytesOfJSON else {
        throw ImportFailure(file, "is larger than 256 MiB; JSON is read whole")
      }
    }
    return bytes
  }
}
