import Testing

struct CellTests {
  private static let titles = ["N", "A", "C"]

  @Test func anEmptyCellTakesTheTextAbove() throws {
    var sheet = try Sheet(
      """
      [columns]
      number = { column = "N", fill_down = true }
      issued_on = { column = "C", date = "MM/dd/yyyy", fill_down = true }
      amount = "A"
      [[skip]]
      column = "A"
      equals = ""
      """, CellTests.titles)
    let rows = [
      ["", "1", ""], ["P-7", "2", "05/31/2026"], [" ", "3", ""], ["not data", "", ""],
      ["", "4", "06/30/2026"],
    ]
    #expect(
      sheet.read(rows) == [
        ["number=", "issued_on=", "amount=1"], ["number=P-7", "issued_on=2026-05-31", "amount=2"],
        ["number=P-7", "issued_on=2026-05-31", "amount=3"],
        ["number=P-7", "issued_on=2026-06-30", "amount=4"],
      ])
  }

  @Test func joinedTextsAreFilledWhereAllTheirCellsAreEmpty() throws {
    var sheet = try Sheet(
      "[columns]\nnumber = { join = [\"N\", \"A\"], fill_down = true }", CellTests.titles)
    #expect(
      sheet.read([["x", "1", ""], ["", "", ""], ["", "2", ""]])
        == [["number=x 1"], ["number=x 1"], ["number=2"]])
  }

  @Test func wordsMeanEmptyInTheWholeFileOrInAField() throws {
    var sheet = try Sheet(
      """
      empty = ["NULL", "N/A"]
      [columns]
      number = { first_of = ["N", "C"], fill_down = true }
      amount = { column = "A", empty = "-" }
      category = { column = "C", empty = [] }
      [[skip]]
      column = "N"
      equals = ""
      """, CellTests.titles)
    let rows = [["7", " - ", "NULL"], ["NULL", "1", "x"], ["null", "N/A", "N/A"]]
    #expect(
      sheet.read(rows) == [
        ["number=7", "amount=", "category=NULL"],
        ["number=null", "amount=N/A", "category=N/A"],
      ])
  }

  @Test(arguments: [
    ("=\"0012\"", "0012"), (" =\"a b\" ", "a b"), ("=\"\"", ""), ("0012", "0012"),
    ("=\"a\"\"b\"", "=\"a\"\"b\""), ("=", "="), ("=\"", "=\""),
  ])
  func aTextKeptFromASpreadsheetIsUnwrapped(text: String, content: String) throws {
    #expect(try Sheet.text("{ column = \"X\", excel_text = true }", "number", text) == content)
    #expect(try Sheet.text("\"X\"", "number", text) == text)
  }

  @Test func aNumberIsUnwrappedBeforeItIsRead() throws {
    let rule = "{ column = \"X\", decimal = \",\", group = \".\" }"
    #expect(try Sheet.text(rule, "amount", "=\"1.200,5\"", head: "excel_text = true") == "1200.5")
  }

  @Test(arguments: [
    ("empty = [5]", "1: empty is neither text in quotes nor a list of such texts"),
    ("short_rows = \"fill\"", "1: short_rows \"fill\" is not one of \"refuse\", \"pad\""),
    ("excel_text = \"=\"", "1: excel_text is neither true nor false"),
  ])
  func refusesWhatCannotBeSaidOfCells(head: String, fault: String) {
    #expect(Sheet.faults("\(head)\n[columns]\nnumber = \"X\"") == [fault])
  }

  @Test func whatStandsAboveTheHeaderIsNotFilled() {
    let faults = Sheet.faults("[columns]\nnumber = { above = \"No\", fill_down = true }")
    #expect(
      faults == [
        "2: columns.number.fill_down cannot be combined with above, which is the same in every row"
      ])
  }
}
