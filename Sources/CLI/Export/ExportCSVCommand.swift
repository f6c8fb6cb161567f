import ArgumentParser
import Exports
import Files
import Store

/// `offtake export csv DIR`: the whole book, as files that an import takes.
struct ExportCSVCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "csv",
    abstract: "Write the whole book into a new folder, a CSV file for each kind.",
    examples: ["offtake export csv book"],
    discussion: """
      The files are numbered in the order in which a new database imports them:

      for file in book/*.csv; do
        kind=${file##*/??-}
        offtake import "${kind%.csv}" "$file" --db copy.sqlite || break
      done

      The folder must not exist yet; it is written in full or not at all.
      """)

  @Argument(help: ArgumentHelp("The folder to create.", valueName: "folder"))
  var folder: String

  @OptionGroup var knowledge: KnowledgeOption
  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard folder == "-" else { return }
    throw ValidationError("'-': a book is several files, which need a folder; name one to create")
  }

  func run() throws {
    var files = try NewFolder(folder)
    var lines: [String] = []
    try database.read(knownAt: knowledge.knownAt) { store in
      for kind in RecordKind.allCases where try RecordList(fileOf: kind).hasRows(in: store) {
        var count = 0
        try files.add(kind.exportedFile) { take in
          try TextBuffer.write(
            { count = try RecordExport.write(kind, of: store, to: $0) }, to: take)
        }
        lines.append("\(folder)/\(kind.exportedFile): \(count) row\(count == 1 ? "" : "s")")
      }
    }
    try Interruption.shared.beginFinalStep()
    try files.putInPlace()
    try StoredError.saying("\(folder) is written; only its list could not be printed") {
      try Message.print(lines)
    }
  }
}
