import ArgumentParser
import Audit
import Imports
import Store
import Procurement
import Rendering

/// What came of an import, for a person or a program.
struct ImportReport {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  private let kind: RecordKind
  private let outcomes: [ImportOutcome]
  private let findings: [AuditFinding]
  private let isDryRun: Bool
  private let format: Format

  /// `findings` are what the audit would find of the rows, were they kept.
  init(
    _ kind: RecordKind, _ outcomes: [ImportOutcome], findings: [AuditFinding],
    isDryRun: Bool, _ format: Format
  ) {
    self.findings = findings
    self.kind = kind
    self.outcomes = outcomes
    self.isDryRun = isDryRun
    self.format = format
  }

  /// Data on standard output; what a person should know besides on standard error.
  func print() throws {
    switch format {
    case .text:
      try Message.print(outcomes.flatMap(lines) + auditLines)
    case .json:
      try Message.printText(JSONText.text(report))
    }
  }

  // MARK: For a person

  private static let revisionsShown = 20
  private static let findingsShown = 20

  private func lines(_ outcome: ImportOutcome) -> [String] {
    let tally = outcome.tally
    let refused = outcome.rejected.map { RefusalText($0.failure).lines } ?? []
    let shown = tally.revisions.prefix(ImportReport.revisionsShown).map(\.text)
    let rest = tally.revisions.count - shown.count
    return refused + shown + (rest > 0 ? ["… and \(rest) more revised"] : [])
      + ["\(outcome.file): \(text(outcome))"]
      + tally.notes.map { "\(outcome.file): \($0)" }
      + (outcome.rejected.map { rejected in
        isDryRun ? [] : ["\(outcome.file): refused rows are in \(rejected.path)"]
      } ?? [])
  }

  private var auditLines: [String] {
    let shown = findings.prefix(ImportReport.findingsShown).map { finding in
      "audit: \(finding.code.rawValue) (\(finding.severity.rawValue)) of \(finding.subject)"
        + (finding.line.map { ", line \($0)" } ?? "") + ": \(finding.found)"
        + (finding.variance.map { "; variance \($0.total)" } ?? "")
    }
    let rest = findings.count - shown.count
    return shown + (rest > 0 ? ["audit: … and \(rest) more findings"] : [])
  }

  private func text(_ outcome: ImportOutcome) -> String {
    let tally = outcome.tally
    let counts = [(tally.revised, "revised"), (tally.rejected, "rejected")]
      .filter { $0.0 > 0 || $0.1 == "rejected" && outcome.rejected != nil }
      .map { ", \($0.0) \($0.1)" }.joined()
    if let number = outcome.number {
      let invoices = tally.invoices.map { ", \($0) invoice\($0 == 1 ? "" : "s")" } ?? ""
      let totals = tally.totals.map { "; total \($0.currency.code) \($0)" }.joined()
      let place = isDryRun ? "dry run: nothing was stored" : "import \(number)"
      return
        "\(tally.new) new, \(tally.unchanged) unchanged\(counts)\(invoices) (\(place))\(totals)"
    }
    if let known = outcome.knownAs {
      return
        "skipped: already imported as #\(known)\(counts); undo \(known) to import it again"
    }
    guard tally.unchanged > 0 else { return "no rows; nothing was imported\(counts)" }
    return "no change: all \(tally.unchanged) rows are already stored\(counts)"
  }
}

// MARK: For a program

extension ReportOutline {
  /// `offtake import --format json`.
  static let importing = ReportOutline(
    "import", ImportOutcome.table.outline(), Revision.table.outline(),
    ImportReport.auditTable.outline("Of a dry run of invoices."),
    Refusal.table.outline("If rows are refused."),
    RefusalCount.table.outline("If rows are refused."))
}

extension ImportReport {
  private var report: Report {
    let isAudited = isDryRun && kind == .invoices
    return Report(
      .importing, title: "Import of \(kind.rawValue)",
      basis: isDryRun ? "dry run: nothing was stored" : nil,
      sections: [
        ImportOutcome.table.section(outcomes),
        Revision.table.section(outcomes.flatMap(\.tally.revisions)),
      ] + (isAudited ? [ImportReport.auditTable.section(findings)] : [])
        + outcomes.compactMap { $0.rejected?.failure }.flatMap { RefusalText($0).sections })
  }

  fileprivate static let auditTable = Table<AuditFinding>("audit") {
    Column("code", \.code.rawValue)
    Column("severity", \.severity.rawValue)
    Column("subject", \.subject)
    Column("line", \.line)
    Column("currency", \.variance?.total.currency)
    Column("variance", \.variance?.total)
    Column("found", \.found)
  }
}

extension ImportOutcome {
  fileprivate static let table = Table<ImportOutcome> {
    Column("file", \.file)
    Column("import") { $0.number.map { Int($0) } }
    Column("known_as", meaning: "The import of the same file.") {
      $0.knownAs.map { Int($0) }
    }
    Column("new", \.tally.new)
    Column("unchanged", \.tally.unchanged)
    Column("revised", \.tally.revised)
    Column("rejected", \.tally.rejected)
    Column("invoices", \.tally.invoices)
    Column("totals") { list($0.tally.totals.map { "\($0.currency.code) \($0)" }) }
    Column("notes") { list($0.tally.notes) }
    Column("rejects_file", \.rejected?.path)
  }

  private static func list(_ items: [String]) -> String? {
    items.isEmpty ? nil : items.joined(separator: "; ")
  }
}

extension Revision {
  fileprivate static let table = Table<Revision>("revisions") {
    Column("file", \.file)
    Column("line", \.line)
    Column("what", \.what)
    Column("replaces", \.replaces)
    Column("changes") { $0.changes.joined(separator: "; ") }
  }
}

/// Refusals, for a person or a program.
struct RefusalText {
  private let failure: ImportFailure

  init(_ failure: ImportFailure) { self.failure = failure }

  /// The first refusals, how many more there are, and what kinds, where there are several.
  var lines: [String] {
    let rest = failure.count - failure.refusals.count
    return failure.refusals.map(\.description)
      + (rest > 0 ? ["… and \(rest) more; --max-errors shows more"] : [])
      + (failure.count > 1 ? ["by reason: \(reasons)"] : []) + failure.hints
  }

  private var reasons: String {
    counts.map { "\($0.count) \($0.kind)" }.joined(separator: ", ")
  }

  private var counts: [RefusalCount] {
    failure.counts.map { RefusalCount(kind: $0, count: $1) }
      .sorted { ($1.count, $0.kind.rawValue) < ($0.count, $1.kind.rawValue) }
  }

  var sections: [Section] {
    [Refusal.table.section(failure.refusals), RefusalCount.table.section(counts)]
  }
}

extension Refusal {
  fileprivate static let table = Table<Refusal>("refusals") {
    Column("file", \.file)
    Column("line", meaning: "The line on which the row begins.", \.line)
    Column("field_line", meaning: "The line on which the field begins.") { $0.fieldLine ?? $0.line }
    Column("column", \.column)
    Column("column_number", \.columnNumber)
    Column("value", \.value)
    Column("kind", \.kind.rawValue)
    Column("reason", \.reason)
  }
}

/// How many rows were refused for a kind of reason.
private struct RefusalCount {
  let kind: Refusal.Kind
  let count: Int

  static let table = Table<RefusalCount>("reasons") {
    Column("kind", \.kind.rawValue)
    Column("count", \.count)
  }
}

/// A refused import, ready to be printed.
struct ImportReportedError: Error {
  let lines: [String]

  /// Prints the report of `failure` to standard output where a program asked for it.
  init(_ failure: ImportFailure, _ format: ImportReport.Format) throws {
    let count = failure.count
    let end = "offtake: \(count) \(count == 1 ? "fault" : "faults"); nothing was imported"
    switch format {
    case .text: lines = RefusalText(failure).lines + [end]
    case .json:
      let report = Report(
        .importing, title: "Refused import",
        sections: RefusalText(failure).sections)
      try Message.printText(JSONText.text(report))
      lines = [end]
    }
  }
}
