import Audit
import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// Rates are asked for by amounts that are known and not zero (METRICS, rule 7): no rate is on record here. Contract
/// e-1 is in euros, and its fee is not recorded; u-1 is by use; z-1 is free.
struct NeededRateTests {
  private func ledger() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,effective_on,ends_on
      nebius,e-1,anthropic,EUR,active,2026-01-01,
      nebius,u-1,anthropic,EUR,active,2026-01-01,
      nebius,z-1,anthropic,EUR,active,2026-01-01,2026-12-31
      """)
    try ledger.add(
      .fees,
      "contract,from_month,to_month,monthly_fee\ne-1,2026-01,,\nz-1,2026-01,2026-12,0")
    return ledger
  }

  private static let asOf = Month(year: 2026, month: 1).lastDay

  private func converted<Row: ConvertibleAmounts>(
    _ rows: (Book) throws -> [Row]
  ) throws -> [Row] {
    let book = try ledger().book()
    return try book.converted(
      rows(book), into: book.choice(of: "USD", .closing), asOf: NeededRateTests.asOf)
  }

  @Test func asksForNoneOfObligations() throws {
    let rows = try converted {
      try PurchaseObligation.all(in: $0, asOf: NeededRateTests.asOf, convention: .months)
    }
    #expect(rows.map(\.rate.currency.code) == ["USD", "USD", "USD"])
    #expect(rows.map { $0.ladder.value?.total.description } == [nil, nil, "0.00"])
  }

  @Test func asksForNoneOfAccruals() throws {
    let rows = try converted {
      try Accrual.all(
        in: $0, month: Month(year: 2026, month: 1), asOf: NeededRateTests.asOf)
    }
    #expect(rows.map { $0.unbilled.value } == [nil, .zero])
    #expect(rows.map(\.rate.currency.code) == ["USD", "USD"])
  }

  @Test func asksForNoneOfDealsSideBySide() throws {
    let rows = try converted {
      try DealComparison.all(["e-1", "u-1"], in: $0, asOf: NeededRateTests.asOf)
    }
    #expect(rows.map(\.monthlyFee.value) == [nil, nil])
  }

  @Test func asksForNoneOfUnbilledMonths() throws {
    let book = try ledger().book()
    let report = try UnbilledReport(in: book, window: nil, asOf: NeededRateTests.asOf)
      .shown(in: book.choice(of: "USD", .average), asOf: NeededRateTests.asOf, book)
    #expect(report.months.map(\.currency.code) == ["USD", "USD"])
    #expect(report.months.map(\.amounts.unbilled.value?.description) == [nil, "0.00"])
  }

  /// A year of which January alone has a budget has none, and fees that are not known are no sum.
  @Test func asksForNoneOfBudgets() throws {
    let ledger = try ledger()
    try ledger.add(
      .budgets,
      """
      buyer,provider,contract,month,currency,amount
      anthropic,nebius,e-1,2026-01,EUR,500
      anthropic,nebius,u-1,2026-01,USD,0
      """)
    let book = try ledger.book()
    let report = try BudgetReport(
      BudgetReport.Question(
        by: .year, window: months("2026"), years: .january, asOf: NeededRateTests.asOf,
        choice: book.choice(of: "USD", .average)), in: book)
    #expect(report.rows.map(\.budget.unavailable?.code) == [.partial, .partial])
    #expect(report.forecasts.map(\.fees.unavailable?.code) == [.notRecorded, .usageBased])
  }

  private func findings(in book: Book) throws -> AuditReport {
    try AuditReport(
      in: book, codes: [.missingMonth, .outsideTerm], asOf: NeededRateTests.asOf
    ).shown(in: book.choice(of: "USD", .closing), asOf: NeededRateTests.asOf, book)
  }

  /// A fee that is not known is no amount, and a line of 0 before the start of its contract differs by 0.
  @Test func asksForNoneOfFindings() throws {
    let ledger = try ledger()
    try ledger.add(
      .invoices,
      "provider,number,contract,currency,billing_month,issued_on,amount,service_from,service_to\n"
        + "nebius,Z-1,z-1,EUR,2025-12,2026-01-05,0,2025-12-01,2025-12-31")
    let amounts = try findings(in: ledger.book()).findings.map { finding in
      "\(finding.subject) \(finding.code.rawValue) "
        + [finding.expected, finding.billed].map { $0?.words ?? "-" }.joined(separator: " ")
    }
    #expect(amounts == ["e-1 2026-01 missing_month - -"])
    // What is known and not zero needs one.
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee\nz-1,2026-01,2026-12,5", revises: true)
    let book = try ledger.book()
    #expect(throws: MissingRatesError.self) { try findings(in: book) }
  }

  /// What is known still needs one.
  @Test func asksForTheRateOfAKnownAmount() throws {
    let ledger = try ledger()
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee\nz-1,2026-01,2026-12,5", revises: true)
    let book = try ledger.book()
    #expect(throws: MissingRatesError.self) {
      try book.converted(
        PurchaseObligation.all(in: book, asOf: NeededRateTests.asOf, convention: .months),
        into: book.choice(of: "USD", .closing), asOf: NeededRateTests.asOf)
    }
  }
}
