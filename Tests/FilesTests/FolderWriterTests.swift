import Files
import Foundation
import Testing

/// Several files are written into a folder, or none is.
struct FolderWriterTests {
  private func file(_ name: String, _ text: String) -> FolderWriter.File {
    (name, { (take) throws(FileError) in try take(Array(text.utf8)) })
  }

  @Test func writesIntoAFolderThatItMakes() throws {
    let folder = try TemporaryFolder()
    try FolderWriter.write(
      [file("a.csv", "1"), file("b.csv", "2")], into: folder.path("out") + "/", replacing: false)
    #expect(try folder.names == ["out"])
    #expect(try folder.text("out/a.csv") + folder.text("out/b.csv") == "12")
  }

  @Test func overwritesNothingUnlessItIsAskedTo() throws {
    let folder = try TemporaryFolder()
    let path = try folder.add("b.csv", "old")
    let files = [file("a.csv", "1"), file("b.csv", "2")]
    let error = try #require(throws: ExistingFilesError.self) {
      try FolderWriter.write(files, into: folder.url.path, replacing: false)
    }
    #expect("\(error)" == "\(path): already there; nothing was written, --force replaces it")
    #expect(try folder.names == ["b.csv"])
    #expect(try folder.text("b.csv") == "old")
    try FolderWriter.write(files, into: folder.url.path, replacing: true)
    #expect(try folder.names == ["a.csv", "b.csv"])
    #expect(try folder.text("b.csv") == "2")
  }

  /// The second file cannot be filled: the first, and the folder made for them, are gone.
  @Test(arguments: ["out", "."])
  func leavesNothingIfAFileFails(name: String) throws {
    let folder = try TemporaryFolder()
    let failing: FolderWriter.File = (
      "b.csv", { (_) throws(FileError) in throw FileError.missing("what it is made of") }
    )
    #expect(throws: FileError.missing("what it is made of")) {
      try FolderWriter.write(
        [file("a.csv", "1"), failing], into: folder.path(name), replacing: false)
    }
    #expect(try folder.names == [])
  }

  /// A folder has the name by the time that the file is to get it.
  @Test func takesBackFilesIfALaterOneCannotGetItsName() throws {
    let folder = try TemporaryFolder()
    let blocked = folder.path("b.csv")
    let blocking: FolderWriter.File = (
      "b.csv",
      { (_) throws(FileError) in
        try? FileManager.default.createDirectory(
          atPath: blocked, withIntermediateDirectories: false)
      }
    )
    #expect(throws: FileError.exists(blocked)) {
      try FolderWriter.write(
        [file("a.csv", "1"), blocking], into: folder.url.path, replacing: false)
    }
    #expect(try folder.names == ["b.csv"])
  }
}
