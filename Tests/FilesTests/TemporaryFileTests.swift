import Files
import Foundation
import Testing

struct TemporaryFileTests {
  /// A library that writes to a path fills a file that has no name.
  @Test func isReadBackWhoeverWroteIt() throws {
    let folder = try TemporaryFolder()
    let file = try TemporaryFile(in: folder.path("."))
    let bytes = [UInt8](repeating: 7, count: 100_000) + [8]
    #expect(try copy(bytes, into: file.path))
    var read: [UInt8] = []
    try file.forEachPiece { (piece) throws(FileError) in read += piece }
    #expect(read == bytes)
    #expect(try folder.names == [])
  }

  private func copy(_ bytes: [UInt8], into path: String) throws -> Bool {
    guard let stream = unsafe fopen(path, "wb") else { return false }
    defer { unsafe fclose(stream) }
    return unsafe fwrite(bytes, 1, bytes.count, stream) == bytes.count
  }
}
