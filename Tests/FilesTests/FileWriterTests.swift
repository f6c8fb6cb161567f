import Files
import Foundation
import Testing

struct FileWriterTests {
  private let big = [UInt8](repeating: 0x78, count: 300_000)

  @Test func writesANewFileAndNothingElse() throws {
    let folder = try TemporaryFolder()
    try FileWriter.write(Array("a,b\n".utf8), to: folder.path("out.csv"))
    #expect(try folder.names == ["out.csv"])
    #expect(try folder.text("out.csv") == "a,b\n")
  }

  @Test func writesIntoTheWorkingFolderByABareName() throws {
    let name = "offtake-\(UUID()).csv"
    defer { try? FileManager.default.removeItem(atPath: name) }
    try FileWriter.write([0x61], to: name)
    #expect(try Data(contentsOf: URL(filePath: name)) == Data([0x61]))
  }

  @Test(arguments: [0o644, 0o600, 0o666, 0o755])
  func replacesAFileAndKeepsItsPermissions(permissions: Int) throws {
    let folder = try TemporaryFolder()
    let path = try folder.add("out.csv", "old", permissions: permissions)
    try FileWriter.write(big, to: path)
    #expect(try folder.names == ["out.csv"])
    #expect(try folder.text("out.csv").utf8.elementsEqual(big))
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == permissions)
  }

  @Test func replacesTheFileThatALinkLeadsTo() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("real.csv", "old")
    try FileWriter.write([0x61], to: folder.addLink("out.csv", to: "real.csv"))
    #expect(try folder.text("real.csv") == "a")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("out.csv"))
        == "real.csv")
  }

  @Test func writesALongName() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "a", count: 255)
    try FileWriter.write([0x61], to: folder.path(name))
    #expect(try folder.names == [name])
  }

  @Test func writesStraightToADevice() throws {
    try FileWriter.write(big, to: "/dev/null")
    let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/null")
    #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test func reportsAFullDevice() throws {
    let error = try #require(throws: FileError.self) {
      try FileWriter.write([0x61], to: "/dev/full")
    }
    #expect("\(error)" == "/dev/full: cannot be written: no space left on device")
  }

  @Test func refusesADirectory() throws {
    let folder = try TemporaryFolder()
    let error = try #require(throws: FileError.self) {
      try FileWriter.write([0x61], to: folder.url.path)
    }
    #expect("\(error)" == "\(folder.url.path): is a directory, not a file")
  }

  @Test func refusesAMissingFolder() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("none/out.csv")
    let error = try #require(throws: FileError.self) { try FileWriter.write([0x61], to: path) }
    #expect(error.isMissing)
    #expect("\(error)" == "\(path): no such folder")
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everything"))
  func refusesAReadOnlyFile() throws {
    let folder = try TemporaryFolder()
    let path = try folder.add("out.csv", "old", permissions: 0o400)
    let error = try #require(throws: FileError.self) { try FileWriter.write([0x61], to: path) }
    #expect(error.isPermission)
    #expect(try folder.text("out.csv") == "old")
  }

  @Test func leavesNoTemporaryFileAfterAFailure() throws {
    let folder = try TemporaryFolder()
    // The temporary file can be written beside, but no file can have a name with a slash.
    let path = folder.path("none") + "/"
    #expect(throws: FileError.self) { try FileWriter.write(big, to: path) }
    #expect(try folder.names == [])
  }

  @Test func leavesADanglingLinkAlone() throws {
    let folder = try TemporaryFolder()
    let path = try folder.addLink("out.csv", to: "none.csv")
    #expect(throws: FileError.self) { try FileWriter.write([0x61], to: path) }
    #expect(try folder.names == ["out.csv"])
  }

  @Test func createsAFileThatOthersFillOnlyOnceItIsWhole() throws {
    let folder = try TemporaryFolder()
    let other = try folder.add("book.sqlite", "book", permissions: 0o600)
    let path = folder.path("copy.sqlite")
    #expect(throws: CancellationError.self) {
      try FileWriter.create(path, asPrivateAs: other) { temporary in
        try Data("half".utf8).write(to: URL(filePath: temporary))
        throw CancellationError()
      }
    }
    #expect(try folder.names == ["book.sqlite"])
    try FileWriter.create(path, asPrivateAs: other) { temporary in
      try FileWriter.write(Array("whole".utf8), to: temporary)
    }
    #expect(try folder.text("copy.sqlite") == "whole")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }
}
