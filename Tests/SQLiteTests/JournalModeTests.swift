import SQLite
import Testing
import TestTools

struct JournalModeTests {
  @Test func isKeptInTheFileWhereItIsWAL() throws {
    try withTemporaryDatabase { path in
      let connection = try Connection(path: path, access: .create)
      #expect(try connection.text(pragma: "journal_mode") == "delete")
      try connection.setJournalMode(.wal)
      let again = try Connection(path: path, access: .readWrite)
      #expect(try again.text(pragma: "journal_mode") == "wal")
    }
  }

  @Test func saysThatADatabaseKeepsAnother() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    let error = #expect(throws: SQLiteError.self) { try connection.setJournalMode(.wal) }
    #expect(error?.message == "the journal mode stays memory")
    #expect(error?.sql == "PRAGMA journal_mode = wal")
  }

  @Test func cannotBeOffWithTheDefencesOn() throws {
    try withTemporaryDatabase { path in
      let connection = try Connection(path: path, access: .create)
      try connection.execute("PRAGMA journal_mode = off")
      #expect(try connection.text(pragma: "journal_mode") == "delete")
    }
  }

  @Test func emptiesTheLogAtACheckpoint() throws {
    try withTemporaryDatabase { path in
      let connection = try Connection(path: path, access: .create)
      try connection.setJournalMode(.wal)
      try connection.execute("CREATE TABLE a (n)")
      #expect(try !contents(of: path + "-wal").isEmpty)
      try connection.checkpoint()
      #expect(try contents(of: path + "-wal").isEmpty)
    }
  }

  @Test func refusesACheckpointWhileAnotherReads() throws {
    try withTemporaryDatabase { path in
      let connection = try Connection(path: path, access: .create, busyTimeoutMilliseconds: 0)
      try connection.setJournalMode(.wal)
      try connection.execute("CREATE TABLE a (n)")
      let reader = try Connection(path: path, access: .readOnly)
      try reader.readTransaction {
        #expect(try reader.count("a") == 0)
        try connection.execute("INSERT INTO a VALUES (1)")
        let error = #expect(throws: SQLiteError.self) { try connection.checkpoint() }
        #expect(error?.isBusy == true)
      }
      try connection.checkpoint()
    }
  }

  @Test func checkpointsNothingWithoutALog() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.checkpoint()
  }
}
