import Agenda
import Audit
import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, M20, rulings 11, 16, 32 and 37.
struct PayablesTests {
  private static let invoices = """
    provider,number,buyer,currency,billing_month,issued_on,received_on,due_on,kind,credits,amount
    spacex,I-1,anthropic,USD,2026-01,2026-02-01,2026-02-03,2026-03-03,,,100
    spacex,I-2,anthropic,USD,2026-02,2026-03-01,,2026-03-31,,,200
    spacex,I-3,anthropic,USD,2026-03,2026-04-01,,2026-05-01,,,300
    spacex,C-3,anthropic,USD,2026-03,2026-04-20,,,credit_note,I-3,-50
    spacex,I-4,anthropic,USD,2026-04,2026-05-01,,,,,400
    spacex,I-5,anthropic,USD,2026-05,2026-05-02,,2026-06-01,,,500
    nebius,E-1,anthropic,EUR,2026-01,2026-01-05,,2026-01-31,,,70
    """
  private static let payments = """
    provider,number,reference,paid_on,amount
    spacex,I-1,a,2026-02-13,60
    spacex,I-2,b,2026-03-31,120
    spacex,I-5,c,2026-06-20,400
    """
  private static let disputes = """
    provider,number,opened_on,amount,reason
    spacex,I-3,2026-04-15,30,billed twice
    """

  private func payables(asOf: String) throws -> Payables {
    let ledger = try TestBook()
    try ledger.add(.invoices, PayablesTests.invoices)
    try ledger.add(.payments, PayablesTests.payments)
    try ledger.add(.disputes, PayablesTests.disputes)
    return try Payables(in: ledger.book(), asOf: day(asOf))
  }

  private func answer(asOf: String) throws -> String {
    table(
      try payables(asOf: asOf).invoices.map { invoice in
        [
          invoice.booked.invoice.number, "\(invoice.age)", "\(invoice.openDays)",
          invoice.payable.figure.words, invoice.disputed.figure.words,
        ]
      })
  }

  /// I-1 is 32 days overdue, I-2 4, I-3 none: 300 less 50 credited, of which 30 is disputed.
  @Test func putsInvoicesByHowLongTheyAreOverdue() throws {
    #expect(
      try answer(asOf: "2026-04-20") == """
        E-1  upTo90  105  70.00   0.00
        I-1  upTo60  76   40.00   0.00
        I-2  upTo30  50   80.00   0.00
        I-3  notDue  19   220.00  30.00
        """)
    #expect(
      try answer(asOf: "2026-05-02") == """
        E-1  over90   117  70.00   0.00
        I-1  upTo60   88   40.00   0.00
        I-2  upTo60   62   80.00   0.00
        I-3  upTo30   31   220.00  30.00
        I-5  notDue   0    500.00  0.00
        I-4  undated  1    400.00  0.00
        """)
  }

  /// Overdue is an invoice from the day after its due day.
  @Test(arguments: [
    ("2026-03-31", "notDue"), ("2026-04-01", "upTo30"), ("2026-04-30", "upTo30"),
    ("2026-05-01", "upTo60"), ("2026-06-29", "upTo90"), ("2026-06-30", "over90"),
  ])
  func isOverdueFromTheDayAfter(asOf: String, expected: String) throws {
    let invoice = try #require(
      payables(asOf: asOf).invoices.first { $0.booked.invoice.number == "I-2" })
    #expect("\(invoice.age)" == expected)
  }

  /// 60 after 10 days and 120 after 30: 4,200 / 180. Open are 40 for 76 days, 80 for 50 and 250 for 19.
  @Test func weighsDaysByAmount() throws {
    let all = try payables(asOf: "2026-04-20")
    let days = all.daysPayable.map {
      [
        $0.provider, $0.paid.figure.words, $0.days.map { $0.decimal(places: 1) } ?? "-",
        $0.open.figure.words, $0.openDays.map { $0.decimal(places: 1) } ?? "-", "\($0.fromIssue)",
      ]
    }
    #expect(
      table(days) == """
        nebius  0.00    -     70.00   105.0  1
        spacex  180.00  23.3  370.00  31.9   2
        """)
    #expect(all.providersWithoutPayments == ["nebius"])
  }

  @Test func leavesOutWhatRepeatsAnother() throws {
    let ledger = try TestBook()
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,currency,billing_month,issued_on,due_on,amount
      spacex,I-1,anthropic,USD,2026-01,2026-02-01,2026-03-03,100
      spacex,I 1,anthropic,USD,2026-01,2026-02-01,2026-03-03,100
      """)
    let payables = try Payables(in: ledger.book(), asOf: day("2026-04-20"))
    #expect(payables.invoices.count == 1)
    #expect(payables.repeated.count == 1)
  }

  @Test func opensAnInvoice() throws {
    let invoice = try #require(
      payables(asOf: "2026-04-20").invoices.first { $0.booked.invoice.number == "I-3" })
    #expect(
      invoice.explanation.formula
        == "open = total - paid - credited = 300.00 - 0.00 - 50.00 = 250.00, of which 30.00 is disputed"
    )
    #expect(invoice.explanation.evidence.count == 2)
  }
  /// Ruling 16: a receipt on 27 June is not there on the 16th, so that the 30 days since 17 May count, and no
  /// receipt is known; on the 27th it is.
  @Test(arguments: [("2026-06-16", 30, 1), ("2026-06-27", 0, 0)])
  func countsNoReceiptThatIsToCome(asOf: String, days: Int, fromIssue: Int) throws {
    let ledger = try TestBook()
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,currency,billing_month,issued_on,received_on,amount
      spacex,I-1,anthropic,USD,2026-05,2026-05-17,2026-06-27,100
      """)
    let payables = try Payables(in: ledger.book(), asOf: day(asOf))
    #expect(payables.invoices.map(\.openDays) == [days])
    let waiting = try #require(payables.daysPayable.first)
    #expect(waiting.openDays == Ratio(Int128(days)))
    #expect(waiting.fromIssue == fromIssue)
  }
}
