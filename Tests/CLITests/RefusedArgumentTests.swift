import Foundation
import TestTools
import Testing

/// Arguments that would be misread, shown raw, or waited for.
struct RefusedArgumentTests: ~Copyable {
  private let book: ScratchBook

  init() throws { book = try ScratchBook() }

  deinit { book.remove() }

  @Test(
    arguments: [
      (
        "import providers -dash.csv", 64,
        "offtake: -dash.csv: begins with a dash, like an option; write ./-dash.csv, or put -- before it"
      ),
      ("import providers ./none.csv -h.csv", 64, "offtake: -h.csv: begins with a dash"),
      ("import providers bad.csv --keep-good --rejects -", 64, "--rejects needs a file, not -"),
      ("report spend \"$(printf -- '--x\\033[31m')\"", 64, "Unknown option '--x\\u{1B}[31m'"),
      ("report spend --db fifo", 73, "offtake: fifo: is a folder or a device"),
      ("init --db fifo", 73, "offtake: fifo: is a folder or a device"),
      ("import providers bad.csv --db .", 73, "offtake: .: is a folder or a device"),
    ])
  func areRefusedAtOnce(command: String, status: Int32, message: String) throws {
    let run = try book.run("mkfifo fifo; timeout 20 offtake \(command)")
    #expect(run.status == status)
    #expect(run.output.contains(message), "\(run.output)")
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test(arguments: ["-- -dash.csv", "./-dash.csv"])
  func mayBeFilesThatBeginWithADash(argument: String) throws {
    try book.write("slug,name\ngood,Good\n", to: "-dash.csv")
    #expect(try book.run("offtake import providers \(argument)").status == 0)
  }

  @Test(.enabled(if: geteuid() != 0, "root may search every folder"))
  func mayLeadThroughAFolderThatMayNotBeSearched() throws {
    let run = try book.run(
      "mkdir closed; chmod 600 closed; offtake report spend --db closed/book.sqlite")
    #expect(run.status == 77)
    #expect(run.output.contains("closed/book.sqlite: permission denied; a folder on the way"))
  }
}
