import Foundation
import TestTools
import Testing

/// The odd and hostile invoice files of the shared cases, made for our columns.
///
/// They are nobody's data but the cases' own, and stay out of the repository.
struct DomainCases {
  /// The folder that `OFFTAKE_CASES` names, or `shared/cases` beside the package.
  static let folder: URL = {
    let named = ProcessInfo.processInfo.environment["OFFTAKE_CASES"].map { URL(filePath: $0) }
    return (named ?? Repository.root.appending(path: "../shared/cases")).standardizedFileURL
  }()

  static let areHere = FileManager.default.fileExists(
    atPath: folder.appending(path: "gen_domain_cases.py").path())

  /// Seed 1, or, asked to be thorough, three seeds and the files above 20 MB.
  static let isThorough = ProcessInfo.processInfo.environment["OFFTAKE_THOROUGH"] != nil
  static let seeds = isThorough ? [1, 2, 3] : [1]
  static let groups = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"]

  private let work: URL

  /// Makes the cases of a seed in a new folder, in memory where the system has such a place.
  init(seed: Int) throws {
    work = try Shell.workplace()
    try write(DomainCases.columns, to: "columns.json")
    let generator = DomainCases.folder.appending(path: "gen_domain_cases.py").path()
    let options = DomainCases.isThorough ? "--big" : ""
    _ = try Shell.run(
      "python3 '\(generator)' cases --seed \(seed) --map columns.json \(options)", in: work)
    try writeReference()
    try write(try target(), to: "target.json")
  }

  /// Runs the cases of a group.
  func results(ofGroup group: String) throws -> [Result] {
    let judge = DomainCases.folder.appending(path: "kit/run_cases.py").path()
    let run = try Shell.run(
      """
      FAULTKIT_TMP='\(work.path())' python3 '\(judge)' target.json cases --only \(group) \
      --json \(group).json --time 60
      """, in: work)
    let answer = work.appending(path: "\(group).json")
    guard let data = try? Data(contentsOf: answer) else { throw Unjudged(output: run.output) }
    return try JSONDecoder().decode([Result].self, from: data)
  }

  func remove() { try? FileManager.default.removeItem(at: work) }

  /// What became of a case.
  struct Result: Decodable {
    let id: String
    let result: String
    let faults: [String]?
  }

  struct Unjudged: Error { let output: String }
}

extension DomainCases {
  private static let columns = """
    {"invoice_number": "number", "issue_date": "issued_on", "period_start": "service_from",
     "period_end": "service_to", "line": "line_no", "invoice_total": "total"}
    """

  /// How the judge runs the program, and what it asks the database.
  private func target() throws -> String {
    let live = """
      FROM invoice_line AS l JOIN invoice AS i ON i.id = l.invoice_row_id \
      JOIN currency AS c ON c.code = i.currency WHERE i.ended_by IS NULL
      """
    let offtake = try Shell.products().appending(path: "offtake").path()
    return """
      {"name": "offtake",
       "setup": ["\(offtake) init --db {db}",
                 "\(offtake) import providers '\(work.path())/providers.csv' --db {db}",
                 "\(offtake) import contracts '\(work.path())/contracts.csv' --db {db}"],
       "import": "\(offtake) import invoices --db {db} -- {file}",
       "lines_sql": "SELECT count(*) \(live)",
       "amounts_sql": "SELECT l.amount_units || 'e-' || c.scale \(live)",
       "providers_sql": "SELECT count(*) FROM organization",
       "report": "\(offtake) report spend --by provider --explain --db {db}",
       "export": "\(offtake) report spend --by provider --explain --format csv --db {db}",
       "exit": {"success": [0], "data": [65], "usage": [64], "io": [66, 73, 74, 75, 77, 78]},
       "env": {"SWIFT_BACKTRACE": "enable=no"}}
      """
  }

  /// The providers and contracts that the cases refer to, in our columns.
  private func writeReference() throws {
    let providers = try rows("providers.csv")
    let slugs = Dictionary(
      uniqueKeysWithValues: providers.enumerated().map { ($1["provider", default: ""], "p\($0)") })
    try write(
      "slug,name,kind,aliases\nbuyer,The Buyer,buyer,\n"
        + providers.map { row in
          "\(slugs[row["provider", default: ""], default: ""]),\(row["provider", default: ""]),provider,\(row["aliases", default: ""])\n"
        }.joined(), to: "providers.csv")
    let order = ["contract", "currency", "start", "end", "commitment"]
    try write(
      "provider,reference,currency,effective_on,ends_on,headline_value,buyer,status\n"
        + rows("contracts.csv").map { row in
          "\(slugs[row["provider", default: ""], default: ""]),\(order.map { row[$0, default: ""] }.joined(separator: ",")),buyer,active\n"
        }.joined(), to: "contracts.csv")
  }

  /// The rows of a reference file, which has no quotes.
  private func rows(_ file: String) throws -> [[String: String]] {
    let text = try String(
      contentsOf: work.appending(path: "cases/reference/\(file)"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  private func write(_ text: String, to file: String) throws {
    try text.write(to: work.appending(path: file), atomically: false, encoding: .utf8)
  }
}
