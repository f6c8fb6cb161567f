import ArgumentParser

/// `offtake manual FOLDER`: pages of the manual, for whoever installs the program.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Write a page of the manual for each command.",
    examples: ["mkdir -p man1 && offtake manual man1"],
    discussion: "The pages are mdoc, for man(1); scripts/install puts them in place.")

  @Argument(help: ArgumentHelp("The folder, which must be there.", valueName: "folder"))
  var folder: String

  func run() throws {
    for page in try ManualPage.all() {
      try Message.printText(page.text, to: "\(folder)/\(page.name).1")
    }
  }
}
