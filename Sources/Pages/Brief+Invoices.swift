internal import Agenda
internal import Audit
internal import Procurement
internal import Queries
internal import Rendering

// MARK: Are the invoices right?

extension BriefWriter {
  var invoiceCard: PageCard {
    let (high, medium) = (findings(.high), findings(.medium))
    return PageCard(
      chapter: "invoices", label: "Invoice findings",
      figure: "\(reports.audit.findings.count)", detail: "\(high) high, \(medium) medium",
      tone: high > 0 ? "alarm" : medium > 0 ? "caution" : nil)
  }

  var invoices: PageChapter {
    get throws {
      PageChapter(
        id: "invoices", name: "Invoices", question: "Are the invoices right?",
        answer: invoiceAnswer,
        tables: try tables(
          Sheet(
            id: "findings-by-kind", title: "Findings by kind", report: reports.auditReport,
            section: "summary", leading: "severity", ranks: ["high", "medium", "low"],
            command: question.command("audit"), hasNotes: false),
          Sheet(
            id: "findings", title: "Findings", report: reports.auditReport, leading: "severity",
            ranks: ["high", "medium", "low"],
            explanation: { [findings = reports.audit.findings] in findings[$0].explanation },
            command: question.command("audit")),
          Sheet(
            id: "payables", title: "Payables", report: reports.payablesReport,
            explanation: { [invoices = reports.payables.invoices] in invoices[$0].explanation },
            command: question.command("report payables")),
          Sheet(
            id: "days-payable", title: "Days payable", report: reports.payablesReport,
            section: "days_payable", command: question.command("report payables"), hasNotes: false)
        ))
    }
  }

  /// A line for each contract and kind of finding.
  func lines(_ findings: [AuditFinding], _ tone: String) -> [PageLine] {
    Dictionary(grouping: findings) { [$0.provider, $0.contract ?? "", $0.code.rawValue] }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, findings in
        PageLine(
          text: EscapedText.text(key[1].isEmpty ? key[0] : key[1]),
          detail: "\(key[2].replacing("_", with: " ")): \(findings.count.of("finding"))",
          href: "invoices", tone: tone)
      }
  }

  private func findings(_ severity: AuditSeverity) -> Int {
    reports.audit.findings.count { $0.severity == severity }
  }

  private var invoiceAnswer: String {
    let audit = reports.audit
    let invoices = audit.invoiceCount.of("invoice")
    guard !audit.findings.isEmpty else { return "\(invoices) checked; nothing was found." }
    return "\(audit.findings.count.of("finding")) in \(invoices): \(findings(.high)) high, "
      + "\(findings(.medium)) medium, \(findings(.low)) low."
  }
}
