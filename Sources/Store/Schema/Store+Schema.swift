internal import Migrations
internal import Procurement
internal import SQLite

extension Store {
  /// Sees to it that the objects of a database are what the migrations of `schema` up to `version`
  /// make, so that no trigger, view or column of a stranger's is run or believed.
  ///
  /// Tables and views whose names begin with `my_` are the user's own, and not looked at; nor are
  /// the tables that Litestream and `sqlite-utils analyze-tables` add, and those of `ANALYZE`.
  /// - Throws: `StoreError` with `foreignSchema`.
  static func verify(
    _ connection: borrowing Connection, at path: String, has version: Int64, of schema: Schema
  ) throws {
    let objects = try SchemaObject.all(in: connection)
    guard SchemaObject.digest(of: objects) != schema.digest(of: version) else { return }
    // Made only now, since it takes longer than all the rest of opening. It is the last word: another
    // version of SQLite might write a changed table's text otherwise.
    let expected = try SchemaObject.all(of: schema, upTo: version)
    guard objects != expected else { return }
    let difference = SchemaObject.difference(objects, from: expected)
    throw StoreError(.foreignSchema(difference: difference), path: path)
  }

  /// Sees to it that what all arithmetic rests on is within its bounds, which a file made by hand
  /// need not keep: the scales of currencies, and the numbers of imports.
  /// - Throws: `StoreError` that says `damaged`.
  static func verifyScales(_ connection: borrowing Connection, at path: String) throws {
    var rows = try Statement(
      """
      SELECT 1
      FROM currency
      WHERE coalesce(typeof(scale) <> 'integer' OR scale NOT BETWEEN 0 AND 8
                     OR minor_digits NOT BETWEEN 0 AND scale, 1) AND minor_digits IS NOT NULL
         OR coalesce(typeof(scale) <> 'integer' OR scale NOT BETWEEN 0 AND 8, 1)
      UNION ALL
      SELECT 1
      FROM (SELECT max(id) AS last FROM import)
      WHERE last > 1000000000000
      """, on: connection)
    guard try !rows.step() else { throw StoreError(.damaged, path: path) }
  }

  /// SHA-256 of the texts that the migrations of this program up to `version` make: what their
  /// entries must say.
  package static func computedSchemaDigest(_ version: Int64) throws -> String {
    SchemaObject.digest(of: try SchemaObject.all(of: .current, upTo: version))
  }

  /// The release of Offtake that brought a version of the schema, in the words of a database and safe
  /// to show, whatever its schema; `nil` where it does not say so.
  static func release(
    of version: Int64, by connection: borrowing Connection
  ) throws(SQLiteError) -> String? {
    // A view of a stranger's would be run.
    var tables = try Statement(
      """
      SELECT 1
      FROM sqlite_schema
      WHERE name = 'release' AND type = 'table' AND sql GLOB 'CREATE TABLE release (*'
      """, on: connection)
    guard try tables.step() else { return nil }
    var rows = try Statement(
      "SELECT program_version FROM release WHERE schema_version = ?1", on: connection)
    try rows.bind(version, at: 1)
    return try rows.step() ? EscapedText.text(rows.string(0), limit: 20) : nil
  }
}
