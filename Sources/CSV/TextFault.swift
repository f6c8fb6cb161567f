/// The first thing in a stretch of bytes that keeps it from being UTF-8 text without NUL.
struct TextFault: Equatable {
  enum Kind { case nul, invalid, cut }

  let index: Int
  let byte: UInt8
  /// `cut` is the start of a character that the bytes to come may complete.
  let kind: Kind

  /// `nil` where there is no fault.
  init?(firstIn bytes: Span<UInt8>) {
    if bytes.isPlain { return nil }
    let nul = bytes.indices.first { bytes[$0] == 0 }
    do {
      _ = try UTF8Span(validating: bytes.extracting(..<(nul ?? bytes.count)))
      guard let nul else { return nil }
      (index, byte, kind) = (nul, 0, .nul)
    } catch {
      let isAtEnd = error.byteOffsets.upperBound == bytes.count
      index = error.byteOffsets.lowerBound
      byte = bytes[index]
      kind = error.kind == .truncatedScalar && isAtEnd ? .cut : .invalid
    }
  }
}

extension Span<UInt8> {
  /// Whether all are ASCII and none is NUL: the case of almost every chunk, told at memory speed.
  ///
  /// One less than each is below 127 then, since 0 wraps round to 255.
  fileprivate var isPlain: Bool {
    var highest: UInt8 = 0
    for index in indices { highest = Swift.max(highest, self[index] &- 1) }
    return highest < 127
  }
}
