import Store
import Testing

struct RecordKindTests {
  /// A column that nobody listed would be lost when an undo brings a row back.
  @Test(arguments: RecordKind.allCases)
  func listsEveryColumn(kind: RecordKind) throws {
    let store = try Store.create(at: ":memory:")
    let columns = try store.connection.texts(
      """
      SELECT name FROM pragma_table_info('\(kind.table.name)')
      WHERE name NOT IN ('id', 'recorded_by', 'ended_by', 'restored_from')
      """)
    #expect(kind.content.sorted() == columns.sorted())
  }

  /// Columns stand in the order of the fields, which find them by their places.
  @Test(arguments: RecordKind.allCases)
  func hasAColumnForEachField(kind: RecordKind) {
    func fields<Record: StoredRecord>(_ type: Record.Type) -> [String] {
      Record.Field.allCases.map { "\($0)".lowercased() }
    }
    let record = kind.record
    #expect(fields(record) == kind.columns.map { $0.name.replacing("_", with: "") })
  }

  /// The descriptor says which columns can be NULL, as the schema does.
  @Test(arguments: RecordKind.allCases)
  func knowsWhichColumnsAreAlwaysThere(kind: RecordKind) throws {
    let store = try Store.create(at: ":memory:")
    let rows = try store.connection.rows(
      "SELECT name, \"notnull\" FROM pragma_table_info('\(kind.table.name)')")
    let isNeeded = Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1] == "1") })
    // Of two columns for one of files, a row may have either.
    for columns in kind.columns.map(\.stored) where columns.count == 1 {
      guard let isNeeded = isNeeded[columns[0].name] else { continue }
      #expect(columns[0].isOptional != isNeeded, "\(columns[0].name)")
    }
  }

  /// A key that is asked for in other words than its index would be looked for in every row.
  @Test(arguments: RecordKind.allCases)
  func findsAKeyByItsIndex(kind: RecordKind) throws {
    let store = try Store.create(at: ":memory:")
    let terms = kind.record.key { $0 }.map { "\($0) = ?" }.joined(separator: " AND ")
    let plan = try store.connection.rows(
      """
      EXPLAIN QUERY PLAN SELECT id FROM \(kind.table.name)
      WHERE \(terms) AND ended_by IS NULL
      """)
    let used = plan.compactMap(\.last).joined()
    #expect(used.hasPrefix("SEARCH"))
    #expect(used.count { $0 == "?" } == kind.record.key { $0 }.count, "\(used)")
  }

  @Test func isEveryTableWithTwoTimes() throws {
    let store = try Store.create(at: ":memory:")
    let tables = try store.connection.texts(
      """
      SELECT tables.name
      FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
      WHERE tables.type = 'table' AND columns.name = 'recorded_by'
      """)
    #expect(RecordKind.allCases.map(\.table.name).sorted() == tables.sorted())
  }

  @Test(arguments: RecordKind.allCases)
  func namesEveryReference(kind: RecordKind) throws {
    let store = try Store.create(at: ":memory:")
    let keys = try store.connection.rows(
      "SELECT \"from\", \"table\" FROM pragma_foreign_key_list('\(kind.table.name)')")
    let facts = Set(RecordKind.allCases.map(\.table.name))
    let expected = keys.filter { facts.contains($0[1]) && $0[0] != kind.table.identity }
    #expect(
      kind.references.map { [$0.column, $0.kind.table.name] }.sorted { $0[0] < $1[0] }
        == expected.sorted { $0[0] < $1[0] })
  }

  @Test(arguments: RecordKind.allCases)
  func countsInWords(kind: RecordKind) {
    #expect(kind.counted(2) == "2 " + kind.table.several)
    #expect(kind.counted(1).hasPrefix("1 "))
    #expect(kind.counted(1) != kind.counted(2).replacing("2", with: "1"))
  }

  @Test func saysNothingOfNoRows() {
    #expect(RowCounts().description == "nothing")
    #expect(RowCounts().total == 0)
  }
}
