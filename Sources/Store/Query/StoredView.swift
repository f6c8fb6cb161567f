internal import SQLite

/// A view that users may rely on: it only grows, and what a column means never changes.
package struct StoredView: Sendable {
  /// Its name.
  package let name: String
  /// The kind of record whose live rows it has; `nil` for sums.
  package let kind: RecordKind?
  /// What its rows are, in a sentence.
  package let summary: String
  /// What its columns mean, where neither its kind nor `common` says so.
  let own: [String: String]

  private init(
    _ name: String, of kind: RecordKind? = nil, summary: String? = nil,
    _ own: [String: String] = [:]
  ) {
    self.name = name
    self.kind = kind
    self.summary = summary ?? kind?.summary ?? ""
    self.own = own
  }

  /// All of them, in the order of the documentation.
  package static let all = [
    StoredView("organizations", of: .providers),
    StoredView("contracts", of: .contracts), StoredView("events", of: .events),
    StoredView("fees", of: .fees), StoredView("prices", of: .prices),
    StoredView(
      "commitments", of: .commitments,
      [
        "minimum": "The minimum: an amount for kind spend, a quantity of the unit for kind usage.",
        "minimum_units": "A minimum of kind spend in stored units of the currency.",
      ]),
    StoredView("capacity", of: .capacity), StoredView("deliveries", of: .deliveries),
    StoredView(
      "invoices", of: .invoices, summary: "Invoices and credit notes.",
      ["contract": "Its contract; none if its lines are under several."]),
    StoredView(
      "invoice_lines", of: .invoices, summary: "The lines of the invoices.",
      ["number": "The number of the invoice."]),
    StoredView("payments", of: .payments), StoredView("disputes", of: .disputes),
    StoredView("revenue_figures", of: .revenue), StoredView("budgets", of: .budgets),
    StoredView("exchange_rates", of: .fx),
    StoredView(
      "spend_by_month", summary: "What was billed, by billing month and contract, taxes included.",
      [
        "billing_month": "The month that the invoices bill.",
        "lines": "The number of lines in the sum.",
        "amount": "The exact sum of the lines; NULL if no integer can hold its units.",
        "contract": "The contract; NULL for invoices under none.",
      ]),
  ]

  /// Views of 0.2.0 that later ones have more of; they stay as they are.
  package static let older = [
    "contract_terms": "contracts", "monthly_fees": "fees", "revenue_by_period": "revenue_figures",
    "provider_history": "offtake history",
  ]

  /// What columns mean in every view.
  private static let common = [
    "provider": "The short name of the provider.", "buyer": "The short name of the buyer.",
    "contract": "The reference of the contract.", "currency": "The currency of the amounts.",
    "parent": "The short name of the organization that it is a part of.",
    "organization": "The short name of the organization.",
    "invoice_id": "The identity of the invoice, the same in all of its revisions.",
    "kilowatts": "The power in whole kilowatts.",
    "import": "The number of the import whose file has the row.",
    "line": "The line of that file.",
  ]
}

/// A column of a view.
package struct ViewColumn: Hashable, Sendable {
  /// Its name.
  package let name: String
  /// `text` or `integer`.
  package let storage: String
  /// What its values are, as the documentation of files says it; `nil` where `meaning` does.
  package let form: String?
  /// What it says, in a sentence; `nil` for a column that nothing describes, which no view has.
  package let meaning: String?
}

extension StoredView {
  /// The columns that the view has in a store, from the left.
  /// - Throws: `SQLiteError`.
  package func columns(in store: Store) throws -> [ViewColumn] {
    var rows = try Statement(
      "SELECT name, lower(type) FROM pragma_table_info(?1) ORDER BY cid", on: store.connection)
    try rows.bind(name, at: 1)
    var columns: [ViewColumn] = []
    while try rows.step() { columns.append(column(rows.string(0), rows.string(1))) }
    return columns
  }

  private func column(_ name: String, _ type: String) -> ViewColumn {
    let field =
      kind?.columns.first { $0.name == name } ?? kind.flatMap { $0.column(storedAs: name) }
    // An expression has no type of its own: amounts, days and megawatts are made text.
    let storage =
      name == "import" || name == "amount_units" ? "integer" : type.isEmpty ? "text" : type
    return ViewColumn(
      name: name, storage: storage,
      form: name.hasSuffix("_units") ? nil : field.flatMap(StoredView.form),
      meaning: own[name] ?? StoredView.common[name] ?? meaningOfUnits(name) ?? field?.meaning)
  }

  private func meaningOfUnits(_ name: String) -> String? {
    guard name.hasSuffix("_units") else { return nil }
    let amount = kind?.column(storedAs: name).map { "`\($0.name)`" }
    return "\(amount ?? "The amount") in stored units: multiples of 10^-scale of the currency."
  }

  private static func form(_ column: Column) -> String? {
    switch column.type {
    case .organization, .contract, .text, .slug, .number, .names:
      column.unit.map { "in \($0)" }
    case .money: "exact decimal"
    case .flag: "1 for yes, 0 for no"
    default: column.form
    }
  }
}

extension RecordKind {
  /// The column of files that a column of the table keeps.
  fileprivate func column(storedAs name: String) -> Column? {
    columns.first { $0.stored.contains { $0.name == name } }
  }
}
