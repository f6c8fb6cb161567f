/// What suppliers call our fields, beside the titles that files of ours may have. A suggestion may
/// look at them; an import does not.
enum FieldSynonyms {
  static let all: [String: [String]] = [
    "number": ["invoice #", "invoice id", "bill number", "document number", "Rechnungsnummer"],
    "issued_on": ["invoice date", "bill date", "document date", "Rechnungsdatum"],
    "due_on": ["due date", "payable by", "Fälligkeitsdatum"],
    "currency": ["currency code", "ccy", "billing currency code", "Währung"],
    "amount": [
      "cost", "charge", "charges", "net amount", "total cost", "unblended cost", "pretax cost",
      "line amount", "subtotal", "Betrag", "Nettobetrag",
    ],
    "quantity": [
      "usage amount", "usage quantity", "hours", "gpu hours", "units", "consumed quantity", "Menge",
    ],
    "unit": ["usage unit", "unit of measure", "measure", "Einheit"],
    "unit_price": ["rate", "price per unit", "hourly rate", "list unit price", "Einzelpreis"],
    "service_from": [
      "usage start date", "start date", "from", "start", "charge period start", "Von",
      "Leistung von",
    ],
    "service_to": [
      "usage end date", "end date", "to", "end", "charge period end", "Bis", "Leistung bis",
    ],
    "sku": ["sku description", "product code", "service", "instance type", "gpu type", "Artikel"],
    "description": ["item description", "line item", "details", "Beschreibung", "Bezeichnung"],
    "buyer": ["account name", "bill to", "Kunde"],
    "charge_category": ["charge type", "cost type", "line item type", "record type"],
  ]
}
