internal import Procurement

/// How the numbers of a column may be written, as far as all its values so far prove it.
struct NumberProfile {
  /// Marks that a value may have been written with.
  private struct Candidate {
    let decimal: DecimalMark
    let group: GroupMark
    /// The most decimals of a value.
    var places = 0
  }

  private var candidates = NumberProfile.all
  /// By candidate that is left: whether it read a value otherwise than the first.
  private var differing = [Bool](repeating: false, count: NumberProfile.all.count)
  /// How many values are numbers, and how many are none.
  private(set) var count = 0
  private(set) var unreadable = 0
  /// Whether no one format reads all its numbers.
  private(set) var isMixed = false
  private(set) var negatives: Set<NegativeStyle> = [.minusBefore]
  private(set) var hasExponent = false
  /// Whether a number is less than zero.
  private(set) var hasNegative = false
  /// Whether a number is other than 0.
  private(set) var hasMoreThanZero = false
  /// Signs at its numbers, in the order in which they came.
  private(set) var symbols: [CurrencySymbol] = []

  private static let patience = 20
  private static let all: [Candidate] = [
    (.point, .none), (.comma, .none), (.point, .comma), (.comma, .point), (.comma, .blank),
    (.point, .blank), (.point, .apostrophe), (.comma, .apostrophe),
  ].map { (marks: (DecimalMark, GroupMark)) in Candidate(decimal: marks.0, group: marks.1) }

  mutating func take(_ text: ArraySlice<UInt8>) {
    guard count > 0 || unreadable < NumberProfile.patience else { return }
    hasMoreThanZero = hasMoreThanZero || text.contains { $0.isDigit && $0 > UInt8(ascii: "0") }
    if text.allSatisfy(\.isDigit) {
      count += 1
      return
    }
    let traits = NumberTraits(text)
    let texts = candidates.map { read(text, $0, traits) }
    guard texts.contains(where: { $0 != nil }) else { return passOver(text, traits) }
    note(traits)
    keep(texts)
  }

  private func read(
    _ text: ArraySlice<UInt8>, _ candidate: Candidate, _ traits: NumberTraits
  ) -> [UInt8]? {
    let format = NumberFormat(
      decimal: candidate.decimal, group: candidate.group, negatives: traits.negatives,
      allowsExponent: true, symbols: traits.symbol.map { [$0] } ?? [])
    var output: [UInt8] = []
    do {
      _ = try format.read(text, isNegated: false, into: &output)
      return output
    } catch {
      return nil
    }
  }

  /// Counts a value that is no number, or that no format is left for.
  private mutating func passOver(_ text: ArraySlice<UInt8>, _ traits: NumberTraits) {
    let isNumber = NumberProfile.all.contains { read(text, $0, traits) != nil }
    isMixed = isMixed || isNumber
    unreadable += 1
  }

  private mutating func note(_ traits: NumberTraits) {
    count += 1
    negatives.formUnion(traits.negatives)
    hasNegative = hasNegative || traits.isNegative
    hasExponent = hasExponent || traits.hasExponent
    guard let symbol = traits.symbol, !symbols.contains(symbol), symbols.count < 8 else { return }
    symbols.append(symbol)
  }

  /// Keeps the candidates that read a value, and notes which of them differ.
  private mutating func keep(_ texts: [[UInt8]?]) {
    let kept = texts.indices.filter { texts[$0] != nil }
    let isFirstGone = kept[0] != 0
    differing = kept.map { isFirstGone ? $0 != kept[0] : differing[$0] }
    candidates = kept.map { candidates[$0] }
    let numbers = texts.compactMap(\.self)
    for index in numbers.indices {
      differing[index] = differing[index] || numbers[index] != numbers[0]
      let places = numbers[index].drop { $0 != UInt8(ascii: ".") }.count - 1
      candidates[index].places = max(candidates[index].places, places)
    }
  }

  /// Whether every value is a number.
  var isNumbers: Bool { count > 0 && unreadable == 0 }

  /// The most decimals of a value, by the first format that is left.
  var places: Int { candidates[0].places }

  /// The formats that are left and read some value each in another way; one where the values tell.
  var readings: [NumberFormat] {
    candidates.indices.filter { $0 == 0 || differing[$0] }.map { format(candidates[$0]) }
  }

  private func format(_ candidate: Candidate) -> NumberFormat {
    NumberFormat(
      decimal: candidate.decimal, group: candidate.group, negatives: negatives,
      allowsExponent: hasExponent, symbols: symbols)
  }

  /// What is left where two columns are written in one way; `nil` where they are not.
  func merged(with other: NumberProfile) -> NumberProfile? {
    var merged = self
    let matches = candidates.indices.map { index in
      other.candidates.firstIndex {
        ($0.decimal, $0.group) == (candidates[index].decimal, candidates[index].group)
      }
    }
    let kept = candidates.indices.filter { matches[$0] != nil }
    guard let first = kept.first else { return nil }
    merged.candidates = kept.map { candidates[$0] }
    merged.differing = kept.map { index in
      let theirs = matches[index].map {
        other.differing[$0] != other.differing[matches[first] ?? 0]
      }
      return differing[index] != differing[first] || theirs == true
    }
    merged.negatives.formUnion(other.negatives)
    merged.hasExponent = hasExponent || other.hasExponent
    merged.symbols += other.symbols.filter { !symbols.contains($0) }
    merged.count += other.count
    return merged
  }
}

/// What stands at a number, besides its digits and marks.
private struct NumberTraits {
  private(set) var negatives: Set<NegativeStyle> = [.minusBefore]
  private(set) var isNegative = false
  private(set) var hasExponent = false
  private(set) var symbol: CurrencySymbol?

  init(_ text: ArraySlice<UInt8>) {
    let isMark = { (byte: UInt8) in byte.isDigit || "-+.,'() ".utf8.contains(byte) }
    isNegative = text.first == UInt8(ascii: "-") || text.starts(with: [0xE2, 0x88, 0x92])
    if text.contains(UInt8(ascii: "(")) { add(.parentheses) }
    for (byte, next) in zip(text, text.dropFirst())
    where next == UInt8(ascii: "-") && (byte.isDigit || byte == UInt8(ascii: " ")) {
      add(.minusBehind)
    }
    guard !text.allSatisfy(isMark) else { return }
    hasExponent =
      text.first.map { $0.isDigit || $0 == UInt8(ascii: "-") } == true
      && text.last?.isDigit == true && text.contains { $0 | 0x20 == UInt8(ascii: "e") }
    if hasExponent { negatives.remove(.minusBehind) }
    if hasExponent, text.first != UInt8(ascii: "-") { isNegative = false }
    findSign(text, isMark)
  }

  private mutating func add(_ style: NegativeStyle) {
    negatives.insert(style)
    isNegative = true
  }

  /// Looks for letters and signs before or behind the digits: a currency, or `CR`.
  private mutating func findSign(_ text: ArraySlice<UInt8>, _ isMark: (UInt8) -> Bool) {
    let front = text.drop { "-( ".utf8.contains($0) }.prefix { !isMark($0) }
    let digits = text.lastIndex(where: \.isDigit) ?? text.startIndex
    let behind = text[digits...].dropFirst().trimmedBlanks.drop { "-) ".utf8.contains($0) }
      .prefix { !isMark($0) }
    for part in [front, behind].map(\.trimmedBlanks) where !part.isEmpty {
      var sign = String(decoding: part, as: UTF8.self)
      if sign.uppercased().hasSuffix("CR") {
        add(.credit)
        sign = String(sign.dropLast(2)).trimmedTitle
      }
      if let code = CurrencyCodes.code(of: sign) { symbol = CurrencySymbol(sign, code: code) }
    }
  }
}
