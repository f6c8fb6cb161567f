package import Procurement
package import SQLite

extension TerminationFee: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case contract, provider, from, to, fee, remainingPercent, currency, source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "termination_fee", one: "termination fee", several: "termination fees",
    "What leaving a contract costs, by the day of the exit.")

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let contract = try row.contract(.contract, provider: .provider)
    try row.check(.currency, is: contract)
    self.init(
      contract: contract.id, from: try row.required(.from, row.partialDate(.from)).first,
      to: try row.partialDate(.to)?.last, fee: try row.money(.fee, in: contract.currency),
      remainingPercent: try row.percent(.remainingPercent), provenance: try row.provenance)
    if let to, to < from { throw row.refusal(.to, "is before from") }
    if let fee, fee.isNegative {
      throw row.refusal(.fee, "is negative; what leaving costs is not")
    }
    guard fee != nil || remainingPercent != nil else {
      throw row.refusal("has neither fee nor remaining_percent; 0 says that leaving is free")
    }
  }

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .contract: [.id(contract)]
    case .from: [.day(from)]
    case .to: [.day(to)]
    case .fee: [.units(fee)]
    case .remainingPercent: [.decimal(remainingPercent)]
    case .provider, .currency: []
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension TerminationFee.Field {
  /// A contract has one fee from a day on.
  package static let key: [Self] = [.contract, .from]
  /// A file needs one of each.
  package static let alternatives: [[Self]] = [[.fee, .remainingPercent]]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
    switch self {
    case .contract: .contract
    case .provider: .contractProvider
    case .from:
      Column(
        "from", .partialDate, required: true,
        "The first day of the exit for which it holds; a month or year means its first day.",
        example: "2026-07", synonyms: ["from_day"], stored: .named("from_day"))
    case .to:
      Column(
        "to", .partialDate,
        "The last one; empty where it holds until another row takes its place.",
        example: "2027-06", synonyms: ["to_day"], stored: .named("to_day"))
    case .fee:
      Column("fee", .money, "An amount.", example: "50000000", synonyms: ["termination_fee"])
    case .remainingPercent:
      Column(
        "remaining_percent", .decimal,
        "A percentage of the fees that the schedule has after the exit.", example: "")
    case .currency: .contractCurrency
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
