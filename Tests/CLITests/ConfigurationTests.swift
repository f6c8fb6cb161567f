import Foundation
import TestTools
import Testing

/// What is configured holds in the order that docs/configuration.md says.
///
/// `Shell` passes neither HOME nor XDG_CONFIG_HOME, so that a developer's own file counts in no test.
struct ConfigurationTests: ~Copyable {
  private let book: ScratchBook

  init() throws { book = try ScratchBook() }

  deinit { book.remove() }

  private func configure(user: String = "", project: String = "") throws {
    _ = try book.run("mkdir -p xdg/offtake project/below")
    try book.write(user, to: "xdg/offtake/config.toml")
    try book.write(project, to: "project/.offtake.toml")
  }

  /// Runs a command below the project's folder; `variables` come before it.
  private func run(_ command: String, with variables: String = "") throws -> (
    output: String, status: Int32
  ) {
    try book.run(
      "unset OFFTAKE_DB; export XDG_CONFIG_HOME=\"$PWD/xdg\"; cd project/below; \(variables) \(command)"
    )
  }

  private func buyer(_ options: String = "", with variables: String = "") throws -> String {
    let run = try run("offtake config --format csv \(options)", with: variables)
    let row = run.output.split(separator: "\n").first { $0.hasPrefix("buyer,") }
    return row.map { String($0.split(separator: ",", omittingEmptySubsequences: false)[1]) } ?? "?"
  }

  @Test func theNearestPlaceHolds() throws {
    try configure(user: "buyer = \"mine\"\n")
    #expect(try buyer() == "mine")
    try configure(user: "buyer = \"mine\"\n", project: "buyer = \"ours\"\n")
    #expect(try buyer() == "ours")
    #expect(try buyer(with: "OFFTAKE_BUYER=theirs") == "theirs")
    #expect(try buyer(with: "OFFTAKE_BUYER=") == "")
    #expect(try buyer("--no-config") == "")
    #expect(try buyer(with: "OFFTAKE_NO_CONFIG=1") == "")
  }

  @Test func aDatabaseIsFoundFromTheFolderOfItsFile() throws {
    try configure(project: "database = \"../book.sqlite\"\n")
    let run = try run("offtake check")
    #expect(run.status == 0, "\(run.output)")
    #expect(try self.run("offtake check --db none.sqlite").status == 66)
    #expect(try self.run("offtake check", with: "OFFTAKE_DB=none.sqlite").status == 66)
  }

  @Test func reportsHeedIt() throws {
    try book.write("slug,name\nlumen,Lumen\n", to: "lumen.csv")
    _ = try book.run("offtake import providers lumen.csv")
    try configure(
      project: "database = \"../book.sqlite\"\nbuyer = \"lumen\"\nfiscal_year_start = 7\n")
    let report = try run("offtake report spend --in FY2026 --format json").output
    #expect(report.contains("\"buyer\": \"lumen\""), "\(report)")
    #expect(report.contains("\"fiscal_year_start\": \"7\""), "\(report)")
    let other = try run("offtake report spend --in FY2026 --format json --fiscal-year-start 1")
    #expect(!other.output.contains("fiscal_year_start"))
    #expect(try run("offtake list providers").output.contains("Lumen"))
    #expect(try run("offtake list imports").status == 0)
    #expect(try run("offtake report spend --no-config --db ../../book.sqlite").status == 0)
  }

  @Test(
    arguments: [
      ("buyr = \"x\"\n", ".offtake.toml:1: 'buyr' is not a setting; did you mean buyer?"),
      (
        "\nunit = \"milion\"\n",
        ".offtake.toml:2: unit: 'milion' is not a unit; did you mean million"
      ),
      ("fiscal_year_start = 13\n", ".offtake.toml:1: fiscal_year_start: '13' is not a month"),
      ("currency = \"dollar\"\n", ":1: currency: 'dollar' is not a currency code"),
      ("pager = \"touch owned\"\n", ":1: pager is a program to run"),
      ("buyer = [\"a\"]\n", ":1: \"buyer\" is neither a text in quotes nor a whole number"),
      ("buyer = \n", ".offtake.toml:1: is not TOML"),
    ])
  func aFaultIsNamedWithItsLine(text: String, message: String) throws {
    try configure(project: text)
    let run = try run("offtake config")
    #expect(run.status == 78)
    #expect(run.output.contains(message), "\(run.output)")
    #expect(try self.run("offtake --help").status == 0)
    #expect(try self.run("offtake config --no-config").status == 0)
  }

  @Test func aUnitHoldsInATableAlone() throws {
    try configure(project: "database = \"../book.sqlite\"\nunit = \"million\"\n")
    #expect(try run("offtake report spend").output.contains("million"))
    #expect(try !run("offtake report spend --format json").output.contains("million"))
    #expect(try run("offtake report spend --exact").status == 0)
  }

  @Test func whatIsBehindTwoHyphensIsNoOption() throws {
    try configure(user: "buyer = \"mine\"\n")
    #expect(try run("offtake config -- --no-config").status == 64)
  }

  @Test func aVariableIsCheckedAsWell() throws {
    let run = try book.run("OFFTAKE_UNIT=dozen offtake config")
    #expect(run.status == 78)
    #expect(
      run.output.contains(
        "offtake: OFFTAKE_UNIT: 'dozen' is not a unit; there are thousand, million"))
  }
}
