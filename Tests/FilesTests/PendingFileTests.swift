import Files
import Foundation
import Testing

struct PendingFileTests {
  @Test func isSeenOnlyOncePublished() throws {
    let folder = try TemporaryFolder()
    let path = try folder.add("out.csv", "old")
    let file = try PendingFile(Array("new".utf8), for: path)
    #expect(try folder.text("out.csv") == "old")
    try file.publish()
    #expect(try folder.names == ["out.csv"])
    #expect(try folder.text("out.csv") == "new")
  }

  @Test func leavesNothingIfItIsNeverPublished() throws {
    let folder = try TemporaryFolder()
    _ = try PendingFile([0x61], for: folder.path("out.csv"))
    #expect(try folder.names == [])
  }

  @Test func keepsTheBytesIfTheyCannotBePublished() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("out.csv")
    let file = try PendingFile(Array("new".utf8), for: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let error = try #require(throws: FileError.self) { try file.publish() }
    #expect("\(error)" == "\(path): is a directory, not a file")
    let kept = try #require(file.temporaryPath)
    #expect(try Data(contentsOf: URL(filePath: kept)) == Data("new".utf8))
  }

  @Test func writesToADeviceOnlyOncePublished() throws {
    let file = try PendingFile([0x61], for: "/dev/full")
    #expect(file.temporaryPath == nil)
    #expect(throws: FileError.self) { try file.publish() }
  }
}
