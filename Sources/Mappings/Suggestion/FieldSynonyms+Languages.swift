extension FieldSynonyms {
  /// Titles in a language: by field, divided by bars.
  struct Titles {
    let language: LanguageCode
    let titles: [String: String]
  }

  /// Titles as invoices, accounting exports and electronic invoices of each language have them, such
  /// as the fields of FatturaPA, Japanese qualified invoices, Korean tax invoices (세금계산서),
  /// Chinese VAT invoices (发票) and the bills of Alibaba Cloud (账单明细).
  static let languages =
    [german, french, spanish, italian, dutch, portuguese, japanese, korean]
    + [chinese]

  private static let german = Titles(
    language: .de,
    titles: [
      "provider": "Lieferant|Anbieter|Kreditor|Lieferantenname|Rechnungssteller",
      "number": "Rechnungsnummer|Rechnungs-Nr.|Rechnungsnr|Rechnung Nr.|Rechnung|Belegnummer"
        + "|Beleg-Nr.|RE-Nr.|Beleg",
      "issued_on": "Rechnungsdatum|Ausstellungsdatum|Belegdatum|Rechnung vom|Datum",
      "due_on": "Fälligkeitsdatum|Fällig am|Fälligkeit|Zahlbar bis|Zahlungsziel",
      "currency": "Währung|Währungscode|WKZ|Währungskennzeichen",
      "amount":
        "Nettobetrag|Betrag netto|Rechnungsbetrag netto|Netto|Positionsbetrag|Gesamtpreis netto|Betrag"
        + "|Gesamtpreis|Kosten|Summe netto|Umsatz",
      "total": "Rechnungsbetrag|Gesamtbetrag|Rechnungssumme|Endbetrag|Zahlbetrag",
      "quantity": "Menge|Anzahl|Verbrauch|Stunden|GPU-Stunden|Nutzungsmenge|Stück",
      "unit": "Einheit|Mengeneinheit|ME|Maßeinheit",
      "unit_price": "Einzelpreis|Preis pro Einheit|Stückpreis|Preis je Einheit|E-Preis"
        + "|Einheitspreis|Stundensatz|Preis",
      "service_from": "Leistungszeitraum von|Leistungsbeginn|Leistung von|Zeitraum von|Von"
        + "|Beginn|Startdatum|Nutzungsbeginn|Abrechnungszeitraum von",
      "service_to": "Leistungszeitraum bis|Leistungsende|Leistung bis|Zeitraum bis|Bis|Ende"
        + "|Enddatum|Nutzungsende|Abrechnungszeitraum bis",
      "sku": "Artikelnummer|Artikel-Nr.|Artikel|Produkt|Produktcode|Leistung",
      "description": "Beschreibung|Bezeichnung|Leistungsbeschreibung|Positionstext|Text",
      "buyer": "Kunde|Kundenname|Rechnungsempfänger|Leistungsempfänger",
      "contract": "Vertragsnummer|Vertrag|Vertrags-Nr.|Rahmenvertrag",
      "billing_month": "Abrechnungsmonat|Leistungsmonat|Abrechnungszeitraum|Monat",
      "line_no": "Position|Pos.|Positionsnummer|Zeile",
      "tax": "MwSt|MwSt.-Betrag|USt|USt.-Betrag|Umsatzsteuer|Mehrwertsteuer|Steuerbetrag|Steuer",
      "gross":
        "Bruttobetrag|Brutto|Betrag brutto|Rechnungsbetrag brutto|Gesamtbetrag|Gesamt|Summe brutto",
      "credit": "Gutschrift|Haben|Habenbetrag", "discount": "Rabatt|Nachlass|Skonto",
    ])

  private static let french = Titles(
    language: .fr,
    titles: [
      "provider": "Fournisseur|Nom du fournisseur|Prestataire|Émetteur",
      "number": "Numéro de facture|N° de facture|N° facture|No de facture|Numéro facture|Facture"
        + "|Numéro de pièce|N° pièce",
      "issued_on": "Date de facture|Date de facturation|Date facture|Date d'émission"
        + "|Date de la facture|Date de pièce",
      "due_on": "Date d'échéance|Échéance|Date limite de paiement|À payer avant le",
      "currency": "Devise|Code devise|Monnaie",
      "amount": "Montant HT|Montant hors taxes|Total HT|Prix HT|Montant net|Net HT|Montant|Coût",
      "total": "Total TTC|Montant total|Net à payer|Total facture|Montant de la facture",
      "quantity": "Quantité|Qté|Nombre|Heures|Consommation|Nombre d'heures",
      "unit": "Unité|Unité de mesure",
      "unit_price": "Prix unitaire|Prix unitaire HT|PU|PU HT"
        + "|Tarif|Tarif horaire|Prix",
      "service_from": "Début de période|Date de début|Début|Période du|Du|Début de la période"
        + "|Début de prestation",
      "service_to": "Fin de période|Date de fin|Fin|Période au|Au|Fin de la période"
        + "|Fin de prestation",
      "sku": "Référence|Réf.|Article|Code article|Produit|Code produit",
      "description": "Désignation|Description|Libellé|Intitulé",
      "buyer": "Client|Nom du client|Destinataire|Facturé à",
      "contract": "Contrat|Numéro de contrat|N° de contrat|N° contrat",
      "billing_month": "Mois de facturation|Mois|Période de facturation|Période",
      "line_no": "Ligne|N° de ligne|Numéro de ligne",
      "tax": "TVA|Montant TVA|Montant de la TVA|Taxe|Taxes|Total TVA",
      "gross": "Montant TTC|TTC|Total TTC|Montant total|Total",
      "credit": "Avoir|Crédit", "discount": "Remise|Rabais|Réduction",
    ])

  private static let spanish = Titles(
    language: .es,
    titles: [
      "provider": "Proveedor|Nombre del proveedor|Emisor",
      "number": "Número de factura|Nº de factura|N.º de factura|Nº factura|Núm. factura|Factura"
        + "|Número factura|Número de documento",
      "issued_on": "Fecha de factura|Fecha de emisión|Fecha factura|Fecha de expedición|Fecha",
      "due_on": "Fecha de vencimiento|Vencimiento|Fecha vencimiento",
      "currency": "Moneda|Divisa|Código de moneda",
      "amount": "Importe neto|Base imponible|Importe sin IVA|Subtotal|Importe|Monto|Coste|Costo"
        + "|Neto",
      "total": "Total factura|Importe total|Total a pagar|Total con IVA",
      "quantity": "Cantidad|Cant.|Unidades|Horas|Consumo",
      "unit": "Unidad|Unidad de medida|UM",
      "unit_price": "Precio unitario|Precio por unidad|P. unitario|Tarifa|Precio",
      "service_from": "Fecha de inicio|Inicio|Desde|Inicio del período|Período desde"
        + "|Inicio del servicio|Fecha inicio",
      "service_to": "Fecha de fin|Fin|Hasta|Fin del período|Período hasta|Fin del servicio"
        + "|Fecha fin",
      "sku": "Artículo|Código|Referencia|Producto|Código de producto",
      "description": "Descripción|Concepto|Detalle",
      "buyer": "Cliente|Nombre del cliente|Razón social del cliente",
      "contract": "Contrato|Número de contrato|Nº de contrato|Nº contrato",
      "billing_month": "Mes de facturación|Mes|Período de facturación|Periodo",
      "line_no": "Línea|Nº de línea",
      "tax": "IVA|Importe IVA|Cuota IVA|Cuota de IVA|Impuesto"
        + "|Impuestos|Importe del IVA",
      "gross": "Total|Importe bruto|Importe con IVA|Total con IVA|Importe total",
      "credit": "Abono|Crédito|Haber", "discount": "Descuento|Dto.|Bonificación",
    ])

  private static let italian = Titles(
    language: .it,
    titles: [
      "provider": "Fornitore|Cedente|Nome fornitore|Prestatore",
      "number": "Numero fattura|N. fattura|Nr. fattura|N° fattura|Fattura n.|Fattura"
        + "|Numero documento|Numero della fattura",
      "issued_on": "Data fattura|Data documento|Data di emissione|Data emissione|Data",
      "due_on": "Data scadenza|Scadenza|Data di scadenza",
      "currency": "Valuta|Divisa|Codice valuta",
      "amount": "Imponibile|Importo netto|Totale netto|Prezzo totale|Importo|Netto|Costo"
        + "|Totale imponibile",
      "total": "Totale fattura|Totale documento|Importo totale|Totale da pagare",
      "quantity": "Quantità|Q.tà|Qtà|Ore|Consumo", "unit": "Unità|Unità di misura|U.M.|UM",
      "unit_price": "Prezzo unitario|Prezzo unità|Tariffa|Prezzo",
      "service_from": "Data inizio periodo|Data inizio|Inizio|Dal|Periodo dal|Inizio periodo"
        + "|Inizio servizio",
      "service_to": "Data fine periodo|Data fine|Fine|Al|Periodo al|Fine periodo|Fine servizio",
      "sku": "Codice articolo|Articolo|Codice|Prodotto|Codice prodotto",
      "description": "Descrizione|Causale|Dettaglio",
      "buyer": "Cliente|Cessionario|Committente|Nome cliente",
      "contract": "Contratto|Numero contratto|N. contratto",
      "billing_month": "Mese di fatturazione|Mese|Periodo di fatturazione|Periodo",
      "line_no": "Riga|Numero linea|N. riga", "tax": "IVA|Imposta|Importo IVA|Totale IVA",
      "gross": "Totale|Importo lordo|Lordo|Totale ivato|Importo totale",
      "credit": "Accredito|Avere|Nota di credito", "discount": "Sconto|Abbuono",
    ])
}
