internal import Procurement

/// Why a text is not a number of a format.
enum NumberFault: Error {
  case otherForm, grouping, percentage, exponent, exponentTooLarge, symbol
}

extension NumberFormat {
  /// Reads a number and appends it to `output` as ours, `-1234.50`; digit by digit, so that no digit
  /// is ever lost.
  /// - Returns: which of `symbols` stood at it, if any.
  func read(
    _ text: ArraySlice<UInt8>, isNegated: Bool, into output: inout [UInt8]
  ) throws(NumberFault) -> CurrencySymbol? {
    var bare = BareNumber(text.trimmedBlanks)
    bare.strip(self)
    if bare.isNegative != isNegated { output.append(UInt8(ascii: "-")) }
    do {
      try appendDigits(of: bare.text, to: &output)
    } catch {
      throw reason(bare.text, error)
    }
    return bare.symbol
  }

  private func appendDigits(
    of text: ArraySlice<UInt8>, to output: inout [UInt8]
  ) throws(NumberFault) {
    let start = output.count
    var position = try appendWhole(of: text, to: &output)
    var decimals = 0
    if position < text.endIndex, text[position] == decimal.byte {
      output.append(UInt8(ascii: "."))
      position += 1
      while position < text.endIndex, text[position].isDigit {
        output.append(text[position])
        (position, decimals) = (position + 1, decimals + 1)
      }
      guard decimals > 0 else { throw .otherForm }
    }
    guard output.count > start else { throw .otherForm }
    guard position < text.endIndex else { return }
    let exponent = try exponent(text[position...])
    shift(&output, from: start, decimals: decimals, by: exponent)
  }

  /// Appends the digits before the decimals, without the marks between their groups.
  /// - Returns: where they end.
  private func appendWhole(
    of text: ArraySlice<UInt8>, to output: inout [UInt8]
  ) throws(NumberFault) -> Int {
    var position = text.startIndex
    var digits = 0
    var isGrouped = false
    while position < text.endIndex {
      if text[position].isDigit {
        output.append(text[position])
        (position, digits) = (position + 1, digits + 1)
      } else if case let width = markWidth(text, at: position), width > 0 {
        guard isGrouped ? digits == 3 : 1...3 ~= digits else { throw .grouping }
        (isGrouped, digits, position) = (true, 0, position + width)
      } else {
        break
      }
    }
    guard !isGrouped || digits == 3 else { throw .grouping }
    return position
  }

  /// How many bytes the mark between groups has that stands at `position`; 0 where none does.
  private func markWidth(_ text: ArraySlice<UInt8>, at position: Int) -> Int {
    let byte = text[position]
    switch group {
    case .none: return 0
    case .comma: return byte == UInt8(ascii: ",") ? 1 : 0
    case .point: return byte == UInt8(ascii: ".") ? 1 : 0
    case .blank: return byte == UInt8(ascii: " ") ? 1 : text[position...].wideBlankAtStart
    case .apostrophe:
      if byte == UInt8(ascii: "'") { return 1 }
      return text[position...].starts(with: [0xE2, 0x80, 0x99]) ? 3 : 0
    }
  }

  /// Reads `E-05` to the end.
  private func exponent(_ text: ArraySlice<UInt8>) throws(NumberFault) -> Int {
    guard text.isExponent else { throw .otherForm }
    guard allowsExponent else { throw .exponent }
    let digits = text.dropFirst().drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    guard let size = Int(String(decoding: digits, as: UTF8.self)), size <= 40 else {
      throw .exponentTooLarge
    }
    return text[text.startIndex + 1] == UInt8(ascii: "-") ? -size : size
  }

  /// Moves the point of the digits from `start` on.
  private func shift(
    _ output: inout [UInt8], from start: Int, decimals: Int, by exponent: Int
  ) {
    let zero = UInt8(ascii: "0")
    var digits = output[start...].filter { $0 != UInt8(ascii: ".") }
    output.removeSubrange(start...)
    let places = decimals - exponent
    if places <= 0 {
      output += digits + Array(repeating: zero, count: -places)
      return
    }
    if digits.count <= places {
      digits = Array(repeating: zero, count: places - digits.count + 1) + digits
    }
    output += digits.dropLast(places) + [UInt8(ascii: ".")] + digits.suffix(places)
  }

  /// What it most likely is that stands in the way.
  private func reason(_ text: ArraySlice<UInt8>, _ fault: NumberFault) -> NumberFault {
    guard fault == .otherForm else { return fault }
    if text.contains(UInt8(ascii: "%")) { return .percentage }
    let hasMarks = text.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "'")
    }
    let isSign = { (byte: UInt8) in byte >= 128 || byte.isLetter || byte == UInt8(ascii: "$") }
    let rest = text.filter { !isSign($0) && $0 != UInt8(ascii: " ") }
    if rest.count < text.count, rest.contains(where: \.isDigit),
      isSign(text[text.startIndex]) || isSign(text[text.endIndex - 1])
    {
      return .symbol
    }
    return hasMarks && text.contains(where: \.isDigit) ? .grouping : .otherForm
  }
}

/// A number with its signs taken off, each at most once.
private struct BareNumber {
  var text: ArraySlice<UInt8>
  var isNegative = false
  var symbol: CurrencySymbol?

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
  }

  mutating func strip(_ format: NumberFormat) {
    while stripSymbol(format.symbols) || stripSign(format.negatives) { text = text.trimmedBlanks }
  }

  private mutating func stripSymbol(_ symbols: [CurrencySymbol]) -> Bool {
    guard symbol == nil else { return false }
    for candidate in symbols {
      if text.starts(with: candidate.bytes) {
        text = text.dropFirst(candidate.bytes.count)
      } else if text.ends(with: candidate.bytes) {
        text = text.dropLast(candidate.bytes.count)
      } else {
        continue
      }
      symbol = candidate
      return true
    }
    return false
  }

  private mutating func stripSign(_ styles: Set<NegativeStyle>) -> Bool {
    guard !isNegative, let first = text.first, let last = text.last else { return false }
    // Most numbers are plain: nothing is looked up for them.
    if first.isDigit, last.isDigit { return false }
    if first == UInt8(ascii: "-"), styles.contains(.minusBefore) {
      text = text.dropFirst()
    } else if text.starts(with: [0xE2, 0x88, 0x92]), styles.contains(.minusBefore) {
      text = text.dropFirst(3)
    } else if last == UInt8(ascii: "-"), styles.contains(.minusBehind) {
      text = text.dropLast()
    } else if first == UInt8(ascii: "("), last == UInt8(ascii: ")"),
      styles.contains(.parentheses)
    {
      text = text.dropFirst().dropLast()
    } else if text.count > 2, last | 0x20 == UInt8(ascii: "r"),
      text[text.endIndex - 2] | 0x20 == UInt8(ascii: "c"), styles.contains(.credit)
    {
      text = text.dropLast(2)
    } else {
      return false
    }
    isNegative = true
    return true
  }
}

extension ArraySlice<UInt8> {
  /// Without blanks, tabs and unbreakable blanks at both ends.
  var trimmedBlanks: ArraySlice<UInt8> {
    var slice = self
    while let first = slice.first {
      let width = first == 0x20 || first == 0x09 ? 1 : slice.wideBlankAtStart
      guard width > 0 else { break }
      slice = slice.dropFirst(width)
    }
    while let last = slice.last {
      if last == 0x20 || last == 0x09 {
        slice = slice.dropLast()
      } else if slice.ends(with: [0xC2, 0xA0]) {
        slice = slice.dropLast(2)
      } else if slice.ends(with: [0xE2, 0x80, 0xAF]) {
        slice = slice.dropLast(3)
      } else {
        break
      }
    }
    return slice
  }

  /// The bytes of the unbreakable blank that it begins with, broad or narrow; 0 where it does not.
  var wideBlankAtStart: Int {
    guard let first, first >= 0xC2 else { return 0 }
    if starts(with: [0xC2, 0xA0]) { return 2 }
    return starts(with: [0xE2, 0x80, 0xAF]) ? 3 : 0
  }

  fileprivate func ends(with bytes: [UInt8]) -> Bool {
    count >= bytes.count && suffix(bytes.count).elementsEqual(bytes)
  }

  /// Whether it is `E` or `e`, a sign or none, and digits.
  fileprivate var isExponent: Bool {
    guard let first, first | 0x20 == UInt8(ascii: "e") else { return false }
    var digits = dropFirst()
    if digits.first == UInt8(ascii: "+") || digits.first == UInt8(ascii: "-") {
      digits = digits.dropFirst()
    }
    return !digits.isEmpty && digits.allSatisfy(\.isDigit)
  }
}
