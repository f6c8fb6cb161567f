import Mappings
import Testing

/// Headers in the languages that suppliers bill in.
struct SuggestedLanguageTests {
  private static let values = "X-1|2026-05-31|2026-05-01|2026-05-31|H100|3|2.50|7.50|1.50|9.00|EUR"
  private static let second =
    "X-2|2026-05-31|2026-05-01|2026-05-31|H200|4|2.50|10.00|2.00|12.00|EUR"

  @Test(arguments: [
    "Rechnungsnummer|Rechnungsdatum|Leistungszeitraum von|Leistungszeitraum bis|Bezeichnung|Menge"
      + "|Einzelpreis|Nettobetrag|MwSt.-Betrag|Bruttobetrag|Währung",
    "RECHNUNGS-NR.|Rechnungsdatum|Leistungsbeginn|Leistungsende|Beschreibung|Menge|Preis pro Einheit"
      + "|Betrag (netto)|USt|Brutto|Waehrung",
    "N° de facture|Date de facture|Début de période|Fin de période|Désignation|Quantité"
      + "|Prix unitaire HT|Montant HT|TVA|Montant TTC|Devise",
    "Nº de factura|Fecha de emisión|Desde|Hasta|Descripción|Cantidad|Precio unitario|Base imponible"
      + "|IVA|Total|Moneda",
    "Numero fattura|Data fattura|Data inizio periodo|Data fine periodo|Descrizione|Quantità"
      + "|Prezzo unitario|Imponibile|Imposta|Totale|Valuta",
    "Factuurnummer|Factuurdatum|Periode van|Periode tot en met|Omschrijving|Aantal|Prijs per eenheid"
      + "|Bedrag excl. btw|Btw-bedrag|Bedrag incl. btw|Valuta",
    "Número da fatura|Data de emissão|Data de início|Data de fim|Descrição|Quantidade|Preço unitário"
      + "|Valor líquido|Valor do IVA|Valor com IVA|Moeda",
    "請求書番号|請求日|利用開始日|利用終了日|摘要|数量|単価|税抜金額|消費税額|税込金額|通貨",
    "청구서 번호|발행일|서비스 시작일|서비스 종료일|품명|수량|단가|공급가액|부가세|합계|통화",
    "账单编号|开票日期|服务开始日期|服务结束日期|描述|数量|单价|不含税金额|税额|价税合计|币种",
    "發票號碼|發票日期|計費開始日期|計費結束日期|說明|數量|單價|未稅金額|稅額|含稅金額|幣別",
    "Ｉｎｖｏｉｃｅ　Ｎｏ．|INVOICE_DATE|usage-start-date|Usage End Date|Item Description|Qty|Unit Price|Net Amount"
      + "|Tax Amount|Amount incl. tax|Currency Code",
  ])
  func headersAreRead(header: String) throws {
    let lines = [header, SuggestedLanguageTests.values, SuggestedLanguageTests.second]
    let sheet = SuggestedSheet(lines)
    let titles = header.split(separator: "|").map { "\"\($0)\"" }
    let fields = [
      "number", "issued_on", "service_from", "service_to", "description", "quantity", "unit_price",
      "amount", "tax", "total", "currency",
    ]
    for (field, title) in zip(fields, titles) {
      #expect(sheet.has("\(field) = \(title)  # sure"), "\(field) in \(sheet.text)")
    }
    _ = try Mapping(parsing: sheet.text)
  }
}
