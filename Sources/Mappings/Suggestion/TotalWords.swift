internal import Procurement

/// How a row begins that states a total, in the languages of `LanguageCode`.
enum TotalWords {
  private static let words =
    "total|totals|grand total|sum|subtotal|sub total|balance due|amount due"
    + "|Summe|Gesamt|Gesamtsumme|Gesamtbetrag|Zwischensumme|Endsumme|Rechnungsbetrag|Netto gesamt"
    + "|totaux|total général|sous-total|montant total|net à payer|suma|importe total"
    + "|totale|somma|totale generale|subtotale|totaal|totaalbedrag|subtotaal|eindtotaal"
    + "|soma|valor total|合計|総計|小計|総合計|합계|총계|소계|총합계|合计|总计|小计|總計|合計"
  private static let keys = words.split(separator: "|").map { String($0).foldedTitle }.uniqued

  /// Whether a text begins with such a word: `Total`, `Summe netto`, `合計`.
  static func begin(_ text: ArraySlice<UInt8>) -> Bool {
    guard (1...60).contains(text.count), text.first.map({ !$0.isDigit }) == true else {
      return false
    }
    let text = String(decoding: text, as: UTF8.self)
    let words = text.split { " :.".contains($0) }.map { String($0).foldedTitle }
    guard let first = words.first else { return false }
    return keys.contains(first) || keys.contains(words.prefix(2).joined())
      || keys.contains(text.foldedTitle)
  }
}
