package import Procurement

extension Commitment: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case contract, provider, from, to, kind, minimum, unit, interval, draw
    case carryForward, carryForwardCap, relief, source, confidence, notes

    /// A contract has one commitment of a kind from a day on.
    package static let key: [Self] = [.contract, .from, .kind]

    /// What the column is.
    package var column: Column { Commitment.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "commitment", one: "commitment", several: "commitments",
    "Minimums of spend or usage in each interval.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<Commitment> {
    RecordColumn.contract(\.contract)
    RecordColumn(
      "from", .partialDate, \.from, required: true,
      meaning: "The first day; a month or year means its first day.", example: "2026-07",
      synonyms: ["from_day", "start"], stored: .named("from_day"))
    RecordColumn(
      "to", .partialDate, \.to, required: true,
      meaning: "The last day; a month or year means its last day.",
      example: "2027-06", synonyms: ["to_day", "end"], stored: .named("to_day"))
    RecordColumn(
      "kind", .choice(of: CommitmentKind.self), \.kind, required: true,
      meaning: "Whether spend or usage is committed.", example: "spend")
    RecordColumn(
      "minimum", .decimal, { [.units($0.minimum.money), .decimal($0.minimum.quantity)] },
      required: true,
      meaning: "The minimum of one interval: an amount for spend, a quantity for usage.",
      example: "100000000", stored: .both(money: "minimum_units", exact: "minimum_quantity"))
    RecordColumn("unit", .text, \.minimum.unit, meaning: "For usage: what the quantity counts.")
    RecordColumn(
      "interval", .choice(of: CommitmentInterval.self), \.interval, required: true,
      meaning: "The interval over which one minimum is measured.", example: "quarter")
    RecordColumn(
      "draw", .choice(of: CommitmentDraw.self), \.draw, filled: true,
      meaning:
        "Whether cost builds up to the minimum, as if empty, or burns down what was "
        + "prepaid.", example: "build_up")
    RecordColumn(
      "carry_forward", .flag, \.carriesForward, filled: true,
      meaning: "Whether the excess over the minimum counts towards the next interval.",
      example: "yes",
      stored: .named("carries_forward"))
    RecordColumn(
      "carry_forward_cap", .decimal,
      { [.units($0.carryForwardCap?.money), .decimal($0.carryForwardCap?.quantity)] },
      meaning: "The most that can be carried forward.", example: "20000000",
      stored: .both(money: "carry_forward_cap_units", exact: "carry_forward_cap_quantity"))
    RecordColumn(
      "relief", .flag, \.hasRelief, filled: true,
      meaning: "Whether the provider's late delivery lowers the minimum.", example: "no",
      stored: .named("has_relief"))
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let contract = try row.contract(.contract, provider: .provider)
    let kind = try row.required(.kind, row.choice(.kind, CommitmentKind.self))
    let minimum = try CommitmentMinimum(row, .minimum, of: kind, in: contract.currency)
    self.init(
      contract: contract.id, from: try row.required(.from, row.partialDate(.from)).first,
      to: try row.required(.to, row.partialDate(.to)).last, kind: kind,
      minimum: try row.required(.minimum, minimum),
      interval: try row.required(.interval, row.choice(.interval, CommitmentInterval.self)),
      draw: try row.choice(.draw, CommitmentDraw.self) ?? .buildUp,
      carriesForward: try row.flag(.carryForward) ?? false,
      carryForwardCap: try CommitmentMinimum(
        row, .carryForwardCap, of: kind, in: contract.currency),
      hasRelief: try row.flag(.relief) ?? false, provenance: try row.provenance)
    try check(row)
  }
}

extension Commitment {
  private func check<Row: FieldSource & ~Copyable>(
    _ row: borrowing Row
  ) throws where Row.Field == Field {
    guard from <= to else { throw row.refusal(.to, "is before from") }
    guard minimum.sign > 0 else { throw row.refusal(.minimum, "is not above zero") }
    if let cap = carryForwardCap, cap.sign < 0 {
      throw row.refusal(.carryForwardCap, "is negative; give 0 or more")
    }
    guard carriesForward || carryForwardCap == nil else {
      throw row.refusal(.carryForwardCap, "needs carry_forward to be yes")
    }
    guard draw == .buildUp || !carriesForward else {
      throw row.refusal(
        .carryForward, "cannot be combined with burn_down: the rest of a pool expires")
    }
    guard try kind == .usage || row.text(.unit) == nil else {
      throw row.refusal(.unit, "belongs to commitments of kind usage only")
    }
  }
}

extension CommitmentMinimum {
  /// A minimum or cap, in the terms of its kind; `nil` where a row has none.
  fileprivate init?<Row: FieldSource & ~Copyable>(
    _ row: borrowing Row, _ field: Row.Field, of kind: CommitmentKind, in currency: Currency
  ) throws where Row.Field == Commitment.Field {
    switch kind {
    case .spend:
      guard let money = try row.money(field, in: currency) else { return nil }
      self = .spend(money)
    case .usage:
      let unit = try row.required(.unit, row.text(.unit))
      guard let quantity = try row.decimal(field) else { return nil }
      self = .usage(quantity, unit: unit)
    }
  }

  fileprivate var money: Money? { if case .spend(let money) = self { money } else { nil } }
  fileprivate var quantity: ExactDecimal? {
    if case .usage(let quantity, _) = self { quantity } else { nil }
  }
  fileprivate var unit: String? { if case .usage(_, let unit) = self { unit } else { nil } }
  fileprivate var sign: Int128 {
    switch self {
    case .spend(let money): Int128(money.units)
    case .usage(let quantity, _): quantity.coefficient
    }
  }
}
