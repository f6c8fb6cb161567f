internal import Procurement

// Columns that several kinds of record have.

extension Column {
  package static let source = Column(
    "source", .text, "Where it comes from: an address, several with ; between them, or words.",
    example: "https://example.com/filing", synonyms: ["source_url", "source_urls", "url"])
  package static let confidence = Column(
    "confidence", .choice(of: Confidence.self), "How sure it is.", example: "high")
  package static let notes = Column(
    "notes", .text, "What else a reader should know.", example: "", synonyms: ["note", "comment"])

  /// The contract that a fact belongs to.
  package static let contract = Column(
    "contract", .contract, required: true, "The reference of the contract that it belongs to.",
    example: "anthropic-spacex-colossus",
    synonyms: ["reference", "contract_reference", "deal", "deal_slug"])
  /// Tells contracts of one reference apart.
  package static let contractProvider = Column(
    "provider", .organization,
    "The contract's provider; needed only where several use the same reference.",
    example: "spacex", synonyms: ["vendor", "supplier"], stored: .none)

  /// Tells that amounts are in the contract's currency.
  package static let contractCurrency = Column(
    "currency", .currency, "Must be the contract's.", example: "USD", stored: .none)

  package static let accelerator = Column(
    "accelerator", .text, "The chip, as the source calls it.", example: "NVIDIA GB300",
    synonyms: ["accelerator_type", "chip", "gpu"])
  package static let acceleratorCount = Column(
    "accelerator_count", .number, "How many accelerators.", example: "110000",
    synonyms: ["count", "gpus"])
  package static let capacityMW = Column(
    "capacity_mw", .decimal, "Power in megawatts, at most 3 decimals.", example: "300",
    synonyms: ["mw", "megawatts"], stored: .named("kilowatts", .kilowatts))
  package static let megawattBasis = Column(
    "mw_basis", .choice(of: MegawattBasis.self), "Which megawatts are meant.",
    example: "contracted")
  package static let site = Column(
    "site", .text, "Where it stands.", example: "Colossus 2, Southaven")
}
