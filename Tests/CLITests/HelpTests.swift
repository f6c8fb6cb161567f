import Foundation
import TestTools
import Testing
import offtake

/// Help says what is true of the program.
struct HelpTests: ~Copyable {
  private let book: SampleBook

  init() throws { book = try SampleBook() }

  deinit { book.remove() }

  private static let topics = [
    "exit-codes", "formats", "mappings", "money", "periods", "two-times",
  ]

  /// The examples at the top of the help of a command.
  private func examples(of command: String) throws -> [String] {
    // The default command of a group has its help under its own name.
    let own = [
      "audit": "audit report", "export": "export records", "imports": "imports list",
      "show": "show name",
    ]
    let words = command.dropFirst("offtake ".count)
    let name = own[String(words)].map { "offtake \($0)" } ?? command
    let lines = try book.run("\(name) --help").output.components(separatedBy: "\n")
    guard let start = lines.firstIndex(of: "EXAMPLES:") else { return [] }
    return lines[(start + 1)...].prefix { $0.hasPrefix("  ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// In help's order, in one folder with the files of the samples.
  @Test func everyExampleRuns() throws {
    _ = try book.run("cp -n samples/public-deals/*.csv samples/invoices/*.csv samples/maps/*.csv .")
    for command in ReportGuide.commands {
      let examples = try examples(of: command)
      #expect(!examples.isEmpty, "\(command) has no example")
      #expect(examples.allSatisfy { $0.count <= 78 }, "\(command) has an example that is too long")
      for example in examples where example != "offtake undo 8" {
        #expect(example.hasPrefix(command), "\(example)")
        let run = try book.run(example)
        #expect((0...1).contains(run.status), "\(example): \(run.output)")
      }
    }
    #expect(try book.run("offtake undo 8").status == 0)
  }

  @Test func aloneSaysWhereToBegin() throws {
    let run = try book.run("offtake")
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 14 && lines.allSatisfy { $0.count <= 80 })
    let commands = lines.filter { $0.hasPrefix("  offtake ") }.map { line in
      line.split(separator: " ").prefix { $0.first?.isLowercase ?? false }
    }
    #expect(commands.count >= 5)
    for words in commands {
      let command = words.prefix(words.contains("report") ? 3 : 2).joined(separator: " ")
      #expect(ReportGuide.commands.contains(command), "\(command)")
    }
  }

  @Test func aKindShowsItsOwnColumnsAfterTheOptions() throws {
    let help = try book.run("offtake import payments --help").output
    let options = try #require(help.firstRange(of: "--keep-good"))
    let columns = try #require(help.firstRange(of: "  paid_on*"))
    #expect(options.upperBound < columns.lowerBound)
    #expect(!help.contains("lock_in"))
    #expect(help.components(separatedBy: "\n").allSatisfy { $0.count <= 80 })
    #expect(try book.run("offtake help import payments").output == help)
    let short = try book.run("offtake import --help").output
    #expect(short.split(separator: "\n").count < 70 && !short.contains("paid_on"))
  }

  /// Every term at the left of a page is in a document that the page names.
  @Test(arguments: topics)
  func aTopicAgreesWithTheDocumentation(topic: String) throws {
    let run = try book.run("offtake help \(topic)")
    #expect(run.status == 0)
    let lines = run.output.components(separatedBy: "\n")
    #expect(lines.count <= 60 && lines.allSatisfy { $0.count <= 80 })
    let more = try #require(lines.last { $0.hasPrefix("More: ") }).dropFirst(6)
    let documents = try more.components(separatedBy: ", ").map {
      try String(contentsOf: Repository.root.appending(path: $0), encoding: .utf8)
    }.joined()
    let terms = lines.filter { $0.hasPrefix("  ") && $0.dropFirst(2).first != " " }
      .map { $0.dropFirst(2).components(separatedBy: "  ")[0] }
    #expect(!terms.isEmpty)
    for term in terms where !term.hasPrefix("offtake report") && !term.contains(",") {
      #expect(documents.contains(term), "\(term)")
    }
  }

  @Test func theTopicsAreThoseOfTheHelp() throws {
    let line = "Topics: offtake help \(HelpTests.topics.joined(separator: "|"))"
    #expect(try book.run("offtake").output.contains(line))
  }

  @Test(
    arguments: [
      ("spend", "did you mean offtake report spend?"),
      ("report spent", "did you mean offtake report spend?"),
      ("report spent --by provider", "did you mean offtake report spend?"),
      ("contract x", "did you mean offtake show contract?"),
      ("invoices", "did you mean offtake list invoices?"),
      ("show contracts", "did you mean \"offtake list contracts\"?"),
      ("show contrct x", "did you mean offtake show contract?"),
      ("imports shw 3", "did you mean offtake imports show?"),
      ("audit acept a b", "did you mean offtake audit accept?"),
      ("import invoice x.csv", "did you mean invoices?"),
      ("list contract", "did you mean contracts?"),
      ("report spend --by providr", "did you mean provider?"),
      ("report ratio --by quartr", "did you mean quarter?"),
      ("report ratio --revenue-basis estimat", "did you mean estimate?"),
      ("report spend --format jsn", "did you mean json or tsv or jsonl?"),
      ("report spend --format=jsn", "did you mean json or tsv or jsonl?"),
      ("report spend --curency USD", "did you mean --currency?"),
      ("report spend --month 2026-10", "did you mean --in?"),
      ("report accruals --in 2026-10", "did you mean --month?"),
      ("agenda --in 2027", "did you mean --within?"),
      ("report spend --json", "did you mean --format json?"),
      ("report spend --vendor spacex", "did you mean --provider?"),
      ("audit --fail-on hihg", "did you mean high?"),
      ("map show azur", "did you mean azure"),
      ("list contracts --where statu=x", "did you mean status?"),
      ("help mony", "did you mean money?"),
      ("qqqqqqqq", "there is no command 'offtake qqqqqqqq'\n  See 'offtake --help'"),
    ])
  func whatWasMeantIsSaid(command: String, hint: String) throws {
    let run = try book.run("offtake \(command)")
    #expect(run.status == 64)
    #expect(run.output.contains(hint), "\(run.output)")
  }

  /// What is right is not taken for a fault of another argument.
  @Test(
    arguments: [
      ("report spend --in nonsense --format json", "nonsense"),
      ("report accruals --month -3", "-3"),
      ("import providers", "Missing expected argument"),
    ])
  func otherFaultsKeepTheirMessage(command: String, message: String) throws {
    let run = try book.run("offtake \(command)")
    #expect(run.status == 64)
    #expect(run.output.contains(message) && !run.output.contains("did you mean"))
  }
}
