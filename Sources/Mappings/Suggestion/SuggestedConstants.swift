/// What no column of a file says, and every row must have.
struct SuggestedConstants {
  private let roles: ColumnRoles

  init(_ roles: ColumnRoles) { self.roles = roles }

  /// The lines of `[constants]`.
  var lines: [String] {
    let given = currencyLines + neededLines + alternativeLines
    return given.isEmpty ? [] : ["", "[constants]"] + given
  }

  private func isKnown(_ field: String) -> Bool {
    roles.rows.fields.contains { $0.field.name == field }
  }

  /// A currency that nothing but a sign or a title tells.
  private var currencyLines: [String] {
    guard isKnown("currency"), roles["currency"] == nil, let currency else { return [] }
    return ["currency = \(toml(currency.code))  \(currency.certainty.comment)"]
  }

  private var currency: (code: String, certainty: Certainty)? {
    let money = ["amount", "total", "unit_price"].compactMap { roles[$0]?.index }
    let profiles = roles.rows.survey.profiles
    let symbols = money.flatMap { profiles[$0].numbers.symbols }
    if let symbol = symbols.first {
      let isOne = symbols.allSatisfy { $0.code == symbol.code }
      return isOne
        ? (symbol.code, .likely("the sign \(symbol.text) of its amounts"))
        : nil
    }
    let titles = roles.rows.survey.titles
    let told = money.lazy.compactMap { column in
      CurrencyCodes.code(in: titles[column]).map { ($0, titles.name(of: column)) }
    }.first
    return told.map { ($0.0, .likely("from the title \(comment($0.1))")) }
  }

  /// Whether a mapping as suggested makes a field.
  private func isMade(_ field: String) -> Bool {
    roles[field].map { !$0.certainty.isOpen } ?? false
  }

  private var neededLines: [String] {
    roles.rows.fields.filter { $0.isRequired && !isMade($0.field.name) }
      .filter { $0.field.name != "currency" || currency == nil || roles["currency"] != nil }
      .map { "# \($0.field.name) = \"…\"  # open: needed. \($0.meaning)" }
  }

  /// Fields of which one is enough.
  private var alternativeLines: [String] {
    var lines: [String] = []
    if isKnown("contract"), isKnown("buyer"), !isMade("contract"), !isMade("buyer") {
      lines += ["contract", "buyer"].map {
        "# \($0) = \"…\"  # open: one of contract and buyer is needed"
      }
    }
    if isKnown("billing_month"), isKnown("service_from"), !isMade("billing_month"),
      !isMade("service_from")
    {
      lines.append(
        "# billing_month = \"…\"  # open: needed, as no column says when the service began")
    }
    if isKnown("amount"), isKnown("total"), !isMade("amount"), !isMade("total") {
      lines.append("# open: one of amount and total is needed, and no column is known as either")
    }
    return lines
  }
}
