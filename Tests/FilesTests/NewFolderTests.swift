import Files
import Foundation
import Testing

struct NewFolderTests {
  private static func add(_ text: String, as name: String, to folder: inout NewFolder) throws {
    try folder.add(name) { take in try take(Array(text.utf8)) }
  }

  @Test func isThereWithItsFilesOnceItIsInPlace() throws {
    let place = try TemporaryFolder()
    var folder = try NewFolder(place.path("book/"))
    try NewFolderTests.add("a", as: "1.csv", to: &folder)
    #expect(try place.names.allSatisfy { $0.hasPrefix(".offtake-") })
    try folder.putInPlace()
    #expect(try place.names == ["book"])
    #expect(try place.text("book/1.csv") == "a")
  }

  @Test func leavesNothingWhereItIsNotFinished() throws {
    struct Failure: Error {}
    let place = try TemporaryFolder()
    #expect(throws: Failure.self) {
      var folder = try NewFolder(place.path("book"))
      try NewFolderTests.add("a", as: "1.csv", to: &folder)
      try folder.add("2.csv") { take in
        try take([0x61])
        throw Failure()
      }
    }
    #expect(try place.names.isEmpty)
  }

  @Test func leavesWhatIsThere() throws {
    let place = try TemporaryFolder()
    let path = try place.add("book", "old")
    #expect(throws: FileError.exists(path)) { _ = try NewFolder(path) }
    #expect(try place.text("book") == "old")
  }

  @Test func leavesWhatCameMeanwhile() throws {
    let place = try TemporaryFolder()
    var folder = try NewFolder(place.path("book"))
    _ = try place.add("book", "other")
    #expect(throws: FileError.self) { try folder.putInPlace() }
    #expect(try place.text("book") == "other")
  }
}
