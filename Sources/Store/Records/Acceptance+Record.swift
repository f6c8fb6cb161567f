package import Procurement
package import SQLite

extension Acceptance: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case provider, code, subject, facts, why, source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "audit_acceptance", one: "acceptance", several: "acceptances",
    "Findings of the audit that somebody accepted, with the reason.")

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

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .provider: [.id(provider)]
    case .code: [.name(code)]
    case .subject: [.text(subject)]
    case .facts: [.text(facts)]
    case .why: [.text(why)]
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension Acceptance.Field {
  /// A finding is accepted once.
  package static let key: [Self] = [.provider, .code, .subject]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
    switch self {
    case .provider:
      Column(
        "provider", .organization, required: true, "Whose invoice it is.", example: "spacex",
        synonyms: ["vendor", "supplier"])
    case .code:
      Column(
        "code", .choice(of: AuditCode.self), required: true, "What was found.",
        example: "fee_differs")
    case .subject:
      Column(
        "subject", .text, required: true,
        "The invoice's number, or what else the audit found it of.", example: "SPX-2026-07")
    case .facts:
      Column(
        "facts", .text, required: true,
        "What it was found from, as the audit prints it: once that is another, it comes back.",
        example: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    case .why:
      Column("why", .text, required: true, "Why it was accepted.", example: "agreed by letter")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}

extension UInt8 {
  fileprivate var isHexadecimalDigit: Bool { isDigit || 97...102 ~= self }
}
