package import Queries
package import Rendering

// What contradicts the rest of a store.

extension Report {
  /// The findings of a check; no rows where everything holds.
  package init(_ check: StoreCheck) {
    self.init(
      name: "check", title: "Check of the store against itself",
      sections: [
        Section(
          columns: [
            ReportColumn("finding", .text), ReportColumn("where", .text),
            ReportColumn("text", .text),
          ],
          rows: check.findings.map { [.text($0.code.rawValue), .text($0.subject), .text($0.text)] })
      ],
      notes: [Report.summary(check)])
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
