// Imports invoice lines into an Offtake database with GRDB, as a program that uses it would:
// prepared statements, one row each, in one transaction. Prints the rows and their total.
//
//     grdb-import [--swiftcsv] LINES.csv DATABASE
import Foundation
import GRDB
import SwiftCSV

let names = CommandLine.arguments.dropFirst().filter { $0 != "--swiftcsv" }
guard names.count == 2, let path = names.first, let database = names.last else {
  FileHandle.standardError.write(Data("usage: grdb-import [--swiftcsv] LINES.csv DATABASE\n".utf8))
  exit(2)
}
let queue = try DatabaseQueue(path: database)
try queue.write { db in
  try db.execute(sql: "PRAGMA temp_store = MEMORY")
  var work = try Import(db, file: path)
  if CommandLine.arguments.contains("--swiftcsv") {
    let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    // No rows are loaded: each is handed over as it is parsed.
    let csv = try EnumeratedCSV(string: text, delimiter: .comma, loadColumns: false, rowLimit: 0)
    var failure: (any Error)?
    try csv.enumerateAsArray(startAt: 1, rowLimit: nil) { fields in
      guard failure == nil else { return }
      do { try work.take(fields) } catch { failure = error }
    }
    if let failure { throw failure }
  } else {
    try forEachRecord(in: path) { try work.take($0) }
  }
  try work.finish()
  print(work.lines, work.units)
}
try queue.close()

/// Hands over the fields of each record but the header; a quoted field must end on its line.
func forEachRecord(in path: String, _ body: ([String]) throws -> Void) throws {
  let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped))
  var fields: [String] = []
  var at = (bytes.firstIndex(of: 10) ?? 0) + 1
  while at < bytes.count {
    let isQuoted = bytes[at] == 34
    let start = isQuoted ? at + 1 : at
    at = start
    while isQuoted ? bytes[at] != 34 : bytes[at] != 44 && bytes[at] != 10 { at += 1 }
    fields.append(String(decoding: bytes[start..<at], as: UTF8.self))
    if isQuoted { at += 1 }
    if bytes[at] == 10 {
      try body(fields)
      fields.removeAll(keepingCapacity: true)
    }
    at += 1
  }
}
