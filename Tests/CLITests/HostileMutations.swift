import Foundation
import TestTools

/// Damage at random, and lies by design.
enum HostileMutations {
  /// A copy of the file or of its log with something in it changed.
  static func damaged(
    _ sound: HostileDatabase, _ random: inout SplitMix64
  ) -> (database: Data, log: Data?) {
    var database = sound.database
    switch Int.random(in: 0..<11, using: &random) {
    case 0:
      change(&database, in: 0..<100, &random)
    case 1:
      database = database.prefix(Int.random(in: 0..<database.count, using: &random))
    case 2:
      var log = sound.log
      change(&log, in: 0..<min(56, log.count), &random)
      return (database, log)
    case 3:
      var log = sound.log
      change(&log, in: 0..<log.count, &random)
      return (database, log)
    default:
      let kinds = sound.pages
      let kind = PageKind.allCases.filter { kinds[$0] != nil }.randomElement(using: &random)
      let page = kind.flatMap { kinds[$0]?.randomElement(using: &random) } ?? 0
      // The front of a page is its structure, where damage does most.
      let length = Bool.random(using: &random) ? 200 : PageKind.size
      let start = page * PageKind.size
      change(&database, in: start..<start + length, &random)
    }
    return (database, nil)
  }

  private static func change(
    _ bytes: inout Data, in range: Range<Int>, _ random: inout SplitMix64
  ) {
    let at = Int.random(in: range, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
    case 2:
      for index in at..<min(at + 32, range.upperBound) {
        bytes[index] = UInt8.random(in: 0...255, using: &random)
      }
    default:
      let value: UInt8 = Bool.random(using: &random) ? 0 : 255
      for index in at..<min(at + 512, range.upperBound) { bytes[index] = value }
    }
  }

  /// Schemas and headers that lie. `edit` lets SQL write to the schema itself.
  static let schemas: [String] = {
    let edit = ".dbconfig defensive off\nPRAGMA writable_schema = ON;\n"
    let recursive = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    return [
      "CREATE TRIGGER a AFTER INSERT ON invoice BEGIN DELETE FROM invoice_line; END;",
      "CREATE TRIGGER a BEFORE INSERT ON import BEGIN SELECT raise(ABORT, 'no'); END;",
      "ALTER TABLE invoice RENAME TO real; CREATE VIEW invoice AS \(recursive) SELECT i FROM n;",
      "ALTER TABLE payment RENAME TO paid;", "DROP VIEW live_invoice;",
      "CREATE VIEW my_endless AS \(recursive) SELECT i FROM n;",
      "CREATE VIRTUAL TABLE my_text USING fts5(a);",
      "CREATE VIRTUAL TABLE my_r USING rtree(a, b, c);",
      "CREATE TABLE evil (a, b AS (load_extension(a)));",
      "CREATE TABLE my_own (a DEFAULT (load_extension('x')), CHECK (load_extension(a)));",
      "CREATE INDEX evil ON invoice (upper(number));",
      "CREATE UNIQUE INDEX evil ON invoice_line (amount_units);",
      "PRAGMA application_id = 1;", "PRAGMA user_version = 2147483647;",
      "PRAGMA user_version = -5;", "PRAGMA user_version = 0;", "PRAGMA user_version = 3;",
      "\(edit) UPDATE sqlite_schema SET sql = 'CREATE TABLE invoice (a' WHERE name = 'invoice';",
      "\(edit) UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'invoice';",
      "\(edit) UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'invoice';",
      "\(edit) UPDATE sqlite_schema SET rootpage = 0 WHERE name = 'contract';",
      "\(edit) UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
        + "WHERE name = 'organization') WHERE name = 'invoice';",
      "\(edit) UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
        + "WHERE name = 'invoice_number') WHERE name = 'contract_reference';",
      "\(edit) UPDATE sqlite_schema SET type = 'view' WHERE name = 'invoice';",
      "\(edit) UPDATE sqlite_schema SET name = 'my_x' WHERE name = 'invoice';",
      "\(edit) UPDATE sqlite_schema SET sql = sql || '; DROP TABLE invoice' WHERE name = 'import';",
      "\(edit) UPDATE sqlite_schema SET sql = replace(sql, 'amount_units', 'amount_units INTEGER "
        + "DEFAULT (load_extension(''x''))') WHERE name = 'payment';",
      "\(edit) INSERT INTO sqlite_schema VALUES ('table', 'my_x', 'my_x', 0, "
        + "'CREATE TRIGGER t AFTER INSERT ON import BEGIN DELETE FROM invoice; END');",
      "\(edit) INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'invoice';",
      "\(edit) DELETE FROM sqlite_schema WHERE type = 'index';",
      "\(edit) DELETE FROM sqlite_schema;",
      "\(edit) UPDATE sqlite_schema SET sql = NULL;",
      "\(edit) UPDATE sqlite_stat1 SET stat = '99999999999999999999 0 -1 x unordered';",
      "\(edit) UPDATE sqlite_stat1 SET tbl = 'sqlite_schema', idx = 'nothing';",
      "PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM;",
      "PRAGMA journal_mode = DELETE; PRAGMA page_size = 65536; VACUUM;",
      "PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = 2; VACUUM;",
      "PRAGMA journal_mode = PERSIST; DELETE FROM sqlite_stat1;",
    ]
  }()

  /// Every column of every table, as SQL that puts a value into it which no import would.
  static func lies(in sound: HostileDatabase) throws -> [String] {
    let columns = try Shell.run(
      """
      sqlite3 -separator ' ' database "SELECT t.name, c.name FROM sqlite_schema AS t,
        pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE 'my_%'
        AND t.name NOT LIKE 'sqlite_%'"
      """, in: sound.work)
    let values = [
      "NULL", "0", "-1", "2147483648", "9223372036854775807", "-9223372036854775808",
      "1000000000000000", "''", "'9999-99-99'", "'9999-12'", "'0001-01-01'", "'x'", "'USD'",
      "'1e400'",
      "'99999999999999999999999999999999999999'", "CAST(x'ff00' AS TEXT)", "x'00ff'", "1e300",
      "hex(zeroblob(70000))",
    ]
    return columns.output.split(separator: "\n").flatMap { line in
      let name = line.split(separator: " ")
      return values.map { lie(table: String(name[0]), column: String(name[1]), value: $0) }
    }
  }

  /// Takes the rules of the table out while the lie is told, and puts them back.
  private static func lie(table: String, column: String, value: String) -> String {
    """
    .dbconfig defensive off
    PRAGMA foreign_keys = OFF;
    PRAGMA ignore_check_constraints = ON;
    PRAGMA writable_schema = ON;
    CREATE TEMP TABLE was AS SELECT rowid AS r, sql FROM sqlite_master;
    UPDATE sqlite_master SET sql = replace(replace(replace(replace(sql, ') STRICT, ', ') '),
      ') STRICT', ')'), 'IS NOT NULL', 'NOTNULL'), 'NOT NULL', '') WHERE name = '\(table)';
    PRAGMA writable_schema = RESET;
    UPDATE OR IGNORE "\(table)" SET "\(column)" = \(value);
    PRAGMA writable_schema = ON;
    UPDATE sqlite_master SET sql = (SELECT sql FROM was WHERE r = sqlite_master.rowid);
    """
  }
}
