import ArgumentParser
import Store

/// `offtake init`: makes a database.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a database, or bring one up to date.",
    examples: [
      "offtake init",
      "offtake init --db plan.sqlite",
    ],
    discussion: """
      A database that is there already keeps all that is in it. Before one of an older version is \
      brought up to date, a backup of it is written beside it.
      """)

  @OptionGroup var database: DatabaseOption

  func run() throws {
    let upgrade = try database.create()
    let backup = upgrade.map { ["\($0.backup): the database as it was, with schema \($0.from)"] }
    try StoredError.saying("the database is ready; only the report of it could not be written") {
      try Message.print(
        (backup ?? []) + ["\(database.path): ready, for Offtake \(Store.release) and later"])
    }
  }
}
