import Foundation
import TestTools
import Testing

/// Databases that a user may read and not write, or whose folder is another's.
@Suite(
  .enabled(
    if: OtherUser.isAvailable,
    "takes root, setpriv, and a program that any user can run"))
struct ReadOnlyPlaceTests: ~Copyable {
  private let book: ScratchBook

  init() throws {
    let book = try ScratchBook()
    try book.write("slug,name\none,One\n", to: "one.csv")
    try book.write("slug,name\ntwo,Two\n", to: "two.csv")
    _ = try book.run(
      "offtake import providers one.csv; mkdir -m 755 place; cp book.sqlite place; chmod 755 .")
    self.book = book
  }

  deinit { book.remove() }

  /// As a CD or a read-only mount is, for a user who is not root.
  @Test func areReadInAFolderThatCannotBeWritten() throws {
    let run = try reader(1001, "offtake list providers --format csv --columns slug")
    #expect(run.output == "slug\none\n")
    #expect(run.status == 0)
    #expect(try files() == "book.sqlite\n")
  }

  @Test func areNotChangedThere() throws {
    let run = try reader(1001, "offtake import providers ../two.csv")
    #expect(run.status == 77)
    #expect(run.output.contains("book.sqlite: cannot be written; it or its folder is read-only"))
  }

  /// What a killed program left in the log cannot be read there, and is not silently left out.
  @Test(.enabled(if: Shell.hasSQLite)) func areRefusedWithALogThatCannotBeRead() throws {
    _ = try book.run(
      """
      (echo 'BEGIN; SELECT count(*) FROM import;'; sleep 1; cp book.sqlite* place; rm place/*-shm) \
        | sqlite3 book.sqlite > out & sleep 0.3
      offtake import providers two.csv > out; wait
      """)
    try #require(try files() == "book.sqlite\nbook.sqlite-wal\n")
    let run = try reader(1001, "offtake list providers")
    #expect(run.status == 74)
    #expect(
      run.output.contains("book.sqlite-wal has changes that cannot be read from a read-only folder")
    )
  }

  /// A reader who is another than the owner leaves nothing that keeps the owner from writing.
  @Test func areLeftAsTheyWereForTheirOwner() throws {
    _ = try book.run("chmod 777 place; chown 1001 place/book.sqlite")
    #expect(try reader(1002, "offtake list providers > out").status == 0)
    #expect(try files() == "book.sqlite\nout\n")
    #expect(try reader(1001, "offtake import providers ../two.csv").status == 0)
  }

  @Test func nameTheFileThatIsInTheWay() throws {
    _ = try book.run(
      """
      chmod 777 place; chown 1001 place/book.sqlite; touch place/book.sqlite-shm place/book.sqlite-wal
      chown 65534 place/*-shm; chown 1001 place/*-wal
      """)
    let run = try reader(1001, "offtake import providers ../two.csv")
    #expect(run.status == 77)
    #expect(
      run.output.contains("cannot be written; book.sqlite-shm belongs to nobody (user 65534)"),
      "\(run.output)")
  }

  private func reader(_ user: Int, _ command: String) throws -> (output: String, status: Int32) {
    try book.run("cd place; \(OtherUser.prefix(user)) sh -c 'OFFTAKE_DB=book.sqlite \(command)'")
  }

  private func files() throws -> String { try book.run("ls place").output }
}

/// Running a command as another user.
private enum OtherUser {
  static let isAvailable =
    geteuid() == 0
    && (try? Shell.run("\(prefix(1001)) offtake --version", in: .temporaryDirectory))?.status == 0

  static func prefix(_ user: Int) -> String {
    "setpriv --reuid=\(user) --regid=\(user) --clear-groups"
  }
}
