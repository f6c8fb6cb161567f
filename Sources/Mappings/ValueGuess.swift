internal import Procurement

/// How the dates or numbers of a column most likely are written, as far as its values prove it.
enum ValueGuess {
  /// Patterns by which every value can be read, one for each way of reading them; several where the
  /// values do not tell.
  static func dateFormats(_ values: [String]) -> [DateFormat] {
    let texts = values.map { Array($0.utf8)[...].trimmedBlanks }.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return [] }
    var seen: [[PartialDate]] = []
    return candidates.filter { format in
      let dates = texts.compactMap { try? format.read($0).date }
      guard dates.count == texts.count, !seen.contains(dates) else { return false }
      seen.append(dates)
      return true
    }
  }

  /// ISO first; a pattern with a digit or two takes what one with two does, so it comes after.
  private static let candidates: [DateFormat] =
    [.iso]
    + [
      "MM/dd/yyyy", "dd/MM/yyyy", "M/d/yyyy", "d/M/yyyy", "dd.MM.yyyy", "d.M.yyyy", "yyyy/MM/dd",
      "MM-dd-yyyy", "dd-MM-yyyy", "yyyyMMdd", "yyyyMM", "MM/yyyy", "MMM d, yyyy", "MMMM d, yyyy",
      "d MMM yyyy", "dd-MMM-yyyy", "MMM yyyy", "MMMM yyyy", "yyyy/MM/dd HH:mm:ss",
      "MM/dd/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm:ss", "dd.MM.yyyy HH:mm:ss",
    ].compactMap { try? DateFormat(parsing: $0) }

  /// Ways of writing numbers by which every value can be read, one for each way of reading them.
  static func numberFormats(_ values: [String]) -> [NumberFormat] {
    let texts = values.map { Array($0.utf8)[...].trimmedBlanks }.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return [] }
    let symbols = self.symbols(texts)
    var seen: [[[UInt8]]] = []
    return styles(symbols, negatives(texts), exponent: hasExponent(texts)).filter { format in
      var results: [[UInt8]] = []
      for text in texts {
        var output: [UInt8] = []
        do {
          _ = try format.read(text, isNegated: false, into: &output)
        } catch {
          return false
        }
        results.append(output)
      }
      // What reads the same numbers is the same, for these values.
      guard !seen.contains(results) else { return false }
      seen.append(results)
      return true
    }
  }

  private static func styles(
    _ symbols: [CurrencySymbol], _ negatives: Set<NegativeStyle>, exponent: Bool
  ) -> [NumberFormat] {
    let marks: [(DecimalMark, GroupMark)] = [
      (.point, .none), (.comma, .none), (.point, .comma), (.comma, .point), (.comma, .blank),
      (.point, .blank), (.point, .apostrophe),
    ]
    return marks.map { decimal, group in
      NumberFormat(
        decimal: decimal, group: group, negatives: negatives, allowsExponent: exponent,
        symbols: symbols)
    }
  }

  private static func negatives(_ texts: [ArraySlice<UInt8>]) -> Set<NegativeStyle> {
    var styles: Set<NegativeStyle> = [.minusBefore]
    for text in texts {
      let isBehindDigit = zip(text, text.dropFirst()).contains { byte, next in
        byte.isDigit && next == UInt8(ascii: "-")
      }
      if isBehindDigit { styles.insert(.minusBehind) }
      if text.first == UInt8(ascii: "(") { styles.insert(.parentheses) }
      if String(decoding: text, as: UTF8.self).uppercased().hasSuffix("CR") {
        styles.insert(.credit)
      }
    }
    return styles
  }

  private static func hasExponent(_ texts: [ArraySlice<UInt8>]) -> Bool {
    texts.contains { text in
      text.first?.isDigit == true && text.last?.isDigit == true
        && text.contains { $0 | 0x20 == UInt8(ascii: "e") }
    }
  }

  /// Signs that stand at the values. A dollar sign means one of a dozen currencies, so that a
  /// suggestion asks for its code to be checked.
  private static func symbols(_ texts: [ArraySlice<UInt8>]) -> [CurrencySymbol] {
    let codes = ["USD", "EUR", "GBP"]
    let known = [("$", "USD"), ("€", "EUR"), ("£", "GBP")] + codes.map { ($0, $0) }
    let strings = texts.map { String(decoding: $0, as: UTF8.self) }
    return known.filter { symbol, _ in strings.contains { $0.contains(symbol) } }
      .map { CurrencySymbol($0.0, code: $0.1) }
  }
}
