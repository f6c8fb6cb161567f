package import Procurement

extension Budget: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case buyer, provider, contract, month, currency, amount, asOf, source, confidence, notes

    /// Budgets of one scope and month are told apart by when they were said.
    package static let key: [Self] = [.buyer, .provider, .contract, .month, .asOf]

    /// What the column is.
    package var column: Column { Budget.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "budget", one: "budget", several: "budgets",
    "Planned spend of buyers, by month: with all providers, with one, or under a contract.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<Budget> {
    RecordColumn(
      "buyer", .organization, \.buyer, required: true, meaning: "The buyer that plans to spend.",
      example: "anthropic", synonyms: ["customer", "company"])
    RecordColumn(
      "provider", .organization, \.provider,
      meaning: "The provider; empty for all providers together.", example: "spacex",
      synonyms: ["vendor", "supplier"])
    RecordColumn(
      "contract", .contract, \.contract,
      meaning: "The contract; empty for all of the provider, or of all providers.",
      synonyms: ["contract_reference", "deal", "deal_slug"])
    RecordColumn(
      "month", .month, \.month, required: true, meaning: "The billing month.",
      example: "2026-07", synonyms: ["billing_month"])
    RecordColumn(
      "currency", .currency, \.amount.currency.code, required: true,
      meaning: "The currency of the amount.", example: "USD")
    RecordColumn(
      "amount", .money, \.amount, required: true, meaning: "The budget, net of tax.",
      example: "1300000000", synonyms: ["budget"])
    RecordColumn(
      "as_of", .partialDate, \.asOf,
      meaning: "When it was stated; for one scope and month, the latest counts.",
      example: "2026-06-15")
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let buyer = try row.required(.buyer, row.organization(.buyer))
    let provider = try row.organization(.provider)
    let contract = try row.contract(.contract, of: provider)
    let currency = try row.required(.currency, row.currency(.currency))
    self.init(
      buyer: buyer, provider: provider ?? contract?.provider, contract: contract?.id,
      month: try row.required(.month, row.month(.month)),
      amount: try row.required(.amount, row.money(.amount, in: currency)),
      asOf: try row.partialDate(.asOf), provenance: try row.provenance)
    if let contract, contract.buyer != buyer {
      throw row.refusal(.buyer, "is not the buyer of contract \(contract.reference)")
    }
    if amount.isNegative { throw row.refusal(.amount, "is negative; give 0 or more") }
  }
}
