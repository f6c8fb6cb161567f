package import Foundation

/// The book of a release in `Tests/Books`: a database that it made, with every kind of record.
package struct Book: Sendable, CustomStringConvertible {
  /// The version of Offtake that made it.
  package let release: String
  private static let folder = Repository.root.appending(path: "Tests/Books")

  /// Every one, by version.
  package static let all: [Book] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.filter { $0.hasSuffix(suffix) }.map { $0.dropLast(suffix.count) }.sorted()
      .map { Book(release: String($0)) }
  }()

  private static let suffix = ".sqlite.gz"

  /// The database, compressed.
  package var file: URL { Book.folder.appending(path: release + Book.suffix) }
  /// What every report says of it.
  package var guide: URL { Book.folder.appending(path: release + ".md") }
  package var description: String { release }

  /// Runs `body` with the path of a copy of the database, in a temporary folder of its own.
  package func withCopy<Result>(_ body: (_ path: String) throws -> Result) throws -> Result {
    try withTemporaryDatabase { path in
      let unpacking = try Shell.run("gunzip -c '\(file.path())' >'\(path)'", in: Book.folder)
      guard unpacking.status == 0 else { throw CocoaError(.fileReadCorruptFile) }
      return try body(path)
    }
  }
}
