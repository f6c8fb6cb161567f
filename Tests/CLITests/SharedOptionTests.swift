import Foundation
import TestTools
import Testing
import offtake

/// The table of docs/reports.md says which command takes which option; the program agrees.
struct SharedOptionTests: ~Copyable {
  private let book: ScratchBook

  init() throws { book = try ScratchBook() }

  deinit { book.remove() }

  private static let names: Set = [
    "--in", "--from", "--to", "--fiscal-year-start", "--buyer", "--provider", "--contract",
    "--currency", "--rate", "--basis", "--tax", "--as-of", "--known-at", "--format", "--explain",
  ]

  /// The rows of the table: a command and the options that it takes.
  private static var rows: [(command: String, options: Set<String>)] {
    get throws {
      let guide = try String(
        contentsOf: Repository.root.appending(path: "docs/reports.md"), encoding: .utf8)
      let chapter = try #require(guide.split(separator: "## Which command takes what").last)
      return chapter.prefix(while: { $0 != "#" }).split(separator: "\n").compactMap { line in
        let words = line.split(separator: "`").map(String.init)
        guard words.count > 1, words[1].hasPrefix("offtake") else { return nil }
        return (words[1], Set(words.filter { $0.hasPrefix("--") }))
      }
    }
  }

  @Test func areTakenByTheCommandsThatSaySo() throws {
    let rows = try SharedOptionTests.rows
    #expect(rows.count > 15)
    for (command, options) in rows {
      let report = command == "offtake audit" ? "offtake audit report" : command
      let help = try book.run("\(report) --help").output
      let taken = help.split(separator: "\n").compactMap { line in
        line.hasPrefix("  -") ? line.split(separator: " ").first { $0.hasPrefix("--") } : nil
      }
      #expect(SharedOptionTests.names.intersection(taken.map(String.init)) == options, "\(command)")
    }
  }

  /// What every report of figures over time takes; a list is of records, which are of no day.
  @Test func areTheSameForReportsOfAPeriod() throws {
    for (command, options) in try SharedOptionTests.rows
    where options.contains("--in") && command != "offtake list" {
      for name in ["--from", "--to", "--fiscal-year-start", "--as-of", "--known-at", "--format"] {
        #expect(options.contains(name), "\(command) \(name)")
      }
    }
  }
}
