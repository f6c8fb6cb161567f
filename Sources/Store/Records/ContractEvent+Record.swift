package import Procurement
package import SQLite

extension ContractEvent: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case contract, provider, occurredOn, kind, summary, effectiveOn, valueChange, newTotal
    case subject, figure, otherFigure, source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "contract_event", one: "event", several: "events",
    "What happened to contracts, or was said of them.")

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let contract = try row.contract(.contract, provider: .provider)
    let kind = try row.required(.kind, row.choice(.kind, ContractEventKind.self))
    self.init(
      contract: contract.id,
      occurredOn: try row.required(.occurredOn, row.partialDate(.occurredOn)), kind: kind,
      summary: try row.required(.summary, row.text(.summary)),
      effectiveOn: try row.partialDate(.effectiveOn),
      valueChange: try row.money(.valueChange, in: contract.currency),
      newTotal: try row.money(.newTotal, in: contract.currency),
      dispute: try Dispute(row, of: kind), provenance: try row.provenance)
    if kind == .notice, let effectiveOn, effectiveOn.last < occurredOn.first {
      throw row.refusal(.effectiveOn, "is before occurred_on; notice ends a contract later")
    }
  }

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .contract: [.id(contract)]
    case .provider: []
    case .occurredOn: [.date(occurredOn)]
    case .kind: [.name(kind)]
    case .summary: [.text(summary)]
    case .effectiveOn: [.date(effectiveOn)]
    case .valueChange: [.units(valueChange)]
    case .newTotal: [.units(newTotal)]
    case .subject: [.text(dispute?.subject)]
    case .figure: [.text(dispute?.figure)]
    case .otherFigure: [.text(dispute?.otherFigure)]
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension Dispute {
  /// What a row's event disputes; `nil` for one of another `kind`, which must not say anything.
  fileprivate init?<Row: FieldSource & ~Copyable>(
    _ row: borrowing Row, of kind: ContractEventKind
  ) throws where Row.Field == ContractEvent.Field {
    guard kind == .dispute else {
      for field in [Row.Field.subject, .figure, .otherFigure] where try row.text(field) != nil {
        throw row.refusal(field, "belongs to events of kind dispute only")
      }
      return nil
    }
    self.init(
      subject: try row.required(.subject, row.text(.subject)),
      figure: try row.required(.figure, row.text(.figure)),
      otherFigure: try row.required(.otherFigure, row.text(.otherFigure)))
  }
}

extension ContractEvent.Field {
  /// Events of one day and kind are told apart by what they say.
  package static let key: [Self] = [.contract, .occurredOn, .kind, .summary]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
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
    case .effectiveOn:
      Column(
        "effective_on", .partialDate,
        "When its effect begins; of a notice, the first day that need not be paid for.",
        example: "", synonyms: ["effective"])
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
