import Foundation
import Procurement
import TestTools

/// The deals of several providers, in one database.
struct DealBook: Sendable {
  private(set) var deals: [Deal]
  private let folder: URL

  /// The kinds in the order in which they are imported; events come last, so that a report can be
  /// asked for what was known before them.
  static let kinds = [
    "providers", "contracts", "fees", "capacity", "deliveries", "commitments", "outages",
    "invoices", "payments", "events",
  ]

  /// Writes the files and imports them.
  init(_ deals: [Deal]) throws {
    self.deals = deals
    folder = try Shell.workplace()
    try run("offtake init")
    for kind in Self.kinds { try store(kind) }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// A report of the book, as JSON.
  ///
  /// - Throws: `DealBookError` with what was printed, unless that is a report.
  func report(_ command: String, asOf day: Day, knownAt moment: String? = nil) throws -> Answer {
    let known = moment.map { " --known-at \($0)" } ?? ""
    let text = "offtake \(command) --as-of \(day)\(known) --format json"
    let run = try Shell.run(text, in: folder)
    guard run.status <= 1, let answer = Answer(run.output) else {
      throw DealBookError(command: text, output: run.output)
    }
    return answer
  }

  /// The number of the last import before the events, as `--known-at` takes it.
  func importBeforeEvents() throws -> String {
    let imports = try run("offtake imports --format csv")
    let stored = imports.split(separator: "\n").dropFirst().filter { !$0.contains("events.csv") }
    return String(stored.count)
  }

  private mutating func store(_ kind: String) throws {
    var line = 1
    for index in deals.indices {
      for row in deals[index][kind].indices {
        line += 1
        deals[index][kind][row].line = line
      }
    }
    let rows = kind == "providers" ? organizations : deals.flatMap { $0[kind] }
    guard !rows.isEmpty else { return }
    try text(of: rows).write(
      to: folder.appending(path: "\(kind).csv"), atomically: false, encoding: .utf8)
    try run("offtake import \(kind) \(kind).csv")
  }

  private var organizations: [Row] {
    let sellers = Set(deals.map(\.provider)).map { ($0, "provider") }
    let buyers = Set(deals.compactMap { $0.contract["buyer"] }).map { ($0, "buyer") }
    return (sellers + buyers).sorted { $0 < $1 }.map { slug, kind in
      Row(kind: "providers", cells: ["slug": slug, "name": slug, "kind": kind])
    }
  }

  private func text(of rows: [Row]) -> String {
    let columns = Set(rows.flatMap(\.cells.keys)).sorted()
    let lines = rows.map { row in columns.map { row.cells[$0] ?? "" }.joined(separator: ",") }
    return ([columns.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }

  @discardableResult private func run(_ command: String) throws -> String {
    let run = try Shell.run(command, in: folder)
    guard run.status == 0 else { throw DealBookError(command: command, output: run.output) }
    return run.output
  }
}

/// A command that did not do what a test needs.
struct DealBookError: Error, CustomStringConvertible {
  let command: String
  let output: String

  var description: String { "\(command): \(output.prefix(3000))" }
}
