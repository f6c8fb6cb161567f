import Foundation
import SQLite
import Testing
import TestTools

struct ConnectionBackupTests {
  /// Runs `body` with a database of a few hundred pages, and the path of a backup not made yet.
  private func withDatabase(_ body: (borrowing Connection, String, String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let connection = try Connection(
        path: "\(folder)/from.db", access: .create, busyTimeoutMilliseconds: 0)
      try connection.execute(
        """
        CREATE TABLE a (n INTEGER PRIMARY KEY, bytes BLOB);
        WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200)
        INSERT INTO a SELECT n, randomblob(4000) FROM c;
        """)
      try body(connection, "\(folder)/from.db", "\(folder)/to.db")
    }
  }

  private func rows(of path: String) throws -> [[Value]] {
    let connection = try Connection(path: path, access: .readOnly)
    var rows = try Statement("SELECT n, bytes FROM a ORDER BY n", on: connection)
    var values: [[Value]] = []
    while try rows.step() { values.append([rows.value(0), rows.value(1)]) }
    return values
  }

  @Test func copiesEveryRow() throws {
    try withDatabase { connection, from, to in
      try connection.setUserVersion(3)
      try connection.backup(to: to)
      #expect(try rows(of: to) == rows(of: from))
      let copy = try Connection(path: to, access: .readOnly)
      #expect(try copy.userVersion == 3)
      #expect(try copy.text(pragma: "integrity_check") == "ok")
    }
  }

  @Test func copiesWhatIsStillInTheLog() throws {
    try withDatabase { connection, from, to in
      try connection.setJournalMode(.wal)
      try connection.execute("INSERT INTO a VALUES (201, NULL)")
      try connection.backup(to: to)
      #expect(try rows(of: to) == rows(of: from))
    }
  }

  @Test func fillsAnEmptyFile() throws {
    try withDatabase { connection, from, to in
      try Data().write(to: URL(filePath: to))
      try connection.backup(to: to)
      #expect(try rows(of: to) == rows(of: from))
    }
  }

  @Test(arguments: ["a letter", String(repeating: "a longer letter ", count: 1_000)])
  func refusesToOverwriteAFile(letter: String) throws {
    try withDatabase { connection, _, to in
      try Data(letter.utf8).write(to: URL(filePath: to))
      let error = #expect(throws: SQLiteError.self) { try connection.backup(to: to) }
      #expect(error?.isCannotOpen == true)
      #expect(error?.message == "\"\(to)\" is not empty, and is left as it is")
      #expect(try contents(of: to) == Data(letter.utf8))
    }
  }

  @Test func refusesToOverwriteADatabaseAndItself() throws {
    try withDatabase { connection, from, to in
      try connection.backup(to: to)
      let copied = try contents(of: to)
      for path in [from, to] {
        let error = #expect(throws: SQLiteError.self) { try connection.backup(to: path) }
        #expect(error?.isCannotOpen == true)
      }
      #expect(try contents(of: to) == copied)
    }
  }

  @Test func refusesAPlaceThatKeepsNothing() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    let error = #expect(throws: SQLiteError.self) { try connection.backup(to: ":memory:") }
    #expect(error?.message == "a backup needs a file")
  }

  @Test func tellsHowFarItIs() throws {
    try withDatabase { connection, _, to in
      var left: [Int] = []
      let pageCount = Int(try connection.integer(pragma: "page_count"))
      try connection.backup(to: to, pagesPerStep: 50) { pagesLeft, count in
        left.append(pagesLeft)
        #expect(count == pageCount)
      }
      #expect(left.count > 2)
      #expect(left == left.sorted(by: >))
      #expect(left.last == 0)
    }
  }

  @Test func startsAfreshWhereAnotherConnectionWrites() throws {
    try withDatabase { connection, from, to in
      let writer = try Connection(path: from, access: .readWrite)
      var hasWritten = false
      try connection.backup(to: to, pagesPerStep: 50) { _, _ in
        guard !hasWritten else { return }
        hasWritten = true
        #expect(throws: Never.self) { try writer.execute("UPDATE a SET bytes = n") }
      }
      #expect(hasWritten)
      #expect(try rows(of: to) == rows(of: from))
    }
  }

  @Test func givesUpOnALockThatStays() throws {
    try withDatabase { connection, from, to in
      let holder = try Connection(path: from, access: .readWrite)
      try holder.execute("BEGIN EXCLUSIVE")
      let error = #expect(throws: SQLiteError.self) { try connection.backup(to: to) }
      #expect(error?.isBusy == true)
      #expect(try contents(of: to).isEmpty)
      try holder.execute("COMMIT")
      try connection.backup(to: to)
      #expect(try rows(of: to) == rows(of: from))
    }
  }

  @Test func outlastsALockThatIsLetGoOf() throws {
    try withDatabase { connection, from, to in
      let isHeld = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        let holder = try? Connection(path: from, access: .readWrite)
        try? holder?.execute("BEGIN EXCLUSIVE")
        isHeld.signal()
        Thread.sleep(forTimeInterval: 0.02)
        try? holder?.execute("COMMIT")
      }
      isHeld.wait()
      try connection.backup(to: to)
      #expect(try rows(of: to) == rows(of: from))
    }
  }

  @Test func refusesInsideATransactionThatHasWritten() throws {
    try withDatabase { connection, _, to in
      try connection.transaction {
        try connection.execute("DELETE FROM a")
        #expect(throws: SQLiteError.self) { try connection.backup(to: to) }
      }
      #expect(try contents(of: to).isEmpty)
    }
  }
}
