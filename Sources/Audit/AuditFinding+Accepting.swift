internal import Ledger
internal import Procurement
internal import Store

extension [AuditFinding] {
  /// Each with the digest of its facts, and with the reason if it was accepted.
  func accepted(by acceptances: [Recorded<Acceptance>]) -> [AuditFinding] {
    let accepted = Dictionary(acceptances.map { (FindingKey($0.fact), $0) }) { $1 }
    let groups = Dictionary(grouping: self) { FindingKey($0) }
    let digests = groups.mapValues { findings in
      FactsDigest.text(of: findings.map { $0.facts.joined(separator: "\u{1F}") }.sorted())
    }
    return map { finding in
      var finding = finding
      let key = FindingKey(finding)
      finding.factsDigest = digests[key] ?? ""
      if let acceptance = accepted[key], acceptance.facts == finding.factsDigest {
        finding.acceptedWhy = acceptance.why
      }
      return finding
    }
  }
}

extension FindingKey {
  fileprivate init(_ acceptance: Acceptance) {
    self.init(
      provider: acceptance.provider, code: acceptance.code, subject: acceptance.subject)
  }
}
