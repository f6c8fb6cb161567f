import ArgumentParser
import Store

/// `offtake init`: makes a database.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Create a database, or bring one up to date.",
    examples: [
      "offtake init",
      "offtake init --db plan.sqlite",
    ],
    discussion: """
      An existing database keeps its contents. Before a database of an older version is \
      brought up to date, a backup of it is written beside it.
      """)

  @OptionGroup var database: DatabaseOption

  func run() throws {
    let upgrade = try database.create()
    let backup = upgrade.map { ["\($0.backup): the database as it was, with schema \($0.from)"] }
    try StoredError.saying("the database is ready; only its report could not be written") {
      try Message.print(
        (backup ?? []) + ["\(database.path): ready, for Offtake \(Store.release) and later"])
    }
  }
}
