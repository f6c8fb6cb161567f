internal import CSV
internal import Files
package import Mappings
internal import Procurement
package import Store

/// A mapping, and what messages call it.
package struct FileMapping: Sendable {
  /// The path of its file, or its name where it came with the program.
  package let name: String
  /// What the files hold that it is for.
  package let kind: RecordKind
  /// What it says.
  package private(set) var mapping: Mapping
  /// Its text, with the fields that were set in comments at the end.
  private var text: String

  /// More than anyone writes, and little enough to hold.
  private static let maximumSize = 1 << 20

  /// Reads the mapping that came with the program under this name, or the file at this path, for
  /// files of one kind.
  /// - Throws: `ImportFailure` with every fault of it, `FileError` where it cannot be read.
  package init(_ name: String, for kind: RecordKind) throws {
    self.name = name
    self.kind = kind
    let shipped = ShippedMap.all.first { $0.name == name }
    text = try shipped?.text ?? FileMapping.text(ofFile: name)
    do {
      mapping = try Mapping(parsing: text)
    } catch {
      throw ImportFailure(error, named: name)
    }
  }

  /// Makes a field the same in every row, whatever the mapping says of it.
  package mutating func set(_ field: String, to text: String) {
    mapping.fields[field] = .constant(text)
    self.text += "# --set \(field)=\(EscapedText.text(text))\n"
  }

  /// It as it is kept with the imports that it read.
  var record: MappingRecord { MappingRecord(name: name, text: text) }

  /// Whether its files have a header.
  var hasHeader: Bool { mapping.header != .absent }

  /// Whether a field `="0012"` without quotes around it is taken as spreadsheets take it.
  var readsFormulas: Bool { mapping.unwrapsFormulas }

  /// What divides the fields of its files, where it says so.
  var delimiter: UInt8? { mapping.delimiter?.utf8.first }

  /// Whether each of several identical lines of its files is a charge.
  var keepsRepeats: Bool { mapping.keepsRepeats }

  /// What the bytes of its files mean, where it says so.
  var encoding: TextEncoding? { mapping.encoding.flatMap { TextEncoding(named: $0) } }

  private static func text(ofFile path: String) throws -> String {
    var reader = try FileReader(path)
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while case let count = try reader.read(into: &buffer), count > 0 {
      text += buffer[..<count]
      guard text.count <= maximumSize else {
        throw ImportFailure(path, "is larger than \(maximumSize) bytes; a mapping is a short text")
      }
    }
    guard let valid = String(validating: text, as: UTF8.self) else {
      throw ImportFailure(path, "is not UTF-8; a mapping is a text in TOML")
    }
    return valid
  }
}

extension ImportFailure {
  /// The faults of a mapping.
  init(_ failure: MappingFailure, named name: String) {
    self.init(
      refusals: failure.faults.map { Refusal(file: name, line: $0.line, reason: $0.problem) })
  }

  /// One fault of a whole file.
  init(_ file: String, _ reason: String) {
    self.init(refusals: [Refusal(file: file, line: nil, reason: reason)])
  }
}
