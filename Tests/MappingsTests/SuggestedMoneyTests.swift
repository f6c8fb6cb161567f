import Mappings
import Testing

/// What adds up to what, and which rows are no data.
struct SuggestedMoneyTests {
  @Test func netAndTaxMakeGross() throws {
    let sheet = SuggestedSheet(
      "Number|Date|Net|VAT|Gross", "N-1|2026-05-31|100.00|19.00|119.00",
      "N-2|2026-05-31|50.00|9.50|59.50")
    for line in [
      "tax = \"VAT\"  # sure", "total = \"Gross\"  # sure", "amount = \"Net\"  # sure",
    ] {
      #expect(sheet.has(line), "\(sheet.text)")
    }
  }

  @Test func theGrossOfARowIsNoTotalOfItsInvoice() {
    let sheet = SuggestedSheet(
      "Number|Date|Net|VAT|Gross", "N-1|2026-05-31|100.00|19.00|119.00",
      "N-1|2026-05-31|50.00|9.50|59.50")
    #expect(sheet.has("tax = \"VAT\"  # sure"))
    #expect(!sheet.text.contains("total ="), "\(sheet.text)")
  }

  @Test func anAmountIsNetWhereItAddsUpWithTheTaxOfItsInvoiceToTheTotal() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Amount|Tax|Invoice total", "N-1|2026-05-31|100.00|19.00|178.50",
      "N-1|2026-05-31|50.00|9.50|178.50", "N-2|2026-05-31|1.00|0.19|1.19")
    #expect(sheet.has("tax = \"Tax\"  # sure"))
    #expect(sheet.has("total = \"Invoice total\"  # sure"))
  }

  @Test func aTaxThatNothingProvesIsOpen() {
    let sheet = SuggestedSheet("Invoice|Date|Amount|Tax", "N-1|2026-05-31|100.00|19.00")
    #expect(
      sheet.has(
        "# tax = \"Tax\"  # open: no row tells whether Amount is without it; if so, it is a line"))
  }

  @Test func aTotalThatItsLinesDoNotAddUpToIsOpen() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Amount|Invoice total", "N-1|2026-05-31|100.00|150.00",
      "N-1|2026-05-31|60.00|150.00")
    #expect(
      sheet.has(
        "# total = \"Invoice total\"  # open: Amount of an invoice's rows does not add up to it"))
  }

  @Test func anAmountIsWhatIsLeftOfACostAfterCredits() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Cost|Credits|Subtotal", "N-1|2026-05-31|100.00|-10.00|90.00",
      "N-1|2026-05-31|50.00|-5.00|45.00")
    #expect(sheet.has("amount = \"Subtotal\"  # sure"), "\(sheet.text)")
  }

  @Test func creditsMayHaveAColumnOfTheirOwn() {
    let sheet = SuggestedSheet(
      "Invoice|Issued|Item|Charge|Credit", "N-1|2026-05-31|H100|1000.00|",
      "N-1|2026-05-31|Outage||40.00")
    #expect(
      sheet.has("amount = { column = \"Charge\", minus = \"Credit\" }  # sure"), "\(sheet.text)")
  }

  @Test func aSignMayHaveAColumnOfItsOwn() {
    let sheet = SuggestedSheet(
      "Beleg|Datum|Betrag|SH", "N-1|2026-05-31|1000.00|S", "N-1|2026-05-31|40.00|H")
    #expect(
      sheet.has(
        "amount = { column = \"Betrag\", sign = { column = \"SH\", positive = \"S\", negative = \"H\" } }"
          + "  # likely: SH says its sign"), "\(sheet.text)")
  }

  @Test func aQuantityIsPairedWithThePriceOfItsUnit() {
    let rows = [
      "N-1|2026-05-31|7200|Seconds|2|Hours|2.50|5.00",
      "N-1|2026-05-31|3600|Seconds|1|Hours|2.50|2.50",
    ]
    let sheet = SuggestedSheet(
      [
        "Invoice|Date|Usage Quantity|Usage Unit|Pricing Quantity|Pricing Unit|Unit Price|Cost"
      ] + rows)
    for line in [
      "quantity = \"Pricing Quantity\"  # sure", "unit = \"Pricing Unit\"  # sure",
      "unit_price = \"Unit Price\"  # sure", "amount = \"Cost\"  # sure",
    ] {
      #expect(sheet.has(line), "\(sheet.text)")
    }
  }

  @Test func noUnitIsPairedWithAQuantityOfAnother() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Usage Unit|Pricing Quantity|Unit Price|Cost",
      "N-1|2026-05-31|Seconds|2|2.50|5.00", "N-1|2026-05-31|Seconds|4|2.50|10.00")
    #expect(sheet.has("quantity = \"Pricing Quantity\"  # sure"))
    #expect(
      sheet.has(
        "# unit = \"Usage Unit\"  # open: no title shows that it is the unit of Pricing Quantity"))
  }

  @Test func aPriceThatNoRowShowsIsOpen() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Quantity|Unit Price|Amount", "N-1|2026-05-31|2|2.50|5.00",
      "N-1|2026-05-31|4|2.50|9.00")
    #expect(
      sheet.has(
        "# unit_price = \"Unit Price\"  # open: no row shows that it is the price of Quantity"))
  }

  @Test func anAmountMayBeRoundedToItsDecimals() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Quantity|Unit Price|Amount", "N-1|2026-05-31|3|0.3333|1.00",
      "N-1|2026-05-31|0.5|0.01|0.01", "N-1|2026-05-31|0.5|0.03|0.02")
    #expect(sheet.has("unit_price = \"Unit Price\"  # sure"), "\(sheet.text)")
  }

  @Test func aQuantityTimesItsPriceIsTheAmountWhereTotalsShowIt() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Quantity|Unit Amount|Tax Amount|Total",
      "N-1|2026-05-31|400|2.50|150.00|1150.00",
      "N-2|2026-05-31|400|2.50|150.00|1265.00", "N-2|2026-05-31|100|1.00|15.00|1265.00")
    for line in [
      "tax = \"Tax Amount\"  # sure", "total = \"Total\"  # sure",
      "amount = { column = \"Quantity\", times = \"Unit Amount\" }  # sure",
    ] {
      #expect(sheet.has(line), "\(sheet.text)")
    }
  }

  @Test func aDiscountInPercentIsTakenOff() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Quantity|Unit Amount|Discount|Total", "N-1|2026-05-31|400|2.50|10|990.00",
      "N-1|2026-05-31|90|1.00||990.00")
    #expect(
      sheet.has(
        "amount = { column = \"Quantity\", times = \"Unit Amount\", less_percent = \"Discount\" }  # sure"
      ), "\(sheet.text)")
  }

  // MARK: Ends of periods

  @Test(arguments: [
    (["2026-05-01|2026-06-01", "2026-06-01|2026-07-01"], true),
    (
      ["2026-05-31T22:00:00Z|2026-05-31T23:00:00Z", "2026-05-31T23:00:00Z|2026-06-01T00:00:00Z"],
      true
    ),
    (["2026-05-03|2026-05-10", "2026-05-10|2026-05-17", "2026-05-17|2026-05-24"], true),
    (["2026-05-01|2026-05-31", "2026-06-01|2026-06-30"], false),
    (["2026-05-03|2026-05-09", "2026-05-10|2026-05-16"], false),
    (["2026-05-03|2026-05-03"], false), (["2026-05-01 00:00:00|2026-05-31 23:59:59"], false),
  ])
  func exclusiveEndsAreSeen(periods: [String], isExclusive: Bool) {
    let sheet = SuggestedSheet(
      ["Invoice|Date|Amount|From|To"] + periods.map { "N-1|2026-06-30|1.5|" + $0 })
    let line =
      isExclusive
      ? "service_to = { column = \"To\", exclusive_end = true }  # sure"
      : "service_to = \"To\"  # sure"
    #expect(sheet.has(line), "\(sheet.text)")
  }

  @Test func endsOfBothKindsAreOpen() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Amount|From|To", "N-1|2026-06-30|1.5|2026-05-01|2026-06-01",
      "N-1|2026-06-30|1.5|2026-06-01|2026-06-30")
    #expect(sheet.text.contains("\n# service_to = \"To\"  # open: "), "\(sheet.text)")
  }

  @Test func endsThatNoRowTellsAreLikely() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Amount|From|To", "N-1|2026-06-30|1.5|2026-05-03|2026-05-17")
    #expect(sheet.has("service_to = \"To\"  # likely: no row tells whether it is the last day"))
  }

  // MARK: Rows

  @Test func aTotalAtTheFootIsComparedWithItsLines() {
    let sheet = SuggestedSheet(
      "Rechnung|Datum|Betrag", "R-1|31.05.2026|1.000,00", "R-2|31.05.2026|250,50", "Summe||1.250,50"
    )
    #expect(
      sheet.has(
        "# sure: what its lines add up to\n[[total]]\ncolumn = \"Rechnung\"\nequals = \"Summe\"\nof = \"file\""
      ), "\(sheet.text)")
  }

  @Test func aTotalThatNamesItsInvoiceIsKnownByItsFirstWords() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Amount", "N-1|2026-05-31|100.00", "N-1|2026-05-31|50.00",
      "Total of invoice N-1||150.00")
    #expect(sheet.has("begins = \"Total of invoice\"\nof = \"file\""), "\(sheet.text)")
  }

  @Test func aTotalWithTaxNamesItsColumn() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Net|VAT|Gross", "N-1|2026-05-31|100.00|19.00|119.00",
      "N-2|2026-05-31|50.00|9.50|59.50", "Total||150.00|28.50|178.50")
    #expect(sheet.has("of = \"file\"\namount = \"Gross\""), "\(sheet.text)")
  }

  @Test func aTotalThatTheLinesDoNotAddUpToIsOpen() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Amount", "N-1|2026-05-31|100.00", "N-2|2026-05-31|50.00", "Total||151.00")
    #expect(
      sheet.has(
        "# open: no column adds up to what the row \"Total\" at the foot states\n# [[skip]]\n# column = \"Invoice\"\n"
          + "# equals = \"Total\""), "\(sheet.text)")
  }

  @Test func aTotalWithoutAWordIsKnownByItsEmptyInvoice() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Item|Amount", "N-1|2026-05-31|a|100.00", "N-2|2026-05-31|b|50.00", "|||150.00")
    #expect(
      sheet.has("[[total]]\ncolumn = \"Invoice\"\nequals = \"\"\nof = \"file\""), "\(sheet.text)")
  }

  @Test func aLineWithFewCellsIsNoFoot() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Item|Region|Zone|Project|Amount", "N-1|2026-05-31|a|b|c|d|100.00",
      "||Tax||||19.00", "Total||||||119.00")
    #expect(sheet.text.contains("from its header and all its 2 rows"))
    #expect(
      sheet.has("[[total]]\ncolumn = \"Invoice\"\nequals = \"Total\"\nof = \"file\""),
      "\(sheet.text)")
  }

  @Test func rowsThatLeaveCellsToTheRowAboveAreFilled() {
    let sheet = SuggestedSheet(
      "Invoice|Date|Item|Amount", "N-1|2026-05-31|a|1.00", "||b|2.00", "N-2|2026-05-31|c|3.00",
      "||d|4.00", "||e|5.00", "||f|5.00", "||g|5.00", "||h|5.00", "||i|5.00", "||j|5.00")
    #expect(
      sheet.has(
        "number = { column = \"Invoice\", fill_down = true }  # likely: 8 rows leave it to the row above"
      ), "\(sheet.text)")
  }

  @Test func columnsWithoutATitleOfTheirOwnAreNumbered() throws {
    let sheet = SuggestedSheet("Invoice|Date|Date|Amount", "N-1|2026-05-31|2026-06-30|1.50")
    #expect(sheet.has("issued_on = 2  # sure"), "\(sheet.text)")
  }
}
