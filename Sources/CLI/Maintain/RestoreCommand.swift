import ArgumentParser
import Integrity
import Store

/// `offtake restore FILE`: a copy in the place of the database.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a copy in the place of the database, which is moved away and kept.",
    examples: [
      "offtake restore copy.sqlite"
    ],
    discussion: """
      The copy is checked first, and stays where it is. Without --force it takes the place only of a \
      database that has the same imports, is damaged, or is not there. The database that was there is \
      moved to a name that ends in .before-restore- and the time, with the files beside it.
      """)

  @Argument(help: ArgumentHelp("The copy, as offtake backup wrote it.", valueName: "file"))
  var file: String

  @Flag(help: "Even if it is older or newer than the database, or of another book.")
  var force = false

  @OptionGroup var database: DatabaseOption

  func run() throws {
    var summary = ""
    let away = try database.restore(file, isForced: force) { copy in
      summary = try StoreCheck.summary(of: copy, at: file)
      try Interruption.shared.beginFinalStep()
    }
    let moved = away.map { ["\($0): the database as it was"] } ?? []
    try StoredError.saying("\(file) is restored; only the report of it could not be written") {
      try Message.print(moved + ["\(database.path): restored from \(file); \(summary)"])
    }
  }
}
