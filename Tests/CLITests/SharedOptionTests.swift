import Foundation
import TestTools
import Testing
import offtake

/// The table of docs/reports.md says which command takes which option; the program agrees.
struct SharedOptionTests: ~Copyable {
  private let book: ScratchBook

  init() throws { book = try ScratchBook() }

  deinit { book.remove() }

  private static let values = [
    "--in": "2026", "--from": "2026", "--to": "2026", "--fiscal-year-start": "7", "--buyer": "x",
    "--provider": "x", "--contract": "x", "--currency": "USD", "--rate": "average",
    "--basis": "billed", "--tax": "include", "--as-of": "2026-01-01", "--known-at": "1",
    "--format": "csv", "--explain": "",
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
      let names = SharedOptionTests.values.keys.sorted()
      let calls = names.map { "\(command) \($0) \(SharedOptionTests.values[$0] ?? "") 2>&1" }
      let output = try book.run(
        calls.map { "\($0) | grep -c \"Unknown option\"" }.joined(separator: "; ")
      ).output
      let unknown = output.split(separator: "\n").map(String.init)
      #expect(unknown.count == names.count)
      for (name, count) in zip(names, unknown) {
        #expect((count == "0") == options.contains(name), "\(command) \(name)")
      }
    }
  }

  /// What every report of figures over time takes.
  @Test func areTheSameForReportsOfAPeriod() throws {
    for (command, options) in try SharedOptionTests.rows where options.contains("--in") {
      for name in ["--from", "--to", "--fiscal-year-start", "--as-of", "--known-at", "--format"] {
        #expect(options.contains(name), "\(command) \(name)")
      }
    }
  }
}
