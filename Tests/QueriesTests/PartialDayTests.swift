import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// A date without a day counts as its last for what must have happened (METRICS, ruling 17).
struct PartialDayTests {
  @Test(
    arguments: [
      ("2026-02-27", 0), ("2026-02-28", 1), ("2026-12-30", 1), ("2026-12-31", 2),
    ])
  func issuesAndPaysOnTheLastDay(asOf: String, count: Int) throws {
    let ledger = try TestBook()
    try ledger.add(.contracts, "provider,reference,buyer,currency\nspacex,c-1,anthropic,USD")
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,amount
      spacex,I-1,c-1,USD,2026-01,2026-02,5
      spacex,I-2,c-1,USD,2026-02,2026,7
      """)
    try ledger.add(
      .payments,
      "provider,number,reference,paid_on,amount\nspacex,I-1,w,2026-02,5\nspacex,I-2,w,2026,7")
    let (book, asOf) = (try ledger.book(), try day(asOf))
    var rows = try InvoiceRows(book, by: .issue, issuedBy: asOf)
    var invoices = 0
    while try rows.next() != nil { invoices += 1 }
    #expect(invoices == count)
    #expect(try book.paidSums(by: asOf).count == count)
    let billed = try book.billedMonths.values.flatMap { months in
      ["2026-01", "2026-02"].filter { month in
        (try? Month(parsing: month)).map { months.contains($0, issuedBy: asOf) } ?? false
      }
    }
    #expect(billed.count == count)
    var heads = 0
    try book.forEachInvoiceHead(issuedBy: asOf) { _ in heads += 1 }
    #expect(heads == count)
    #expect(try book.charges(issuedBy: asOf).values.joined().count == count)
  }

  /// Of one contract, spend is told as that contract's, in one row a period.
  @Test func asksForTheRatioOfOneContract() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency\nspacex,c-1,anthropic,USD\nspacex,c-2,anthropic,USD")
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,amount
      spacex,I-1,c-1,USD,2026-01,2026-02-01,5
      spacex,I-2,c-2,USD,2026-01,2026-02-01,7
      """)
    let question = SpendRatio.Question(
      side: .buyer, grain: .year, window: nil, bases: RevenueBasis.allCases,
      asOf: try day("2026-12-31"))
    let rows = { (contract: String?) in
      try SpendRatio.all(question, in: ledger.book(contract: contract))
        .map { "\($0.contract ?? "-") \($0.spend.words)" }
    }
    #expect(try rows("c-1") == ["c-1 5.00"])
    #expect(try rows(nil) == ["- 12.00"])
  }

  /// A window of days has the same charges as all of them, by another way.
  @Test(arguments: [
    ("2026-01-01", "2026-01-31"), ("2026-02-10", "2026-02-10"), ("2025-01-01", "2025-12-31"),
  ])
  func readsTheChargesOfSomeDays(from: String, through: String) throws {
    let ledger = try TestBook()
    try ledger.add(.contracts, "provider,reference,buyer,currency\nspacex,c-1,anthropic,USD")
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,line_no,amount,service_from,service_to
      spacex,I-3,c-1,USD,2026-03,2026-04-01,1,5,2025-12-20,2026-01-10
      spacex,I-3,c-1,USD,2026-03,2026-04-01,2,6,2026-02-10,2026-02-11
      spacex,I-3,c-1,USD,2026-03,2026-04-01,3,7,2026-02-11,2026-02-28
      spacex,I-4,c-1,USD,2026-01,2026-04-01,1,8,,
      spacex,I-5,c-1,USD,2026-02,2026-04-01,1,9,,
      """)
    let book = try ledger.book()
    let days = DayRange(from: try day(from), through: try day(through))
    let all = try book.charges.values.joined().filter { $0.days.overlap(days) > 0 }
    let some = try book.charges(for: days, issuedBy: day("2026-12-31")).values.joined()
      .filter { $0.days.overlap(days) > 0 }
    #expect(Set(some) == Set(all) && some.count == all.count)
    #expect(!all.isEmpty)
  }
}
