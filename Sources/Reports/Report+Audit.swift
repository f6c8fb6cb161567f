internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// What does not agree, and how much of it there is.
  ///
  /// `showsAccepted` says whether what was accepted follows, `isExplained` whether the rows do.
  package init(
    _ audit: AuditReport, showsAccepted: Bool, isExplained: Bool, parameters: [Parameter]
  ) throws {
    let shown = audit.findings + (showsAccepted ? audit.accepted : [])
    let sections = [
      Section(findings: audit.findings, named: "rows", title: nil),
      Section(
        findings: showsAccepted ? audit.accepted : [], named: "accepted", title: "Accepted"),
      try Section(summaryOf: audit.findings),
    ]
    self.init(
      name: "audit", title: "Contract, delivery, invoice and payment against each other",
      basis:
        "\(audit.invoiceCount) invoices with \(audit.lineCount) lines, issued by the as-of day",
      parameters: parameters,
      sections: sections.filter { $0.name == "rows" || !$0.rows.isEmpty }
        + (isExplained ? [Section(explaining: shown)] : []),
      notes: audit.notes(showsAccepted: showsAccepted))
  }
}

extension Report {
  /// What an import of kind `acceptances` takes in, to let a finding pass.
  package init(accepting finding: AuditFinding, why: String) {
    let names = ["provider", "code", "subject", "facts", "why"]
    self.init(
      name: "acceptances", title: "Accepted findings",
      sections: [
        Section(
          columns: names.map { ReportColumn($0, .text) },
          rows: [
            [finding.provider, finding.code.rawValue, finding.subject, finding.factsDigest, why]
              .map { .text($0) }
          ])
      ])
  }
}

extension AuditReport {
  /// In one sentence: `no findings in 9 invoices with 12 lines`.
  package var summary: String {
    "no findings in \(invoiceCount) invoices with \(lineCount) lines"
      + (accepted.isEmpty ? "" : "; \(accepted.count) accepted")
  }

  fileprivate func notes(showsAccepted: Bool) -> [String] {
    let unknown = providersWithoutPayments
    return
      (unknown.isEmpty
      ? []
      : [
        "no payments to \(unknown.joined(separator: ", ")) are recorded; what is overdue is not known"
      ])
      + (accepted.isEmpty || showsAccepted
        ? [] : ["\(accepted.count) more were accepted; --accepted shows them"])
  }
}

extension Section {
  fileprivate init(findings: [AuditFinding], named name: String, title: String?) {
    self.init(
      name: name, title: title,
      columns: [
        ReportColumn("code", .text), ReportColumn("severity", .text),
        ReportColumn("provider", .text), ReportColumn("contract", .text),
        ReportColumn("subject", .text), ReportColumn("line", .count),
        ReportColumn("month", .month), ReportColumn("currency", .text),
        ReportColumn("expected", .money), ReportColumn("billed", .money),
        ReportColumn("variance", .money), ReportColumn("price_part", .money),
        ReportColumn("quantity_part", .money), ReportColumn("cross_part", .money),
        ReportColumn("arithmetic_part", .money), ReportColumn("found", .text),
        ReportColumn("action", .text),
      ] + (name == "accepted" ? [ReportColumn("why", .text)] : []),
      rows: findings.map { $0.cells + (name == "accepted" ? [.text($0.acceptedWhy)] : []) })
  }

  /// How many of each kind, and what they come to, by currency.
  fileprivate init(summaryOf findings: [AuditFinding]) throws {
    let groups = Dictionary(grouping: findings) { [$0.code.rawValue, $0.currency?.code ?? ""] }
    self.init(
      name: "summary", title: "By kind",
      columns: [
        ReportColumn("code", .text), ReportColumn("severity", .text),
        ReportColumn("currency", .text), ReportColumn("findings", .count),
        ReportColumn("variance", .money),
      ],
      rows: try groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, findings in
        [
          .text(key[0]), .text(findings.first?.severity.rawValue),
          key[1].isEmpty ? .empty : .text(key[1]), .count(findings.count),
          .money(try AuditFinding.sum(findings)),
        ]
      })
  }

  fileprivate init(explaining findings: [AuditFinding]) {
    self.init(
      name: "explanation", title: "How each finding comes about",
      columns: [
        ReportColumn("subject", .text), ReportColumn("code", .text),
        ReportColumn("formula", .text), ReportColumn("record", .text),
        ReportColumn("recorded_at", .text), ReportColumn("source", .text),
        ReportColumn("facts", .text),
      ],
      rows: findings.map { finding in
        [
          .text(finding.subject), .text(finding.code.rawValue), .text(finding.formula),
          .text(finding.evidence?.record), .text(finding.evidence?.place),
          .text(finding.evidence?.source), .text(finding.factsDigest),
        ]
      })
  }
}

extension AuditFinding {
  fileprivate var cells: [Cell] {
    [
      .text(code.rawValue), .text(severity.rawValue), .text(provider), .text(contract),
      .text(subject), .count(line), month.map { .month($0) } ?? .empty, .text(currency?.code),
      .money(expected), .money(billed), .money(variance?.total), .money(variance?.price),
      .money(variance?.quantity), .money(variance?.cross), .money(variance?.arithmetic),
      .text(found), .text(action),
    ]
  }

  fileprivate var currency: Currency? { (billed ?? expected)?.currency }

  /// `billed 140000.00 - expected 100000.00 = 40000.00: price 0.00 + quantity 40000.00 + …`.
  fileprivate var formula: String {
    guard let variance, let billed, let expected else { return found }
    return "billed \(billed) - expected \(expected) = \(variance.total): price \(variance.price)"
      + " + quantity \(variance.quantity) + cross \(variance.cross)"
      + " + arithmetic \(variance.arithmetic)"
  }

  /// The variances added; `nil` where none has one.
  fileprivate static func sum(_ findings: [AuditFinding]) throws -> Money? {
    let variances = findings.compactMap(\.variance?.total)
    guard let first = variances.first else { return nil }
    return try variances.dropFirst().reduce(first) { try $0.adding($1) }
  }
}
