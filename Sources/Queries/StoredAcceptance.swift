internal import Procurement
internal import SQLite
internal import Store

/// Findings that somebody accepted, with what they were found from then.
struct StoredAcceptance {
  let facts: String
  let why: String

  /// The live ones.
  static func all(from store: borrowing Store) throws -> [FindingKey: StoredAcceptance] {
    var rows = try Statement(
      """
      SELECT provider_id, code, subject, facts, why
      FROM audit_acceptance
      WHERE ended_by IS NULL
      """, on: store.connection)
    var all: [FindingKey: StoredAcceptance] = [:]
    while try rows.step() {
      guard let code: AuditCode = rows.choice(1) else { continue }
      let key = FindingKey(
        provider: OrganizationID(number: rows.int64(0)), code: code, subject: rows.string(2))
      all[key] = StoredAcceptance(facts: rows.string(3), why: rows.string(4))
    }
    return all
  }
}

extension [AuditFinding] {
  /// The same, each with the digest of its facts, and with the reason where it was accepted.
  func accepted(by acceptances: [FindingKey: StoredAcceptance]) -> [AuditFinding] {
    let groups = Dictionary(grouping: self) { FindingKey($0) }
    let digests = groups.mapValues { findings in
      FactsDigest.text(of: findings.map { $0.facts.joined(separator: "\u{1F}") }.sorted())
    }
    return map { finding in
      var finding = finding
      let key = FindingKey(finding)
      finding.factsDigest = digests[key] ?? ""
      if let acceptance = acceptances[key], acceptance.facts == finding.factsDigest {
        finding.acceptedWhy = acceptance.why
      }
      return finding
    }
  }
}
