import Foundation
import TestTools
import Testing

/// Ctrl-C and `kill` stop a command at once, and leave everything done or nothing.
struct InterruptionTests: ~Copyable {
  private let book: InterruptedBook

  init() throws {
    book = try InterruptedBook()
  }

  deinit { book.remove() }

  @Test(arguments: [SIGINT, SIGTERM])
  func stopsAnImportThatWaitsForMore(signal: Int32) throws {
    let run = try book.start(["import", "invoices", "-"])
    // More than a pipe holds, so that the import has read some of it by then.
    try run.feed(book.invoices(lines: 4000))
    run.send(signal)
    let end = try run.end()
    #expect(end.status == 130)
    #expect(end.output == "")
    #expect(end.errors == "offtake: interrupted; nothing was changed\n")
    #expect(end.seconds < 5)
    #expect(try book.importCount() == 2)
    #expect(try book.isSound())
  }

  @Test func importsAllOrNothingWheneverItIsStopped() throws {
    try book.invoices(lines: 1500).write(to: book.file("invoices.csv"))
    let command = ["import", "invoices", "invoices.csv"]
    var ends: Set<Int32> = []
    for step in 0..<12 {
      let end = try book.stop(command, after: Double(step) / 10)
      ends.insert(end.status)
      try #require([0, 130].contains(end.status), "\(end)")
      #expect((end.status == 0) == (try book.importCount() == 3))
      #expect((end.status == 0) == !end.output.isEmpty)
      #expect(try book.isSound())
      if end.status == 0 { try book.restore() }
    }
    #expect(ends.contains(130))
  }

  @Test func writesAReportWholeOrNotAtAll() throws {
    try book.invoices(lines: 3000).write(to: book.file("invoices.csv"))
    try book.run(["import", "invoices", "invoices.csv"])
    let report = ["report", "spend", "--by", "provider,sku", "--explain", "--format", "json"]
    let whole = try book.run(report)
    for step in 0..<6 {
      let printed = try book.stop(report, after: Double(step) / 10)
      #expect(printed.output == (printed.status == 0 ? whole : ""))
      try? FileManager.default.removeItem(at: book.file("out.json"))
      let written = try book.stop(report + ["-o", "out.json"], after: Double(step) / 10)
      let file = try? String(contentsOf: book.file("out.json"), encoding: .utf8)
      #expect(file == nil || file == whole)
      #expect(written.status == 130 || file == whole)
      #expect(try book.leftovers() == [])
    }
  }
}

/// A folder with a book in which two imports are recorded.
private struct InterruptedBook {
  private let folder: URL

  init() throws {
    folder = try Shell.workplace()
    try Data("slug,name,kind\nnimbus,Nimbus,provider\nlumen,Lumen,buyer\n".utf8)
      .write(to: file("providers.csv"))
    try Data("provider,reference,buyer,currency\nnimbus,N-1,lumen,USD\n".utf8)
      .write(to: file("contracts.csv"))
    for command in [
      ["init"], ["import", "providers", "providers.csv"], ["import", "contracts", "contracts.csv"],
    ] { try run(command) }
    try FileManager.default.copyItem(at: file("offtake.sqlite"), to: file("fresh.sqlite"))
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func file(_ name: String) -> URL { folder.appending(path: name) }

  /// Takes back all that was done since it was made.
  func restore() throws {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(at: file("offtake.sqlite" + suffix))
    }
    try FileManager.default.copyItem(at: file("fresh.sqlite"), to: file("offtake.sqlite"))
  }

  func invoices(lines: Int) -> Data {
    let rows = (0..<lines).map {
      "nimbus,I-\($0 / 50),N-1,2026-05,2026-05-31,USD,sku-\($0 % 7),\($0).25\n"
    }
    return Data(
      ("provider,number,contract,billing_month,issued_on,currency,sku,amount\n" + rows.joined())
        .utf8)
  }

  func start(_ arguments: [String]) throws -> InterruptedRun {
    try InterruptedRun(arguments, in: folder)
  }

  /// Runs a command to its end, which must be a good one.
  @discardableResult
  func run(_ arguments: [String]) throws -> String {
    let end = try start(arguments).end()
    try #require(end.status == 0, "\(end)")
    return end.output
  }

  /// Runs a command and stops it after `seconds`.
  func stop(_ arguments: [String], after seconds: Double) throws -> InterruptedRun.End {
    let run = try start(arguments)
    Thread.sleep(forTimeInterval: seconds)
    run.send(SIGINT)
    return try run.end()
  }

  func importCount() throws -> Int {
    try run(["imports", "--format", "csv"]).split(separator: "\n").count - 1
  }

  func isSound() throws -> Bool { try start(["check"]).end().status == 0 }

  /// Files that were to be renamed once complete.
  func leftovers() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path())
      .filter { $0.hasPrefix(".offtake") }
  }
}

/// The program while it runs.
private final class InterruptedRun {
  struct End {
    /// 130 also if the signal came before the program had begun to heed it.
    let status: Int32
    let output: String
    let errors: String
    /// From the signal on.
    let seconds: Double
  }

  private let process = Process()
  private let (input, output, errors) = (Pipe(), Pipe(), Pipe())
  private var signalled = Date()

  init(_ arguments: [String], in folder: URL) throws {
    // A test run in the background ignores it, and so would the program.
    signal(SIGINT, SIG_DFL)
    process.executableURL = try Shell.products().appending(path: "offtake")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  func feed(_ bytes: Data) throws { try input.fileHandleForWriting.write(contentsOf: bytes) }

  func send(_ number: Int32) {
    signalled = Date()
    kill(process.processIdentifier, number)
  }

  func end() throws -> End {
    let output = try output.fileHandleForReading.readToEnd() ?? Data()
    let errors = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let isKilled =
      process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT
    return End(
      status: isKilled ? 130 : process.terminationStatus,
      output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self),
      seconds: Date().timeIntervalSince(signalled))
  }
}
