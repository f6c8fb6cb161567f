import Mappings
import Testing

struct TotalTests {
  private static let columns = """
    [columns]
    number = "N"
    amount = { column = "A", group = "," }
    currency = "C"

    """
  private static let ofInvoice =
    columns + """
      [[total]]
      column = "N"
      begins = "Total"
      of = "file"
      group = ","
      amount = "A"
      [[total]]
      column = "N"
      equals = "Sum"
      of = "invoice"

      """
  private static let titles = ["N", "A", "C"]

  private static func faults(_ rows: [[String]], _ mapping: String = ofInvoice) throws -> [String] {
    var sheet = try Sheet(mapping, titles)
    _ = sheet.read(rows)
    return sheet.totals
  }

  @Test func linesThatAddUpAreTaken() throws {
    var sheet = try Sheet(TotalTests.ofInvoice, TotalTests.titles)
    let rows = sheet.read([
      ["1", "1,000.10", "USD"], ["1", "0.20", "USD"], ["2", "-5", "USD"], ["Total", "995.3", ""],
    ])
    #expect(rows.count == 3)
    #expect(sheet.totals.isEmpty)
  }

  @Test(arguments: [
    (
      "1,000.11",
      "5: A \"1,000.11\" (Total due) is not the sum of the 3 lines, which is USD 1,000.10; a line is missing,"
        + " or one is counted that should not be"
    ),
    (
      "x",
      "5: A \"x\" (Total due) "
    ),
    (
      "99999999999999999999",
      "5: A \"99999999999999999999\" (Total due) has more digits, or its lines have, than are calculated with"
        + " exactly"
    ),
  ])
  func linesThatDoNotAddUpAreTold(total: String, fault: String) throws {
    let rows = [
      ["1", "1,000.00", "USD"], ["2", "0.2", "USD"], ["1", "-0.1", "USD"],
      ["Total due", total, ""],
    ]
    let faults = try TotalTests.faults(rows)
    #expect(faults.count == 1 && faults[0].hasPrefix(fault), "\(faults)")
  }

  @Test func aTotalIsOfTheInvoiceAboveItOrOfTheOneThatItNames() throws {
    let mapping =
      TotalTests.columns + """
        [[total]]
        column = "C"
        equals = "Sum"
        of = "invoice"
        """
    let rows = [
      ["1", "10", "USD"], ["2", "5", "USD"], ["", "5", "Sum"], ["1", "11", "Sum"],
      ["3", "1", "Sum"],
    ]
    let mappingOfOneCurrency = mapping.replacing("currency = \"C\"\n", with: "")
    #expect(
      try TotalTests.faults(rows, mappingOfOneCurrency) == [
        "5: A \"11\" (Sum) is not the sum of the 1 line of invoice \"1\", which is 10.00; a line is missing,"
          + " or one is counted that should not be",
        "6: A \"1\" (Sum) is not the sum of the 0 lines of invoice \"3\", which is 0.00; a line is missing,"
          + " or one is counted that should not be",
      ])
  }

  @Test func aTotalHasOneCurrency() throws {
    let rows = [
      ["1", "10", "USD"], ["2", "5", "EUR"], ["Total", "15", ""], ["Total", "5", "EUR"],
    ]
    #expect(
      try TotalTests.faults(rows) == ["4: A \"15\" (Total) is a total of lines in EUR and USD"])
  }

  @Test func aTotalAboveTheHeaderOrAfterTheEndCounts() throws {
    let mapping =
      TotalTests.columns + """
        [end]
        column = "N"
        equals = ""
        [[total]]
        above = "Amount due"
        of = "file"
        group = ","
        [total.symbols]
        "$" = "USD"
        [[total]]
        column = "N"
        equals = "Total"
        of = "file"
        """
    var sheet = try Sheet(
      mapping, TotalTests.titles, above: [["Invoice", "1"], ["Amount due", "$1,002.00"]])
    _ = sheet.read([["1", "1,000", "CAD"], ["1", "1", "CAD"], ["", "", ""], ["Total", "7", ""]])
    #expect(
      sheet.totals.map { String($0.prefix(60)) } == [
        "2: Amount due \"1002.00\" is not the sum of the 2 lines, which",
        "5: A \"7\" (Total) is not the sum of the 2 lines, which is CAD",
      ])
  }

  @Test func nothingIsSaidOfTotalsWhereALineCannotBeRead() throws {
    #expect(try TotalTests.faults([["1", "x", "USD"], ["Total", "15", ""]]).isEmpty)
    #expect(try TotalTests.faults([["1", "1"], ["Total", "15", ""]]).isEmpty)
  }

  @Test func aTotalAmongTheFooterRowsIsComparedAndCountedAsOne() throws {
    var sheet = try Sheet("footer_rows = 2\n" + TotalTests.ofInvoice, TotalTests.titles)
    let rows = sheet.read([
      ["1", "10", "USD"], ["2", "5", "USD"], ["Total", "16", ""], ["printed", "", ""],
    ])
    #expect(rows.count == 2)
    #expect(sheet.totals.count == 1)
  }

  @Test(arguments: [
    ("above = \"T\"", "4: total.of is missing; write \"invoice\" or \"file\""),
    ("above = \"T\"\nof = \"month\"", "6: total.of \"month\" is not one of \"invoice\", \"file\""),
    (
      "above = \"T\"\nof = \"file\"\namount = \"A\"",
      "7: total.amount does not go with above, where the number is the line's second field"
    ),
    (
      "above = \"T\"\nof = \"invoice\"",
      "4: total is per invoice, and columns.number does not say which one"
    ),
    ("of = \"file\"", "4: total.column is missing; it names the column to look at"),
  ])
  func refusesATotalThatCannotBe(total: String, fault: String) {
    let mapping = "about = \"x\"\n[columns]\namount = \"A\"\n[[total]]\n\(total)\n"
    #expect(Sheet.faults(mapping, TotalTests.titles) == [fault])
  }
}
