import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// What is to be accrued at the end of a month: contracts c-1 and c-2 of 2026, in dollars.
struct AccrualTests: ~Copyable {
  private let ledger: TestBook

  init() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on,payment_terms_days
      spacex,c-1,anthropic,USD,2026-01-01,2026-12-31,30
      spacex,c-2,anthropic,USD,2026-01-01,2026-12-31,30
      """)
    self.ledger = ledger
  }

  private func bill(_ rows: String) throws {
    try ledger.add(
      .invoices,
      "provider,number,contract,currency,billing_month,issued_on,amount,service_from,service_to\n"
        + rows)
  }

  /// `contract unbilled shortfall accrued difference accrued-straight-line prepaid`.
  private func accruals(_ month: Int, asOf: String) throws -> [String] {
    try Accrual.all(
      in: ledger.book(), month: Month(year: 2026, month: month), asOf: day(asOf)
    ).map { accrual in
      let figures = [
        accrual.unbilled, accrual.shortfall, accrual.accrued, accrual.straightLineDifference,
        accrual.accruedStraightLine, accrual.prepaid,
      ].map { figure in
        figure.rounded(to: accrual.contract.currency).words.replacing(".00", with: "")
      }
      return "\(accrual.contract.reference) " + figures.joined(separator: " ")
    }
  }

  /// January is free; 3,650 a month from February are 40,150 over 365 days, 110 a day: 3,410 in January and
  /// 3,080 in February. Nothing is billed for February.
  @Test func addsWhatIsUnbilledAndWhatEvenFeesAdd() throws {
    try ledger.add(
      .fees,
      """
      contract,from_month,to_month,monthly_fee
      c-1,2026-01,2026-01,0
      c-1,2026-02,2026-12,3650
      """)
    #expect(try accruals(1, asOf: "2026-01-31") == ["c-1 0 0 0 3410 3410 0"])
    #expect(try accruals(2, asOf: "2026-02-28") == ["c-1 3650 0 3650 2840 6490 0"])
  }

  /// What is billed late, by the day to which the books are kept open, is no accrual of the month before.
  @Test func countsWhatWasIssuedByTheAsOfDay() throws {
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,3650")
    try bill("spacex,I-1,c-1,USD,2026-01,2026-02-03,3000,2026-01-01,2026-01-31")
    #expect(try accruals(1, asOf: "2026-01-31").map { $0.prefix(8) } == ["c-1 3650"])
    #expect(try accruals(1, asOf: "2026-02-05").map { $0.prefix(8) } == ["c-1 650 "])
  }

  /// Months are never set off against each other, and what is prepaid is apart.
  @Test func neverSetsMonthsOff() throws {
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,3650")
    try bill(
      """
      spacex,I-1,c-1,USD,2026-01,2026-01-31,5000,2026-01-01,2026-01-31
      spacex,I-2,c-1,USD,2026-02,2026-02-28,3000,2026-02-01,2026-02-28
      """)
    // 43,800 over 365 days are 120 a day: 59 days are 7,080, of 7,300 delivered.
    #expect(try accruals(2, asOf: "2026-02-28") == ["c-1 650 0 650 -220 430 1350"])
  }

  /// A minimum of 1,000 for the first quarter, 400 of which is charged for, is over at the end of March. Use
  /// without a fee has no delivered value.
  @Test func accruesAShortfallThatIsAssessed() throws {
    try ledger.add(
      .commitments,
      "contract,from,to,kind,minimum,interval\nc-2,2026-01-01,2026-12-31,spend,1000,quarter")
    try bill(
      """
      spacex,I-1,c-2,USD,2026-01,2026-01-31,200,2026-01-01,2026-01-31
      spacex,I-2,c-2,USD,2026-02,2026-02-28,100,2026-02-01,2026-02-28
      spacex,I-3,c-2,USD,2026-03,2026-03-31,100,2026-03-01,2026-03-31
      """)
    func expected(_ shortfall: Int) -> [String] {
      let unknown = "n/a (usage-based)"
      return ["c-2 \(unknown) \(shortfall) \(unknown) \(unknown) \(unknown) \(unknown)"]
    }
    #expect(try accruals(3, asOf: "2026-03-31") == expected(600))
    #expect(try accruals(2, asOf: "2026-03-31") == expected(0))
  }

  /// A balance is converted at the last rate of the month, also where the books are kept open longer.
  @Test func convertsAtTheRateOfTheMonthsEnd() throws {
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,3650")
    try ledger.add(
      .fx, "day,base,quote,rate\n2026-01-30,USD,EUR,0.9\n2026-02-03,USD,EUR,0.8")
    let book = try ledger.book()
    let accruals = try Accrual.all(
      in: book, month: Month(year: 2026, month: 1), asOf: day("2026-02-05"))
    let choice = try book.choice(of: "EUR", .closing)
    let shown = try book.converted(accruals, into: choice, asOf: day("2026-02-05")).map {
      $0.unbilled.rounded(to: choice.currency).words
    }
    #expect(shown == ["3285.00"])
  }

  /// Terms that are only reported bind nobody.
  @Test func accruesNothingThatIsOnlyReported() throws {
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,effective_on,ends_on,status\n"
        + "spacex,c-3,anthropic,USD,2026-01-01,2026-12-31,announced")
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-3,2026-01,2026-12,3650")
    #expect(try accruals(2, asOf: "2026-02-28") == [])
  }
  /// A contract without fees has nothing to spread, and says why (METRICS, rule 3).
  @Test func saysWhyUseIsNotSpread() throws {
    try bill("spacex,I-1,c-1,USD,2026-01,2026-01-31,100,,")
    let accruals = try Accrual.all(
      in: ledger.book(), month: Month(year: 2026, month: 1), asOf: day("2026-01-31"))
    #expect(accruals.map(\.straightLineDifference.unavailable?.code) == [.usageBased])
  }
}
