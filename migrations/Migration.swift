/// One step of the schema: a SQL script in this folder, applied once, in order, never edited.
package struct Migration: Sendable {
  /// Its place in the order, and the database's `user_version` once it has run.
  package let version: Int64
  /// The statements of the script, without a transaction of their own.
  package let sql: String

  private init(_ version: Int64, _ script: [UInt8]) {
    self.version = version
    self.sql = String(decoding: script, as: UTF8.self)
  }

  /// Every migration, oldest first.
  ///
  /// To add one: a new `.sql` file here, a line in Package.swift, a line below.
  package static let all: [Migration] = [
    Migration(1, PackageResources._001_imports_sql),
    Migration(2, PackageResources._002_currencies_sql),
    Migration(3, PackageResources._003_organizations_sql),
    Migration(4, PackageResources._004_contracts_sql),
    Migration(5, PackageResources._005_terms_sql),
    Migration(6, PackageResources._006_capacity_sql),
    Migration(7, PackageResources._007_service_sql),
    Migration(8, PackageResources._008_billing_sql),
    Migration(9, PackageResources._009_revenue_sql),
    Migration(10, PackageResources._010_views_sql),
  ]
}
