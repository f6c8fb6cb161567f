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

  /// A row without texts.
  package init() {}

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

// MARK: In a file of rows

extension SourceRow {
  /// Appends all of it to `output`, to be read again by `read(from:)`.
  package func write(to output: inout [UInt8]) {
    for value in [line, number, width, ends.count] + ends {
      for byte in 0..<8 { output.append(UInt8(truncatingIfNeeded: value >> (byte * 8))) }
    }
    output.append(contentsOf: bytes)
  }

  /// Becomes the row that `write(to:)` wrote.
  package mutating func read(from input: Span<UInt8>) {
    begin(
      line: SourceRow.number(input, 0), number: SourceRow.number(input, 1),
      width: SourceRow.number(input, 2))
    let count = SourceRow.number(input, 3)
    for slot in 0..<count { ends.append(SourceRow.number(input, 4 + slot)) }
    let start = (4 + count) * 8
    bytes.append(addingCapacity: input.count - start) { output in
      for index in start..<input.count { output.append(input[index]) }
    }
  }

  private static func number(_ input: Span<UInt8>, _ place: Int) -> Int {
    var value = 0
    for byte in 0..<8 { value |= Int(input[place * 8 + byte]) << (byte * 8) }
    return value
  }
}
