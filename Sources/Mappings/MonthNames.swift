internal import Procurement

/// What the months are called in some languages.
package struct MonthNames: Equatable, Sendable {
  /// By month: its spellings, in lowercase.
  let full: [[[UInt8]]]
  let abbreviated: [[[UInt8]]]
  /// Whether a point may end an abbreviation.
  let allowsPeriod: Bool
  /// Whether a name begins with the month's number, as in Japanese.
  let beginsWithNumber: Bool
  /// May, in full and abbreviated.
  let examples: (full: String, abbreviated: String)

  /// English, abbreviated to three letters.
  static let plain = MonthNames(
    [Language(.en, full: Language.english, abbreviated: Language.englishThree)], allowsPeriod: false
  )

  /// The names in the languages of these codes; `nil` where one is not known.
  init?(languages codes: [String]) {
    let languages = codes.compactMap { code in Language.all.first { $0.code.rawValue == code } }
    guard languages.count == codes.count, !codes.isEmpty else { return nil }
    self.init(languages, allowsPeriod: true)
  }

  private init(_ languages: [Language], allowsPeriod: Bool) {
    let names = { (texts: [String]) in
      let months = texts.map { $0.split(separator: ",").map { $0.split(separator: "|") } }
      return (0..<12).map { month in months.flatMap { $0[month].map { Array($0.utf8) } } }
    }
    full = names(languages.map(\.full))
    abbreviated = names(languages.map(\.abbreviated))
    self.allowsPeriod = allowsPeriod
    beginsWithNumber = full[4].contains { $0.first?.isDigit == true }
    let example = { (spellings: [[UInt8]]) in
      let name = String(decoding: spellings[0], as: UTF8.self)
      let hasCapital = [.en, .de].contains(languages[0].code)
      return hasCapital ? name.prefix(1).uppercased() + name.dropFirst() : name
    }
    examples = (example(full[4]), example(abbreviated[4]))
  }

  /// Whether both call the months alike.
  package static func == (one: MonthNames, other: MonthNames) -> Bool {
    one.full == other.full && one.abbreviated == other.abbreviated
      && one.allowsPeriod == other.allowsPeriod
  }
}

/// A language that a mapping may name.
enum LanguageCode: String, CaseIterable {
  case en, de, fr, es, it, nl, pt, ja, ko, zh
}

/// The months of a language: names divided by commas, spellings of one by bars.
/// Source: the Unicode CLDR, with spellings without accents and those of common software.
private struct Language {
  let code: LanguageCode
  let full: String
  let abbreviated: String

  init(_ code: LanguageCode, full: String, abbreviated: String) {
    (self.code, self.full, self.abbreviated) = (code, full, abbreviated)
  }

  static let english =
    "january,february,march,april,may,june,july,august,september,october,november,december"
  static let englishThree = "jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec"

  static let all = [
    Language(
      .en, full: english, abbreviated: "jan,feb,mar,apr,may,jun,jul,aug,sep|sept,oct,nov,dec"),
    Language(
      .de,
      full: "januar|jänner,februar,märz|maerz,april,mai,juni,juli,august,september,oktober"
        + ",november,dezember",
      abbreviated: "jan|jän,feb,mär|mrz|märz,apr,mai,jun|juni,jul|juli,aug,sep|sept,okt,nov,dez"),
    Language(
      .fr,
      full: "janvier,février|fevrier,mars,avril,mai,juin,juillet,août|aout,septembre,octobre"
        + ",novembre,décembre|decembre",
      abbreviated: "janv|jan,févr|fév|fevr|fev,mars|mar,avr,mai,juin|jun,juil|jul,août|aout"
        + ",sept|sep,oct,nov,déc|dec"),
    Language(
      .es,
      full: "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre|setiembre,octubre"
        + ",noviembre,diciembre",
      abbreviated: "ene,feb,mar,abr,may,jun,jul,ago,sept|sep|set,oct,nov,dic"),
    Language(
      .it,
      full: "gennaio,febbraio,marzo,aprile,maggio,giugno,luglio,agosto,settembre,ottobre"
        + ",novembre,dicembre",
      abbreviated: "gen,feb,mar,apr,mag,giu,lug,ago,set|sett,ott,nov,dic"),
    Language(
      .nl,
      full: "januari,februari,maart,april,mei,juni,juli,augustus,september,oktober,november"
        + ",december",
      abbreviated: "jan,feb,mrt|maa,apr,mei,jun,jul,aug,sep|sept,okt,nov,dec"),
    Language(
      .pt,
      full: "janeiro,fevereiro,março|marco,abril,maio,junho,julho,agosto,setembro,outubro"
        + ",novembro,dezembro",
      abbreviated: "jan,fev,mar,abr,mai,jun,jul,ago,set,out,nov,dez"),
    numbered(.ja, "月", or: []),
    numbered(.ko, "월", or: []),
    numbered(
      .zh, "月",
      or: ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]),
  ]

  /// Months that are called by their numbers.
  private static func numbered(
    _ code: LanguageCode, _ month: String, or words: [String]
  ) -> Language {
    let names = (1...12).map { number in
      (["\(number)"] + (words.isEmpty ? [] : [words[number - 1]])).map { $0 + month }
        .joined(separator: "|")
    }.joined(separator: ",")
    return Language(code, full: names, abbreviated: names)
  }
}

extension ArraySlice<UInt8> {
  /// The month whose name, of `names` by month, is the longest that this begins with, whatever its
  /// case, and how many bytes that has.
  func monthAtStart(_ names: [[[UInt8]]]) -> (month: Int, length: Int)? {
    var best: (month: Int, length: Int)?
    for (index, spellings) in names.enumerated() {
      for name in spellings where name.count > best?.length ?? 0 && begins(withName: name) {
        best = (index + 1, name.count)
      }
    }
    return best
  }

  private func begins(withName name: [UInt8]) -> Bool {
    guard count >= name.count else { return false }
    var previous: UInt8 = 0
    for (byte, letter) in zip(self, name) {
      // In UTF-8, the letters of Latin-1 differ in the same bit as those of ASCII.
      let hasCase = letter.isLetter || previous == 0xC3
      guard byte == letter || (hasCase && byte | 0x20 == letter) else { return false }
      previous = letter
    }
    // A name in Latin letters ends where they end.
    guard previous < 0x80, let next = dropFirst(name.count).first else { return true }
    return !next.isLetter && !(0xC3...0xC9 ~= next)
  }
}
