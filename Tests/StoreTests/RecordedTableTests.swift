import SQLite
import Store
import Testing

struct RecordedTableTests {
  /// A column that nobody listed would be lost when an undo brings a row back.
  @Test(arguments: RecordedTable.allCases)
  func listsEveryColumn(table: RecordedTable) throws {
    let store = try Store.create(at: ":memory:")
    let columns = try store.connection.texts(
      """
      SELECT name FROM pragma_table_info('\(table.rawValue)')
      WHERE name NOT IN ('id', 'recorded_by', 'ended_by', 'restored_from')
      """)
    let listed = table.content.split { $0 == "," || $0.isWhitespace }.map(String.init)
    #expect(listed.sorted() == columns.sorted())
  }

  @Test func isEveryTableWithTwoTimes() throws {
    let store = try Store.create(at: ":memory:")
    let tables = try store.connection.texts(
      """
      SELECT tables.name
      FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
      WHERE tables.type = 'table' AND columns.name = 'recorded_by'
      """)
    #expect(RecordedTable.allCases.map(\.rawValue).sorted() == tables.sorted())
  }

  @Test(arguments: RecordedTable.allCases)
  func namesEveryReference(table: RecordedTable) throws {
    let store = try Store.create(at: ":memory:")
    let keys = try store.connection.rows(
      "SELECT \"from\", \"table\" FROM pragma_foreign_key_list('\(table.rawValue)')")
    let facts = Set(RecordedTable.allCases.map(\.rawValue))
    let expected = keys.filter { facts.contains($0[1]) && $0[0] != table.identity }
    #expect(
      table.references.map { [$0.column, $0.table.rawValue] }.sorted { $0[0] < $1[0] }
        == expected.sorted { $0[0] < $1[0] })
  }

  @Test(arguments: RecordedTable.allCases)
  func countsInWords(table: RecordedTable) {
    #expect(table.counted(2) == "2 " + table.plural)
    #expect(table.counted(1).hasPrefix("1 "))
    #expect(table.counted(1) != table.counted(2).replacing("2", with: "1"))
  }

  @Test func saysNothingOfNoRows() {
    #expect(RowCounts().description == "nothing")
    #expect(RowCounts().total == 0)
  }
}
