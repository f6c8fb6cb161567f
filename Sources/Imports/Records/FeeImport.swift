internal import Procurement
internal import SQLite
internal import Store

/// Fee schedules in.
struct FeeImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case contract, provider, tranche, fromMonth, toMonth, monthlyFee, currency, source, confidence,
      notes
  }

  private var table: FeeTable
  private let context: ContractFactContext

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let context = try ContractFactContext(store)
    table = try FeeTable(store, import: number, isRevising: isRevising)
    self.context = context
  }

  var names: Names { context.names }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let contract = try context.contract(row, .contract, provider: .provider)
    try context.check(.currency, row, is: contract)
    let fee = Fee(
      contract: contract.id, tranche: row.text(.tranche),
      fromMonth: try row.required(.fromMonth, row.month(.fromMonth)),
      toMonth: try row.month(.toMonth),
      monthlyFee: try row.money(.monthlyFee, in: contract.currency),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
    if let last = fee.toMonth, last < fee.fromMonth {
      throw row.refusal(.toMonth, "is before from_month")
    }
    if let amount = fee.monthlyFee, amount.isNegative {
      throw row.refusal(.monthlyFee, "is negative; a fee is not")
    }
    return try record(fee, in: contract.currency, line: row.line)
  }

  /// - Throws: `FeeOverlap` where another fee covers some of its months.
  private mutating func record(
    _ fee: Fee, in currency: Currency, line: Int
  ) throws -> Recording {
    do {
      return try table.record(fee, in: currency, line: line)
    } catch {
      guard error.code == SQLiteError.constraintTrigger, let overlap = try table.overlap(with: fee)
      else { throw error }
      throw overlap
    }
  }
}

extension FeeImport.Field {
  static let key: [Self] = [.contract, .tranche, .fromMonth]

  var column: Column {
    switch self {
    case .contract: .contract
    case .provider: .contractProvider
    case .tranche:
      Column(
        "tranche", .text, "The tranche that it is for; empty for all of the contract.", example: "")
    case .fromMonth:
      Column(
        "from_month", .month, required: true, "The first month that it is due for.",
        example: "2026-07")
    case .toMonth:
      Column(
        "to_month", .month, "The last month; empty where the end is not known.",
        example: "2029-05")
    case .monthlyFee:
      Column(
        "monthly_fee", .money,
        "The fee of each month; empty where one exists and is not known, which is not zero.",
        example: "1250000000", synonyms: ["fee", "amount"])
    case .currency:
      Column("currency", .currency, "Must be the contract's.", example: "USD")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
