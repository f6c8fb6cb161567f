import ArgumentParser
import Files
import Rendering
import Reports
import Store

/// `offtake query SQL`: a question of the user's own.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Query the database in SQL, read-only.",
    examples: [
      "offtake query 'SELECT count(*) FROM invoices'",
      "offtake query 'SELECT * FROM invoices WHERE total > :t' --param t=1000",
    ],
    discussion: """
      One statement that reads: SELECT, WITH or VALUES. The views that it can rely on are in \
      docs/sql.md; they give amounts as exact text, with integer units beside. Rows are written as \
      they come; a value has at most 1 MiB. As a table, columns are as wide as the first 1,000 rows \
      need.
      """)

  @Argument(
    help: ArgumentHelp(
      "The SQL; or a file whose name ends in .sql; or - for standard input.", valueName: "sql"))
  var sql: String?

  @Option(help: ArgumentHelp("Read the SQL from a file; - is standard input.", valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "A value for :name in the SQL. A whole number is one; anything else, and '2026' in quotes, is "
        + "text.", valueName: "name=value"),
    transform: { try parameter($0) })
  var param: [SQLParameter] = []

  @Flag(help: "Show the query plan instead of rows.")
  var explainPlan = false

  @OptionGroup var knowledge: KnowledgeOption
  @OptionGroup var output: DestinationOptions
  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard (sql == nil) != (file == nil) else {
      throw ValidationError("give the SQL, or a file with --file")
    }
    if let path { Output.protect(path, as: "the SQL") }
  }

  func run() throws {
    let text = try path.map { try SQLFile.text(of: $0) } ?? sql ?? ""
    let query = SQLQuery(
      name: path == "-" ? "standard input" : path ?? "SQL", text, parameters: param,
      isPlan: explainPlan)
    try database.read(knownAt: knowledge.knownAt) { store in
      try store.rows(of: query) { rows in
        try output.print(QueryStream(rows), parameters: knowledge.parameters)
      }
    }
  }

  /// The file with the SQL, if it is in one.
  private var path: String? {
    if let file { return file }
    return sql.flatMap { $0 == "-" || $0.hasSuffix(".sql") ? $0 : nil }
  }

  private static func parameter(_ text: String) throws -> SQLParameter {
    guard let parameter = SQLParameter(parsing: text) else {
      throw ValidationError("'\(text)' is not a parameter; write name=value")
    }
    return parameter
  }
}

/// A file of SQL.
private enum SQLFile {
  /// More than SQLite is let to compile.
  private static let byteLimit = 1 << 20

  static func text(of path: String) throws -> String {
    var reader = try FileReader(path)
    var (text, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while text.count <= byteLimit {
      let count = try reader.read(into: &buffer)
      guard count > 0 else { break }
      text += buffer.prefix(count)
    }
    // A byte order mark is no part of the SQL.
    return String(
      decoding: text.starts(with: [0xEF, 0xBB, 0xBF]) ? text[3...] : text[...], as: UTF8.self)
  }
}
