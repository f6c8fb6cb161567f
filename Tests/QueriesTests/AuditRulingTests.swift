import Audit
import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// The rulings of METRICS on the audit: c-1 of 2026 at 100 a month; u-1 by use, with a price of 2 for an
/// h100-hour; v-1 by use without prices.
struct AuditRulingTests: ~Copyable {
  let ledger: TestBook

  init() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on,payment_terms_days
      spacex,c-1,anthropic,USD,2026-01-01,2026-12-31,30
      spacex,u-1,anthropic,USD,2026-01-01,2026-12-31,30
      spacex,v-1,anthropic,USD,2026-01-01,2026-12-31,30
      """)
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-01,100")
    try ledger.add(
      .prices, "contract,sku,from_month,to_month,unit,unit_price\nu-1,h100,2026-01,2026-06,hour,2")
    self.ledger = ledger
  }

  func bill(_ rows: String) throws {
    let columns = [
      "provider", "number", "contract", "buyer", "currency", "billing_month", "issued_on",
      "received_on", "kind", "credits", "sku", "quantity", "unit", "unit_price", "amount",
      "charge_category", "service_from", "service_to",
    ]
    let lines = rows.split(separator: "\n").map { row in
      String(row)
        + String(repeating: ",", count: columns.count - 1 - row.filter { $0 == "," }.count)
    }
    try ledger.add(.invoices, ([columns.joined(separator: ",")] + lines).joined(separator: "\n"))
  }

  func report(_ asOf: String, lateDays: Int = 60) throws -> AuditReport {
    try AuditReport(in: ledger.book(), asOf: day(asOf), lateDays: lateDays)
  }

  func findings(_ asOf: String = "2026-01-31", lateDays: Int = 60) throws -> [String] {
    try report(asOf, lateDays: lateDays).findings.map { finding in
      "\(finding.subject) \(finding.code.rawValue)"
        + (finding.variance.map { " \($0.total)" } ?? "") + ": \(finding.found)"
    }
  }

  /// What the acceptances of the findings are compared with.
  private func digests(_ asOf: String = "2026-01-31") throws -> [String] {
    try report(asOf).findings.map(\.factsDigest)
  }

  /// A line of c-1 in January.
  func january(_ number: String, _ rest: String) -> String {
    "spacex,\(number),c-1,,USD,2026-01,2026-01-31,,,,\(rest)"
  }

  // MARK: Digits

  /// What a line of several months charges for one is shown in minor units, and so are the parts of its
  /// variance; no rest of a rounding is a finding.
  @Test func roundsWhatAMonthIsCharged() throws {
    try bill("spacex,I-1,c-1,,USD,2026-01,2026-01-31,,,,,,,,1000.10,,2026-01-01,2026-12-31")
    // 31 of 365 days: 84.9400... of 100.
    #expect(
      try findings() == ["I-1 fee_differs -15.06: charged 84.94 USD; the fee is 100.00 USD"])
  }

  // MARK: Discounts

  /// A line is right if it is quantity × price less its discount.
  @Test(arguments: [
    ("1000,2.5,,,2500", nil), ("1000,2.5,250,,2250", nil), ("1000,2.5,,10,2250", nil),
    ("3,9.99,,33.3,19.99", nil), ("1000,2.5,,10,2500", "1,000 × 2.5 less 10% = 2,250.00 USD"),
    ("1000,2.5,200,,2250", "1,000 × 2.5 less 200 = 2,300.00 USD"),
    ("1000,2.5,,,2250", "1,000 × 2.5 = 2,500.00 USD"),
  ])
  func takesTheDiscountOffThePrice(cells: String, found: String?) throws {
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,quantity,unit_price,discount,discount_percent,amount
      spacex,I-1,v-1,USD,2026-01,2026-01-31,\(cells)
      """)
    #expect(
      try report("2026-01-31").findings.filter { $0.code == .lineArithmetic }.map(\.found)
        == [found].compactMap(\.self))
  }

  // MARK: Numbers

  /// A number may come for another buyer too; with the same amount it is the same invoice, billed to both.
  @Test(arguments: [
    ("6", []), ("5", ["I-1 duplicate_number 5.00: has the number of an earlier invoice, I-1"]),
  ])
  func comparesNumbersOfSeveralBuyers(amount: String, expected: [String]) throws {
    let rest = "USD,2026-01,2026-01-31,,,,,,,"
    try bill("spacex,I-1,,anthropic,\(rest),5\nspacex,I-1,,google,\(rest),\(amount)")
    #expect(try findings().filter { $0.hasPrefix("I-1") } == expected)
  }

  // MARK: Adjustments and credits

  /// F9: half of the capacity came, and a credit note without a category takes half of the fee back.
  @Test func countsANegativeLineWithoutACategoryAsAnAdjustment() throws {
    try ledger.add(
      .capacity, "contract,tranche,accelerator_count,due_on\nc-1,total,100,2026-01-01")
    try ledger.add(
      .deliveries,
      "contract,tranche,accelerator_count,delivered_on,status\nc-1,total,50,2026-01-01,delivered")
    try bill(january("I-1", "fee,,,,100"))
    #expect(try findings().map { String($0.prefix(24)) } == ["I-1 beyond_delivered 50."])
    try bill("spacex,C-1,c-1,,USD,2026-01,2026-01-31,,credit_note,I-1,fee,,,,-50")
    #expect(try findings() == [])
    let contract = try #require(try ledger.book().contracts.first { $0.reference == "c-1" })
    #expect(try ledger.book().credits(of: contract, issuedBy: day("2026-12-31")).isEmpty)
  }

  @Test(
    arguments: [
      ("-50", nil), ("-100", nil),
      ("-100.01", "I-1 credit_above_invoice 0.01: credited 100.01 USD; invoice total 100.00 USD"),
    ] as [(String, String?)])
  func asksAboutACreditAboveItsInvoice(credit: String, finding: String?) throws {
    try bill(
      january("I-1", "fee,,,,100,Purchase")
        + "\nspacex,C-1,c-1,,USD,2026-01,2026-01-31,,credit_note,I-1,fee,,,,\(credit),Credit")
    #expect(try findings() == [finding].compactMap { $0 })
  }

  @Test func asksAboutACreditOfAnUnknownInvoice() throws {
    try bill(
      """
      spacex,U-1,v-1,,USD,2026-01,2026-01-31,,,,x,,,,100
      spacex,C-1,v-1,,USD,2026-01,2026-01-31,,credit_note,U-9,x,,,,-5,Credit
      spacex,C-2,v-1,,USD,2026-01,2026-01-31,,credit_note,,x,,,,-5,Credit
      spacex,C-3,,anthropic,EUR,2026-01,2026-01-31,,credit_note,U-1,x,,,,-5,Credit
      """)
    // A credit note that names no invoice may be of all of them.
    #expect(
      try Set(findings()) == [
        "C-3 credit_unknown: credits invoice U-1, which is not recorded in EUR",
        "C-1 credit_unknown: credits invoice U-9, which is not recorded in USD",
        "c-1 2026-01 missing_month: has a fee of 100.00 USD and no invoice",
      ])
  }

  // MARK: Amounts

  /// F10: lines charge what their amounts say, whatever their quantity times their price is.
  @Test func chargesAmountsNotProducts() throws {
    try bill(january("A-1", "fee,3,unit,33.34,100") + "\n" + january("A-2", "fee,3,unit,33.34,100"))
    #expect(
      try findings() == [
        "A-1 line_arithmetic -0.02: 3 × 33.34 = 100.02 USD",
        "A-2 near_duplicate 100.00: has the amount, days and lines of invoice A-1",
      ])
    try bill(january("A-3", "fee,2,unit,50,100"))
    // Two charges of 100.00, and not 200.02.
    #expect(try findings().contains { $0.contains("charged 200.00 USD; the fee is 100.00 USD") })
  }

  /// S3: one line whose product is more than money can be.
  @Test func saysThatAProductIsTooLargeAndGoesOn() throws {
    try bill(
      january("I-1", "fee,,,,109") + "\n"
        + """
        spacex,U-1,v-1,,USD,2026-01,2026-01-31,,,,x,10000000000000,hour,1.00,1.00
        spacex,U-2,v-1,,USD,2026-01,2026-01-31,,,,y,999999999999999999,hour,999999999999999999,2.00
        """)
    #expect(
      try findings() == [
        "I-1 fee_differs 9.00: charged 109.00 USD; the fee is 100.00 USD",
        "U-1 line_arithmetic: 10,000,000,000,000 × 1 = 10,000,000,000,000 USD",
        "U-2 line_arithmetic: 999,999,999,999,999,999 × 999,999,999,999,999,999 is too large to compare",
      ])
    #expect(try report("2026-01-31").findings.map(\.severity) == [.high, .high, .high])
  }

  /// A tolerance with eighteen decimals, of an amount near the bound.
  @Test func holdsAnyToleranceAgainstAnyAmount() throws {
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,tolerance_percent
      spacex,t-1,anthropic,USD,0.000000000000000001
      """)
    try bill("spacex,T-1,t-1,,USD,2026-02,2026-01-31,,,,x,1,unit,9000000000000,8999999999999")
    #expect(
      try findings("2026-01-31").contains(
        "T-1 line_arithmetic -1.00: 1 × 9,000,000,000,000 = 9,000,000,000,000.00 USD"))
  }

  @Test(arguments: [("2.0049", 0), ("2.0051", 1), ("1.9951", 0), ("1.9949", 1)])
  func takesPricesAsEqualWithinHalfAMinorUnitOfTheLine(price: String, count: Int) throws {
    try bill(
      january("I-1", "fee,,,,100")
        + "\nspacex,U-1,u-1,,USD,2026-01,2026-01-31,,,,h100,1,hour,\(price),\(price)")
    #expect(try findings().filter { $0.contains("price_differs") }.count == count)
  }

  /// A price that is printed with fewer decimals than it has, of an amount that is right.
  @Test func takesARoundedPriceForTheContractsIfTheAmountIsRight() throws {
    try ledger.add(.prices, "contract,sku,from_month,unit,unit_price\nu-1,b200,2026-01,hour,2.4875")
    try bill(
      january("I-1", "fee,,,,100")
        + "\nspacex,U-1,u-1,,USD,2026-01,2026-01-31,,,,b200,1000,hour,2.49,2487.50")
    #expect(try findings() == ["U-1 line_arithmetic -2.50: 1,000 × 2.49 = 2,490.00 USD"])
  }

  /// Payments are held against gross totals, fees against net ones.
  @Test(arguments: [("119", []), ("120", ["paid_above 1.00"]), ("100", ["overdue"])])
  func holdsPaymentsAgainstGrossTotals(paid: String, expected: [String]) throws {
    try bill(january("I-1", "fee,,,,100") + "\n" + january("I-1", "vat,,,,19,Tax"))
    try ledger.add(
      .payments, "provider,number,reference,paid_on,amount\nspacex,I-1,w,2026-02-10,\(paid)")
    let found = try report("2026-12-31").findings.map { finding in
      finding.code.rawValue + (finding.variance.map { " \($0.total)" } ?? "")
    }
    #expect(found == expected)
  }

  // MARK: Use beside a fee

  /// What is a fee is decided month by month.
  @Test func tellsPowerFromTheFeeByItsCategory() throws {
    try bill(
      january("I-1", "fee,,,,100,Purchase") + "\n" + january("I-1", "power,500,kWh,0.04,20,Usage"))
    #expect(try findings() == [])
    #expect(try report("2026-01-31").uncompared.contractsWithUseBesideFee == [])
  }

  @Test func notesOnceThatPowerHasNoCategory() throws {
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-02,100", revises: true)
    try bill(
      """
      \(january("I-1", "fee,,,,100"))
      \(january("I-1", "power,500,kWh,0.04,20"))
      spacex,I-2,c-1,,USD,2026-02,2026-02-28,,,,fee,,,,100
      spacex,I-2,c-1,,USD,2026-02,2026-02-28,,,,power,450,kWh,0.04,18
      """)
    #expect(try findings("2026-02-28") == [])
    #expect(try report("2026-02-28").uncompared.contractsWithUseBesideFee == ["c-1"])
  }

  /// F11: a second invoice that does not say of what it is no use beside the fee.
  @Test(arguments: ["", "fee"])
  func findsASecondInvoiceOfTheFee(sku: String) throws {
    try bill(january("I-1", "\(sku),,,,100") + "\n" + january("I-2", "\(sku),,,,9"))
    #expect(
      try findings() == ["c-1 2026-01 fee_differs 9.00: charged 109.00 USD; the fee is 100.00 USD"])
  }

  @Test func findsAFeeThatDiffersBesidePower() throws {
    try bill(january("I-1", "fee,,,,101") + "\n" + january("I-1", "power,500,kWh,0.04,20"))
    #expect(
      try findings() == ["I-1 fee_differs 21.00: charged 121.00 USD; the fee is 100.00 USD"])
  }

  // MARK: What cannot be compared

  @Test func saysWhichPricesItDoesNotCompare() throws {
    try bill(
      """
      \(january("I-1", "fee,,,,100"))
      spacex,U-1,u-1,,USD,2026-01,2026-01-31,,,,h100,10,1 Hrs,2,20
      spacex,U-1,u-1,,USD,2026-01,2026-01-31,,,,h100,10,GPU-hour,2,20
      spacex,U-2,u-1,,USD,2026-01,2026-01-31,,,,h100,10,gpu hours,2,20
      spacex,U-3,u-1,,USD,2026-01,2026-01-31,,,,b200,10,hour,3,30
      spacex,U-4,u-1,,USD,2026-01,2026-01-31,,,,h100,,,,7
      spacex,U-5,u-1,,USD,2026-01,2026-01-31,,,,,,,,8
      spacex,V-1,v-1,,USD,2026-01,2026-01-31,,,,h100,10,hour,2,20
      spacex,W-1,,anthropic,USD,2026-01,2026-01-31,,,,h100,10,hour,2,20
      """)
    #expect(
      try Set(findings()) == [
        "u-1 h100 not_compared: is billed per GPU-hour; the contract's price is per hour (1 line, first "
          + "on U-1)",
        "u-1 h100 not_compared: is billed per gpu hours; the contract's price is per hour (1 line, first "
          + "on U-2)",
        "u-1 h100 not_compared: without a quantity there is no price to compare (1 line, first on U-4)",
        "u-1 b200 not_compared: the contract has no price for it (1 line, first on U-3)",
        "u-1 lines without SKU not_compared: without a SKU there is no price to compare with (1 line, "
          + "first on U-5)",
      ])
    let uncompared = try report("2026-01-31").uncompared
    #expect(uncompared.unpricedLineCount == 1)
    #expect(uncompared.invoiceCountOutsideContracts == 1)
  }

  /// A finding for each SKU, not for each month; the price of June has ended.
  @Test func saysOnceOfASKUThatItHasNoPrice() throws {
    try bill(
      """
      \(january("I-1", "fee,,,,100"))
      spacex,U-6,u-1,,USD,2026-06,2026-06-30,,,,h100,10,hour,2,20
      spacex,U-7,u-1,,USD,2026-07,2026-07-31,,,,h100,10,hour,2,20
      spacex,U-8,u-1,,USD,2026-08,2026-08-31,,,,h100,10,hour,2,20
      """)
    #expect(
      try findings("2026-08-31") == [
        "u-1 h100 not_compared: the contract has no price for it (2 lines, first on U-7)"
      ])
    // A finding that was accepted comes back if its facts change, and not with its words.
    #expect(try digests("2026-08-31") == [FactsDigest.text(of: ["noPrice\u{1F}hour"])])
  }

  @Test func saysThatNoDeliveryIsRecorded() throws {
    try ledger.add(
      .capacity, "contract,tranche,accelerator_count,due_on\nv-1,total,100,2026-01-01")
    try bill(
      january("I-1", "fee,,,,100")
        + "\nspacex,V-1,v-1,,USD,2026-01,2026-01-31,,,,h100,100,GPU-hour,2,200")
    #expect(
      try findings() == [
        "v-1 accelerator-hours not_compared: cannot be compared with the delivery: no delivery "
          + "recorded"
      ])
    #expect(try digests() == [FactsDigest.text(of: ["no_delivery_recorded"])])
  }
}
