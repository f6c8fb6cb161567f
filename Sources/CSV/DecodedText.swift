internal import Synchronization

/// The bytes of a source in UTF-8, whatever encoding they came in.
///
/// UTF-16 is known by its mark at the front and decoded unasked. Pairs of bytes that are no text
/// become bytes that are no UTF-8, so that the reader tells where.
package final class DecodedText: ByteSource {
  private struct State: ~Copyable {
    var decoder: Decoder?
    var hasBegun = false
    var isAtEnd = false
    var input = [UInt8](repeating: 0, count: 32 << 10)
    var output: [UInt8] = []
    var position = 0
  }

  private let source: any ByteSource
  private let encoding: TextEncoding?
  private let state = Mutex(State())

  /// Decodes `source`; without an `encoding` it is UTF-8, or UTF-16 where its mark is there.
  package init(_ source: any ByteSource, encoding: TextEncoding? = nil) {
    self.source = source
    self.encoding = encoding
  }

  /// Fills the front of `buffer`; the answer is how many bytes, 0 at the end.
  package func read(into buffer: inout [UInt8]) throws -> Int {
    try state.withLock { state in
      while state.position == state.output.count {
        guard try fill(&state) else { return 0 }
      }
      let rest = state.output[state.position...].prefix(buffer.count)
      buffer.replaceSubrange(..<rest.count, with: rest)
      state.position += rest.count
      return rest.count
    }
  }

  /// Decodes the next piece; `false` at the end.
  private func fill(_ state: inout State) throws -> Bool {
    guard !state.isAtEnd else { return false }
    state.position = 0
    state.output.removeAll(keepingCapacity: true)
    var count = try source.read(into: &state.input)
    if !state.hasBegun {
      state.hasBegun = true
      while count == 1 {
        var more = [UInt8](repeating: 0, count: 1)
        guard try source.read(into: &more) == 1 else { break }
        state.input[1] = more[0]
        count = 2
      }
      state.decoder = Decoder(encoding, startOf: state.input.prefix(count))
    }
    state.isAtEnd = count == 0
    if state.decoder == nil {
      state.output.append(contentsOf: state.input[..<count])
    } else {
      for byte in state.input[..<count] { state.decoder?.take(byte, into: &state.output) }
      if state.isAtEnd { state.decoder?.end(into: &state.output) }
    }
    return !state.output.isEmpty || !state.isAtEnd
  }
}

extension DecodedText {
  /// Which order of bytes the mark at the front of UTF-16 tells; `nil` where there is none. The mark
  /// of UTF-32 LE begins as that of UTF-16 LE does.
  static func isBigEndianUTF16(startOf head: ArraySlice<UInt8>) -> Bool? {
    switch Array(head.prefix(2)) {
    case [0xFE, 0xFF]: true
    case [0xFF, 0xFE]: Array(head.dropFirst(2).prefix(2)) == [0, 0] ? nil : false
    default: nil
    }
  }
}

/// Turns bytes of one encoding into UTF-8, one by one.
private enum Decoder {
  case table([Unicode.Scalar?])
  case utf16(isBigEndian: Bool, first: UInt8?, high: UInt16?)

  /// What is no text: a byte that never stands in UTF-8.
  private static let noText: UInt8 = 0xFF

  /// The decoder that a file needs; `nil` for UTF-8, which is checked elsewhere.
  init?(_ encoding: TextEncoding?, startOf head: ArraySlice<UInt8>) {
    let mark = Array(head.prefix(2))
    switch encoding {
    case .latin1: self = .table((0..<256).map { Unicode.Scalar(UInt8($0)) })
    case .windows1252: self = .table(Decoder.windows1252)
    case .utf16: self = .utf16(isBigEndian: mark == [0xFE, 0xFF], first: nil, high: nil)
    case .utf8: return nil
    case nil:
      guard let isBigEndian = DecodedText.isBigEndianUTF16(startOf: head) else { return nil }
      self = .utf16(isBigEndian: isBigEndian, first: nil, high: nil)
    }
  }

  mutating func take(_ byte: UInt8, into output: inout [UInt8]) {
    switch self {
    case .table(let scalars):
      guard let scalar = scalars[Int(byte)] else { return output.append(Decoder.noText) }
      output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar())
    case .utf16(let isBigEndian, nil, let high):
      self = .utf16(isBigEndian: isBigEndian, first: byte, high: high)
    case .utf16(let isBigEndian, let first?, let high):
      let (upper, lower) = isBigEndian ? (first, byte) : (byte, first)
      let rest = Decoder.append(UInt16(upper) << 8 | UInt16(lower), after: high, to: &output)
      self = .utf16(isBigEndian: isBigEndian, first: nil, high: rest)
    }
  }

  func end(into output: inout [UInt8]) {
    if case .utf16(_, let first, let high) = self, first != nil || high != nil {
      output.append(Decoder.noText)
    }
  }

  /// - Returns: the first half of a pair, whose second must come next.
  private static func append(
    _ unit: UInt16, after high: UInt16?, to output: inout [UInt8]
  ) -> UInt16? {
    if let high {
      guard UTF16.isTrailSurrogate(unit) else {
        output.append(noText)
        return append(unit, after: nil, to: &output)
      }
      let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
      if let scalar = Unicode.Scalar(value), let bytes = UTF8.encode(scalar) {
        output.append(contentsOf: bytes)
      }
      return nil
    }
    if UTF16.isLeadSurrogate(unit) { return unit }
    guard let scalar = Unicode.Scalar(UInt32(unit)), let bytes = UTF8.encode(scalar) else {
      output.append(noText)
      return nil
    }
    output.append(contentsOf: bytes)
    return nil
  }

  private static let windows1252: [Unicode.Scalar?] = {
    let special: [UInt32] = [
      0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
      0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
      0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]
    return (0..<256).map { byte in
      guard 0x80..<0xA0 ~= byte else { return Unicode.Scalar(UInt8(byte)) }
      let value = special[byte - 0x80]
      return value == 0 ? nil : Unicode.Scalar(value)
    }
  }()
}
