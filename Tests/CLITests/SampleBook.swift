import Foundation
import TestTools

/// A folder with copies of the samples and of the scripts, and a book of the public deals.
struct SampleBook {
  private let folder: URL

  init() throws {
    folder = try Shell.workplace()
    for name in ["samples", "scripts"] {
      try FileManager.default.copyItem(
        at: Repository.root.appending(path: name), to: folder.appending(path: name))
    }
    _ = try run("scripts/load-samples book.sqlite")
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Runs a command line with the book as the database.
  func run(_ command: String) throws -> (output: String, status: Int32) {
    try Shell.run("export OFFTAKE_DB=book.sqlite TERM=xterm; " + command, in: folder)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Runs one on a terminal of that size, with variables of its own; `options` are those of `terminal.py`.
  func onTerminal(
    columns: Int = 80, rows: Int = 1000, _ command: String, with variables: String = "",
    options: String = ""
  ) throws -> (output: String, status: Int32) {
    let script = Repository.root.appending(path: "Tests/Terminal/terminal.py").path()
    return try run(
      "\(variables) /usr/bin/python3 '\(script)' \(options) \(columns) \(rows) '\(command)'")
  }
}
