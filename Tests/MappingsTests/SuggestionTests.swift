import Mappings
import Testing

struct SuggestionTests {
  private static let fields: [SuggestedField] = [
    SuggestedField(MappedField("number", .text), synonyms: [], isRequired: true, meaning: "It."),
    SuggestedField(
      MappedField("issued_on", .date), synonyms: [], isRequired: true, meaning: "When."),
    SuggestedField(
      MappedField("amount", .number), synonyms: [], isRequired: false, meaning: "Sum."),
    SuggestedField(
      MappedField("currency", .text), synonyms: [], isRequired: true, meaning: "Of it."),
  ]

  private static func text(_ titles: [String], _ rows: [[String]]) -> String {
    Suggestion(
      kind: "invoices", fields: fields, file: "x.csv", headerLine: 1, delimiter: ",",
      titles: titles, rows: rows
    ).text
  }

  @Test(arguments: [
    (["05/31/2026", "04/03/2026"], "dates = \"MM/dd/yyyy\""),
    (["31/05/2026", "04/03/2026"], "dates = \"dd/MM/yyyy\""),
    (["04/03/2026"], "# dates = \"MM/dd/yyyy\"\n# dates = \"dd/MM/yyyy\""),
    (["31.05.2026"], "dates = \"dd.MM.yyyy\""), (["May 3, 2026"], "dates = \"MMM d, yyyy\""),
    (["2026-05-31T00:00:00Z"], "dates = \"iso\""),
  ])
  func aDateOrderIsTakenWhereTheValuesProveIt(dates: [String], line: String) throws {
    let text = SuggestionTests.text(["Invoice date", "Cost"], dates.map { [$0, "1"] })
    #expect(text.contains("\n\(line)\n"), "\(text)")
    _ = try Mapping(parsing: text)
  }

  @Test(arguments: [
    (["1.234,50", "2,5"], "decimal = \",\"\ngroup = \".\""), (["1,234.50"], "group = \",\""),
    (["1,234"], "# decimal = \",\""), (["1.2E-05"], "exponent = true"),
    (["(5.00)"], "negative = [\"-1\", \"(1)\"]"), (["$5"], "[numbers.symbols]\n\"$\" = \"USD\""),
  ])
  func marksAreTakenWhereTheValuesProveThem(amounts: [String], lines: String) throws {
    let text = SuggestionTests.text(["Invoice date", "Cost"], amounts.map { ["2026-05-31", $0] })
    #expect(text.contains("\n\(lines)\n"), "\(text)")
    _ = try Mapping(parsing: text)
  }

  @Test(arguments: [
    [], [""], ["\"\u{1}\\"], ["Invoice #", "Invoice Date", "Net amount", "Currency"], ["\u{85}\n"],
  ])
  func whatItSuggestsIsAMapping(titles: [String]) throws {
    let text = SuggestionTests.text(titles, [["a"], []])
    guard titles.contains(where: { !$0.isEmpty }) else { return }
    _ = try Mapping(parsing: text)
  }

  @Test func whatIsNeededAndNotFoundIsSaid() {
    let text = SuggestionTests.text(["Cost ($)", "Whatever"], [["1", "x"]])
    #expect(text.contains("currency = \"USD\"  # Check"))
    #expect(text.contains("# issued_on = \"…\"  # Needed: When."))
    #expect(text.contains("#   Whatever"))
  }
}
