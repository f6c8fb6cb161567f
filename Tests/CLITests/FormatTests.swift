import Foundation
import TestTools
import Testing

/// What `--format`, `-o`, `--section` and `--force` do together.
struct FormatTests: ~Copyable {
  private let book: ScratchBook

  init() throws {
    let book = try ScratchBook()
    try book.write("slug,name\ngood,Good\n", to: "good.csv")
    _ = try book.run("offtake import providers good.csv")
    self.book = book
  }

  deinit { book.remove() }

  /// The first line of the file tells the formats apart.
  @Test(
    arguments: [
      ("list providers -o out.TXT", "Organizations"),
      ("list providers -o out.csv", "slug,name,kind"),
      ("list providers -o out.tab", "slug\tname\tkind"), ("list providers -o out.json", "{"),
      ("list providers -o out.ndjson", "{\"report\": \"list-providers\""),
      ("list providers -o out.md", "# Organizations"),
      ("list providers -o out.htm", "<!DOCTYPE html>"),
      ("list providers -o out.fods", "<?xml version"), ("list providers -o out", "Organizations"),
      ("list providers --format tsv -o out", "slug\tname"),
      ("list providers -o .out", "Organizations"),
      ("list providers --format csv -o out.json", "slug,name"),
      ("list providers --format csv -o out.xyz", "slug,name"),
      ("query 'SELECT 1 AS one' -o out.md", "# Query"),
      ("query 'SELECT 1 AS one' -o out.html", "<!DOCTYPE html>"),
      ("query 'SELECT 1 AS one' -o out.fods", "<?xml version"),
      ("query 'SELECT 1 AS one' -o out.tsv", "one"),
      (
        "query 'SELECT 1 AS one' -o out.jsonl", #"{"report": "query", "section": "rows", "one": 1}"#
      ),
    ])
  func isThatOfTheFile(command: String, start: String) throws {
    let name = try #require(command.split(separator: " ").last)
    let run = try book.run("offtake \(command)")
    #expect(run.output == "")
    let text = try book.text(String(name))
    #expect(text.hasPrefix(start), "\(text)")
  }

  @Test func isRefusedIfTheExtensionIsUnknown() throws {
    let run = try book.run("offtake list providers -o out.xyz")
    #expect(run.status == 64)
    #expect(
      run.output.contains("'out.xyz': no format has the extension .xyz; use .txt, .csv, .tsv,"))
    #expect(try !book.names().contains("out.xyz"))
  }

  @Test(arguments: ["xlsm", "XLS", "ods"])
  func aSpreadsheetThatIsNotWrittenIsRefusedInFavourOfOneThatIs(name: String) throws {
    let run = try book.run("offtake list providers -o out.\(name)")
    #expect(run.status == 64)
    #expect(
      run.output.contains(
        "'out.\(name)': no format has the extension .\(name); use .fods, which LibreOffice opens "
          + "and saves as .\(name.lowercased())"), "\(run.output)")
    #expect(try !book.names().contains("out.\(name)"))
  }

  #if !XLSX
    /// The default build has no library for workbooks.
    @Test(arguments: ["-o out.xlsx", "--format xlsx", "--format xlsx -o out/"])
    func aWorkbookIsRefusedInFavourOfASpreadsheetAndTheTrait(options: String) throws {
      let run = try book.run("offtake list providers \(options)")
      #expect(run.status == 64)
      #expect(
        run.output.contains("built without the trait XLSX; use .fods, which LibreOffice opens and"))
      #expect(run.output.contains("build with --traits XLSX"))
      #expect(try !book.names().contains { $0.hasPrefix("out") })
      #expect(try !book.run("offtake list --help").output.contains("xlsx"))
    }
  #endif

  @Test func theDatabaseIsNoOutputWhateverItsExtension() throws {
    for command in ["list providers", "query 'SELECT 1'"] {
      let run = try book.run("offtake \(command) -o \"$OFFTAKE_DB\"")
      #expect(run.status == 73, "\(run.output)")
    }
    #expect(try book.run("offtake check").status == 0)
  }

  @Test func printsTheFirstSectionAndNamesTheOthers() throws {
    let both = try book.run("offtake imports show 1 --format csv")
    #expect(
      both.output.hasPrefix(
        "Note: only section rows is printed; --section NAME prints another: facts; "
          + "-o FOLDER/ writes all\nfield,value,value_reason\n"), "\(both.output)")
    #expect(!both.output.contains("\n\n"))
    let one = try book.run("offtake imports show 1 --format csv --section rows")
    #expect(one.output.hasPrefix("field,value,value_reason\n"))
    let json = try book.run("offtake imports show 1 --format json --section facts")
    #expect(json.output.contains("      \"name\": \"facts\""))
    #expect(!json.output.contains("\"name\": \"rows\""))
  }

  @Test(arguments: [
    ("imports show 1 --section row", #"no section "row" in this report; did you mean "rows"?"#),
    ("query 'SELECT 1' --section more", #"no section "more" in this report; its sections: rows"#),
    ("report spend --section explanation", "--explain adds it"),
  ])
  func refusesASectionThatIsNotThere(command: String, message: String) throws {
    let run = try book.run("offtake \(command)")
    #expect(run.status == 64)
    #expect(run.output.contains(message), "\(run.output)")
  }

  @Test func writesAFileForEachSection() throws {
    let run = try book.run("offtake imports show 1 -o out/ && ls out && cat out/facts.csv")
    #expect(run.output.hasPrefix("facts.csv\nrows.csv\nfacts,"))
    let again = try book.run("offtake imports show 1 -o out")
    #expect(again.status == 73)
    #expect(again.output.contains("already there; nothing was written, --force replaces them"))
    let forced = try book.run(
      "offtake imports show 1 -o out --force && offtake imports show 1 -o out "
        + "--format jsonl --section rows && ls out | wc -l")
    #expect(forced.output.trimmingCharacters(in: .whitespacesAndNewlines) == "3")
    let query = try book.run("mkdir q && offtake query 'SELECT 1 AS one' -o q && cat q/rows.csv")
    #expect(query.output == "one\n1\n")
  }

  /// The first rows are read before the failure, and the file of another run is there.
  @Test func writesNoFileOfAQueryThatFails() throws {
    let failing =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
      + "SELECT i, CASE WHEN i > 1500 THEN abs(-9223372036854775807 - 1) END FROM n"
    let run = try book.run("offtake query '\(failing)' -o out/ --format fods; ls out")
    #expect(run.output.contains("integer overflow"), "\(run.output)")
    #expect(run.output.contains("No such file") || run.output.contains("cannot access"))
  }
}
