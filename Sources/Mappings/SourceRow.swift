/// The texts of a supplier's record that a mapping needs, in one buffer.
package struct SourceRow: Sendable {
  private(set) var bytes: [UInt8] = []
  fileprivate var ends: [Int] = []
  /// The physical line on which it begins.
  package private(set) var line = 0
  /// Its number in the file.
  package private(set) var number = 0
  /// How many fields the record has.
  package private(set) var width = 0

  /// Forgets the texts, for a record that begins on `line`, is the file's `number`th and has `width`
  /// fields.
  package mutating func begin(line: Int, number: Int, width: Int) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    (self.line, self.number, self.width) = (line, number, width)
  }

  /// Adds the text of the next of `ResolvedMapping.columns`.
  package mutating func append(_ text: Span<UInt8>) {
    bytes.append(addingCapacity: text.count) { output in
      for index in text.indices { output.append(text[index]) }
    }
    ends.append(bytes.count)
  }

  subscript(_ slot: Int) -> ArraySlice<UInt8> {
    guard slot < ends.count else { return [] }
    return bytes[(slot == 0 ? 0 : ends[slot - 1])..<ends[slot]]
  }
}
