internal import Procurement
internal import SQLite
internal import Store

/// Accepted findings of the audit in.
struct AcceptanceImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case provider, code, subject, facts, why, source, confidence, notes
  }

  private var table: AcceptanceTable
  private let context: ContractFactContext

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let context = try ContractFactContext(store)
    table = try AcceptanceTable(store, import: number, isRevising: isRevising)
    self.context = context
  }

  var names: Names { context.names }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let provider = try row.organization(.provider, context.organizations)
    let facts = try row.required(.facts, row.text(.facts)).lowercased()
    guard facts.utf8.count == 64, facts.utf8.allSatisfy(\.isHexadecimalDigit) else {
      throw row.refusal(.facts, "is not a SHA-256 of 64 hexadecimal digits, as the audit prints it")
    }
    return try table.record(
      Acceptance(
        provider: try row.required(.provider, provider),
        code: try row.required(.code, row.choice(.code, AuditCode.self)),
        subject: try row.required(.subject, row.text(.subject)), facts: facts,
        why: try row.required(.why, row.text(.why)),
        provenance: try row.provenance(
          source: .source, confidence: .confidence, notes: .notes)),
      line: row.line)
  }
}

extension AcceptanceImport.Field {
  static let key: [Self] = [.provider, .code, .subject]

  var column: Column {
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
