internal import Procurement

// Columns that several kinds of record have.

extension RecordColumn {
  /// Where a record comes from: the last columns of every kind.
  static func provenance(_ provenance: @escaping @Sendable (Record) -> Provenance) -> [Self] {
    [
      RecordColumn(
        "source", .text, { provenance($0).source },
        meaning: "Where it comes from: an address, several separated by ;, or words.",
        example: "https://example.com/filing", synonyms: ["source_url", "source_urls", "url"]),
      RecordColumn(
        "confidence", .choice(of: Confidence.self), { provenance($0).confidence },
        meaning: "How certain it is.", example: "high"),
      RecordColumn(
        "notes", .text, { provenance($0).notes }, meaning: "What else a reader should know.",
        synonyms: ["note", "comment"]),
    ]
  }

  /// The contract that a fact belongs to, and the provider that tells contracts of one reference
  /// apart.
  static func contract(_ contract: @escaping @Sendable (Record) -> ContractID) -> [Self] {
    [
      RecordColumn(
        "contract", .contract, contract, required: true,
        meaning: "The reference of the contract that it belongs to.",
        example: "anthropic-spacex-colossus",
        synonyms: ["reference", "contract_reference", "deal", "deal_slug"]),
      RecordColumn(
        "provider", .organization, { _ in [] },
        meaning: "The contract's provider; required only if several use the same reference.",
        example: "spacex", synonyms: ["vendor", "supplier"], stored: .none),
    ]
  }

  /// Tells that amounts are in the contract's currency.
  static var contractCurrency: Self {
    RecordColumn(
      "currency", .currency, { _ in [] }, meaning: "Must be the contract's.", example: "USD",
      stored: .none)
  }

  /// The invoice that a fact belongs to: its provider, its number and, where that came back, its year or
  /// buyer.
  static func invoice(
    _ invoice: @escaping @Sendable (Record) -> InvoiceID, provider meaning: String
  ) -> [Self] {
    [
      RecordColumn(
        "provider", .organization, { _ in [] }, required: true, meaning: meaning,
        example: "spacex", synonyms: ["vendor", "supplier"], stored: .none),
      RecordColumn(
        "number", .text, invoice, required: true, meaning: "The number of the invoice.",
        example: "INV-2026-07",
        synonyms: ["invoice", "invoice_number", "invoice_no", "invoice_id"],
        stored: .named("invoice_id", .invoice)),
      RecordColumn(
        "issued_year", .number, { _ in [] },
        meaning: "The invoice's year of issue, if its number was used again.",
        example: "2026", stored: .none),
      RecordColumn(
        "buyer", .organization, { _ in [] },
        meaning: "Who is billed, if several buyers have an invoice with this number.",
        synonyms: ["customer"], stored: .none),
    ]
  }

  /// Tells that amounts are in the invoice's currency.
  static var invoiceCurrency: Self {
    RecordColumn(
      "currency", .currency, { _ in [] }, meaning: "Must be the invoice's.", example: "USD",
      stored: .none)
  }

  /// Where capacity stands, and how much of what it is.
  static func capacity(
    site: @escaping @Sendable (Record) -> String?,
    _ capacity: @escaping @Sendable (Record) -> Capacity
  ) -> [Self] {
    [
      RecordColumn(
        "site", .text, site, meaning: "Where it is.", example: "Colossus 2, Southaven"),
      RecordColumn(
        "accelerator", .text, { capacity($0).accelerator },
        meaning: "The chip, as the source calls it.",
        example: "NVIDIA GB300", synonyms: ["accelerator_type", "chip", "gpu"]),
      RecordColumn(
        "accelerator_count", .number, { capacity($0).acceleratorCount },
        meaning: "How many accelerators.", example: "110000", synonyms: ["count", "gpus"]),
      RecordColumn(
        "capacity_mw", .decimal, { capacity($0).kilowatts },
        meaning: "Power in megawatts, at most 3 decimals.", unit: "megawatts", example: "300",
        synonyms: ["mw", "megawatts"],
        stored: .named("kilowatts", .kilowatts)),
      RecordColumn(
        "mw_basis", .choice(of: MegawattBasis.self), { capacity($0).megawattBasis },
        meaning: "Which megawatts are meant.", example: "contracted"),
    ]
  }
}
