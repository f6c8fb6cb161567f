import ArgumentParser
import Integrity
import Rendering
import Reports

/// `offtake check`: the store against itself.
struct CheckCommand: ReportingCommand {
  static let reports = [ReportOutline.check]

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Verify the database; exit 1 if something does not agree.",
    examples: [
      "offtake check"
    ],
    discussion: """
      Checks the file, references, the digest of each import, the times of rows, fees that \
      overlap, totals of invoices and the sums that reports read. Nothing is changed.
      """)

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let check = try ProgressBar.countingSeconds { try database.read { try StoreCheck($0) } }
    if check.findings.isEmpty, output.isPlainTable {
      try output.print(["\(database.path): ok; \(Report.summary(check))"])
    } else {
      try output.print(Report(check))
    }
    guard check.findings.isEmpty else { throw ExitCode(ExitStatus.findings) }
  }
}
