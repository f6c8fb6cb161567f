extension String {
  /// Its letters and digits alone, without case, accents and full width: `N° de Factura` is
  /// `nodefactura`.
  var foldedTitle: String {
    var folded = ""
    for character in lowercased() {
      if let plain = TitleFolding.plain[character] {
        folded += plain
      } else if let narrow = TitleFolding.narrow(character) {
        folded += narrow
      } else if character.isLetter || character.isNumber {
        folded.append(character)
      }
    }
    return folded
  }

  /// What a title may mean, folded: all of it, what stands behind the last slash, what stands before
  /// a parenthesis, and the title without a currency's code at its end.
  var titleReadings: [String] {
    var readings = [self]
    if let last = split(separator: "/").last { readings.append(String(last)) }
    if let start = split(whereSeparator: { "(（[".contains($0) }).first {
      readings.append(String(start))
    }
    // Exports to databases put the group of a column before its name.
    for group in ["line_item_", "bill_", "identity_"] where lowercased().hasPrefix(group) {
      readings.append(String(dropFirst(group.count)))
    }
    let words = split { $0 == " " || $0 == "_" }
    if words.count > 1, let last = words.last, CurrencyCodes.isKnown(String(last)) {
      let rest = words.dropLast()
      readings.append((rest.last == "in" ? rest.dropLast() : rest).joined(separator: " "))
    }
    return readings.map(\.foldedTitle).filter { !$0.isEmpty }.uniqued
  }
}

extension [String] {
  /// Each text once, in the order in which they came.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

/// Letters as titles are compared.
private enum TitleFolding {
  /// By letter with an accent: the letters without.
  static let plain: [Character: String] = [
    "a": "àáâãäåāăą", "c": "çćč", "d": "ďđ", "e": "èéêëēėęě", "g": "ğģ", "i": "ìíîïīį", "l": "ł",
    "n": "ñńň", "o": "òóôõöøōőº°", "r": "řŕ", "s": "śšşș", "t": "ťţț", "u": "ùúûüūůűų", "y": "ýÿ",
    "z": "źżž", "ss": "ß", "ae": "æ", "oe": "œ", "no": "№",
  ].reduce(into: [:]) { table, group in
    for letter in group.value { table[letter] = group.key }
  }

  /// The ASCII character that a character of full width is; none for a mark.
  static func narrow(_ character: Character) -> String? {
    guard let scalar = character.unicodeScalars.first, 0xFF01...0xFF5E ~= scalar.value,
      let ascii = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return nil }
    let narrow = Character(ascii)
    return narrow.isLetter || narrow.isNumber ? String(narrow) : ""
  }
}

/// Currencies that suppliers bill in.
enum CurrencyCodes {
  private static let codes: Set<String> = [
    "USD", "EUR", "GBP", "JPY", "CNY", "KRW", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK",
    "PLN", "CZK", "HUF", "RON", "BGN", "ISK", "TRY", "ILS", "AED", "SAR", "QAR", "KWD", "BHD",
    "INR", "SGD", "HKD", "TWD", "THB", "MYR", "IDR", "PHP", "VND", "BRL", "MXN", "ARS", "CLP",
    "COP", "PEN", "ZAR", "EGP", "KES", "NGN", "UAH", "KZT",
  ]

  /// Signs at amounts, and the code that each most likely means.
  static let signs = [
    "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "円": "JPY",
    "元": "CNY", "₩": "KRW", "원": "KRW", "R$": "BRL", "C$": "CAD", "CA$": "CAD", "A$": "AUD",
    "₹": "INR",
  ]

  /// Whether a text is a code, whatever its case.
  static func isKnown(_ text: String) -> Bool { codes.contains(text.uppercased()) }

  /// The code that a sign or a code at an amount means.
  static func code(of text: String) -> String? {
    signs[text] ?? (codes.contains(text) ? text : nil)
  }

  /// Names of currencies, folded.
  private static let names = [
    "dollar": "USD", "dollars": "USD", "usdollar": "USD", "usdollars": "USD", "ドル": "USD",
    "米ドル": "USD", "달러": "USD", "美元": "USD", "euro": "EUR", "euros": "EUR", "ユーロ": "EUR",
    "유로": "EUR", "欧元": "EUR", "pound": "GBP", "pounds": "GBP", "poundsterling": "GBP",
    "sterling": "GBP", "yen": "JPY", "円": "JPY", "日本円": "JPY", "엔": "JPY", "日元": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "人民币": "CNY", "won": "KRW", "원": "KRW",
    "franken": "CHF", "schweizerfranken": "CHF", "swissfranc": "CHF",
  ]

  /// The code that a sign, a code or a name means: `€`, `usd`, `Euro`.
  static func code(named text: String) -> String? {
    signs[text] ?? (isKnown(text) ? text.uppercased() : nil) ?? names[text.foldedTitle]
  }

  /// The code that a title has in it: `Cost ($)`, `Amount USD`.
  static func code(in title: String) -> String? {
    let parts = title.split { " _()（）[]/,;:".contains($0) }.map(String.init)
    return parts.lazy.compactMap { code(of: $0) }.first
  }
}
