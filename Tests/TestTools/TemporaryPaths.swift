package import Foundation

/// Runs `body` with the path of a new, empty folder, and removes the folder afterwards.
package func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// Runs `body` with the path of a database in a temporary folder; the file is not made yet.
package func withTemporaryDatabase<Result>(_ body: (String) throws -> Result) throws -> Result {
  try withTemporaryFolder { try body("\($0)/test.db") }
}

/// Every byte of a file.
package func contents(of path: String) throws -> Data {
  try Data(contentsOf: URL(filePath: path))
}
