/// What suppliers write for the words that our fields take, in the languages of `LanguageCode`. A
/// suggestion may look at them; an import does not.
enum ValueSynonyms {
  private static let synonyms = [
    "Usage": "consumption|usage charge|usage charges|on demand|Nutzung|Verbrauch"
      + "|consommation|utilisation|uso|consumo|utilizzo|verbruik|gebruik|使用量|利用|利用料|従量|사용|사용량|用量|使用",
    "Purchase": "purchases|Kauf|Einkauf|achat|compra|acquisto|aankoop|購入|구매|购买",
    "Tax": "vat|gst|hst|sales tax|value added tax|taxes|Steuer|Steuern|MwSt|USt"
      + "|Mehrwertsteuer|Umsatzsteuer|taxe|tva|iva|impuesto|imposta|btw|belasting|imposto|税|税金|消費税|세금|부가세|부가가치세|税费|税额",
    "Credit": "Gutschrift|crédit|avoir|crédito|credito|abono|tegoed|クレジット|크레딧|抵扣|抵免",
    "Adjustment":
      "correction|rounding|rounding error|Anpassung|Korrektur|Rundung|ajustement|arrondi"
      + "|ajuste|redondeo|rettifica|arrotondamento|aanpassing|correctie|afronding|調整|조정|调整",
    "invoice": "bill|Rechnung|facture|factura|fattura|factuur|fatura|請求書|청구서|发票|账单",
    "credit_note": "credit memo|credit|Gutschrift|Rechnungskorrektur|avoir|note de crédit"
      + "|nota de crédito|abono|nota di credito|creditnota|クレジットノート|대변전표|贷项通知单",
    "run_rate": "annualized run rate|annualised run rate|arr|annual recurring revenue",
    "estimate": "estimated|Schätzung|estimation|estimación|stima|schatting|estimativa|見積|推定|추정|估计",
    "reported": "actual|actuals|Ist|実績|실적|实际",
    "forecast": "projected|projection|guidance|Prognose|prévision|previsión|previsione|予測|예측|预测",
    "buyer": "customer|client|Kunde|cliente|klant|顧客|고객|客户",
    "provider": "supplier|vendor|Lieferant|fournisseur|proveedor|fornitore|leverancier|供应商",
  ].mapValues { words in Set(words.split(separator: "|").map { String($0).foldedTitle }) }

  /// The one of `words` that a text means, and whether it is but written differently; `nil` where it
  /// means none, or more than one.
  static func meaning(of text: String, among words: [String]) -> (word: String, isSpelling: Bool)? {
    let key = text.foldedTitle
    guard !key.isEmpty else { return nil }
    if let word = words.first(where: { [key, key + "s"].contains($0.foldedTitle) })
      ?? words.first(where: { $0.foldedTitle + "s" == key })
    {
      return (word, true)
    }
    let meant = words.filter { synonyms[$0]?.contains(key) == true }
    return meant.count == 1 ? (meant[0], false) : nil
  }
}
