import ArgumentParser
import Files

/// `offtake manual FOLDER`: pages of the manual, for whoever installs the program.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Write a page of the manual for each command.",
    examples: ["offtake manual man1"],
    discussion: """
      The pages are mdoc, for man(1), and replace those of another version; scripts/install puts \
      them in place.
      """)

  @Argument(
    help: ArgumentHelp("The folder, which is made unless it exists.", valueName: "folder"),
    completion: .directory)
  var folder: String

  func run() throws {
    let files = try ManualPage.all().map { page in
      ("\(page.name).1", Message.bytes { (take) throws(FileError) in try take(page.text) })
    }
    try FolderWriter.write(files, into: folder, replacing: true)
  }
}
