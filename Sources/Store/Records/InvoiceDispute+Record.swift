package import Procurement

extension InvoiceDispute: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case provider, number, issuedYear, buyer, openedOn, amount, currency, reason, resolvedOn,
      outcome
    case source, confidence, notes

    /// Disputes of an invoice are told apart by the day on which they were opened.
    package static let key: [Self] = [.provider, .number, .openedOn]

    /// What the column is.
    package var column: Column { InvoiceDispute.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "dispute", one: "dispute", several: "disputes",
    "Disputes of invoices: the withheld part, the reason and the outcome.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<InvoiceDispute> {
    RecordColumn.invoice(\.invoice, provider: "Whose invoice it is.")
    RecordColumn(
      "opened_on", .partialDate, \.openedOn, required: true,
      meaning: "When the objection was made.", example: "2026-08-10", synonyms: ["disputed_on"])
    RecordColumn(
      "amount", .money, \.amount,
      meaning: "The disputed part, in the invoice's currency; empty for the whole invoice.",
      example: "250000000.00", synonyms: ["disputed_amount"])
    RecordColumn.invoiceCurrency
    RecordColumn(
      "reason", .text, \.reason, required: true, meaning: "The objection, in words.",
      example: "billed before delivery")
    RecordColumn(
      "resolved_on", .partialDate, \.resolvedOn,
      meaning: "When it was resolved; empty while it is open.", example: "2026-09-02",
      synonyms: ["closed_on"])
    RecordColumn(
      "outcome", .choice(of: Outcome.self), \.outcome, meaning: "The outcome.",
      example: "credited")
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let invoice = try row.invoice(.number, of: .provider, issuedIn: .issuedYear)
    try row.check(.currency, is: invoice)
    self.init(
      invoice: invoice.id, openedOn: try row.required(.openedOn, row.partialDate(.openedOn)),
      amount: try row.money(.amount, in: invoice.currency),
      reason: try row.required(.reason, row.text(.reason)),
      resolvedOn: try row.partialDate(.resolvedOn),
      outcome: try row.choice(.outcome, Outcome.self), provenance: try row.provenance)
    if let amount, amount.units <= 0 {
      throw row.refusal(.amount, "is not above 0; leave it empty if the whole invoice is disputed")
    }
    if let resolvedOn, resolvedOn.last < openedOn.first {
      throw row.refusal(.resolvedOn, "is before opened_on")
    }
    if outcome != nil, resolvedOn == nil {
      throw row.refusal(.outcome, "needs resolved_on; a dispute is open without it")
    }
  }
}
