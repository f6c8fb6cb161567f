import Foundation
import TestTools

/// A sound database with pages of every kind, of which hostile copies are made and tried.
struct HostileDatabase {
  /// Commands that read every table, and at last one that writes; `$db` is the database.
  static let commands = [
    "report spend --by provider,month --explain", "report ratio --of buyer --explain",
    "report ratio --annualised --of provider --revenue 2025", "report exposure --explain",
    "report exposure --by month --convention both", "report credits --explain",
    "report obligations --explain", "report commitments --explain", "report capacity --explain",
    "report unbilled --explain", "report prices --explain", "report prices --by provider",
    "audit --accepted --explain --as-of 2026-11-15", "agenda --within 5y --explain",
    "agenda --ics -",
    "compare spacex halden norden --explain",
    "history spacex", "history spacex --contract anthropic-spacex-colossus",
    "show provider spacex", "show contract anthropic-spacex-colossus",
    "show invoice SYN-ANTHROPIC-2026-07", "imports", "undo 1 --cascade --dry-run",
    "undo 2 --cascade --dry-run", "import invoices more.csv",
  ]

  let work: URL
  /// The bytes of the file, and of its write-ahead log with an import in it.
  let database: Data
  let log: Data
  private let answer: String

  /// Makes the database from the samples in a new folder, in memory where the system has such a
  /// place.
  init() throws {
    work = try Shell.workplace()
    try Data(HostileDatabase.manyLines(invoices: 60, named: "BIG").utf8)
      .write(to: work.appending(path: "big.csv"))
    try Data(HostileDatabase.manyLines(invoices: 2, named: "MORE").utf8)
      .write(to: work.appending(path: "more.csv"))
    try Data(HostileDatabase.probe.utf8).write(to: work.appending(path: "probe"))
    // The second program keeps the log, as a reader would that is still there.
    let made = try Shell.run(
      """
      set -e; root='\(Repository.root.path())'
      OFFTAKE=offtake "$root/scripts/load-samples" sound >&2
      offtake import providers "$root/samples/take-or-pay/providers.csv" --db sound >&2
      tail -1 "$root/samples/audit/providers.csv" > norden
      { head -1 "$root/samples/audit/providers.csv"; cat norden; } > norden.csv
      offtake import providers norden.csv --db sound >&2
      for book in take-or-pay audit; do
        for kind in contracts fees commitments capacity deliveries prices termination-fees sla \
          outages invoices payments; do
          file="$root/samples/$book/$kind.csv"
          if [ -f "$file" ]; then offtake import $kind "$file" --db sound >&2; fi
        done
      done
      offtake audit accept fee_differs N-103 --as-of 2026-09-30 --why agreed --db sound >&2
      offtake import invoices big.csv --db sound >&2
      sqlite3 sound "CREATE TABLE my_notes (a); WITH n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n
        LIMIT 40) INSERT INTO my_notes SELECT randomblob(30000) FROM n; DELETE FROM my_notes
        WHERE rowid > 10; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);" >&2
      cp sound database
      { echo 'SELECT count(*) FROM import;'; sleep 2; } | sqlite3 sound >&2 &
      sleep 0.5; offtake import invoices more.csv --db sound >&2; cp sound-wal log; wait
      sh probe database
      """, in: work)
    database = try Data(contentsOf: work.appending(path: "database"))
    log = try Data(contentsOf: work.appending(path: "log"))
    answer = made.output
  }

  /// The kinds of page that the file has, each with its pages counted from 0.
  var pages: [PageKind: [Int]] {
    let all = (0..<database.count / PageKind.size).map { ($0, PageKind(page: $0, of: database)) }
    return Dictionary(grouping: all) { $0.1 }.mapValues { $0.map(\.0) }
  }

  /// Runs every command over a copy, and tells each that does not end as it should.
  func faults(database: Data, log: Data? = nil, then sql: String = "") throws -> [String] {
    let place = work.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: place) }
    try database.write(to: place.appending(path: "x"))
    if let log { try log.write(to: place.appending(path: "x-wal")) }
    try Data(sql.utf8).write(to: place.appending(path: "sql"))
    let run = try Shell.run(
      """
      [ -s sql ] && sqlite3 x < sql > /dev/null 2>&1
      cp ../more.csv . && sh ../probe x
      """, in: place)
    return run.output.components(separatedBy: "\n").filter { $0.hasPrefix("FAULT") }
  }

  func remove() { try? FileManager.default.removeItem(at: work) }
}

extension HostileDatabase {
  /// Exits other than those that the manual lists, deaths by signal (128 and more) and hangs (124)
  /// are faults; so is an error that nobody gave an exit code, which ends as findings do.
  private static let probe = """
    while IFS= read -r command; do
      timeout 30 offtake $command --db "$1" > out 2> err < /dev/null
      status=$?
      case $status in
        0|1|64|65|66|73|74|75|77|78) ;;
        *) echo "FAULT $status: $command: $(head -c 600 err | tr '\\n' ' ')" ;;
      esac
      [ $status -ne 1 ] || ! grep -q '^Error:' err || echo "FAULT $status: $command: $(head -c 600 err)"
      [ $status -eq 0 ] || [ -s err ] || { [ $status -eq 1 ] && [ -s out ]; } || echo "FAULT $status: $command: no message"
    done <<END
    \(commands.joined(separator: "\n"))
    END

    """

  /// Invoices of twenty lines, one with a text that needs pages of its own.
  private static func manyLines(invoices: Int, named name: String) -> String {
    let rows = (0..<invoices).flatMap { invoice in
      (1...20).map { line in
        let text = line == 1 && invoice % 20 == 0 ? String(repeating: "long ", count: 12_000) : "h"
        return "spacex,\(name)-\(invoice),anthropic-spacex-colossus,2026-09,2026-09-30,USD,\(line),"
          + "sku-\(line),\(text),1.5,hour,2.00,3.00"
      }
    }
    return "provider,number,contract,billing_month,issued_on,currency,line_no,sku,description,"
      + "quantity,unit,unit_price,amount\n" + rows.joined(separator: "\n") + "\n"
  }
}

/// What a page of a SQLite file holds. Source: sqlite.org/fileformat2.html.
enum PageKind: String, CaseIterable {
  case schema, interiorIndex, interiorTable, leafIndex, leafTable, freelist, overflow

  static let size = 16_384

  /// Tells by the page's first byte, which for a page of a freelist or an overflow is a number's.
  init(page: Int, of file: Data) {
    let free = Self.number(at: 32, of: file) - 1
    switch file[page * Self.size] {
    case _ where page == 0: self = .schema
    case 0x02: self = .interiorIndex
    case 0x05: self = .interiorTable
    case 0x0a: self = .leafIndex
    case 0x0d: self = .leafTable
    case _ where page == free: self = .freelist
    default: self = .overflow
    }
  }

  private static func number(at offset: Int, of file: Data) -> Int {
    file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}
