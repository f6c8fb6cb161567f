/// A file reads the same in chunks of any size, and what was read reads the same again.
///
/// The first byte picks the size of the chunks, the delimiter, and whether formulas are read.
func fuzz(_ input: [UInt8]) {
  guard let choice = input.first else { return }
  let bytes = Array(input.dropFirst())
  let delimiter: UInt8 = [.comma, UInt8(ascii: ";"), UInt8(ascii: "\t")][Int(choice >> 6) % 3]
  let readsFormulas = choice >> 6 == 3
  let whole = Reading(bytes, delimiter: delimiter, readsFormulas: readsFormulas)
  let cut = Reading(
    bytes, delimiter: delimiter, readsFormulas: readsFormulas, chunkSize: Int(choice & 0x3f) + 1)
  require(cut == whole, "the size of chunks makes no difference")
  guard whole.error == nil else { return }
  let again = Reading(whole.text(delimiter), delimiter: delimiter)
  require(again.records == whole.records, "what was read and written reads the same")
}

private struct Reading: Equatable {
  var records: [[String]] = []
  var lines: [Int] = []
  var error: CSVError?

  init(_ bytes: [UInt8], delimiter: UInt8, readsFormulas: Bool = false, chunkSize: Int = .max) {
    var limits = CSVLimits()
    limits.fieldBytes = 200
    limits.recordBytes = 400
    limits.fields = 20
    var reader = CSVReader(
      BytesInMemory(bytes, chunkSize: chunkSize), delimiter: delimiter,
      readsFormulas: readsFormulas, limits: limits)
    do {
      while try reader.next() {
        records.append((0..<reader.count).map { reader.string($0) })
        lines += [reader.line, reader.record.endLine, reader.record.byteOffset]
      }
    } catch {
      self.error = error as? CSVError
      require(self.error != nil, "a reader of bytes in memory throws nothing else")
    }
  }

  /// The records as CSV, each field in quotes.
  func text(_ delimiter: UInt8) -> [UInt8] {
    records.reduce(into: []) { text, record in
      for (index, field) in record.enumerated() {
        if index > 0 { text.append(delimiter) }
        text.append(.quote)
        for byte in field.utf8 { text += byte == .quote ? [.quote, .quote] : [byte] }
        text.append(.quote)
      }
      text.append(.lineFeed)
    }
  }
}
