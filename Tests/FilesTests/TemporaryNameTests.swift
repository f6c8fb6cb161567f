import Files
import Foundation
import Testing

/// What a killed program left is removed by a later one.
struct TemporaryNameTests {
  @Test(
    arguments: [
      (".offtake-01234567890123456789", 25, false), (".offtake-1234567890123456", 25, false),
      (".offtake-01234567890123456789", 23, true), (".offtake-2024", 25, true),
      (".offtake-01234567890123456789.csv", 25, true), ("offtake-01234567890123456789", 25, true),
    ])
  func isRemovedOnlyIfItIsOldAndOfTheProgram(name: String, hours: Double, stays: Bool) throws {
    let folder = try TemporaryFolder()
    let path = try folder.add(name, "left")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3600 * hours)], ofItemAtPath: path)
    try FileWriter.write([0x61], to: folder.path("out.csv"))
    #expect(try folder.names == (stays ? [name, "out.csv"] : ["out.csv"]).sorted())
  }
}
