internal import Procurement
internal import SQLite
internal import Store

/// What leaving contracts costs in.
struct TerminationFeeImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case contract, provider, from, to, fee, remainingPercent, currency, source, confidence, notes
  }

  private var table: TerminationFeeTable
  private let context: ContractFactContext

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let context = try ContractFactContext(store)
    table = try TerminationFeeTable(store, import: number, isRevising: isRevising)
    self.context = context
  }

  var names: Names { context.names }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let contract = try context.contract(row, .contract, provider: .provider)
    try context.check(.currency, row, is: contract)
    let fee = TerminationFee(
      contract: contract.id, from: try row.required(.from, row.partialDate(.from)).first,
      to: try row.partialDate(.to)?.last, fee: try row.money(.fee, in: contract.currency),
      remainingPercent: try row.percent(.remainingPercent),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
    if let last = fee.to, last < fee.from { throw row.refusal(.to, "is before from") }
    if let amount = fee.fee, amount.isNegative {
      throw row.refusal(.fee, "is negative; what leaving costs is not")
    }
    guard fee.fee != nil || fee.remainingPercent != nil else {
      throw row.refusal("has neither fee nor remaining_percent; 0 says that leaving is free")
    }
    return try table.record(fee, in: contract.currency, line: row.line)
  }
}

extension TerminationFeeImport.Field {
  static let key: [Self] = [.contract, .from]
  static let alternatives: [[Self]] = [[.fee, .remainingPercent]]

  var column: Column {
    switch self {
    case .contract: .contract
    case .provider: .contractProvider
    case .from:
      Column(
        "from", .partialDate, required: true,
        "The first day of the exit for which it holds; a month or year means its first day.",
        example: "2026-07", synonyms: ["from_day"])
    case .to:
      Column(
        "to", .partialDate,
        "The last one; empty where it holds until another row takes its place.",
        example: "2027-06", synonyms: ["to_day"])
    case .fee:
      Column("fee", .money, "An amount.", example: "50000000", synonyms: ["termination_fee"])
    case .remainingPercent:
      Column(
        "remaining_percent", .decimal,
        "A percentage of the fees that the schedule has after the exit.", example: "")
    case .currency:
      Column("currency", .currency, "Must be the contract's.", example: "USD")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
