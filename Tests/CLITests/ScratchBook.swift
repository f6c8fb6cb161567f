import Foundation
import TestTools

/// A folder with an empty book, links to it, and a file of providers of which one row is bad.
struct ScratchBook {
  private let folder: URL

  init() throws {
    folder = try Shell.workplace()
    try write("slug,name,kind\ngood,Good,provider\nbad,Bad,none\n", to: "bad.csv")
    try write("kind = \"providers\"\n", to: "map.toml")
    _ = try run(
      "offtake init; ln -s book.sqlite link.csv; ln book.sqlite hard.csv; ln -s bad.csv in.csv")
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Runs a command line with the book as the database.
  func run(_ command: String) throws -> (output: String, status: Int32) {
    try Shell.run("export OFFTAKE_DB=book.sqlite; " + command, in: folder)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The names of all files.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
  }

  /// What the files are that must not change.
  func digest() throws -> String { try run("cat book.sqlite bad.csv map.toml | sha256sum").output }
}
