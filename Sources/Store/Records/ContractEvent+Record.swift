package import Procurement

extension ContractEvent: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case contract, provider, occurredOn, kind, summary, effectiveOn, valueChange, newTotal
    case subject, figure, otherFigure, source, confidence, notes

    /// Events of one day and kind are told apart by what they say.
    package static let key: [Self] = [.contract, .occurredOn, .kind, .summary]

    /// What the column is.
    package var column: Column { ContractEvent.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "contract_event", one: "event", several: "events",
    "What happened to contracts, or was said about them.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<ContractEvent> {
    RecordColumn.contract(\.contract)
    RecordColumn(
      "occurred_on", .partialDate, \.occurredOn, required: true,
      meaning: "When it happened or was said.",
      example: "2026-05-20", synonyms: ["date", "amended_on"])
    RecordColumn(
      "kind", .choice(of: ContractEventKind.self), \.kind, required: true,
      meaning: "What happened; statement, disclosure, report and dispute change no terms.",
      example: "expanded")
    RecordColumn(
      "summary", .text, \.summary, required: true, meaning: "What happened, in a sentence.",
      example: "Extended to Colossus 2")
    RecordColumn(
      "effective_on", .partialDate, \.effectiveOn,
      meaning: "When it takes effect; for a notice, the first day that need not be paid for.",
      synonyms: ["effective"])
    RecordColumn(
      "value_change", .money, \.valueChange, meaning: "What it adds to the headline value.",
      synonyms: ["delta_value"])
    RecordColumn(
      "new_total", .money, \.newTotal, meaning: "The headline value after it.",
      synonyms: ["new_total_value"]
    )
    RecordColumn("subject", .text, \.dispute?.subject, meaning: "For a dispute: what is disputed.")
    RecordColumn("figure", .text, \.dispute?.figure, meaning: "For a dispute: one figure.")
    RecordColumn(
      "other_figure", .text, \.dispute?.otherFigure, meaning: "For a dispute: the other figure.")
    RecordColumn.provenance(\.provenance)
  }

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
