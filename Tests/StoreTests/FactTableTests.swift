import Procurement
import SQLite
import Store
import Testing

struct FactTableTests: ~Copyable {
  private let fixture: Fixture

  init() throws {
    let fixture = try Fixture()
    try fixture.store.importing { number in
      var organizations = try FactTable<Organization>(fixture.store, import: number)
      _ = try organizations.record(.sample(slug: "other"), line: 2)
    }
    self.fixture = fixture
  }

  @Test(arguments: FactKind.allCases)
  func recordsWhatIsNewAndKnowsItAgain(kind: FactKind) throws {
    let before = try fixture.store.connection.count(kind.table)
    #expect(try kind.record(fixture.store) == .new)
    #expect(try fixture.store.connection.count(kind.table) == before + 1)
    let rows = try fixture.store.connection.rows("SELECT * FROM \(kind.table)")
    #expect(try kind.record(fixture.store, line: 9) == .unchanged)
    #expect(try fixture.store.connection.rows("SELECT * FROM \(kind.table)") == rows)
  }

  @Test(arguments: FactKind.allCases, [false, true])
  func readsBackWhatItRecorded(kind: FactKind, changed: Bool) throws {
    _ = try kind.record(fixture.store, changed: changed)
    #expect(try kind.isReadAsRecorded(fixture.store, changed: changed))
  }

  @Test(arguments: FactKind.allCases)
  func tellsTheLineThatAFileRepeats(kind: FactKind) throws {
    #expect(try kind.record(fixture.store, line: 7, twice: true) == .repeated(line: 7))
    let last = try fixture.store.connection.integer("SELECT max(recorded_line) FROM \(kind.table)")
    #expect(last == 7)
  }

  @Test(arguments: FactKind.allCases)
  func tellsAConflictAndOverwritesNothing(kind: FactKind) throws {
    _ = try kind.record(fixture.store, line: 7)
    let rows = try fixture.store.connection.rows("SELECT * FROM \(kind.table)")
    let recording = try kind.record(fixture.store, changed: true, line: 8)
    guard case .conflict(let differences, with: let origin) = recording else {
      Issue.record("\(recording) is no conflict")
      return
    }
    #expect(differences.map { $0.text(naming: PlainNames()) } == kind.differences)
    #expect(origin == Origin(importNumber: 3, line: 7))
    #expect(try fixture.store.connection.rows("SELECT * FROM \(kind.table)") == rows)
  }

  @Test(arguments: FactKind.allCases)
  func takesAKeyAgainOnceItsRowHasEnded(kind: FactKind) throws {
    _ = try kind.record(fixture.store)
    let last = "id = (SELECT max(id) FROM \(kind.table))"
    try fixture.store.end(kind.table, where: last)
    #expect(try kind.record(fixture.store, changed: true) == .new)
    #expect(try kind.record(fixture.store, changed: true) == .unchanged)
    #expect(
      try fixture.store.connection.count("\(kind.table) WHERE ended_by IS NOT NULL") == 1)
  }

  @Test(arguments: FactKind.allCases)
  func keepsALiveKeyOnce(kind: FactKind) throws {
    _ = try kind.record(fixture.store)
    let columns = try fixture.store.connection.texts(
      "SELECT name FROM pragma_table_info('\(kind.table)') WHERE name <> 'id'"
    ).joined(separator: ", ")
    let error = #expect(throws: SQLiteError.self) {
      try fixture.store.connection.execute(
        """
        INSERT INTO \(kind.table) (\(columns))
        SELECT \(columns) FROM \(kind.table) WHERE id = (SELECT max(id) FROM \(kind.table))
        """)
    }
    let code = kind == .fee ? SQLiteError.constraintTrigger : SQLiteError.constraintUnique
    #expect(error?.code == code)
  }
}
