internal import Crypto
internal import Migrations
internal import Procurement
internal import SQLite

extension Store {
  /// Sees to it that the schema is what the migrations up to `version` make, so that no trigger,
  /// view or column of a stranger's is run or believed.
  ///
  /// Tables and views whose names begin with `my_` are the user's own, and not looked at; nor are
  /// the statistics of `ANALYZE`.
  /// - Throws: `StoreError` with `foreignSchema`.
  static func verifySchema(
    _ connection: borrowing Connection, at path: String, version: Int
  ) throws {
    let objects = try SchemaObject.all(in: connection)
    guard SchemaObject.digest(of: objects) != expectedDigest(version) else { return }
    // Made only now, since it takes longer than all the rest of opening. It is the last word: another
    // version of SQLite might write a changed table's text otherwise.
    let expected = try schema(version)
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

  /// The digest that the migrations up to `version` make; what `schemaDigests` must say.
  package static func computedSchemaDigest(_ version: Int) throws -> String {
    SchemaObject.digest(of: try schema(version))
  }

  /// What the migrations up to `version` make.
  private static func schema(_ version: Int) throws -> [SchemaObject] {
    let connection = try Connection(path: ":memory:", access: .create)
    for migration in Migration.all.prefix(version) { try connection.execute(migration.sql) }
    return try SchemaObject.all(in: connection)
  }

  private static func expectedDigest(_ version: Int) -> String? {
    schemaDigests.indices.contains(version) ? schemaDigests[version] : nil
  }
}

/// A row of `sqlite_schema`.
struct SchemaObject: Equatable {
  let type: String
  let name: String
  let table: String
  let sql: String
}

extension SchemaObject {
  /// Every object but the user's own, in an order that does not hang on that of their making.
  ///
  /// SQLite goes by the text and not by `type`, so the text must be that of a table or a view, too.
  static func all(in connection: borrowing Connection) throws(SQLiteError) -> [SchemaObject] {
    var rows = try Statement(
      """
      SELECT type, name, tbl_name, sql
      FROM sqlite_schema
      WHERE NOT coalesce(
          (name GLOB 'my_*' AND (type = 'table' AND sql GLOB 'CREATE TABLE *'
                                 OR type = 'view' AND sql GLOB 'CREATE VIEW *'))
          OR (name GLOB 'sqlite_autoindex_my_*' AND type = 'index' AND sql IS NULL)
          OR sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat)'
          OR sql = 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)', 0)
      ORDER BY type, name, tbl_name, sql
      """, on: connection)
    var objects: [SchemaObject] = []
    while try rows.step() {
      objects.append(
        SchemaObject(
          type: rows.string(0), name: rows.string(1), table: rows.string(2), sql: rows.string(3)))
    }
    return objects
  }

  /// SHA-256 of all their texts, each after its length, in hexadecimal.
  static func digest(of objects: [SchemaObject]) -> String {
    var hash = SHA256()
    for object in objects {
      for text in [object.type, object.name, object.table, object.sql] {
        hash.update(data: Array("\(text.utf8.count):\(text)".utf8))
      }
    }
    return Hexadecimal.text(hash.finalize())
  }

  /// The first difference, in words, safe to show.
  static func difference(_ found: [SchemaObject], from expected: [SchemaObject]) -> String {
    if let stranger = found.first(where: { !$0.isNamed(in: expected) }) {
      return "\(stranger.called) is not Offtake's"
    }
    if let missing = expected.first(where: { !$0.isNamed(in: found) }) {
      return "\(missing.called) is missing"
    }
    let changed = zip(found, expected).first { $0 != $1 }?.0
    return "\(changed?.called ?? "the schema") is not as Offtake made it"
  }

  private var called: String {
    "its \(EscapedText.text(type, limit: 20)) \(EscapedText.text(name, limit: 100))"
  }

  private func isNamed(in others: [SchemaObject]) -> Bool {
    others.contains { $0.type == type && $0.name == name }
  }
}
