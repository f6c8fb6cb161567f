/// One step of the schema: a SQL script in `scripts`, applied once, in order, never edited.
package struct Migration: Sendable {
  /// Its place in the order, and the database's `user_version` once it has run.
  package let version: Int64
  /// The statements of the script, without a transaction of their own.
  package let sql: String
  /// SHA-256 of the schema's texts once it has run.
  package let schemaDigest: String

  /// The step that makes `version` of the version before.
  package init(version: Int64, sql: String, schemaDigest: String) {
    self.version = version
    self.sql = sql
    self.schemaDigest = schemaDigest
  }

  private init(_ version: Int64, _ script: [UInt8], schema digest: String) {
    self.init(
      version: version, sql: String(decoding: script, as: UTF8.self), schemaDigest: digest)
  }

  /// Every migration, oldest first.
  ///
  /// To add one: a new `.sql` file in `scripts`, and its entry below. The test that compares the
  /// digests with the scripts prints what it must be. Those of a release are frozen: a test has
  /// their SHA-256.
  package static let all: [Migration] = [
    Migration(
      1, PackageResources._001_imports_sql,
      schema: "f4ebcc32723721735efab6ee8bb724924f92c4aea9ed69bb58c675d29a14faed"),
    Migration(
      2, PackageResources._002_currencies_sql,
      schema: "b2d7b610408344c6e21129cdf7e81503f3d3d63db3f02a65ecc6d13e4a28fc57"),
    Migration(
      3, PackageResources._003_organizations_sql,
      schema: "6f9c1758bce83259d466ea130e2cf7bb48501a2aa3909d12eaaf1dd2a79fb585"),
    Migration(
      4, PackageResources._004_contracts_sql,
      schema: "ae8fe39db9e67cd6e2cad8a579bf751ac0406dbbb01cc769efedaa0405060782"),
    Migration(
      5, PackageResources._005_terms_sql,
      schema: "98c317456a4b428a9805ff0321fc025d6ee900c678be15634abb56a042785187"),
    Migration(
      6, PackageResources._006_capacity_sql,
      schema: "3d6eb29ff5913caaaa85ca701490ed50d5ecc51cd160139ef153ed459365f02c"),
    Migration(
      7, PackageResources._007_service_sql,
      schema: "668dae576bdef48d086a520a9655a6156a0fec60207749c5ca81df95e555172a"),
    Migration(
      8, PackageResources._008_billing_sql,
      schema: "0fb0083898edb799271925529639bcf5ceaeb6474be61d95fa5f84614f48feff"),
    Migration(
      9, PackageResources._009_revenue_sql,
      schema: "bec32e4fe013b4a1a41ee237418dde77c5784abe633d676007fb5ed34550f8bf"),
    Migration(
      10, PackageResources._010_views_sql,
      schema: "95a78de017f0b236b19f3e7d2daef25a2af2c19f1cbd2e839d6f6072da0ec65b"),
    Migration(
      11, PackageResources._011_releases_sql,
      schema: "eaa8ed827fb513c1a2d6828f2124c45604e8a407f3ad71b3778a374ff4e7f275"),
    Migration(
      12, PackageResources._012_disputes_sql,
      schema: "c345717d8b48772b05e7d291ccb8389344a31c32767f001dbe46112290f99ec1"),
    Migration(
      13, PackageResources._013_lines_sql,
      schema: "c03a8020bdaca65838a5f730d461b3cdbca0e546fdfbf64f96b346a4cb212fcd"),
    Migration(
      14, PackageResources._014_charges_sql,
      schema: "dcb2cb3fbe441f6d892f3291a494439e5007a1aa6181f427ecab51db60e14d2d"),
    Migration(
      15, PackageResources._015_views_sql,
      schema: "3ebeae1ddf70c282f0fd7b9d7f968d0e4a15a9add179ed014f9db1e3676f45eb"),
    Migration(
      16, PackageResources._016_billing_views_sql,
      schema: "05057727a5887df20748568c346a03747154afc43459dd8e035944e75e475e36"),
    Migration(
      17, PackageResources._017_totals_sql,
      schema: "f9d83d570fdaf3cbdd53a2c0af52aa4c4ed6d2cbc253382c6635c668b05aacb1"),
    Migration(
      18, PackageResources._018_figures_sql,
      schema: "a759474d6b050f8d70414bf783aae122782326750a6812b6201d14aef8140dc3"),
    Migration(
      19, PackageResources._019_budgets_sql,
      schema: "25e4624fd2175251c79bfa43810a1bb89d9ef696fe0efb0e898048b5141f3e83"),
    Migration(
      20, PackageResources._020_fixed_rates_sql,
      schema: "d229fa94846c1e9eb9717bb81223fe96287e56bd5a87ff0dc1b4e7802e7fa8f8"),
  ]
}
