/// What suppliers call our fields, beside the titles that files of ours may have. A suggestion may
/// look at them; an import does not.
enum FieldSynonyms {
  /// The titles of a field in every language, the most telling first.
  static func of(_ field: String) -> [String] {
    ([english] + languages.map(\.titles)).flatMap { titles(of: field, $0) }
  }

  /// The titles of a tax, which is no field, and of other amounts that are none.
  static let tax = of("tax").map(\.foldedTitle)
  static let credit = of("credit").map(\.foldedTitle)
  static let gross = of("gross").map(\.foldedTitle)
  static let discount = of("discount").map(\.foldedTitle)

  private static func titles(of field: String, _ table: [String: String]) -> [String] {
    let titles = (table[field] ?? "").split(separator: "|").map(String.init)
    return titles.flatMap { title in [title, withoutUmlauts(title)].uniqued }
  }

  /// `Währung` as `Waehrung`, as systems without umlauts write it.
  private static func withoutUmlauts(_ title: String) -> String {
    title.replacing("ä", with: "ae").replacing("ö", with: "oe").replacing("ü", with: "ue")
      .replacing("Ä", with: "Ae").replacing("Ö", with: "Oe").replacing("Ü", with: "Ue")
  }

  private static let english = [
    "provider": "vendor name|supplier name|provider name|publisher name|contact name|seller|issuer",
    "number": "invoice number|invoice #|invoice no|invoice id|invoice|bill number|bill no|bill id"
      + "|document number|document no|doc no|number|no",
    "issued_on": "invoice date|issue date|date of issue|bill date|billing date|document date"
      + "|statement date|date|posting date",
    "due_on": "due date|payment due|payment due date|payable by",
    "currency": "currency code|ccy|billing currency code|invoice currency|cost currency",
    "amount": "net amount|amount excl tax|amount excluding tax|amount ex tax|amount ex vat|net cost"
      + "|net|amount|cost|charge|charges|total cost|unblended cost|pretax cost|pre tax cost"
      + "|cost in billing currency|line amount|line net|line total|extended price|extended amount"
      + "|net price|subtotal|sub total|my cost|amt|debit|usd|eur|gbp",
    "total": "invoice total|grand total|total incl tax|amount due|invoice amount|total due|total",
    "quantity":
      "quantity|qty|pricing quantity|billed quantity|usage amount|usage quantity|hours|gpu hours|units"
      + "|consumed quantity|quantity used|usage|count",
    "unit":
      "pricing unit|billed unit|usage unit|unit of measure|measure|units of measure|consumed unit|uom",
    "unit_price": "rate|price per unit|hourly rate|list unit price|unit amount|unit cost|unit rate"
      + "|price per hour|effective price|list price",
    "service_from": "usage start date|usage start|start date|from|start|charge period start"
      + "|service start date|service period start|period from|service from|start time|from date"
      + "|usage start time|interval usage start",
    "service_to": "usage end date|usage end|end date|to|end|charge period end|service end date"
      + "|service period end|period to|service to|end time|to date|until|usage end time"
      + "|interval usage end",
    "sku": "sku description|product code|item code|inventory item code|product id|service"
      + "|instance type|gpu type|resource type|meter name",
    "description": "item description|line item|details|charge description|text|memo|narrative",
    "buyer": "account name|bill to|customer name|client|billed to",
    "contract": "contract number|contract no|contract id|agreement|agreement number|order form",
    "billing_month": "billing month|invoice month|billing period start date|period|bill month",
    "charge_category": "charge type|cost type|line item type|record type",
    "line_no": "line no|line number|line #|position|pos",
    "tax": "vat|tax|tax amount|vat amount|sales tax|gst|gst amount|hst|total tax|tax total"
      + "|consumption tax",
    "gross": "gross|gross amount|total|total incl tax|amount incl tax|amount including tax"
      + "|total amount|line total|gross total",
    "credit": "credit|credits|credit amount|refund|refunds",
    "discount": "discount|discounts|rebate|rebates|savings",
  ]
}
