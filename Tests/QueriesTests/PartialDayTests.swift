import Ledger
import Procurement
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
    #expect(try book.billedMonths(issuedBy: asOf).values.joined().count == count)
    #expect(try book.charges(issuedBy: asOf).values.joined().count == count)
  }
}
