import Mappings
import TestTools
import Testing

/// A file as a suggestion reads it, and the mapping that comes of it.
struct SuggestedSheet {
  /// The fields of invoices, as far as the tests need them.
  static let mappedFields: [MappedField] =
    [
      "provider", "number", "contract", "buyer", "currency", "sku", "description", "unit",
      "charge_category",
    ].map { MappedField($0, .text) }
    + ["billing_month", "issued_on", "due_on", "service_from", "service_to"].map {
      MappedField($0, .date)
    }
    + ["total", "line_no", "quantity", "unit_price", "amount"].map { MappedField($0, .number) }

  static let fields = mappedFields.map { field in
    SuggestedField(
      field, synonyms: [],
      isRequired: ["provider", "number", "issued_on", "currency"].contains(field.name),
      words: field.name == "charge_category" ? ["Usage", "Tax", "Credit"] : [], meaning: "It.")
  }

  let text: String

  /// A suggestion for lines of fields divided by `|`, of which the first is the header.
  init(_ lines: String...) {
    self.init(lines)
  }

  init(_ lines: [String]) {
    let rows = lines.map {
      $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    self.init(titles: rows[0], rows: Array(rows.dropFirst()))
  }

  init(titles: [String], rows: [[String]]) {
    var survey = FileSurvey(titles: titles)
    SuggestedSheet.forEach(rows) { survey.take($0) }
    survey.finish()
    var relations = RelationSurvey(survey, fields: SuggestedSheet.fields)
    SuggestedSheet.forEach(rows) { relations.take($0) }
    relations.finish()
    var repeats = RepeatSurvey(relations)
    SuggestedSheet.forEach(rows) { repeats.take($0) }
    let file = SuggestedFile(name: "x.csv", headerLine: 1, delimiter: ",", encoding: nil)
    text = Suggestion(kind: "invoices", file: file, repeats: repeats).text
  }

  private static func forEach(_ rows: [[String]], _ body: (SourceRow) -> Void) {
    var row = SourceRow()
    for (index, texts) in rows.enumerated() {
      row.begin(line: index + 2, number: index + 2, width: texts.count)
      for text in texts { row.append(Array(text.utf8).span) }
      body(row)
    }
  }

  /// Whether it has these lines, one after the other.
  func has(_ lines: String) -> Bool { ("\n" + text).contains("\n" + lines + "\n") }
}

struct SuggestionTests {
  @Test(arguments: [
    ("05/31/2026|04/03/2026", "dates = \"MM/dd/yyyy\"  # sure"),
    ("31/05/2026|04/03/2026", "dates = \"dd/MM/yyyy\"  # sure"),
    ("4/3/2026|31/5/2026", "dates = \"d/M/yyyy\"  # sure"),
    ("04/03/2026", "# dates = \"MM/dd/yyyy\"\n# dates = \"dd/MM/yyyy\""),
    ("31.05.2026", "dates = \"dd.MM.yyyy\"  # sure"),
    ("May 3, 2026", "dates = \"MMM d, yyyy\"  # sure"),
    ("September 3, 2026", "dates = \"MMMM d, yyyy\"  # sure"),
    ("2026-05-31T00:00:00Z", "dates = \"iso\"  # sure"),
    ("20260531", "dates = \"yyyyMMdd\"  # sure"),
    ("5/31/2026 12:00:00 AM|5/1/2026 1:05:00 PM", "dates = \"M/d/yyyy h:mm:ss a\"  # sure"),
    (
      "31-May-26",
      "dates = \"dd-MMM-yy\"  # sure\n"
        + "two_digit_years_from = 1970  # likely: 69 is 2069, and 70 is 1970"
    ),
    (
      "31.12.99|01.06.26",
      "dates = \"dd.MM.yy\"  # sure\ntwo_digit_years_from = 1970  # likely: 69 is 2069, and 70 is 1970"
    ),
    ("03/04/05", "# dates = \"MM/dd/yy\"\n# dates = \"dd/MM/yy\"\n# dates = \"yy/MM/dd\""),
    ("46173|46174.5", "dates = \"excel\"  # likely: or excel-1904, four years later"),
    (
      "31. Mai 2026|1. Dezember 2026", "dates = \"d. MMMM yyyy\"  # sure\nlanguage = \"de\"  # sure"
    ),
    ("3 févr. 2026|3 août 2026", "dates = \"d MMM yyyy\"  # sure\nlanguage = \"fr\"  # sure"),
    ("2026年5月31日", "dates = \"yyyy'年'M'月'd'日'\"  # sure"),
    ("2026. 5. 31.", "dates = \"yyyy. M. d.\"  # sure"),
    ("31 de mayo de 2026", "dates = \"dd 'de' MMMM 'de' yyyy\"  # sure\nlanguage = \"es\"  # sure"),
    (
      "31. Mai 2026|30 juin 2026",
      "dates = [\"dd. MMMM yyyy\", \"dd MMMM yyyy\"]  # sure\nlanguage = \"fr\"  # sure"
    ),
    (
      "31/05/2026|05/31/2026",
      "# issued_on = \"Invoice date\"  # open: no one format reads all its values"
    ),
  ])
  func aDateOrderIsTakenWhereTheRowsProveIt(dates: String, line: String) throws {
    let dates = dates.split(separator: "|").map(String.init)
    let sheet = SuggestedSheet(titles: ["Invoice date", "Cost"], rows: dates.map { [$0, "1"] })
    #expect(sheet.has(line), "\(sheet.text)")
    _ = try Mapping(parsing: sheet.text)
  }

  @Test func theLastOfManyRowsCanDecide() {
    let rows = (1...3000).map { ["N-\($0)", "04/03/2026", "1,234"] }
    let open = SuggestedSheet(titles: ["Invoice", "Date", "Amount"], rows: rows)
    #expect(open.has("# open: its dates can be read in more than one way, and no row tells which."))
    #expect(open.has("# decimal = \",\""))
    let last = [["N-x", "04/13/2026", "1,234.5"]]
    let decided = SuggestedSheet(titles: ["Invoice", "Date", "Amount"], rows: rows + last + rows)
    #expect(decided.has("dates = \"MM/dd/yyyy\"  # sure"))
    #expect(decided.has("group = \",\"  # sure"))
  }

  @Test func anOrderIsThatOfTheOtherColumns() {
    let sheet = SuggestedSheet("Invoice|Date|From|Amount", "N-1|05/06/2026|31/05/2026|1.5")
    #expect(sheet.has("dates = \"dd/MM/yyyy\"  # sure"))
    #expect(
      sheet.has("issued_on = \"Date\"  # likely: days and months in the order of other dates"))
  }

  @Test(arguments: [
    ("1.234,50|2,5", "decimal = \",\"  # sure\ngroup = \".\"  # sure"),
    ("1,234.50", "group = \",\"  # sure"), ("1,234", "# decimal = \",\""),
    ("1 234,50", "decimal = \",\"  # sure\ngroup = \" \"  # sure"),
    ("1'234.50", "group = \"'\"  # sure"), ("1.2E-05", "exponent = true  # sure"),
    ("(5.00)", "negative = [\"-1\", \"(1)\"]  # sure"),
    ("5.00-", "negative = [\"-1\", \"1-\"]  # sure"),
    ("$5", "[numbers.symbols]\n\"$\" = \"USD\"  # likely: the sign of several currencies"),
    ("5.00 €", "[numbers.symbols]\n\"€\" = \"EUR\"  # sure"),
    ("5.00|NULL|n/a|6.00", "empty = [\"NULL\", \"n/a\"]  # likely: they stand for nothing"),
    ("=\"5.00\"", "excel_text = true  # sure"),
  ])
  func marksAreTakenWhereTheRowsProveThem(amounts: String, lines: String) throws {
    let amounts = amounts.split(separator: "|").map(String.init)
    let sheet = SuggestedSheet(
      titles: ["Invoice date", "Cost"], rows: amounts.map { ["2026-05-31", $0] })
    #expect(sheet.has(lines), "\(sheet.text)")
    _ = try Mapping(parsing: sheet.text)
  }

  @Test(arguments: [
    [""], ["\"\u{1}\\"], ["Invoice #", "Invoice Date", "Net amount", "Currency"], ["\u{85}\n"],
    ["a", "a"], ["Amount", "Amount", "Date", "Date"],
  ])
  func whatItSuggestsIsAMapping(titles: [String]) throws {
    for rows in [[], [["a"], []], [["2026-05-31", "1", "2", "3"]]] {
      _ = try Mapping(parsing: SuggestedSheet(titles: titles, rows: rows).text)
    }
  }

  @Test func whatIsNeededAndNotFoundIsSaid() {
    let sheet = SuggestedSheet("Cost ($)|Whatever", "1.5|x")
    #expect(sheet.has("currency = \"USD\"  # likely: from the title Cost ($)"))
    #expect(sheet.has("# issued_on = \"…\"  # open: needed. It."))
    #expect(sheet.text.contains("#   Whatever"))
  }

  @Test func aColumnThatSomeRowsLeaveEmptyIsOpenWhereAllNeedIt() {
    let sheet = SuggestedSheet("Vendor name|Invoice|Amount", "|N-1|1.5", "Nimbus|N-2|2.5")
    #expect(
      sheet.has("# provider = \"Vendor name\"  # open: a row has none, and all need one"),
      "\(sheet.text)")
    #expect(sheet.has("# provider = \"…\"  # open: needed. It."))
  }

  @Test func wordsThatAreNoneOfOursAreOpen() {
    let sheet = SuggestedSheet("Invoice|Amount|Charge type", "N-1|1.5|Zap")
    #expect(
      sheet.has(
        "# charge_category = { column = \"Charge type\", values = { \"Zap\" = \"…\" } }  # open: \"Zap\" is not one of Usage, Tax, Credit; give the meaning of each word"
      ), "\(sheet.text)")
  }

  @Test func whateverIsInAFileItsSuggestionIsAMapping() throws {
    var random = SplitMix64(seed: 20)
    let titles = [
      "Invoice", "Date", "Amount", "Tax", "Total", "Qty", "Rate", "Unit", "From", "To", "", "\"x\\",
      "Credit", "通貨", "Währung", "Rabatt", "a.b", "1", "Date",
    ]
    let cells = [
      "", " ", "N-1", "2026-05-31", "31.12.26", "5/31/2026 1:00:00 PM", "1", "1,5", "1.234,50",
      "(5)", "$5", "-",
      "NULL", "46173", "Total", "Summe", "EUR", "=\"7\"", "[{}]", "1.2E-5", "3 mai 2026", "\u{1}",
      "5-", "\"",
    ]
    for _ in 0..<300 {
      let width = Int.random(in: 1...8, using: &random)
      let header = (0..<width).map { _ in titles.randomElement(using: &random) ?? "" }
      let pools = (0..<width).map { _ in
        (0..<3).map { _ in cells.randomElement(using: &random) ?? "" }
      }
      let rows = (0..<Int.random(in: 0...14, using: &random)).map { _ in
        pools.prefix(Int.random(in: 0...width, using: &random)).map {
          $0.randomElement(using: &random) ?? ""
        }
      }
      let text = SuggestedSheet(titles: header, rows: rows).text
      #expect(throws: Never.self, "\(text)") {
        let mapping = try Mapping(parsing: text)
        _ = try ResolvedMapping(
          mapping, kind: "invoices", fields: SuggestedSheet.mappedFields, file: "x.csv",
          titles: header)
      }
    }
  }
}
