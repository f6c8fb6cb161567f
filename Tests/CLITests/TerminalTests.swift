import Foundation
import TestTools
import Testing

/// How reports behave on a terminal.
@Suite(.enabled(if: Shell.hasPython, "no Python"))
struct TerminalTests: ~Copyable {
  private let book: SampleBook

  init() throws { book = try SampleBook() }

  deinit { book.remove() }

  private func widest(_ text: String) -> Int {
    text.split(separator: "\n").reduce(0) { max($0, $1.count) }
  }

  @Test(arguments: [(40, 40), (80, 80), (120, 120), (160, 160), (300, 160)])
  func aReportUsesItsWidth(columns: Int, limit: Int) throws {
    let run = try book.onTerminal(columns: columns, "offtake report exposure 2>errors")
    #expect(run.status == 0)
    #expect((limit - 25...limit).contains(widest(run.output)))
  }

  @Test func aFileIsOfTheUsualWidth() throws {
    let run = try book.onTerminal(columns: 160, "offtake report exposure -o out.txt")
    #expect(run.status == 0)
    let text = try book.run("cat out.txt").output
    #expect(widest(text) <= 80 && !text.contains("\u{1B}"))
  }

  @Test(
    arguments: [
      ("", "", true), ("NO_COLOR=1", "", false), ("NO_COLOR=", "", true), ("TERM=dumb", "", false),
      ("", "--color never", false), ("NO_COLOR=1", "--color always", true),
    ])
  func whatIsLateIsPainted(variables: String, option: String, isPainted: Bool) throws {
    let run = try book.onTerminal(
      "offtake agenda --as-of 2026-11-23 \(option) 2>errors", with: variables)
    #expect(run.status == 1)
    #expect(run.output.contains("\u{1B}[31moverdue\u{1B}[0m") == isPainted)
    #expect(run.output.contains("\u{1B}") == isPainted)
  }

  /// Another program holds the database for longer than a second.
  @Test func whatTakesOverASecondTellsHowLong() throws {
    try book.write(
      """
      import sqlite3, time
      book = sqlite3.connect("book.sqlite", isolation_level=None)
      book.execute("PRAGMA locking_mode = EXCLUSIVE")
      book.execute("BEGIN EXCLUSIVE")
      open("locked", "w").close()
      time.sleep(3)
      """, to: "hold.py")
    let run = try book.onTerminal(
      "python3 hold.py & while [ ! -e locked ]; do sleep 0.1; done; offtake report spend")
    #expect(run.status == 0)
    #expect(run.output.contains("\u{1B}[Kreading the database, 1 s"), "\(run.output)")
    #expect(run.output.contains("\u{1B}[KSpend "), "\(run.output)")
  }

  @Test func nothingIsPaintedElsewhere() throws {
    let command = "offtake agenda --as-of 2026-11-23"
    #expect(try !book.run(command).output.contains("\u{1B}"))
    #expect(try book.run("\(command) --color always").output.contains("\u{1B}[31m"))
  }

  /// A pager that marks each line shows whether it was used.
  @Test(
    arguments: [
      ("OFFTAKE_PAGER=\"sed s/^/P:/\"", 10, "", true),
      ("PAGER=\"sed s/^/P:/\"", 10, "", true),
      ("OFFTAKE_PAGER= PAGER=\"sed s/^/P:/\"", 10, "", false),
      ("OFFTAKE_PAGER=cat", 10, "", false),
      ("OFFTAKE_PAGER=\"sed s/^/P:/\"", 1000, "", false),
      ("OFFTAKE_PAGER=\"sed s/^/P:/\"", 10, "--no-pager", false),
      ("OFFTAKE_PAGER=\"sed s/^/P:/\" TERM=dumb", 10, "", false),
    ])
  func whatIsLongerThanTheTerminalIsPaged(
    variables: String, rows: Int, option: String, isPaged: Bool
  ) throws {
    let run = try book.onTerminal(rows: rows, "offtake imports \(option)", with: variables)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("P:Imports and undos\n") == isPaged, "\(run.output)")
    #expect(run.output.hasPrefix("Imports and undos\n") == !isPaged)
    #expect(run.output.contains("invoices.csv"))
  }

  /// A query's rows as well, as they come.
  @Test func aQueryIsPaged() throws {
    let run = try book.onTerminal(
      rows: 10, "offtake query \"SELECT reference FROM contracts\"",
      with: "OFFTAKE_PAGER=\"sed s/^/P:/\"")
    #expect(run.output.hasPrefix("P:reference\n"), "\(run.output)")
  }

  /// The exit code is the report's, whether the pager reads all or leaves early, and nothing is said.
  @Test(arguments: ["sed -n 1p", "head -n 1", "true", "exit 3"])
  func theExitCodeIsThatOfTheReport(pager: String) throws {
    for (command, status) in [
      ("offtake audit --explain", 1), ("offtake report exposure --explain", 0),
    ] {
      let run = try book.onTerminal(rows: 5, command, with: "OFFTAKE_PAGER=\"\(pager)\"")
      #expect(Int(run.status) == status)
      #expect(run.output.split(separator: "\n").count <= 1, "\(run.output)")
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/less"), "no less"))
  func lessIsLeftWithoutAWord() throws {
    let run = try book.onTerminal(
      rows: 10, "offtake report exposure --explain", options: "--after Cost --keys q")
    #expect(run.status == 0)
    #expect(!run.output.contains("offtake:"))
  }

  /// Ctrl-C is for the pager; the command ends with it.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/less"), "no less"))
  func ctrlCIsLeftToThePager() throws {
    let run = try book.onTerminal(
      rows: 10, "offtake audit", options: "--after Invoices --keys \"$(printf '\\003q')\"")
    #expect(run.status == 1)
    #expect(!run.output.contains("interrupted"))
  }

  @Test func thePagerEndsWithTheCommand() throws {
    let run = try book.onTerminal(
      rows: 10, "offtake imports", with: "OFFTAKE_PAGER=\"echo begun \\$\\$; exec sleep 20\"",
      options: "--after begun --kill")
    #expect(run.status == 130)
    #expect(run.output.contains("offtake: interrupted; nothing was changed"))
    let pager = try #require(run.output.split(separator: " ").last { $0.first?.isNumber ?? false })
    let number = pager.prefix { $0.isNumber }
    #expect(try book.run("kill -0 \(number)").status != 0)
  }
}
