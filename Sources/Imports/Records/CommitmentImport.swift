internal import Procurement
internal import SQLite
internal import Store

/// Minimum commitments in.
struct CommitmentImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case contract, provider, from, to, kind, minimum, unit, interval, draw
    case carryForward, carryForwardCap, relief, source, confidence, notes
  }

  private var table: CommitmentTable
  private let context: ContractFactContext

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let context = try ContractFactContext(store)
    table = try CommitmentTable(store, import: number, isRevising: isRevising)
    self.context = context
  }

  var names: Names { context.names }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let contract = try context.contract(row, .contract, provider: .provider)
    let kind = try row.required(.kind, row.choice(.kind, CommitmentKind.self))
    let minimum = try size(.minimum, row, kind, in: contract.currency)
    let commitment = Commitment(
      contract: contract.id,
      from: try row.required(.from, row.partialDate(.from)).first,
      to: try row.required(.to, row.partialDate(.to)).last, kind: kind,
      minimum: try row.required(.minimum, minimum),
      interval: try row.required(.interval, row.choice(.interval, CommitmentInterval.self)),
      draw: try row.choice(.draw, CommitmentDraw.self) ?? .buildUp,
      carriesForward: try row.flag(.carryForward) ?? false,
      carryForwardCap: try size(.carryForwardCap, row, kind, in: contract.currency),
      hasRelief: try row.flag(.relief) ?? false,
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
    try check(commitment, row)
    return try table.record(commitment, in: contract.currency, line: row.line)
  }

  /// A minimum or cap, in the terms of its kind.
  private func size(
    _ field: Field, _ row: borrowing RecordReader<Field>, _ kind: CommitmentKind,
    in currency: Currency
  ) throws -> CommitmentMinimum? {
    switch kind {
    case .spend: return try row.money(field, in: currency).map { .spend($0) }
    case .usage:
      let unit = try row.required(.unit, row.text(.unit))
      return try row.decimal(field).map { .usage($0, unit: unit) }
    }
  }

  private func check(_ commitment: Commitment, _ row: borrowing RecordReader<Field>) throws {
    guard commitment.from <= commitment.to else { throw row.refusal(.to, "is before from") }
    guard commitment.minimum.isPositive else {
      throw row.refusal(.minimum, "is not more than zero")
    }
    if let cap = commitment.carryForwardCap, cap.isNegative {
      throw row.refusal(.carryForwardCap, "is negative; what is carried is not")
    }
    guard commitment.carriesForward || commitment.carryForwardCap == nil else {
      throw row.refusal(.carryForwardCap, "needs carry_forward to be yes")
    }
    guard commitment.draw == .buildUp || !commitment.carriesForward else {
      throw row.refusal(.carryForward, "does not go with burn_down: what is left of a pool expires")
    }
    guard commitment.kind == .usage || row.text(.unit) == nil else {
      throw row.refusal(.unit, "belongs to commitments of kind usage only")
    }
  }
}

extension CommitmentMinimum {
  fileprivate var isPositive: Bool { sign > 0 }
  fileprivate var isNegative: Bool { sign < 0 }

  private var sign: Int128 {
    switch self {
    case .spend(let money): Int128(money.units)
    case .usage(let quantity, _): quantity.coefficient
    }
  }
}

extension CommitmentImport.Field {
  static let key: [Self] = [.contract, .from, .kind]

  var column: Column {
    switch self {
    case .contract: .contract
    case .provider: .contractProvider
    case .from:
      Column(
        "from", .partialDate, required: true,
        "The first day; a month or year means its first day.", example: "2026-07",
        synonyms: ["from_day", "start"])
    case .to:
      Column(
        "to", .partialDate, required: true,
        "The last day; a month or year means its last day.", example: "2027-06",
        synonyms: ["to_day", "end"])
    case .kind:
      Column(
        "kind", .choice(of: CommitmentKind.self), required: true,
        "Whether money or use is committed.", example: "spend")
    case .minimum:
      Column(
        "minimum", .decimal, required: true,
        "The minimum of one interval: an amount for spend, a quantity for usage.",
        example: "100000000")
    case .unit:
      Column("unit", .text, "For usage: what the quantity counts.", example: "")
    case .interval:
      Column(
        "interval", .choice(of: CommitmentInterval.self), required: true,
        "Over which stretch one minimum is measured.", example: "quarter")
    case .draw:
      Column(
        "draw", .choice(of: CommitmentDraw.self),
        "Whether cost builds up to the minimum, as where it is empty, or burns down what was "
          + "prepaid.", example: "build_up")
    case .carryForward:
      Column(
        "carry_forward", .flag,
        "Whether what goes beyond the minimum counts towards the next interval.", example: "yes")
    case .carryForwardCap:
      Column(
        "carry_forward_cap", .decimal, "The most that can be carried.", example: "20000000")
    case .relief:
      Column(
        "relief", .flag, "Whether the provider's late delivery lowers the minimum.",
        example: "no")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
