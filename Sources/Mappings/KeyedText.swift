internal import TOMLKit

/// A text in TOML whose values are texts and whole numbers, such as a configuration file.
package struct KeyedText: Sendable {
  /// One key with its value.
  package struct Entry: Sendable {
    /// The key.
    package let key: String
    /// The value, a number in its digits.
    package let value: String
    /// The line that it is on, from 1, if it is known.
    package let line: Int?
  }

  /// The keys in the order of their names.
  package let entries: [Entry]

  /// Reads a text.
  /// - Throws: `MappingFailure` if it is not TOML, or a value is neither a text nor a whole number.
  package init(parsing text: String) throws(MappingFailure) {
    let table = try Mapping.table(text)
    let lines = MappingLines(text)
    var (entries, faults) = ([Entry](), [MappingFault]())
    for key in table.keys.sorted() {
      let line = lines.line(of: [key])
      if let value = table[key]?.string ?? table[key]?.int.map({ "\($0)" }) {
        entries.append(Entry(key: key, value: value, line: line))
      } else {
        faults.append(
          MappingFault(line: line, "\(quoted(key)) is neither a text in quotes nor a whole number"))
      }
    }
    guard faults.isEmpty else { throw MappingFailure(faults) }
    self.entries = entries
  }
}
