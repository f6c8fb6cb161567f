import ArgumentParser
import Integrity
import Store

/// `offtake restore FILE`: a copy in the place of the database.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Replace the database by a copy; the old file is kept under another name.",
    examples: [
      "offtake restore copy.sqlite"
    ],
    discussion: """
      The copy is verified first, and stays where it is. Without --force it replaces only a \
      database that has the same imports, is damaged, or does not exist. The replaced database is \
      moved to a name that ends in .before-restore- and the time, with the files beside it.
      """)

  @Argument(help: ArgumentHelp("The copy, as offtake backup wrote it.", valueName: "file"))
  var file: String

  @Flag(help: "Also if it is older or newer than the database, or of another book.")
  var force = false

  @OptionGroup var database: DatabaseOption

  func run() throws {
    var summary = ""
    let away = try database.restore(file, isForced: force) { copy in
      summary = try StoreCheck.summary(of: copy, at: file)
      try Interruption.shared.beginFinalStep()
    }
    let moved = away.map { ["\($0): the database as it was"] } ?? []
    try StoredError.saying("\(file) is restored; only its report could not be written") {
      try Message.print(moved + ["\(database.path): restored from \(file); \(summary)"])
    }
  }
}
