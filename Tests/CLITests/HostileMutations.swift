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
      return values.map { lie(table: String(name[0]), "\"\(name[1])\" = \($0)") }
    }
  }

  /// Rows whose columns contradict each other, numbers that no import takes, and circles, in every table
  /// that can have them.
  static let contradictions: [String] =
    [
      ("termination_fee", "to_day = '1999-12-31'"), ("commitment", "to_day = '1999-12-31'"),
      ("commitment", "from_day = '2199-01-01', to_day = '1900-01-01'"),
      ("commitment", "minimum_units = -minimum_units"), ("commitment", "minimum_units = 0"),
      ("commitment", "kind = 'usage', unit = NULL, minimum_quantity = '-1'"),
      ("commitment", "minimum_quantity = '1' || hex(zeroblob(14)), kind = 'usage', unit = 'h'"),
      ("fee_schedule", "to_month = '1999-12'"), ("fee_schedule", "monthly_fee_units = -1"),
      ("fee_schedule", "monthly_fee_units = 9223372036854775807"),
      ("fee_schedule", "from_month = '1900-01', to_month = '2199-12'"),
      ("contract_price", "to_month = '1999-12'"), ("contract_price", "unit_price = '-1'"),
      ("contract", "ends_on = '1900', effective_on = '2199'"),
      ("contract", "notice_days = -90, renewal_notice_days = -1, auto_renewal_months = 0"),
      ("contract", "auto_renewal_months = -12, term_months = -1, lock_in_months = -1"),
      (
        "contract", "notice_days = 5, notice_months = 5, lock_in_months = 1, lock_in_until = '2199'"
      ),
      ("contract", "provider_id = buyer_id"), ("contract", "contract_id = 1"),
      ("contract", "payment_terms_days = -9223372036854775808, sla_claim_days = -1"),
      ("organization", "parent_id = organization_id"),
      ("organization", "parent_id = (SELECT max(organization_id) FROM organization)"),
      ("organization", "organization_id = 1"), ("capacity_commitment", "accelerator_count = -5"),
      ("capacity_commitment", "kilowatts = -9223372036854775808"),
      ("capacity_commitment", "kilowatts = 9223372036854775807, accelerator_count = NULL"),
      ("capacity_delivery", "withdrawn_on = '1900', accepted_on = '1900'"),
      ("capacity_delivery", "accelerator_count = 9223372036854775807"),
      ("capacity_delivery", "kilowatts = -1, accelerator_count = -1"),
      ("outage", "to_time = from_time"), ("outage", "to_time = '1900-01-01T00:00Z'"),
      ("sla_tier", "below_percent = '-1'"),
      ("sla_tier", "credit_percent = '1000000000000000000000'"),
      ("invoice_line", "service_from = 2000000, service_to = -2000000"),
      ("invoice_line", "service_from = -9223372036854775808, service_to = 9223372036854775807"),
      ("invoice_line", "quantity = '0', unit_price = '0'"),
      ("invoice_line", "quantity = '99999999999999999999999999999999999999'"),
      ("invoice_line", "amount_units = 9223372036854775807"),
      ("invoice", "total_units = -9223372036854775808"), ("invoice", "credits_number = number"),
      ("payment", "amount_units = 9223372036854775807"), ("revenue", "amount_units = 0"),
      ("revenue", "period_start = '2199-12-31', period_end = '1900-01-01'"),
      ("import", "undone_by = id"), ("import", "undone_by = id - 1"),
      ("charge", "amount_high = 9223372036854775807, line_count = -1"),
      ("charge", "service_from = 2000000, service_to = -2000000, charge_category = '?'"),
      ("spend_month", "net_high = 9223372036854775807, net_line_count = -1"),
      ("spend_month", "last_issued_on = '?'"),
    ].map { lie(table: $0, $1) }
    + recordTables.flatMap { table in
      [
        "recorded_by = recorded_by + 0.5", "recorded_by = CAST(recorded_by AS BLOB)",
        "ended_by = recorded_by", "ended_by = recorded_by + 0.5", "restored_from = recorded_by",
        "recorded_by = 9223372036854775807", "recorded_by = -1, recorded_line = -1",
      ].map { lie(table: table, $0) }
    }

  private static let recordTables = [
    "organization", "contract", "contract_event", "fee_schedule", "contract_price",
    "termination_fee", "commitment", "capacity_commitment", "capacity_delivery", "outage",
    "invoice", "payment", "revenue",
  ]

  /// Takes the rules of the table out while the lie is told, and puts them back.
  private static func lie(table: String, _ assignments: String) -> String {
    """
    .dbconfig defensive off
    PRAGMA foreign_keys = OFF;
    PRAGMA ignore_check_constraints = ON;
    PRAGMA writable_schema = ON;
    CREATE TEMP TABLE was AS SELECT rowid AS r, sql FROM sqlite_master;
    UPDATE sqlite_master SET sql = replace(replace(replace(replace(sql, ') STRICT, ', ') '),
      ') STRICT', ')'), 'IS NOT NULL', 'NOTNULL'), 'NOT NULL', '') WHERE name = '\(table)';
    PRAGMA writable_schema = RESET;
    UPDATE OR IGNORE "\(table)" SET \(assignments);
    PRAGMA writable_schema = ON;
    UPDATE sqlite_master SET sql = (SELECT sql FROM was WHERE r = sqlite_master.rowid);
    """
  }
}
