import Foundation
import TestTools
import Testing

/// No output goes over what a command reads or keeps.
struct OutputTests: ~Copyable {
  private let book: ScratchBook

  init() throws { book = try ScratchBook() }

  deinit { book.remove() }

  /// What each command line would overwrite, and what it says that it is.
  @Test(
    arguments: [
      ("report spend -o book.sqlite", "book.sqlite: is the database;"),
      ("report spend -o link.csv", "link.csv: is the database book.sqlite;"),
      ("report spend -o hard.csv", "hard.csv: is the database book.sqlite;"),
      ("report spend -o book.sqlite-wal", "is the log of the database;"),
      ("report spend -o ./book.sqlite-shm", "is the index of the log of the database book"),
      ("report spend -o book.sqlite-journal", "is the journal of the database;"),
      ("agenda --ics book.sqlite", "book.sqlite: is the database;"),
      ("template providers -o book.sqlite", "book.sqlite: is the database;"),
      ("import providers bad.csv --keep-good --rejects book.sqlite", "is the database;"),
      ("import providers bad.csv --keep-good --rejects bad.csv", "bad.csv: is the input;"),
      ("import providers bad.csv --keep-good --rejects in.csv", "in.csv: is the input bad.csv;"),
      (
        "import providers - --keep-good --rejects bad.csv <bad.csv",
        "bad.csv: is the input /dev/stdin;"
      ),
      (
        "import providers bad.csv --map map.toml --keep-good --rejects map.toml",
        "map.toml: is the mapping;"
      ),
    ])
  func isRefusedBeforeAnythingIsWritten(command: String, message: String) throws {
    let before = try book.digest()
    let run = try book.run("offtake \(command)")
    #expect(run.status == 73)
    #expect(run.output.contains(message), "\(run.output)")
    #expect(run.output.hasSuffix("nothing was written, name another file\n"), "\(run.output)")
    #expect(try book.digest() == before)
  }

  @Test func goesToAnyOtherFile() throws {
    for command in ["report spend -o out.csv", "agenda --ics out.ics"] {
      #expect(try book.run("offtake \(command)").status == 0)
    }
  }

  @Test func isSaidToFailOfRejectsOnceTheImportIsStored() throws {
    let run = try book.run(
      "offtake import providers bad.csv --keep-good --rejects /dev/full | tail -n 2")
    #expect(
      run.output == """
        offtake: /dev/full: cannot be written: no space left on device
        offtake: import 1 is stored; the refused rows were not written; the same command finds them again

        """)
    let again = try book.run("offtake import providers bad.csv --keep-good --rejects rejects.csv")
    #expect(again.status == 1)
    let rejects = try book.text("rejects.csv")
    #expect(rejects.hasPrefix("slug,name,kind,reject_line,reject_reason\nbad,Bad,none,3,"))
  }

  @Test(
    arguments: [
      ("import providers good.csv", "import 1 is stored; only its report could not be written"),
      ("import providers good.csv --format json", "import 1 is stored; only its report"),
      ("import providers good.csv --dry-run", "standard output: cannot be written"),
      ("init", "the database is ready; only its report could not be written"),
    ])
  func isSaidToFailOnceTheChangeIsStored(command: String, message: String) throws {
    try book.write("slug,name\ngood,Good\n", to: "good.csv")
    let run = try book.run("offtake \(command) > /dev/full")
    #expect(run.status == 73)
    let start = "offtake: standard output: cannot be written: no space left on device\n"
    #expect(run.output.hasPrefix(start))
    #expect(run.output.contains("offtake: \(message)"), "\(run.output)")
  }
}
