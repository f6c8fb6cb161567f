package import Procurement

extension Acceptance: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case provider, code, subject, facts, why, source, confidence, notes

    /// A finding is accepted once.
    package static let key: [Self] = [.provider, .code, .subject]

    /// What the column is.
    package var column: Column { Acceptance.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "audit_acceptance", one: "acceptance", several: "acceptances",
    "Audit findings that were accepted, with the reason.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<Acceptance> {
    RecordColumn(
      "provider", .organization, \.provider, required: true, meaning: "Whose invoice it is.",
      example: "spacex", synonyms: ["vendor", "supplier"])
    RecordColumn(
      "code", .choice(of: AuditCode.self), \.code, required: true,
      meaning: "The code of the finding.",
      example: "fee_differs")
    RecordColumn(
      "subject", .text, \.subject, required: true,
      meaning: "The invoice's number, or the other subject of the finding.", example: "SPX-2026-07")
    RecordColumn(
      "facts", .text, \.facts, required: true,
      meaning:
        "The digest of its facts, as the audit prints it; if the facts change, the finding returns.",
      example: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    RecordColumn(
      "why", .text, \.why, required: true, meaning: "Why it was accepted.",
      example: "agreed by letter")
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let provider = try row.organization(.provider)
    let facts = try row.required(.facts, row.text(.facts)).lowercased()
    guard facts.utf8.count == 64, facts.utf8.allSatisfy(\.isHexadecimalDigit) else {
      throw row.refusal(.facts, "is not a SHA-256 of 64 hexadecimal digits, as the audit prints it")
    }
    self.init(
      provider: try row.required(.provider, provider),
      code: try row.required(.code, row.choice(.code, AuditCode.self)),
      subject: try row.required(.subject, row.text(.subject)), facts: facts,
      why: try row.required(.why, row.text(.why)), provenance: try row.provenance)
  }
}

extension UInt8 {
  fileprivate var isHexadecimalDigit: Bool { isDigit || 97...102 ~= self }
}
