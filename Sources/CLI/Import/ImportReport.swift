import ArgumentParser
import Imports
import Store
import Procurement
import Queries
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
    _ kind: RecordKind, _ outcomes: [ImportOutcome], _ findings: [AuditFinding] = [],
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
      let place = isDryRun ? "dry run: nothing was kept" : "import \(number)"
      return
        "\(tally.new) new, \(tally.unchanged) unchanged\(counts)\(invoices) (\(place))\(totals)"
    }
    if let known = outcome.knownAs {
      return "no change; the same file was taken in as import \(known)\(counts)"
    }
    guard tally.unchanged > 0 else { return "no rows; nothing was imported\(counts)" }
    return "no change; all \(tally.unchanged) rows are stored already\(counts)"
  }
}

// MARK: For a program

extension ImportReport {
  private var report: Report {
    Report(
      name: "import", title: "Import of \(kind.rawValue)",
      basis: isDryRun ? "dry run: nothing was kept" : nil,
      sections: [files, revisions] + (isDryRun && kind == .invoices ? [audit] : [])
        + outcomes.compactMap { $0.rejected?.failure }.flatMap { RefusalText($0).sections })
  }

  private var files: Section {
    Section(
      columns: [
        ReportColumn("file", .text), ReportColumn("import", .count),
        ReportColumn("known_as", .count), ReportColumn("new", .count),
        ReportColumn("unchanged", .count), ReportColumn("revised", .count),
        ReportColumn("rejected", .count), ReportColumn("invoices", .count),
        ReportColumn("totals", .text), ReportColumn("notes", .text),
        ReportColumn("rejects_file", .text),
      ],
      rows: outcomes.map { outcome in
        let tally = outcome.tally
        return [
          .text(outcome.file), .count(outcome.number.map(Int.init)),
          .count(outcome.knownAs.map(Int.init)), .count(tally.new), .count(tally.unchanged),
          .count(tally.revised), .count(tally.rejected), .count(tally.invoices),
          .text(
            tally.totals.isEmpty
              ? nil : tally.totals.map { "\($0.currency.code) \($0)" }.joined(separator: "; ")),
          .text(tally.notes.isEmpty ? nil : tally.notes.joined(separator: "; ")),
          .text(outcome.rejected?.path),
        ]
      })
  }

  private var audit: Section {
    Section(
      name: "audit",
      columns: [
        ReportColumn("code", .text), ReportColumn("severity", .text),
        ReportColumn("subject", .text), ReportColumn("line", .count),
        ReportColumn("currency", .text), ReportColumn("variance", .money),
        ReportColumn("found", .text),
      ],
      rows: findings.map { finding in
        [
          .text(finding.code.rawValue), .text(finding.severity.rawValue), .text(finding.subject),
          .count(finding.line), .text(finding.variance?.total.currency.code),
          .money(finding.variance?.total), .text(finding.found),
        ]
      })
  }

  private var revisions: Section {
    Section(
      name: "revisions",
      columns: [
        ReportColumn("file", .text), ReportColumn("line", .count), ReportColumn("what", .text),
        ReportColumn("replaces", .text), ReportColumn("changes", .text),
      ],
      rows: outcomes.flatMap(\.tally.revisions).map { revision in
        [
          .text(revision.file), .count(revision.line), .text(revision.what),
          .text(revision.replaces), .text(revision.changes.joined(separator: "; ")),
        ]
      })
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
      + (failure.count > 1 ? ["by reason: \(reasons)"] : [])
  }

  private var reasons: String {
    counts.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }

  private var counts: [(key: Refusal.Kind, value: Int)] {
    failure.counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
  }

  var sections: [Section] {
    [
      Section(
        name: "refusals",
        columns: [
          ReportColumn("file", .text), ReportColumn("line", .count),
          ReportColumn("field_line", .count), ReportColumn("column", .text),
          ReportColumn("column_number", .count), ReportColumn("value", .text),
          ReportColumn("kind", .text), ReportColumn("reason", .text),
        ],
        rows: failure.refusals.map { refusal in
          [
            .text(refusal.file), .count(refusal.line),
            .count(refusal.fieldLine ?? refusal.line), .text(refusal.column),
            .count(refusal.columnNumber), .text(refusal.value), .text(refusal.kind.rawValue),
            .text(refusal.reason),
          ]
        }),
      Section(
        name: "reasons",
        columns: [ReportColumn("kind", .text), ReportColumn("count", .count)],
        rows: counts.map { [.text($0.key.rawValue), .count($0.value)] }),
    ]
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
        name: "import", title: "Refused import", sections: RefusalText(failure).sections)
      try Message.printText(JSONText.text(report))
      lines = [end]
    }
  }
}
