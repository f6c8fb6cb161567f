internal import Crypto
internal import Migrations
internal import Procurement
internal import SQLite

/// A row of `sqlite_schema`.
struct SchemaObject: Equatable {
  let type: String
  let name: String
  let table: String
  let sql: String
}

extension SchemaObject {
  /// Every object but the user's own and those of tools, in an order that does not hang on that of
  /// their making.
  ///
  /// SQLite goes by the text and not by `type`, so the text must also be that of a table or a view.
  static func all(in connection: borrowing Connection) throws(SQLiteError) -> [SchemaObject] {
    var rows = try Statement(
      """
      SELECT type, name, tbl_name, sql
      FROM sqlite_schema
      WHERE NOT coalesce(
          (type = 'table' AND sql GLOB 'CREATE TABLE *'
           AND (name GLOB 'my_*' OR name GLOB '_litestream_*' OR name GLOB '_analyze_tables_*'))
          OR (type = 'view' AND sql GLOB 'CREATE VIEW *' AND name GLOB 'my_*')
          OR (type = 'index' AND sql IS NULL
              AND (name GLOB 'sqlite_autoindex_my_*' OR name GLOB 'sqlite_autoindex__litestream_*'
                   OR name GLOB 'sqlite_autoindex__analyze_tables_*'))
          OR sql IN ('CREATE TABLE sqlite_stat1(tbl,idx,stat)',
                     'CREATE TABLE sqlite_stat2(tbl,idx,sampleno,sample)',
                     'CREATE TABLE sqlite_stat3(tbl,idx,neq,nlt,ndlt,sample)',
                     'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)'), 0)
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

  /// What the migrations of `schema` up to `version` make.
  static func all(of schema: Schema, upTo version: Int64) throws -> [SchemaObject] {
    let connection = try Connection(path: ":memory:", access: .create)
    for migration in schema.migrations where migration.version <= version {
      try connection.execute(migration.sql)
    }
    return try all(in: connection)
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
