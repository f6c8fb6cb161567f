import ArgumentParser
import Files
import Integrity
import Rendering
import Reports
import Store

/// `offtake backup FILE`: a copy of the database.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write a copy of the database, even while it is in use.",
    examples: [
      "offtake backup copy.sqlite"
    ],
    discussion: """
      The copy is consistent, is verified, and only then gets its name. An existing file is never \
      overwritten. Do not copy the file by other means while it is in use: the log beside it would be \
      missing.
      """)

  @Argument(help: ArgumentHelp("The file to write.", valueName: "file"))
  var file: String

  @OptionGroup var database: DatabaseOption

  func run() throws {
    try Output.check(file)
    let summary = try database.read { store in
      var summary = ""
      try store.backUp(to: file, asPrivateAs: database.path) { copy in
        summary = try StoreCheck.summary(of: copy, at: file)
        try Interruption.shared.beginFinalStep()
      }
      return summary
    }
    try StoredError.saying("\(file) is written; only the report of it could not be") {
      try Message.print(["\(file): written and checked; \(summary)"])
    }
  }
}

extension StoreCheck {
  /// What there is in a store that has no finding.
  /// - Throws: `RestoreError` where it has some.
  static func summary(of store: Store, at path: String) throws -> String {
    let check = try StoreCheck(store)
    guard check.findings.isEmpty else {
      throw RestoreError.isUnsound(path, findings: check.findings.count)
    }
    return Report.summary(check)
  }
}
