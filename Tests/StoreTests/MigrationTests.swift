import Crypto
import Foundation
import Migrations
import SQLite
import Store
import Testing
import TestTools

struct MigrationTests {
  /// SHA-256 of every script that a release has brought. They are never edited: a database that was
  /// made by that release has what they said then.
  static let released = [
    "0001_imports.sql 46e3b7310cdb871876e257e23178bc973edcd9a580fa00ca94f1ee50ed4ad704",
    "0002_currencies.sql 8a9a8ec3532b0ed404a566dbcf94b2f788b180bb6388b26945f6250dc01db740",
    "0003_organizations.sql 422b42a8787fcba22dafafae11580db8ed735ca7e6ecbafc7362e9a310287d05",
    "0004_contracts.sql 10d7963075641cd18e64ab3e8be431ec218885a9244a78acba69a1b6f22038a0",
    "0005_terms.sql 73c9e53a4ef279499e4346a86ca5861ad1b0972ad9ed3a3f2d058a17043810e4",
    "0006_capacity.sql d76f9c128ba2bb06b5ae502a944603eafa005877f264fd4c055abf8295036f7f",
    "0007_service.sql acfc4d3b5e51cc49c150cb64aef83004d96fb15d425c493609dd4ae6c0a37f5a",
    "0008_billing.sql ce26511d3d1b745ef6bf0a49225370daaf60c43fd7d333a8f3728f10d8bee2df",
    "0009_revenue.sql 92dcac7803f7977e2326950ee71e34f43b19540d81de809dcec0e18d0e3253fe",
    "0010_views.sql bb8291dad6f414c35ebe151b1a17c92bcb55d23d405d6cdec7bb9b9e4ff6d0e7",
    "0011_releases.sql 207752a1b19e0443f5687d8038d5cd1d744ca7c3d90db8077bfc4df360c1cbeb",
  ]

  @Test func releasedScriptsAreAsTheyWere() throws {
    let scripts = try Script.all()
    let digests = scripts.prefix(Self.released.count).map { $0.name + " " + $0.sha256 }
    #expect(digests == Self.released)
  }

  /// A script that nobody listed would never run; this is the test that notices.
  @Test func everyScriptIsListed() throws {
    let scripts = try Script.all()
    #expect(Migration.all.map(\.version) == Array(1...Int64(scripts.count)))
    for (migration, script) in zip(Migration.all, scripts) {
      #expect(migration.sql == script.text)
    }
  }

  /// Embedded literals compile slowly when large.
  @Test func everyScriptIsSmall() throws {
    for script in try Script.all() { #expect(script.text.utf8.count < 8192, "\(script)") }
  }

  @Test(arguments: 0...Schema.current.version)
  func knowsTheSchemaOfEveryVersion(version: Int64) throws {
    #expect(Schema.current.digest(of: version) == (try Store.computedSchemaDigest(version)))
  }

  /// The database says which release brought its schema, and this program says the same.
  @Test func theLastScriptOfAReleaseNamesIt() throws {
    let releases = try Store.create(at: ":memory:").connection.texts(
      "SELECT schema_version || ' ' || program_version FROM release ORDER BY schema_version")
    #expect(releases.last == "\(Schema.current.version) \(Schema.current.release)")
  }
}

/// A script of `migrations/scripts`.
private struct Script {
  let name: String
  let text: String
  var sha256: String {
    SHA256.hash(data: Array(text.utf8)).map { String(format: "%02x", $0) }.joined()
  }

  static func all() throws -> [Script] {
    let folder = Repository.root.appending(path: "migrations/scripts")
    return try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "sql" }
    .map { Script(name: $0.lastPathComponent, text: try String(contentsOf: $0, encoding: .utf8)) }
    .sorted { $0.name < $1.name }
  }
}
