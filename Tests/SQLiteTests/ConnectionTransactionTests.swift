import SQLite
import Testing
import TestTools

private struct Refusal: Error, Equatable {}

struct ConnectionTransactionTests: ~Copyable {
  private let connection: Connection

  init() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.execute("CREATE TABLE a (n INTEGER PRIMARY KEY)")
    self.connection = connection
  }

  @Test func keepsAllChangesAndAnswers() throws {
    let answer = try connection.transaction {
      #expect(connection.isInTransaction == true)
      try connection.execute("INSERT INTO a VALUES (1)")
      return "done"
    }
    #expect(answer == "done")
    #expect(connection.isInTransaction == false)
    #expect(try connection.count("a") == 1)
  }

  @Test func keepsNothingWhereTheBodyThrows() throws {
    #expect(throws: Refusal()) {
      try connection.transaction {
        try connection.execute("INSERT INTO a VALUES (1)")
        throw Refusal()
      }
    }
    #expect(connection.isInTransaction == false)
    #expect(try connection.count("a") == 0)
  }

  @Test func refusesToCommitWhatSQLiteHasEnded() throws {
    try connection.execute("INSERT INTO a VALUES (1)")
    let error = #expect(throws: SQLiteError.self) {
      try connection.transaction {
        try connection.execute("INSERT INTO a VALUES (2)")
        try? connection.execute("INSERT OR ROLLBACK INTO a VALUES (1)")
      }
    }
    #expect(error?.code == SQLiteError.transactionEnded)
    #expect(error?.message == "no transaction is open")
    #expect(try connection.count("a") == 1)
  }

  @Test func reportsTheErrorWithWhichSQLiteEndedIt() throws {
    try connection.execute("INSERT INTO a VALUES (1)")
    let error = #expect(throws: SQLiteError.self) {
      try connection.transaction {
        try connection.execute("INSERT OR ROLLBACK INTO a VALUES (1)")
      }
    }
    #expect(error?.code == SQLiteError.constraintPrimaryKey)
  }

  @Test func rollsBackACommitThatFails() throws {
    try connection.execute(
      "CREATE TABLE b (n REFERENCES a (n) DEFERRABLE INITIALLY DEFERRED)")
    let error = #expect(throws: SQLiteError.self) {
      try connection.transaction { try connection.execute("INSERT INTO b VALUES (1)") }
    }
    #expect(error?.code == SQLiteError.constraintForeignKey)
    #expect(error?.sql == "COMMIT")
    #expect(connection.isInTransaction == false)
    #expect(try connection.count("b") == 0)
  }

  @Test func refusesATransactionInATransactionAndKeepsTheOuter() throws {
    try connection.transaction {
      let error = #expect(throws: SQLiteError.self) { try connection.transaction {} }
      #expect(error?.message == "cannot start a transaction within a transaction")
      try connection.execute("INSERT INTO a VALUES (1)")
    }
    #expect(try connection.count("a") == 1)
  }

  @Test func readsOneMomentWhileAnotherWrites() throws {
    try withTemporaryDatabase { path in
      let writer = try Connection(path: path, access: .create)
      try writer.setJournalMode(.wal)
      try writer.execute("CREATE TABLE a (n)")
      let reader = try Connection(path: path, access: .readOnly)
      try reader.readTransaction {
        #expect(try reader.count("a") == 0)
        try writer.execute("INSERT INTO a VALUES (1)")
        #expect(try reader.count("a") == 0)
      }
      #expect(try reader.count("a") == 1)
    }
  }
}

// MARK: Savepoints

struct ConnectionSavepointTests: ~Copyable {
  private let connection: Connection

  init() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.execute("CREATE TABLE a (n INTEGER PRIMARY KEY)")
    self.connection = connection
  }

  @Test func takesBackOnlyTheInnermostThatThrows() throws {
    try connection.transaction {
      try connection.execute("INSERT INTO a VALUES (1)")
      try connection.savepoint {
        try connection.execute("INSERT INTO a VALUES (2)")
        #expect(throws: Refusal()) {
          try connection.savepoint {
            try connection.execute("INSERT INTO a VALUES (3)")
            throw Refusal()
          }
        }
      }
    }
    #expect(try connection.count("a") == 2)
  }

  @Test func takesBackTheInnerWithTheOuter() throws {
    try connection.transaction {
      try connection.execute("INSERT INTO a VALUES (1)")
      #expect(throws: Refusal()) {
        try connection.savepoint {
          try connection.savepoint { try connection.execute("INSERT INTO a VALUES (2)") }
          throw Refusal()
        }
      }
    }
    #expect(try connection.count("a") == 1)
  }

  @Test func needsATransaction() throws {
    let error = #expect(throws: SQLiteError.self) {
      try connection.savepoint { try connection.execute("INSERT INTO a VALUES (1)") }
    }
    #expect(error?.code == SQLiteError.transactionEnded)
    #expect(try connection.count("a") == 0)
  }

  @Test func noticesThatSQLiteEndedTheTransaction() throws {
    try connection.execute("INSERT INTO a VALUES (1)")
    let error = #expect(throws: SQLiteError.self) {
      try connection.transaction {
        try connection.savepoint {
          try? connection.execute("INSERT OR ROLLBACK INTO a VALUES (1)")
        }
      }
    }
    #expect(error?.code == SQLiteError.transactionEnded)
    #expect(connection.isInTransaction == false)
  }
}
