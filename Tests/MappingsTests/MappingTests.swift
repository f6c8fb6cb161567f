import Mappings
import Testing

struct MappingTests {
  @Test(arguments: ShippedMap.all.map(\.name))
  func whatIsShippedIsAMapping(name: String) throws {
    let shipped = try #require(ShippedMap.all.first { $0.name == name })
    let mapping = try Mapping(parsing: shipped.text)
    #expect(mapping.kind != nil && mapping.about != nil)
    #expect(shipped.text.utf8.count < 8_192 && shipped.text.contains("https://"))
  }

  /// The library would stop the program at these. Found by fuzzing.
  @Test(arguments: [
    "[ü]", "\n [ =]", "[", "[\n]", "[#]", "[[[a]]]", "\u{FEFF}[.]", "[\r\n]", "[[{}",
    "a = [}]", "a = [1, }", "a = [\u{2028}]", "[a]\nb = \"\"\"[.\"\"\"\nc = ]",
  ])
  func refusesWhatNoNameBegins(text: String) {
    #expect(throws: MappingFailure.self) { try Mapping(parsing: text) }
  }

  @Test(arguments: [
    (
      "colums = 1\n[columns]\nnumber = \"X\"",
      "1: colums has no meaning here; did you mean columns?"
    ),
    (
      "[columns]\n\nnumber = { colum = \"X\" }",
      "3: columns.number.colum has no meaning here; did you mean column?"
    ),
    (
      "[numbers]\ndecimals = \",\"\n[columns]\nnumber = \"X\"",
      "2: numbers.decimals has no meaning here; did you mean decimal?"
    ),
    ("[columns]\nnumbre = \"X\"", "2: \"numbre\" is not a field of invoices; did you mean number?"),
    ("[columns]\nnumber = \"Y\"", "2: columns.number: x.csv has no column \"Y\"; there are X"),
    ("[columns]\nnumber = true", "2: columns.number is not a table; write [columns.number]"),
    ("[columns]\nnumber = 5", "2: columns.number: x.csv has no column 5; it has 1 column"),
    (
      "[columns]\nnumber = { join = [\"X\", 0] }",
      "2: columns.number.join is neither a title in quotes nor the number of a column from 1 on,"
        + " nor a list of such"
    ),
    (
      "no_header = true\nheader_row = 2\n[columns]\nnumber = 1",
      "2: header_row and no_header exclude each other; keep one"
    ),
    (
      "tax = \"X\"\n[columns]\namount = \"X\"",
      "1: tax does not apply to invoices, which have no charge_category"
    ),
    ("[constants]\ncurrency = true", "2: constants.currency is not text; put it in quotes"),
    ("kind = \"fees\"\n[columns]\nnumber = \"X\"", "-: is for fees, not for invoices"),
    ("header_row = 0\n[columns]\nnumber = \"X\"", "1: header_row is not a whole number from 1 on"),
    (
      "delimiter = \";;\"\n[columns]\nnumber = \"X\"",
      "1: delimiter \";;\" is not one character such as \",\", \";\", \"|\" or \"\\t\""
    ),
    (
      "[numbers]\ndecimal = \",\"\ngroup = \",\"\n[columns]\namount = \"X\"",
      "2: numbers.decimal is the same mark for decimals and for groups"
    ),
    (
      "[numbers]\nnegative = \"DR\"\n[columns]\namount = \"X\"",
      "2: numbers.negative has a value other than \"-1\", \"1-\", \"(1)\", \"1CR\""
    ),
    (
      "[numbers.symbols]\n\"$\" = \"dollar\"\n[columns]\namount = \"X\"",
      "2: numbers.symbols.$ \"dollar\" is not a currency's code, such as \"USD\""
    ),
    (
      "[columns]\nnumber = { column = \"X\", date = \"iso\" }",
      "2: columns.number.date applies only to a date"
    ),
    (
      "[columns]\nnumber = { column = \"X\", join = [\"X\"] }",
      "2: columns.number comes from several places; give one of column, title_begins, join, first_of, above"
    ),
    (
      "[columns]\nnumber = { with = \" \" }",
      "2: columns.number does not say where it comes from; give one of column, title_begins, join, first_of, above"
    ),
    (
      "[columns]\nnumber = \"X\"\n[constants]\nnumber = \"1\"",
      "4: constants.number is also in columns; keep one"
    ),
    (
      "[columns]\nnumber = \"X\"\n[[skip]]\ncolumn = \"X\"",
      "3: skip.equals is missing, and so is begins; one of them selects the rows"
    ),
    (
      "[columns]\nnumber = { above = \"Invoice\" }",
      "2: x.csv: no line above the header begins with \"Invoice\"; nothing is there"
    ),
    ("", "-: columns is missing; it assigns the columns: [columns]"),
  ])
  func saysWhatIsWrongWithAMapping(toml: String, fault: String) {
    #expect(Sheet.faults(toml) == [fault])
  }

  @Test func saysWhereItIsNoTOML() {
    let faults = Sheet.faults("kind = \"invoices\"\n[columns\n")
    #expect(faults.count == 1 && faults[0].hasPrefix("2: is not TOML: "))
  }

  @Test func everyFaultIsTold() {
    let faults = Sheet.faults("a = 1\nb = 2\n[columns]\nnumber = \"X\"\n[numbers]\ngroup = \"x\"\n")
    #expect(faults.count == 3)
  }

  @Test(arguments: [["x"], ["X "], ["x_"], ["(X)"]])
  func titlesAreFoundWhateverTheirCaseAndPunctuation(titles: [String]) {
    #expect(Sheet.faults("[columns]\nnumber = \"X\"", titles) == [])
  }

  @Test func aTitleThatStandsTwiceIsRefused() {
    let faults = Sheet.faults("[columns]\nnumber = \"X\"", ["X", "X"])
    #expect(
      faults == [
        "2: columns.number: x.csv has column \"X\" twice; its number, without quotes, says which"
      ])
  }

  @Test func unknownColumnsAreRefusedWhereTheMappingSaysSo() {
    let toml = "unknown_columns = \"refuse\"\n[columns]\nnumber = \"X\""
    #expect(
      Sheet.faults(toml, ["X", "Y"])
        == ["-: does not mention column \"Y\" of x.csv, and unknown columns are rejected"])
    #expect(Sheet.faults(toml, ["X"]) == [])
  }
}
