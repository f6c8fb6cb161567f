import Foundation
import Migrations
import Store
import Testing
import TestTools

struct MigrationTests {
  /// A script that nobody listed would never run; this is the test that notices.
  @Test func everyScriptIsListed() throws {
    let scripts = try scripts()
    #expect(Migration.all.map(\.version) == Array(1...Int64(scripts.count)))
    #expect(Store.schemaVersion == Int64(scripts.count))
    for (migration, script) in zip(Migration.all, scripts) {
      #expect(migration.sql == String(decoding: try contents(of: script), as: UTF8.self))
    }
  }

  /// Embedded literals compile slowly when large.
  @Test func everyScriptIsSmall() throws {
    for script in try scripts() { #expect(try contents(of: script).count < 8192, "\(script)") }
  }

  private func scripts() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../migrations/scripts"
    ).standardizedFileURL.path()
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".sql")
    }.sorted().map { folder + "/" + $0 }
  }
}
