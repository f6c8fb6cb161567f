import Procurement
import SQLite
import Store
import Testing

struct ImportDigestTests {
  @Test func isStoredAndCanBeRecomputed() throws {
    let fixture = try Fixture()
    for kind in FactKind.allCases { _ = try kind.record(fixture.store) }
    let last = try fixture.store.nextImportNumber() - 1
    var digests: Set<String> = []
    for number in 1...last {
      let digest = try fixture.store.digest(ofImport: number)
      #expect(try fixture.store.storedDigest(ofImport: number) == digest)
      #expect(digest.wholeMatch(of: /[0-9a-f]{64}/) != nil)
      digests.insert(digest)
    }
    #expect(digests.count == Int(last))
    #expect(try fixture.store.storedDigest(ofImport: last + 1) == nil)
  }

  @Test func isTheSameForTheSameFacts() throws {
    let first = try Fixture()
    let second = try Fixture()
    #expect(
      try first.store.storedDigest(ofImport: 1) == second.store.storedDigest(ofImport: 1))
  }

  @Test func chainsToTheImportBefore() throws {
    let fixture = try Fixture()
    _ = try FactKind.fee.record(fixture.store)
    let before = try fixture.store.digest(ofImport: 2)
    try fixture.store.connection.execute(
      "UPDATE import SET digest = '\(ImportRecord.hash("0"))' WHERE id = 1")
    #expect(try fixture.store.digest(ofImport: 2) != before)
  }

  @Test func doesNotChangeWhenARowIsEnded() throws {
    let fixture = try Fixture()
    let before = try fixture.store.digest(ofImport: 1)
    try fixture.store.end("contract")
    #expect(try fixture.store.digest(ofImport: 1) == before)
  }

  @Test func changesWithEveryValueRecorded() throws {
    let store = try everyFactInOneImport()
    let before = try store.digest(ofImport: 1)
    let columns = try store.connection.rows(
      """
      SELECT tables.name, columns.name, columns.type
      FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
      WHERE tables.type = 'table' AND columns.name <> 'ended_by'
        AND tables.name || '.' || columns.name NOT IN ('import.digest', 'import.undone_by')
        AND tables.name NOT IN (
            'currency', 'import_kind', 'mapping', 'release', 'charge', 'spend_month',
            'import_total')
        AND tables.name NOT LIKE 'sqlite_%'
      """)
    #expect(columns.count > 150)
    for column in columns {
      let (table, name) = (column[0], column[1])
      let changed =
        column[2] == "INTEGER" ? "coalesce(\(name), 0) + 1000" : "coalesce(\(name), '') || 'x'"
      let last = table == "import" ? "1" : "(SELECT max(rowid) FROM \(table))"
      let row = ["invoice_line", "organization_alias"].contains(table) ? "1" : "rowid = \(last)"
      try store.connection.execute(
        "BEGIN; UPDATE \(table) SET \(name) = \(changed) WHERE \(row)")
      #expect(store.connection.changes > 0, "\(table) is empty")
      #expect(try store.digest(ofImport: 1) != before, "\(table).\(name)")
      try store.connection.execute("ROLLBACK")
    }
  }

  /// Columns and a table that a later version may add, and that old rows have no value of.
  @Test(arguments: ["a_new", "m_new", "zz_new"])
  func staysWhereTheSchemaGrows(column: String) throws {
    let fixture = try Fixture()
    for kind in FactKind.allCases { _ = try kind.record(fixture.store) }
    let last = try fixture.store.nextImportNumber() - 1
    let before = try (1...last).map { try fixture.store.storedDigest(ofImport: $0) }
    let kinds: [RecordKind] = [.providers, .contracts, .events, .fees, .invoices, .payments]
    let tables = kinds.map(\.table.name) + ["invoice_line"]
    for table in tables {
      try fixture.store.connection.execute("ALTER TABLE \(table) ADD COLUMN \(column) TEXT")
    }
    try fixture.store.connection.execute(
      "CREATE TABLE \(column)_fact (id INTEGER PRIMARY KEY, recorded_by INTEGER, value TEXT)")
    let layout = DigestLayout.current(adding: column, to: kinds)
    #expect(try (1...last).map { try fixture.store.digest(ofImport: $0, in: layout) } == before)
    for table in tables {
      try fixture.store.connection.execute("BEGIN; UPDATE \(table) SET \(column) = ''")
      #expect(try fixture.store.digest(ofImport: 1) == before[0], "\(table)")
      let changed = try (1...last).map { try fixture.store.digest(ofImport: $0, in: layout) }
      #expect(changed != before, "\(table)")
      try fixture.store.connection.execute("ROLLBACK")
    }
    try fixture.store.connection.execute("INSERT INTO \(column)_fact VALUES (1, 1, 'x')")
    #expect(try fixture.store.digest(ofImport: 1, in: layout) != before[0])
  }

  /// What stands in one column must not pass for what stands in the next.
  @Test func tellsColumnsApart() throws {
    let store = try everyFactInOneImport()
    var digests: Set<String> = []
    for values in ["'x', NULL, NULL", "NULL, 'x', NULL", "NULL, NULL, 'x'", "'', 'x', NULL"] {
      try store.connection.execute(
        "UPDATE contract SET (title, exit_terms, notes) = (\(values))")
      digests.insert(try store.digest(ofImport: 1))
    }
    for values in ["'1', NULL, NULL", "NULL, '1', NULL", "NULL, NULL, '1'", "'', '1', NULL"] {
      try store.connection.execute(
        "UPDATE invoice_line SET (description, quantity, unit_price) = (\(values))")
      digests.insert(try store.digest(ofImport: 1))
    }
    #expect(digests.count == 8)
  }

  /// A line that moves to another invoice changes neither of their rows.
  @Test func changesWhenALineMovesToAnotherInvoice() throws {
    let store = try everyFactInOneImport()
    let before = try store.digest(ofImport: 1)
    try store.connection.execute(
      """
      UPDATE invoice_line SET line_no = 7, invoice_row_id = 1
      WHERE invoice_row_id = (SELECT max(id) FROM invoice)
      """)
    #expect(try store.digest(ofImport: 1) != before)
  }

  @Test(arguments: ["''", "NULL"])
  func tellsEmptyFromMissing(value: String) throws {
    let store = try everyFactInOneImport()
    try store.connection.execute("UPDATE contract SET title = '\(value)'")
    let before = try store.digest(ofImport: 1)
    try store.connection.execute("UPDATE contract SET title = \(value)")
    #expect(try store.digest(ofImport: 1) != before)
  }

  @Test func changesWhenARowMovesToAnotherTable() throws {
    var digests: Set<String> = []
    for columns in [
      "fee_schedule (id, contract_id, from_month, to_month, monthly_fee_units,",
      "payment (id, invoice_id, reference, paid_on, amount_units,",
    ] {
      let store = try Store.create(at: ":memory:")
      try store.connection.execute(
        """
        PRAGMA foreign_keys = OFF;
        INSERT INTO \(columns) recorded_by, recorded_line)
        VALUES (1, 1, '2026-01', '2026-02', 5, 1, 2)
        """)
      digests.insert(try store.digest(ofImport: 1))
    }
    #expect(digests.count == 2)
  }

  @Test func changesWhenARowComesOrGoes() throws {
    let store = try everyFactInOneImport()
    let before = try store.digest(ofImport: 1)
    for table in ["fee_schedule", "invoice_line", "organization_alias"] {
      try store.connection.execute("BEGIN; DELETE FROM \(table)")
      #expect(try store.digest(ofImport: 1) != before)
      try store.connection.execute("ROLLBACK")
    }
  }

  @Test(arguments: [([], ""), ([0, 255, 16], "00ff10")] as [([UInt8], String)])
  func writesHexadecimal(bytes: [UInt8], text: String) {
    #expect(Hexadecimal.text(bytes) == text)
  }

  @Test func isOfEveryColumnOfAnImport() throws {
    let store = try Store.create(at: ":memory:")
    let columns = try store.connection.texts("SELECT name FROM pragma_table_info('import')")
    #expect((ImportRecord.columns + ["digest", "undone_by"]).sorted() == columns.sorted())
  }

  @Test func isOfEveryColumnOfALine() throws {
    #expect(LineColumn.allCases.map(\.name).sorted() == Invoice.table.part?.columns.sorted())
  }

  /// A store whose first import has a row in every table, and which takes any change.
  private func everyFactInOneImport() throws -> Store {
    let fixture = try Fixture()
    for kind in FactKind.allCases { _ = try kind.record(fixture.store) }
    let line = InvoiceLine.sample(
      sku: "GPU", quantity: ExactDecimal(coefficient: 1, decimals: 0), unit: "hours")
    try fixture.store.importing("invoices") { number in
      try fixture.store.record([line], of: .sample(number: "N-2"), import: number, line: 9)
    }
    let tables = try fixture.store.connection.texts(
      """
      SELECT tables.name
      FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
      WHERE columns.name = 'recorded_by' AND tables.type = 'table'
      """)
    try fixture.store.connection.execute(
      "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
    for table in tables {
      try fixture.store.connection.execute("UPDATE \(table) SET recorded_by = 1")
    }
    return fixture.store
  }
}

extension DigestedTable {
  /// The table of a kind with one more column.
  fileprivate init(_ kind: RecordKind, adding column: String) {
    self.init(
      kind.table.name, columns: DigestedTable(kind).columns + [column],
      rows: "FROM \(kind.table.name) WHERE recorded_by = ?1")
  }
}

extension DigestLayout {
  /// What a later version records, which has one more column in some tables and in lines, and a
  /// table of its own.
  fileprivate static func current(
    adding column: String, to kinds: [RecordKind]
  ) -> DigestLayout {
    var layout = DigestLayout.current
    let names = kinds.map(\.table.name)
    layout.tables = layout.tables.filter { !names.contains($0.name) }
    layout.tables += kinds.filter { $0 != .invoices }.map { DigestedTable($0, adding: column) }
    layout.tables.append(
      DigestedTable(
        "\(column)_fact", columns: ["id", "value"],
        rows: "FROM \(column)_fact WHERE recorded_by = ?1"))
    layout.invoice = DigestedTable(.invoices, adding: column)
    layout.lineColumns.append(DigestedLineColumn(code: 13, sql: column))
    return layout
  }
}
