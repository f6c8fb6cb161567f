import Foundation
import SQLite
import Synchronization
import Testing

/// A statement that is not stopped would never end. The limit also counts the time that a test waits
/// for others to leave it a thread.
struct InterrupterTests {
  private static let endless =
    "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c"

  /// Runs `body` while another thread interrupts `connection` again and again.
  private func whileInterrupting(
    _ connection: borrowing Connection, _ body: () throws -> Void
  ) rethrows {
    let interrupter = connection.interrupter
    let isOver = Once()
    Thread.detachNewThread {
      while !isOver.value.load(ordering: .relaxed) {
        interrupter.interrupt()
        Thread.sleep(forTimeInterval: 0.001)
      }
    }
    defer { isOver.value.store(true, ordering: .relaxed) }
    try body()
  }

  @Test(.timeLimit(.minutes(20))) func stopsAnEndlessStatement() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    var rows = try Statement(Self.endless, on: connection)
    whileInterrupting(connection) {
      let error = #expect(throws: SQLiteError.self) { try rows.step() }
      #expect(error?.message == "interrupted")
      #expect(error?.sql == Self.endless)
    }
    #expect(try connection.integer(pragma: "foreign_keys") == 1)
  }

  @Test(.timeLimit(.minutes(20))) func keepsNothingOfAnInterruptedTransaction() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.execute("CREATE TABLE a (n)")
    #expect(throws: SQLiteError.self) {
      try connection.transaction {
        try connection.execute("INSERT INTO a VALUES (1)")
        try whileInterrupting(connection) {
          try connection.execute("INSERT INTO a \(Self.endless)")
        }
      }
    }
    #expect(connection.isInTransaction == false)
    #expect(try connection.count("a") == 0)
  }

  @Test func mayOutliveItsConnection() throws {
    let interrupter = try Connection(path: ":memory:", access: .create).interrupter
    interrupter.interrupt()
  }
}

/// Something that happens once, as two threads see it.
private final class Once: Sendable {
  let value = Atomic(false)
}
