package import Procurement

extension TerminationFee: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case contract, provider, from, to, fee, remainingPercent, currency, source, confidence, notes

    /// A contract has one fee from a day on.
    package static let key: [Self] = [.contract, .from]
    /// A file needs one of each.
    package static let alternatives: [[Self]] = [[.fee, .remainingPercent]]

    /// What the column is.
    package var column: Column { TerminationFee.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "termination_fee", one: "termination fee", several: "termination fees",
    "What leaving a contract costs, by the day of the exit.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<TerminationFee> {
    RecordColumn.contract(\.contract)
    RecordColumn(
      "from", .partialDate, \.from, required: true,
      meaning: "The first exit day to which it applies; a month or year means its first day.",
      example: "2026-07", synonyms: ["from_day"], stored: .named("from_day"))
    RecordColumn(
      "to", .partialDate, \.to,
      meaning: "The last exit day; empty if it applies until another row replaces it.",
      example: "2027-06",
      synonyms: ["to_day"], stored: .named("to_day"))
    RecordColumn(
      "fee", .money, \.fee, meaning: "The fee as an amount.", example: "50000000",
      synonyms: ["termination_fee"])
    RecordColumn(
      "remaining_percent", .decimal, \.remainingPercent,
      meaning: "The fee in percent of the scheduled fees after the exit.", unit: "percent")
    RecordColumn.contractCurrency
    RecordColumn.provenance(\.provenance)
  }

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
      throw row.refusal(.fee, "is negative; give 0 or more")
    }
    guard fee != nil || remainingPercent != nil else {
      throw row.refusal("has neither fee nor remaining_percent; write 0 if leaving is free")
    }
  }
}
