package import Integrity
package import Rendering

extension ReportOutline {
  /// `offtake check`.
  package static let check = ReportOutline("check", CheckFinding.table.outline())
}

extension Report {
  /// The findings of a check; no rows if everything holds.
  package init(_ check: StoreCheck) {
    self.init(
      .check, title: "Verification of the database",
      sections: [CheckFinding.table.section(check.findings)], notes: [Report.summary(check)])
  }

  /// `8 imports, 240 facts and 9 invoice lines: nothing found`.
  package static func summary(_ check: StoreCheck) -> String {
    let counts = [
      Report.counted(check.importCount, "import"), Report.counted(check.factCount, "fact"),
    ]
    let findings = check.findings.count
    return counts.joined(separator: ", ")
      + " and \(Report.counted(check.lineCount, "invoice line")): "
      + (findings == 0 ? "nothing found" : Report.counted(findings, "finding"))
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension CheckFinding {
  fileprivate static let table = Table<CheckFinding> {
    Column("finding", meaning: "One of those listed in json.md.", \.code.rawValue).key
    Column("where", \.subject).key
    Column("text", \.text).key
  }
}
