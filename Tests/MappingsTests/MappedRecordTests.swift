import Mappings
import Testing

struct MappedRecordTests {
  @Test func fieldsAreMadeOfColumnsInOneOfSeveralWays() throws {
    var sheet = try Sheet(
      """
      [constants]
      currency = "USD"
      [columns]
      number = { join = ["A", "B"], with = "-" }
      category = { first_of = ["C", "B", "Not there"] }
      amount = { column = "Not there either", optional = true }
      """, ["A", "B", "C"])
    #expect(
      sheet.read([["1", "2", "3"], ["1", " ", ""], ["", "2", " "]]) == [
        ["number=1-2", "currency=USD", "category=3"], ["number=1", "currency=USD", "category="],
        ["number=2", "currency=USD", "category=2"],
      ])
  }

  @Test func columnsMayBeNamedByNumber() throws {
    var sheet = try Sheet(
      "[columns]\nnumber = 3\namount = { first_of = [1, \"B\"] }\n[[skip]]\ncolumn = 2\nequals = \"-\"",
      ["", "B", "A", "A"])
    #expect(
      sheet.read([["", "5", "x", "y"], ["1", "-", "x", "y"], ["z", "", "x", "y"]])
        == [["number=x", "amount=5"], ["number=x", "amount=z"]])
  }

  @Test func aSuppliersWordsMeanOurs() throws {
    let rule = "{ column = \"X\", values = { Usage = \"Usage\", Refund = \"Credit\" } }"
    #expect(try Sheet.text(rule, "category", "Refund") == "Credit")
    #expect(try Sheet.text(rule, "category", " Usage ") == "Usage")
    #expect(try Sheet.text(rule, "category", "") == "")
    #expect(
      try Sheet.text(rule, "category", "Usages")
        == "X \"Usages\" is not among the mapping's values; did you mean Usage?")
  }

  @Test func rowsAreSkippedByTheirText() throws {
    var sheet = try Sheet(
      """
      [columns]
      number = "N"
      [[skip]]
      column = "T"
      begins = ["Total", "Sub"]
      [[skip]]
      column = "N"
      equals = ["", "-"]
      """, ["N", "T"])
    let rows = [["1", "a"], ["2", "Total of all"], ["", "b"], ["-", "b"], ["3", "total"]]
    #expect(sheet.read(rows) == [["number=1"], ["number=3"]])
  }

  @Test(arguments: 0...4)
  func theLastRowsAreLeftOut(count: Int) throws {
    var sheet = try Sheet("footer_rows = \(count)\n[columns]\nnumber = \"N\"", ["N"])
    let rows = (1...3).map { ["\($0)"] }
    #expect(sheet.read(rows) == rows.dropLast(count).map { ["number=\($0[0])"] })
  }

  @Test func aRowCanEndTheData() throws {
    var sheet = try Sheet(
      "[end]\ncolumn = \"N\"\nbegins = \"Sum\"\n[columns]\nnumber = \"N\"", ["N"])
    #expect(sheet.read([["1"], ["Summary"], ["2"]]) == [["number=1"]])
  }

  @Test func textsAboveTheHeaderAreReadLikeOthers() throws {
    let toml = """
      dates = "MM/dd/yyyy"
      [columns]
      number = { above = "Invoice number" }
      issued_on = { above = "invoice_date" }
      currency = { above = "Currency", optional = true }
      amount = "X"
      """
    var sheet = try Sheet(
      toml, ["X"], above: [["Invoice number", "A-1", ""], ["Invoice date", "05/31/2026"]])
    #expect(sheet.read([["5"]]) == [["number=A-1", "issued_on=2026-05-31", "amount=5"]])
    let failure = #expect(throws: MappingFailure.self) {
      try Sheet(toml, ["X"], above: [["Invoice number", "A-1"], ["Invoice date", "31.5."]])
    }
    #expect(
      failure?.faults.map(\.problem) == [
        "x.csv: invoice_date above the header, \"31.5.\", is not a date like 05/31/2026 (MM/dd/yyyy)"
      ])
  }

  @Test func everyFaultOfARecordIsToldOnce() throws {
    var sheet = try Sheet(
      """
      dates = "MM/dd/yyyy"
      [columns]
      issued_on = "D"
      to = "D"
      amount = { column = "A", group = "," }
      """, ["D", "A"])
    let read = sheet.read([["x", "1,2"], ["05/31/2026", "1,200"]])
    #expect(read[0].count == 2)
    #expect(read[1] == ["issued_on=2026-05-31", "to=2026-05-31", "amount=1200"])
  }

  @Test func theResolvedMappingSaysWhatItDoes() throws {
    let mapping = try Mapping(
      parsing: """
        footer_rows = 2
        [columns]
        number = "N"
        to = { column = "E", date = "iso", exclusive_end = true }
        amount = { column = "A", decimal = ",", group = "." }
        [constants]
        currency = "EUR"
        """)
    let resolved = try ResolvedMapping(
      mapping, kind: "invoices", fields: Sheet.fields, file: "x.csv", titles: ["N", "E", "A"])
    #expect(
      resolved.rules.map { "\($0.field) ← \($0.source): \($0.reading)" } == [
        "number ← N: ", "to ← E: date iso, the day before",
        "amount ← A: number 1.234,50, -1.234,50", "currency ← \"EUR\": ",
      ])
    #expect(resolved.omissions == ["The last 2 rows are skipped."])
  }
}
