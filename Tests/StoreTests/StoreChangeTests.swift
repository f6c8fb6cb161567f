import SQLite
import Store
import Testing
import TestTools

/// What a change leaves behind, and what it says of it. That it holds when the disk fails is shown
/// by scripts/test-durability.
struct StoreChangeTests {
  struct Slip: Error {}

  @Test func keepsWhatItsBodyWrote() throws {
    try withTemporaryDatabase { path in
      _ = try Store.create(at: path)
      let answer = try Store.change(path) { store in
        try store.connection.execute("INSERT INTO sku (name) VALUES ('h100')")
        return "done"
      }
      #expect(answer == "done")
      #expect(try skus(path) == 1)
    }
  }

  @Test func keepsNothingOfABodyThatThrows() throws {
    try withTemporaryDatabase { path in
      _ = try Store.create(at: path)
      #expect(throws: Slip.self) {
        try Store.change(path) { store in
          try store.transaction {
            try store.connection.execute("INSERT INTO sku (name) VALUES ('h100')")
          }
          throw Slip()
        }
      }
      #expect(try skus(path) == 0)
    }
  }

  @Test func doesNotMakeADatabase() throws {
    try withTemporaryDatabase { path in
      _ = #expect(throws: StoreError.self) { try Store.change(path) { _ in () } }
    }
  }

  private func skus(_ path: String) throws -> Int64 {
    let store = try Store.openReadOnly(path)
    var rows = try Statement("SELECT count(*) FROM sku", on: store.connection)
    return try rows.step() ? rows.int64(0) : -1
  }
}
