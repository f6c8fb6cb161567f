import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

struct SpendReportTests {
  private static let contracts = """
    provider,reference,buyer,currency,status
    spacex,c-full,anthropic,USD,active
    spacex,c-open,google,USD,active
    nebius,n-eur,anthropic,EUR,active
    """

  /// `c-full` has a known fee from April to June and an undisclosed one in March; the schedule of
  /// `c-open` begins in May and has no end.
  private static let fees = """
    contract,from_month,to_month,monthly_fee
    c-full,2026-03,2026-03,
    c-full,2026-04,2026-06,1000
    c-open,2026-05,,500
    """

  private static let invoices = """
    provider,number,contract,buyer,billing_month,issued_on,currency,line_no,sku,amount
    spacex,A-4,c-full,,2026-04,2026-04-30,USD,1,gb300,900.50
    spacex,A-4,c-full,,2026-04,2026-04-30,USD,2,network,99.50
    spacex,A-5,c-full,,2026-05,2026-05-31,USD,1,gb300,1000
    spacex,A-5-CR,c-full,,2026-05,2026-06-02,USD,1,gb300,-250.25
    spacex,A-6-CR,c-full,,2026-06,2026-07-02,USD,1,gb300,-10
    spacex,G-5,c-open,,2026-05,2026-05-31,USD,1,,500
    spacex,W-1,,google,2026-05,2026-05-31,USD,1,gb300,70.000001
    nebius,E-1,n-eur,,2025-12,2025-12-31,EUR,1,gb300,300
    nebius,E-2,n-eur,,2026-04,2026-04-30,EUR,1,gb300,200
    """

  private func ledger() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(.contracts, SpendReportTests.contracts)
    try ledger.add(.fees, SpendReportTests.fees)
    try ledger.add(.invoices, SpendReportTests.invoices)
    return ledger
  }

  private func answer(
    by dimensions: [SpendDimension],
    _ book: (borrowing TestBook) throws -> Book = { try $0.book() },
    in window: String? = nil, asOf: String = "2026-07-15"
  ) throws -> String {
    let ledger = try ledger()
    let report = try SpendReport(
      by: dimensions, in: book(ledger), window: window.map(months), asOf: try day(asOf))
    let groups = report.groups.map { group in
      group.keys.map { $0 ?? "-" } + [
        group.currency.code, group.amount.value?.description ?? "n/a", "\(group.lineCount)",
        "\(group.missingCount)",
      ]
    }
    let totals = report.totals.map { ["total", $0.net.currency.code, $0.net.figure.words] }
    return table(groups + totals)
  }

  // Columns: key, currency, amount, lines, missing invoices.
  @Test(
    arguments: [
      (
        SpendDimension.provider,
        """
        nebius  EUR  500.00       2  0
        spacex  USD  2309.750001  7  3
        """
      ),
      (
        .buyer,
        """
        anthropic  EUR  500.00      2  0
        anthropic  USD  1739.75     5  2
        google     USD  570.000001  2  1
        """
      ),
      (
        .contract,
        """
        n-eur   EUR  500.00     2  0
        c-full  USD  1739.75    5  2
        c-open  USD  500.00     1  1
        -       USD  70.000001  1  0
        """
      ),
      (
        .month,
        """
        2025-12  EUR  300.00       1  0
        2026-04  EUR  200.00       1  0
        2026-03  USD  n/a          0  1
        2026-04  USD  1000.00      2  0
        2026-05  USD  1319.750001  4  0
        2026-06  USD  -10.00       1  2
        """
      ),
      (
        .quarter,
        """
        2025Q4  EUR  300.00       1  0
        2026Q2  EUR  200.00       1  0
        2026Q1  USD  n/a          0  1
        2026Q2  USD  2309.750001  7  2
        """
      ),
      (
        .year,
        """
        2025  EUR  300.00       1  0
        2026  EUR  200.00       1  0
        2026  USD  2309.750001  7  3
        """
      ),
      (
        .sku,
        """
        gb300    EUR  500.00       2  0
        gb300    USD  1710.250001  5  0
        -        USD  500.00       1  3
        network  USD  99.50        1  0
        """
      ),
    ])
  func addsUpByEachDimension(dimension: SpendDimension, expected: String) throws {
    let rows = words(try answer(by: [dimension])).filter { $0[0] != "total" }
    #expect(rows == words(expected))
  }

  private func words(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }

  /// Trailing months overlap, so that they have no total.
  @Test(arguments: SpendDimension.allCases.filter { $0 != .ttm })
  func hasTheSameTotalsWhateverTheDimension(dimension: SpendDimension) throws {
    let ledger = try ledger()
    let report = try SpendReport(
      by: [dimension], in: ledger.book(), window: nil, asOf: try day("2026-07-15"))
    #expect(
      report.totals.map { "\($0.net.figure.words) \($0.net.currency.code)" }
        == ["500.00 EUR", "2309.750001 USD"])
    #expect(report.groups.reduce(0) { $0 + $1.missingCount } == 3)
    #expect(report.groups.reduce(0) { $0 + $1.lineCount } == 9)
  }

  @Test func pivotsTwoDimensions() throws {
    let expected = """
      2025Q4  anthropic  EUR  300.00      1  0
      2026Q2  anthropic  EUR  200.00      1  0
      2026Q1  anthropic  USD  n/a         0  1
      2026Q2  anthropic  USD  1739.75     5  1
      2026Q2  google     USD  570.000001  2  1
      total   EUR        500.00
      total   USD        2309.750001
      """
    #expect(words(try answer(by: [.quarter, .buyer])) == words(expected))
  }

  @Test func filtersByBuyerProviderContractAndWindow() throws {
    let ofGoogle = """
      c-open  USD  500.00     1  1
      -       USD  70.000001  1  0
      total   USD  570.000001
      """
    let ofMonths = """
      2026-04  USD  1000.00  2  0
      2026-05  USD  749.75   2  0
      total    USD  1749.75
      """
    #expect(
      words(try answer(by: [.contract], { try $0.book(buyer: "google", provider: "SpX") }))
        == words(ofGoogle))
    #expect(
      words(
        try answer(
          by: [.month], { try $0.book(contract: "C-FULL") }, in: "2026-04..2026-05"))
        == words(ofMonths))
    #expect(try answer(by: [.month], in: "2024") == "")
  }

  /// A month is missing from the end of its last day on; an open schedule misses months up to then.
  @Test(
    arguments: [
      ("2026-03-30", []), ("2026-03-31", ["c-full 2026-03 not disclosed"]),
      ("2026-06-29", ["c-full 2026-03 not disclosed"]),
      (
        "2026-09-01",
        [
          "c-full 2026-03 not disclosed", "c-full 2026-06 known", "c-open 2026-06 known",
          "c-open 2026-07 known", "c-open 2026-08 known",
        ]
      ),
    ])
  func tellsWhichInvoicesAreMissing(asOf: String, answer: [String]) throws {
    let ledger = try ledger()
    let report = try SpendReport(
      by: [.provider], in: ledger.book(), window: nil, asOf: try day(asOf))
    #expect(
      report.missing.map {
        "\($0.contract) \($0.month) \($0.isFeeKnown ? "known" : "not disclosed")"
      } == answer)
  }

  @Test func takesACreditNoteForNoInvoiceButAFreeMonthForOne() throws {
    let ledger = try ledger()
    try ledger.add(
      .invoices,
      """
      provider,number,contract,billing_month,issued_on,currency,total
      spacex,G-6,c-open,2026-06,2026-06-30,USD,0
      """)
    let report = try SpendReport(
      by: [.month], in: ledger.book(), window: try months("2026-06"), asOf: try day("2026-07-15"))
    #expect(report.missing.map(\.contract) == ["c-full"])
  }

  @Test func tellsContractsOfOneReferenceApart() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status
      spacex,MSA-1,anthropic,USD,active
      nebius,MSA-1,anthropic,USD,active
      nebius,MSA-2,anthropic,USD,active
      """)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,billing_month,issued_on,currency,total
      spacex,1,MSA-1,2026-06,2026-06-30,USD,5
      nebius,1,MSA-1,2026-06,2026-06-30,USD,7
      nebius,2,MSA-2,2026-06,2026-06-30,USD,1
      """)
    let report = try SpendReport(
      by: [.contract], in: ledger.book(), window: nil, asOf: try day("2026-07-15"))
    #expect(
      report.groups.map { "\($0.keys[0] ?? "-"): \($0.amount.words)" }
        == ["MSA-1 (nebius): 7.00", "MSA-1 (spacex): 5.00", "MSA-2: 1.00"])
  }

  /// Two amounts that fit and whose sum does not: 2 × 5 × 10^12 dollars is more than 9.2 × 10^12. That
  /// figure is n/a, and the rest is there (METRICS, ruling 15; finding N16).
  @Test func hasNoSumThatDoesNotFitButTheOthers() throws {
    let ledger = try TestBook()
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,billing_month,issued_on,currency,total
      spacex,1,google,2026-05,2026-05-31,USD,5000000000000
      spacex,2,google,2026-06,2026-06-30,USD,5000000000000
      spacex,3,google,2026-06,2026-06-30,EUR,8
      nebius,1,google,2026-06,2026-06-30,USD,7
      """)
    let report = { (dimension: SpendDimension) in
      try SpendReport(
        by: [dimension], in: ledger.book(), window: nil, asOf: try day("2026-12-31"))
    }
    #expect(
      try report(.provider).groups.map { "\($0.currency.code) \($0.amount.words)" }
        == ["EUR 8.00", "USD n/a (too large)", "USD 7.00"])
    #expect(
      try report(.month).groups.map(\.amount.words)
        == ["8.00", "5000000000000.00", "5000000000007.00"])
    #expect(
      try report(.month).totals.map(\.net.figure.words) == ["8.00", "n/a (too large)"])
  }

  private func taxed() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,billing_month,issued_on,currency,line_no,sku,amount,charge_category
      spacex,A,google,2026-05,2026-05-31,USD,1,gpu,100,Usage
      spacex,A,google,2026-05,2026-05-31,USD,2,vat,10,Tax
      spacex,B,google,2026-06,2026-06-30,USD,1,gpu,30,Purchase
      spacex,C,google,2026-06,2026-07-01,USD,1,gpu,-20,Credit
      spacex,C,google,2026-06,2026-07-01,USD,2,vat,-2,Tax
      """)
    return ledger
  }

  /// METRICS, ruling 6 and finding F12: tax is no spend, and stands beside it.
  @Test(
    arguments: [
      (TaxTreatment.exclude, "100.00 10.00 1, 10.00 -2.00 2"),
      (.include, "110.00 10.00 2, 8.00 -2.00 3"),
    ])
  func keepsTaxApart(tax: TaxTreatment, expected: String) throws {
    let ledger = try taxed()
    let report = try SpendReport(
      by: [.month], in: ledger.book(), window: nil, asOf: try day("2026-07-01"), tax: tax)
    let words = report.groups.map { "\($0.amount.words) \($0.tax?.words ?? "") \($0.lineCount)" }
    #expect(words.joined(separator: ", ") == expected)
    let units = try report.explanations(in: ledger.book()).map { explanation in
      explanation.evidence.reduce(0) { $0 + ($1.amount?.units ?? 0) }
    }
    #expect(units == report.groups.map { $0.amount.value?.units ?? 0 })
  }

  @Test func saysTheTaxOfEachSKUAndInvoice() throws {
    let ledger = try taxed()
    let report = try SpendReport(
      by: [.sku], in: ledger.book(), window: nil, asOf: try day("2026-07-01"))
    #expect(
      report.groups.map { "\($0.keys[0] ?? "-") \($0.amount.words) \($0.tax?.words ?? "")" }
        == ["gpu 110.00 0.00", "vat 0.00 8.00"])
    let byMonth = try SpendReport(
      by: [.month], in: ledger.book(), window: try months("2026-05"), asOf: try day("2026-07-01"))
    let explanation = try #require(try byMonth.explanations(in: ledger.book()).first)
    #expect(explanation.formula == "spend = sum of 1 amount = 100.00, net of 10.00 tax")
    #expect(explanation.evidence.map(\.record) == ["invoice A, net of 10.00 tax"])
  }

  /// METRICS, rulings 16 and 17, and finding N8: an invoice counts from the day on which it was issued;
  /// one issued in a month from the last of its days.
  @Test(
    arguments: [
      ("2026-05-30", ""), ("2026-05-31", "2026-05 100.00"),
      ("2026-06-30", "2026-05 100.00, 2026-06 30.00"),
      ("2026-07-01", "2026-05 100.00, 2026-06 10.00"),
      ("2026-07-30", "2026-05 100.00, 2026-06 10.00"),
      ("2026-07-31", "2026-05 100.00, 2026-06 10.00, 2026-07 4.00"),
      ("2027-12-30", "2026-05 100.00, 2026-06 10.00, 2026-07 4.00"),
      ("2027-12-31", "2026-05 100.00, 2026-06 10.00, 2026-07 4.00, 2026-08 5.00"),
    ])
  func countsInvoicesFromTheirIssueOn(asOf: String, expected: String) throws {
    let ledger = try taxed()
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,billing_month,issued_on,currency,total
      spacex,D,google,2026-07,2026-07,USD,4
      spacex,E,google,2026-08,2027,USD,5
      """)
    let report = try SpendReport(
      by: [.month], in: ledger.book(), window: nil, asOf: try day(asOf))
    #expect(
      report.groups.map { "\($0.keys[0] ?? "-") \($0.amount.words)" }.joined(separator: ", ")
        == expected)
    #expect(
      try report.explanations(in: ledger.book()).map(\.evidence.count)
        == report.groups.map { $0.keys[0] == "2026-06" && asOf >= "2026-07-01" ? 2 : 1 })
  }

  @Test func opensEachSumUp() throws {
    let ledger = try ledger()
    let report = try SpendReport(
      by: [.contract, .sku], in: ledger.book(buyer: "google"), window: nil,
      asOf: try day("2026-07-15"))
    let shown = try report.explanations(in: ledger.book()).flatMap { explanation in
      ["\(explanation.figure): \(explanation.formula)"]
        + explanation.evidence.map {
          "  \($0.record) \($0.amount?.description ?? "-") at \(place($0))"
        }
    }
    #expect(
      shown == [
        "c-open (no sku) USD: spend = sum of 1 amount = 500.00; 1 invoice missing",
        "  invoice G-5 500.00 at invoices.csv:7 (import 4)",
        "(no contract) gb300 USD: spend = sum of 1 amount = 70.000001",
        "  invoice W-1, gb300 70.000001 at invoices.csv:8 (import 4)",
      ])
  }

  @Test(arguments: SpendDimension.allCases)
  func hasEvidenceThatAddsUpToEachSum(dimension: SpendDimension) throws {
    let ledger = try ledger()
    let report = try SpendReport(
      by: [dimension], in: ledger.book(), window: nil, asOf: try day("2026-07-15"))
    let explanations = try report.explanations(in: ledger.book())
    for (group, explanation) in zip(report.groups, explanations) {
      let units = explanation.evidence.reduce(0) { $0 + ($1.amount?.units ?? 0) }
      #expect(units == group.amount.value?.units ?? 0, "\(explanation.figure)")
    }
  }
}
