internal import Crypto
internal import SQLite

/// A mapping that files were read by, as it is kept with their imports.
package struct MappingRecord: Hashable, Sendable {
  /// The path of its file, or its name where it came with the program.
  package let name: String
  /// All that it says.
  package let text: String
  /// SHA-256 of its text, 64 lowercase hexadecimal digits.
  package let sha256: String

  /// The mapping called `name` that says `text`.
  package init(name: String, text: String) {
    self.name = name
    self.text = text
    sha256 = Hexadecimal.text(SHA256.hash(data: Array(text.utf8)))
  }
}

extension Store {
  /// Keeps a mapping, once for all that have the same text.
  func add(_ mapping: MappingRecord) throws(SQLiteError) {
    var add = try Statement(
      "INSERT INTO mapping (sha256, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING", on: connection)
    try add.bind([.text(mapping.sha256), .text(mapping.text)])
    try add.run()
  }
}
