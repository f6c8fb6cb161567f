import Exports
import Ledger
import Procurement
import Store
import TestLedger
import Testing

/// Journals of small books, as hledger reads them where nothing else is said.
struct JournalTests {
  private static func book() throws -> TestBook {
    let book = try TestBook()
    try book.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on
      nebius,N-1,anthropic,USD,2026-07-01,2027-06-30
      nebius,N-2,anthropic,USD,2026-07-01,2027-06-30
      """)
    try book.add(.fees, "contract,from_month,monthly_fee\nN-1,2026-07,100\nN-2,2026-07,")
    try book.add(
      .capacity, "contract,tranche,accelerator_count,due_on\nN-1,all,8,2026-07-01")
    try book.add(
      .deliveries,
      "contract,tranche,accelerator_count,delivered_on,status\nN-1,all,8,2026-07-01,delivered")
    return book
  }

  private static let invoice = """
    provider,number,contract,billing_month,issued_on,currency,line_no,amount,charge_category
    nebius,I-1,N-1,2026-07,2026-07-31,USD,1,100.000001,Purchase
    nebius,I-1,N-1,2026-07,2026-07-31,USD,2,19,Tax
    """

  private static func text(
    _ book: borrowing TestBook, _ format: JournalFormat = .hledger, asOf: String = "2026-09-15",
    _ change: (inout Journal.Options) -> Void = { $0.accrues = false }
  ) throws -> String {
    var options = Journal.Options()
    change(&options)
    var (text, journal) = ("", JournalText(format))
    try Journal(of: book.book(), asOf: day(asOf), options).forEachItem { item in
      switch item {
      case .entry(let entry):
        let sums = Dictionary(grouping: entry.postings, by: \.currency)
          .mapValues { $0.reduce(Int128(0)) { $0 &+ $1.units } }
        #expect(sums.values.allSatisfy { $0 == 0 })
        text += journal.text(of: entry)
      case .note(let note): text += journal.comment(note)
      }
    }
    return text
  }

  @Test func bookTaxApartAndPayments() throws {
    let book = try JournalTests.book()
    try book.add(.invoices, JournalTests.invoice)
    try book.add(
      .payments, "provider,number,reference,paid_on,amount\nnebius,I-1,W-1,2026-08-20,50")
    #expect(
      try JournalTests.text(book) == """
        2026-07-31 * Nebius Group | invoice I-1
            ; invoice: I-1
            ; contract: N-1
            ; buyer: anthropic
            ; import: 6
            Expenses:Compute:Nebius  100.000001 USD
            Assets:Tax:Recoverable  19.00 USD
            Liabilities:Payable:Nebius  -119.000001 USD

        2026-08-20 * Nebius Group | payment W-1 of I-1
            ; payment: W-1
            ; invoice: I-1
            ; contract: N-1
            ; buyer: anthropic
            ; import: 7
            Liabilities:Payable:Nebius  50.00 USD
            Assets:Bank  -50.00 USD


        """)
  }

  @Test func takeAccrualsBackAndSayWhatIsNotKnown() throws {
    let book = try JournalTests.book()
    try book.add(.invoices, JournalTests.invoice)
    let text = try JournalTests.text(book) { $0.months = MonthRange(Month(year: 2026, month: 8)) }
    #expect(
      text
        == """
        2026-08-31 * Nebius Group | accrual 2026-08 of N-1
            ; contract: N-1
            ; buyer: anthropic
            ; import: 2
            Expenses:Compute:Nebius  100.00 USD
            Liabilities:Accrued:Nebius  -100.00 USD

        2026-09-01 * Nebius Group | reversal of accrual 2026-08 of N-1
            ; contract: N-1
            ; buyer: anthropic
            ; import: 2
            Expenses:Compute:Nebius  -100.00 USD
            Liabilities:Accrued:Nebius  100.00 USD

        ; accrual and prepayment 2026-08 of N-2 with nebius not booked: fee not recorded

        """)
  }

  /// The total of the report counts it as well.
  @Test func bookAShortfallOfAContractWhoseUseIsNotKnown() throws {
    let book = try TestBook()
    try book.add(
      .contracts,
      "provider,reference,buyer,currency,effective_on,ends_on\nnebius,U-1,anthropic,USD,2026-01-01,2026-12-31"
    )
    try book.add(
      .commitments,
      "contract,from,to,kind,minimum,interval\nU-1,2026-01-01,2026-12-31,spend,1000,quarter")
    try book.add(
      .invoices,
      """
      provider,number,contract,billing_month,issued_on,currency,line_no,amount,charge_category
      nebius,I-1,U-1,2026-01,2026-01-31,USD,1,200,Usage
      nebius,I-2,U-1,2026-02,2026-02-28,USD,1,100,Usage
      nebius,I-3,U-1,2026-03,2026-03-31,USD,1,100,Usage
      """)
    let text = try JournalTests.text(book) { $0.months = MonthRange(Month(year: 2026, month: 3)) }
    #expect(text.contains("    Expenses:Compute:Nebius  600.00 USD\n"))
    #expect(text.contains("    Liabilities:Accrued:Nebius  -600.00 USD\n"))
    #expect(
      text.contains(
        "; rest of the accrual and prepayment 2026-03 of U-1 with nebius not booked: usage-based\n")
    )
  }

  @Test func haveNothingThatIsDatedLater() throws {
    let book = try JournalTests.book()
    try book.add(.invoices, JournalTests.invoice)
    #expect(try JournalTests.text(book, asOf: "2026-07-30").isEmpty)
  }

  @Test func nameTheContractOfEachPostingOfADividedInvoice() throws {
    let book = try JournalTests.book()
    try book.add(
      .invoices,
      """
      provider,number,contract,billing_month,issued_on,currency,line_no,amount
      nebius,I-2,N-1,2026-07,2026-07-31,USD,1,1
      nebius,I-2,N-2,2026-07,2026-07-31,USD,2,2
      """)
    let text = try JournalTests.text(book, .beancount)
    #expect(text.contains("  1.00 USD\n        contract: \"N-1\"\n"))
    #expect(text.contains("  2.00 USD\n        contract: \"N-2\"\n"))
    #expect(text.contains("Liabilities:Payable:Nebius  -3.00 USD\n"))
  }

  @Test(arguments: [
    (JournalFormat.hledger, "a；b,(1) ｜ \"q\\n"), (.beancount, "a;b,(1) | \\\"q\\\\n"),
  ])
  func keepNamesWhereTheyBelong(format: JournalFormat, written: String) throws {
    let book = try JournalTests.book()
    try book.add(
      .invoices,
      """
      provider,number,contract,billing_month,issued_on,currency,amount
      nebius,"a;b,(1) | ""q\\n",N-1,2026-07,2026-07-31,USD,1
      """)
    let text = try JournalTests.text(book, format)
    #expect(text.contains("invoice \(written)"), "\(text)")
  }
}
