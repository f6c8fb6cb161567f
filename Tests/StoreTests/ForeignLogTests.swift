import Foundation
import SQLite
import Store
import TestTools
import Testing

/// A log beside a database that belongs to another file.
struct ForeignLogTests {
  /// A copy of an earlier state is put over the database while its log is there, as after a crash.
  @Test func isRefusedBesideAnEarlierState() throws {
    try withTemporaryFolder { folder in
      let book = try Book(in: folder)
      try book.change(3)
      try book.copy("book.sqlite", to: "early.sqlite")
      try book.change(2)
      try book.keepingLog { try book.change(1, on: $0) }
      try book.replace("crashed.sqlite", by: "early.sqlite")
      book.expectForeignLog("crashed.sqlite")
    }
  }

  @Test func isRefusedBesideAnotherBook() throws {
    try withTemporaryFolder { folder in
      let book = try Book(in: folder)
      try book.change(1)
      try book.keepingLog { try book.change(1, on: $0) }
      let other = try Book(in: folder, named: "other.sqlite")
      // As many changes as the other has, so that only the imports tell them apart.
      try other.change(2, kind: "contracts")
      try book.replace("crashed.sqlite", by: "other.sqlite")
      book.expectForeignLog("crashed.sqlite")
    }
  }

  @Test func isRefusedBesideALaterState() throws {
    try withTemporaryFolder { folder in
      let book = try Book(in: folder)
      try book.change(1)
      try book.keepingLog { try book.change(1, on: $0) }
      try book.change(4)
      try book.replace("crashed.sqlite", by: "book.sqlite")
      book.expectForeignLog("crashed.sqlite")
    }
  }

  /// A journal is played back by SQLite, and an Offtake database never has one.
  @Test func mayBeAJournal() throws {
    try withTemporaryFolder { folder in
      let book = try Book(in: folder)
      try Data(repeating: 7, count: 600).write(to: book.file("book.sqlite-journal"))
      book.expectForeignLog("book.sqlite", suffix: "-journal")
    }
  }

  /// The log of a program that was killed, whatever of it is in the file already.
  @Test(arguments: 0..<4)
  func isNotTheOneOfACrash(checkpointed: Int) throws {
    try withTemporaryFolder { folder in
      let book = try Book(in: folder)
      try book.change(2)
      try book.keepingLog { reader in
        for step in 0..<4 {
          try book.change(1, on: reader)
          if step < checkpointed { try book.checkpoint() }
        }
      }
      #expect(try book.imports("crashed.sqlite") == 6)
      #expect(try book.imports("book.sqlite") == 6)
    }
  }

  /// A log that a checkpoint has emptied into the file, and that a later change has begun anew.
  @Test func isNotOneThatWasBegunAnew() throws {
    try withTemporaryFolder { folder in
      let book = try Book(in: folder)
      let writer = try Store.open(book.path)
      for _ in 0..<3 {
        try book.change(1, on: writer)
        try writer.connection.checkpoint()
        try book.change(1, on: writer)
        #expect(try Store.openReadOnly(book.path).nextImportNumber() > 0)
      }
      #expect(try book.imports("book.sqlite") == 6)
    }
  }
}

/// A folder with a database.
private struct Book {
  let folder: String
  let name: String

  var path: String { "\(folder)/\(name)" }

  init(in folder: String, named name: String = "book.sqlite") throws {
    self.folder = folder
    self.name = name
    _ = try Store.create(at: path)
  }

  func file(_ name: String) -> URL { URL(filePath: "\(folder)/\(name)") }

  /// Makes so many imports, each by a connection of its own.
  func change(_ count: Int, kind: String = "providers") throws {
    for _ in 0..<count { try Store.change(path) { try Self.add(to: $0, kind) } }
  }

  /// Makes so many imports while a store keeps the log.
  func change(_ count: Int, on _: borrowing Store) throws { try change(count) }

  /// Copies file and log to `crashed.sqlite` while another connection keeps the log from being emptied.
  func keepingLog(_ body: (Store) throws -> Void) throws {
    let reader = try Store.openReadOnly(path)
    try reader.snapshot {
      _ = try reader.nextImportNumber()
      try body(reader)
      for suffix in ["", "-wal"] { try copy(name + suffix, to: "crashed.sqlite" + suffix) }
    }
  }

  func checkpoint() throws {
    try? Connection(path: path, access: .readWrite, busyTimeoutMilliseconds: 0).checkpoint()
  }

  func copy(_ name: String, to other: String) throws {
    try FileManager.default.copyItem(at: file(name), to: file(other))
  }

  func replace(_ name: String, by other: String) throws {
    try FileManager.default.removeItem(at: file(name))
    try copy(other, to: name)
  }

  func imports(_ name: String) throws -> Int64 {
    try Store.openReadOnly("\(folder)/\(name)").nextImportNumber() - 1
  }

  func expectForeignLog(_ name: String, suffix: String = "-wal") {
    let before = try? contents(of: "\(folder)/\(name)")
    for open in [{ try Store.openReadOnly($0) }, { try Store.open($0) }]
      as [(String) throws -> Store]
    {
      let error = #expect(throws: StoreError.self) { _ = try open("\(folder)/\(name)") }
      #expect(error?.reason == .foreignLog(suffix: suffix))
    }
    #expect((try? contents(of: "\(folder)/\(name)")) == before)
  }

  private static func add(to store: borrowing Store, _ kind: String) throws {
    let number = try store.nextImportNumber()
    try store.add(
      ImportRecord(
        number: number, kind: kind, fileName: "\(number).csv",
        sha256: String(repeating: "0", count: 64), byteCount: 1, newRows: 0, unchangedRows: 0,
        startedAt: "2026-11-23T18:00:00Z", finishedAt: "2026-11-23T18:00:00Z",
        programVersion: "0.3.0"))
  }
}
