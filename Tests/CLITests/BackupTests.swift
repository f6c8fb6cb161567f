import Foundation
import TestTools
import Testing

/// Copies of the database, and their return.
@Suite(.enabled(if: Shell.hasSQLite, "sqlite3 is not here"))
struct BackupTests: ~Copyable {
  private let book: ScratchBook

  init() throws {
    let book = try ScratchBook()
    try book.write("slug,name\none,One\n", to: "one.csv")
    try book.write("slug,name\ntwo,Two\n", to: "two.csv")
    _ = try book.run("offtake import providers one.csv")
    self.book = book
  }

  deinit { book.remove() }

  @Test func isWholeAndChecked() throws {
    let run = try book.run("offtake backup copy.sqlite")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.hasPrefix("copy.sqlite: written and checked; 1 import"))
    let others = try book.names().filter {
      $0.hasPrefix(".offtake") || $0.hasPrefix("copy.sqlite-")
    }
    #expect(others == [])
    #expect(try book.run("offtake check --db copy.sqlite").status == 0)
  }

  @Test(arguments: [
    ("one.csv", "one.csv: already exists"), ("book.sqlite", "is the database"),
    ("link.csv", "is the database"), ("book.sqlite-wal", "is the log of the database"),
    ("none/copy.sqlite", "none/copy.sqlite: no such folder"),
  ])
  func overwritesNothing(target: String, message: String) throws {
    let before = try book.digest()
    let run = try book.run("offtake backup \(target)")
    #expect(run.status == 73)
    #expect(run.output.contains(message), "\(run.output)")
    #expect(try book.digest() == before)
    #expect(try book.text("one.csv").hasPrefix("slug"))
  }

  @Test func isOfOneMomentWhileOthersImport() throws {
    let run = try book.run(
      """
      (for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
        printf 'slug,name\\nn%s,N\\n' $i > n$i.csv; offtake import providers n$i.csv > out || exit 1
      done) &
      for i in 1 2 3 4 5 6; do
        offtake backup copy$i.sqlite > out$i && offtake check --db copy$i.sqlite > out$i || exit 1
      done
      wait
      """)
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func comesBackInThePlaceOfTheDatabase() throws {
    let run = try book.run(
      """
      offtake backup copy.sqlite > out && offtake import providers two.csv > out
      offtake restore copy.sqlite --force && offtake list providers --format csv --columns slug
      """)
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.hasSuffix("slug\none\n"))
    let away = try #require(
      try book.names().first { $0.hasPrefix("book.sqlite.before-restore-") && $0.hasSuffix("Z") })
    #expect(run.output.contains("\(away): the database as it was"))
    let old = try book.run("offtake list providers --format csv --columns slug --db \(away)")
    #expect(old.output == "slug\none\ntwo\n")
    #expect(try book.names().contains("copy.sqlite"))
  }

  @Test(arguments: [
    ("offtake import providers two.csv > out", "copy.sqlite: lacks import 2 of the database"),
    (
      "rm book.sqlite*; offtake init > out; offtake import providers two.csv > out",
      "copy.sqlite: belongs to another book"
    ),
    ("rm book.sqlite*; offtake init > out", "copy.sqlite: is newer: it has import 1 that the"),
  ])
  func isRefusedForOtherImports(change: String, message: String) throws {
    let run = try book.run("offtake backup copy.sqlite > out; \(change)")
    #expect(run.status == 0)
    let before = try book.digest()
    let refused = try book.run("offtake restore copy.sqlite")
    #expect(refused.status == 65)
    #expect(refused.output.contains(message), "\(refused.output)")
    #expect(try book.digest() == before)
    #expect(try book.run("offtake restore copy.sqlite --force").status == 0)
  }

  @Test(arguments: [
    ("rm -f book.sqlite*", 0),
    ("printf zzzzzzzz | dd of=book.sqlite bs=1 seek=16384 conv=notrunc", 0),
    ("head -c 40000 copy.sqlite > book.sqlite", 0), ("true", 0),
    ("printf x >> one.csv; cp one.csv copy.sqlite", 78), ("rm copy.sqlite", 66),
    ("head -c 40000 copy.sqlite > cut; mv cut copy.sqlite", 74),
  ])
  func takesThePlaceOfWhatIsOfNoUse(change: String, status: Int32) throws {
    _ = try book.run("offtake backup copy.sqlite > out; \(change)")
    let run = try book.run("offtake restore copy.sqlite")
    #expect(run.status == status, "\(run.output)")
    if status == 0 { #expect(try book.run("offtake check").status == 0) }
  }

  /// A log that is left of a database that is gone would be mixed into the copy.
  @Test func takesAwayTheLogOfADatabaseThatIsGone() throws {
    let run = try book.run(
      """
      offtake backup copy.sqlite > out; rm -f book.sqlite*
      head -c 600 copy.sqlite > book.sqlite-wal; cp book.sqlite-wal book.sqlite-journal
      offtake restore copy.sqlite > out && offtake check > out && ls book.sqlite-journal
      """)
    #expect(run.status != 0 && run.output.contains("No such file"), "\(run.output)")
  }

  @Test func isRefusedWhereTheCheckHasAFinding() throws {
    let run = try book.run(
      """
      offtake backup copy.sqlite > out
      sqlite3 copy.sqlite "UPDATE organization SET name = 'Changed'"
      offtake restore copy.sqlite
      """)
    #expect(run.status == 65)
    #expect(run.output.contains("copy.sqlite: the check has a finding"), "\(run.output)")
  }

  @Test func waitsNoLongerThanAsked() throws {
    let run = try book.run(
      """
      mkfifo hold
      (echo 'BEGIN IMMEDIATE;'; echo 'SELECT 1;'; cat hold) | sqlite3 book.sqlite > locked &
      while ! grep -q 1 locked 2> out; do sleep 0.1; done
      start=$(date +%s)
      offtake import providers two.csv --wait 1; status=$?
      end=$(date +%s)
      : > hold; wait
      [ $((end - start)) -lt 6 ] && exit $status
      """)
    #expect(run.status == 75)
    #expect(run.output.contains("book.sqlite: in use by another program for too long"))
    #expect(try book.run("offtake import providers two.csv --wait -1").status == 64)
  }
}
