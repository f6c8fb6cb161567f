import Foundation
import Integrity
import SQLite
import Store
import TestLedger
import TestTools
import Testing

struct StoreCheckTests {
  private func ledger() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status
      spacex,c-1,anthropic,USD,active
      """)
    try ledger.add(
      .fees,
      """
      contract,from_month,to_month,monthly_fee
      c-1,2026-05,2026-06,1
      c-1,2026-07,,2
      """)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,buyer,billing_month,issued_on,currency,line_no,sku,quantity,unit,amount
      spacex,N-1,c-1,,2026-05,2026-06-01,USD,1,gpu,1.5,hour,10
      spacex,N-1,c-1,,2026-05,2026-06-01,USD,2,cpu,,,5
      spacex,N-2,,anthropic,2026-05,2026-06-01,USD,1,gpu,2.5,hour,20
      """)
    try ledger.add(.payments, "provider,invoice,reference,paid_on,amount\nspacex,N-1,P,2026-07,15")
    return ledger
  }

  private func findings(_ store: borrowing Store) throws -> [String] {
    try StoreCheck(store).findings.map { "\($0.code.rawValue) | \($0.subject) | \($0.text)" }
  }

  @Test func findsNothingInASoundStore() throws {
    let check = try StoreCheck(ledger().store)
    #expect(check.findings == [])
    #expect(check.importCount == 5 && check.factCount == 10 && check.lineCount == 3)
    #expect(try StoreCheck(Store.create(at: ":memory:")).findings == [])
  }

  @Test func findsNothingInTheSamples() throws {
    #expect(try findings(TestBook.ofSamples().store) == [])
  }

  /// Each damages a store by SQL, and is found.
  @Test(arguments: Damage.all)
  func findsDamage(damage: Damage) throws {
    let ledger = try ledger()
    try ledger.store.connection.execute(
      """
      PRAGMA foreign_keys = OFF;
      PRAGMA ignore_check_constraints = ON;
      \(damage.sql);
      PRAGMA ignore_check_constraints = OFF
      """)
    let found = try findings(ledger.store)
    #expect(found.contains { $0.hasPrefix(damage.finding) }, "\(found)")
  }

  /// One value of one row at a time.
  @Test(.leftOutOfQuickRun("checks the samples once for each column of each table"))
  func findsEveryChangedValue() throws {
    let ledger = try TestBook.ofSamples()
    try ledger.store.connection.execute(
      "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
    var tables: Set<String> = []
    for column in try Column.all(in: ledger.store) {
      let name = column.name
      let change =
        column.isNumber ? "coalesce(\(name), 0) + 100003" : "coalesce(\(name), '') || 'x'"
      try ledger.store.connection.execute(
        """
        BEGIN;
        UPDATE \(column.table) SET \(name) = \(change)
        WHERE (\(column.key)) = (SELECT \(column.key) FROM \(column.table) ORDER BY 1 DESC)
        """)
      if ledger.store.connection.changes > 0 {
        tables.insert(column.table)
        #expect(try !StoreCheck(ledger.store).findings.isEmpty, "\(column)")
      }
      try ledger.store.connection.execute("ROLLBACK")
    }
    #expect(tables.count >= 15, "\(tables.sorted())")
  }

  /// A column of a table that people fill.
  private struct Column {
    let table, name, key: String
    let isNumber: Bool

    static func all(in store: borrowing Store) throws -> [Column] {
      var rows = try Statement(
        """
        SELECT tables.name, columns.name, columns.type = 'INTEGER',
               (SELECT group_concat(name) FROM pragma_table_info(tables.name) WHERE pk > 0)
        FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND tables.schema = 'main'
          AND tables.name NOT LIKE 'sqlite_%'
        """, on: store.connection)
      var columns: [Column] = []
      while try rows.step() {
        columns.append(
          Column(
            table: rows.string(0), name: rows.string(1), key: rows.string(3),
            isNumber: rows.int64(2) == 1))
      }
      return columns
    }
  }

  @Test func everyFindingHasAnExample() {
    let codes = Set(Damage.all.map { String($0.finding.prefix { $0 != " " }) })
    #expect(codes == Set(CheckFinding.Code.allCases.map(\.rawValue)))
  }

  @Test func tellsHowManyMoreThereAre() throws {
    let ledger = try ledger()
    let rows = (0..<130).map { "spacex,M-\($0),c-1,2026-05,2026-06-01,USD,1" }
    try ledger.add(
      .invoices,
      (["provider,number,contract,billing_month,issued_on,currency,total"] + rows)
        .joined(separator: "\n"))
    try ledger.store.connection.execute("UPDATE invoice SET total_units = 7")
    let totals = try findings(ledger.store).filter { $0.hasPrefix("total-differs") }
    #expect(totals.count == 101)
    #expect(totals.last == "total-differs | others | 34 more like these")
  }
}

/// A change that no import makes, and the finding that it must lead to.
struct Damage: CustomTestStringConvertible {
  let sql: String
  let finding: String

  var testDescription: String { sql }

  private init(_ sql: String, _ finding: String) {
    self.sql = sql
    self.finding = finding
  }

  static let all = [
    Damage(
      "UPDATE invoice_line SET line_no = -line_no", "file-damaged | the file | CHECK"),
    Damage(
      "UPDATE fee_schedule SET contract_id = 99",
      "reference-broken | table fee_schedule | 2 references to rows of contract that do not exist"),
    Damage("DELETE FROM import WHERE id = 2", "import-missing | import 2 | missing"),
    Damage("DELETE FROM import WHERE id IN (2, 3)", "import-missing | imports 2 to 3 | missing"),
    Damage("DELETE FROM import WHERE id = 1", "import-missing | import 1 | missing"),
    Damage(
      "UPDATE import SET undone_by = 3 WHERE id = 2",
      "undo-mismatched | import 3 | is of kind fees, and 1 imports say"),
    Damage(
      "UPDATE import SET kind = 'undo', sha256 = NULL WHERE id = 5",
      "undo-mismatched | import 5 | is of kind undo, and 0 imports say"),
    Damage(
      "UPDATE fee_schedule SET monthly_fee_units = 3 WHERE id = 1", "import-changed | import 3 |"),
    Damage("UPDATE invoice_line SET quantity = '9'", "import-changed | import 4 |"),
    Damage("UPDATE sku SET name = 'tpu' WHERE name = 'gpu'", "import-changed | import 4 |"),
    Damage("DELETE FROM payment", "import-changed | import 5 |"),
    Damage("UPDATE import SET digest = replace(digest, '0', '1') WHERE id = 2", "import-changed |"),
    Damage(
      "UPDATE import SET undone_by = 5 WHERE id = 3",
      "undone-live | import 3 (fees.csv)"),
    Damage(
      "UPDATE currency SET scale = 4 WHERE code = 'USD'",
      "reference-data-changed | table currency | USD is not as Offtake made it"),
    Damage(
      "UPDATE import_kind SET kind = 'focus' WHERE kind = 'sla'",
      "reference-data-changed | table import_kind | focus is not Offtake's"),
    Damage(
      "UPDATE import SET digest_version = 3 WHERE id = 5",
      "import-changed | import 5 | its digest is of version 3, which this program cannot read"),
    Damage("UPDATE payment SET ended_by = 5", "ended-wrongly | import 5 (payments.csv)"),
    Damage(
      "UPDATE fee_schedule SET ended_by = 5 WHERE id = 1", "ended-wrongly | import 3 (fees.csv)"),
    Damage("UPDATE contract SET restored_from = 4", "ended-wrongly | import 4 (invoices.csv)"),
    Damage("UPDATE contract SET ended_by = 3", "orphan | import 3 (fees.csv)"),
    Damage("UPDATE contract SET ended_by = 3", "orphan | import 4 (invoices.csv)"),
    Damage(
      "UPDATE organization SET ended_by = 3 WHERE slug = 'spacex'",
      "orphan | import 2 (contracts.csv)"),
    Damage(
      "UPDATE invoice SET ended_by = 5 WHERE number = 'N-1'", "orphan | import 5 (payments.csv)"),
    Damage(
      "UPDATE fee_schedule SET to_month = '2026-07' WHERE id = 1",
      "fees-overlap | contract c-1 | the fee from 2026-05 and that from 2026-07 cover the same"),
    Damage(
      "UPDATE invoice SET total_units = total_units + 1 WHERE id = 1",
      "total-differs | invoice N-1 (import 4) | its total is 15.000001 USD, its lines add up to"
        + " 15 USD"),
    Damage(
      "UPDATE import_total SET units_low = units_low + 1",
      "total-differs | import 4 | its total in USD is not that of its invoices"),
    Damage(
      "DELETE FROM import_total",
      "total-differs | import 4 | its total in USD is not that of its invoices"),
    Damage(
      "UPDATE invoice_line SET amount_units = 9223372036854775807",
      "total-differs | invoice N-1 (import 4) | its total is 15 USD, its lines add up to"
        + " 18446744073709.551614 USD"),
    Damage(
      "DELETE FROM invoice_line WHERE invoice_row_id = 2",
      "total-differs | invoice N-2 (import 4) | its total is 20 USD, its lines add up to 0 USD"),
    Damage(
      "UPDATE charge SET amount_low = 1 WHERE contract_id = 0",
      "rollup-differs | 2026-05, provider spacex, buyer "),
    Damage("UPDATE charge SET line_count = 2", "rollup-differs |"),
    Damage("DELETE FROM charge WHERE contract_id = 0", "rollup-differs |"),
    Damage(
      """
      INSERT INTO charge
      SELECT 2, 1, '2026-09', 'USD', 4, '2026-10-01', -1000000, -1000000, 'Usage', 4, 0, 1, 1
      """,
      "rollup-differs | 2026-09, provider nebius, buyer google, contract c-1, USD, issued on"),
    Damage(
      "UPDATE spend_month SET tax_high = 1", "rollup-differs | 2026-05, provider spacex, buyer "),
    Damage("DELETE FROM spend_month", "rollup-differs |"),
    Damage("UPDATE spend_month SET last_issued_on = '2020-01-01'", "rollup-differs |"),
    Damage(
      """
      INSERT INTO spend_month
      SELECT 2, 1, '2026-09', 'USD', 4, '2026-10-01', 0, 1, 1, 0, 0, 0
      """,
      "rollup-differs | 2026-09, provider nebius, buyer google, contract c-1, USD |"),
  ]
}

struct DamagedFileTests {
  /// Overwrites one page after the other of a store's file, and never stops at the first.
  @Test func findsPagesThatCannotBeRead() throws {
    try withTemporaryDatabase { path in
      let original = try original(at: path)
      for page in [20, 40, original.count / 16_384 - 1] {
        var bytes = original
        let place = page * 16_384
        bytes.replaceSubrange(place..<place + 16_384, with: repeatElement(0xA5, count: 16_384))
        try bytes.write(to: URL(filePath: path))
        let store = try Store.openReadOnly(path)
        let check = try store.snapshot { try StoreCheck(store) }
        #expect(check.findings.first?.code == .fileDamaged, "page \(page)")
        #expect(check.findings.first?.subject == "the file")
      }
    }
  }

  private func original(at path: String) throws -> Data {
    let store = try Store.create(at: path)
    try store.connection.execute(
      """
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 20000)
      INSERT INTO sku SELECT n, 'a long name of a SKU that fills pages ' || n FROM numbers;
      PRAGMA wal_checkpoint(TRUNCATE)
      """)
    return try contents(of: path)
  }
}
