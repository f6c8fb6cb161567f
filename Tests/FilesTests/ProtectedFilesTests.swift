import Files
import Foundation
import Testing

struct ProtectedFilesTests: ~Copyable {
  private let folder: TemporaryFolder
  private let files: ProtectedFiles

  /// A folder with a database under two names, and a folder under two names.
  init() throws {
    let folder = try TemporaryFolder()
    let database = try folder.add("book.sqlite", "data")
    _ = try folder.addLink("link.sqlite", to: "book.sqlite")
    try FileManager.default.linkItem(atPath: database, toPath: folder.path("hard.sqlite"))
    _ = try folder.addLink("folder", to: ".")
    _ = try folder.add("other.csv", "a")
    var files = ProtectedFiles()
    files.add(folder.path("link.sqlite"), as: "the database")
    files.add(besides: folder.path("link.sqlite"), suffix: "-wal", as: "the log")
    self.files = files
    self.folder = folder
  }

  @Test(
    arguments: [
      "book.sqlite", "link.sqlite", "hard.sqlite", "folder/book.sqlite", "./link.sqlite",
      "link.sqlite-wal", "book.sqlite-wal", "folder/book.sqlite-wal",
    ])
  func refusesAProtectedFileByAnyName(name: String) throws {
    #expect(throws: OverwriteError.self) { try files.check(folder.path(name)) }
  }

  @Test func refusesASideFileThroughALinkToIt() throws {
    _ = try folder.add("book.sqlite-wal", "log")
    let error = try #require(throws: OverwriteError.self) {
      try files.check(folder.addLink("out.csv", to: "book.sqlite-wal"))
    }
    #expect(error.role == "the log")
    #expect(
      "\(error)" == "\(folder.path("out.csv")): is the log \(error.file);"
        + " nothing was written, name another file")
  }

  @Test(arguments: ["other.csv", "new.csv", "book.sqlite-wal2", "none/book.sqlite"])
  func letsAnythingElseBeWritten(name: String) throws {
    try files.check(folder.path(name))
  }

  @Test func letsADeviceBeReadAndWritten() throws {
    var files = files
    files.add("/dev/null", as: "the input")
    try files.check("/dev/null")
  }

  @Test func namesAFileOnceIfItIsGivenAsItIsProtected() throws {
    let path = folder.path("link.sqlite")
    let error = try #require(throws: OverwriteError.self) { try files.check(path) }
    #expect("\(error)" == "\(path): is the database; nothing was written, name another file")
  }
}
