/// A schema of the database: the scripts that make it, oldest first, and whose they are.
package struct Schema: Sendable {
  /// Its scripts.
  package let migrations: [Migration]
  /// The version of Offtake that brought the last of them, which the database's table `release`
  /// says too.
  package let release: String

  /// The schema that `migrations` make, in the order of their versions, from 1 on.
  package init(_ migrations: [Migration], release: String) {
    self.migrations = migrations
    self.release = release
  }

  /// What this program reads and writes.
  package static let current = Schema(Migration.all, release: "0.3.0")

  /// The `user_version` of a database that has it.
  package var version: Int64 { Int64(migrations.count) }

  /// SHA-256 of the schema's texts after as many migrations as `version` says; `nil` where there
  /// are not as many.
  package func digest(of version: Int64) -> String? {
    guard version > 0 else { return version == 0 ? Schema.emptyDigest : nil }
    return version <= self.version ? migrations[Int(version) - 1].schemaDigest : nil
  }

  /// SHA-256 of no text.
  private static let emptyDigest =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
