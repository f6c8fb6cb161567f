internal import Procurement
internal import SQLite
internal import Store

/// What happened to contracts, in.
struct EventImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case contract, provider, occurredOn, kind, summary, valueChange, newTotal
    case subject, figure, otherFigure, source, confidence, notes
  }

  private var table: ContractEventTable
  private let context: ContractFactContext

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let context = try ContractFactContext(store)
    table = try ContractEventTable(store, import: number, isRevising: isRevising)
    self.context = context
  }

  var names: Names { context.names }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let contract = try context.contract(row, .contract, provider: .provider)
    let kind = try row.required(.kind, row.choice(.kind, ContractEventKind.self))
    let event = ContractEvent(
      contract: contract.id,
      occurredOn: try row.required(.occurredOn, row.partialDate(.occurredOn)), kind: kind,
      summary: try row.required(.summary, row.text(.summary)),
      valueChange: try row.money(.valueChange, in: contract.currency),
      newTotal: try row.money(.newTotal, in: contract.currency),
      dispute: try dispute(row, kind),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
    return try table.record(event, in: contract.currency, line: row.line)
  }

  private func dispute(
    _ row: borrowing RecordReader<Field>, _ kind: ContractEventKind
  ) throws -> Dispute? {
    let fields: [Field] = [.subject, .figure, .otherFigure]
    guard kind == .dispute else {
      if let given = fields.first(where: { row.text($0) != nil }) {
        throw row.refusal(given, "belongs to events of kind dispute only")
      }
      return nil
    }
    return Dispute(
      subject: try row.required(.subject, row.text(.subject)),
      figure: try row.required(.figure, row.text(.figure)),
      otherFigure: try row.required(.otherFigure, row.text(.otherFigure)))
  }
}

extension EventImport.Field {
  static let key: [Self] = [.contract, .occurredOn, .kind, .summary]

  var column: Column {
    switch self {
    case .contract: .contract
    case .provider: .contractProvider
    case .occurredOn:
      Column(
        "occurred_on", .partialDate, required: true, "When it happened or was said.",
        example: "2026-05-20", synonyms: ["date", "amended_on"])
    case .kind:
      Column(
        "kind", .choice(of: ContractEventKind.self), required: true,
        "What happened; statement, disclosure, report and dispute change no terms.",
        example: "expanded")
    case .summary:
      Column(
        "summary", .text, required: true, "What happened, in a sentence.",
        example: "Extended to Colossus 2")
    case .valueChange:
      Column(
        "value_change", .money, "What it adds to the headline value.", example: "",
        synonyms: ["delta_value"])
    case .newTotal:
      Column(
        "new_total", .money, "The headline value after it.", example: "",
        synonyms: ["new_total_value"])
    case .subject: Column("subject", .text, "For a dispute: what is disputed.", example: "")
    case .figure: Column("figure", .text, "For a dispute: one figure.", example: "")
    case .otherFigure:
      Column("other_figure", .text, "For a dispute: the other figure.", example: "")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
