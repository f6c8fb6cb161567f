import ArgumentParser
import Store

/// `offtake init`: makes a database.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a database, or bring one up to date.",
    discussion: "A database that is there already keeps all that is in it.")

  @OptionGroup var database: DatabaseOption

  func run() throws {
    try database.create()
    try Message.print(["\(database.path): ready, schema \(Store.schemaVersion)"])
  }
}
