import Agenda
import Audit
import Ledger
import Procurement
import Queries
import SQLite
import Store
import TestLedger
import Testing

/// How SQLite reaches invoices, their lines and what is added up of them, report by report: no report but the
/// audit may look through lines, however many there are.
struct QueryPlanTests {
  private enum Question: String, CaseIterable, CustomTestStringConvertible {
    case spend, spendOfProvider, ratio, obligations, commitments, capacity, exposure, unbilled,
      accruals
    case agenda, payables, concentration

    var testDescription: String { rawValue }

    func ask(_ book: Book) throws {
      let asOf = try day("2026-10-31")
      switch self {
      case .spend, .spendOfProvider:
        _ = try SpendReport(by: [.provider, .month], in: book, window: nil, asOf: asOf)
      case .ratio:
        _ = try SpendRatio.all(
          SpendRatio.Question(
            side: .buyer, grain: .month, window: nil, bases: RevenueBasis.allCases, asOf: asOf),
          in: book)
      case .obligations:
        _ = try PurchaseObligation.all(in: book, asOf: asOf, convention: .months)
      case .commitments: _ = try CommitmentProgress.all(in: book, asOf: asOf, paceMonths: 3)
      case .capacity: _ = try CapacityCost.all(in: book, window: nil, by: nil, asOf: asOf)
      case .exposure: _ = try ExitExposure.all(in: book, asOf: asOf, convention: .months)
      case .unbilled:
        try UnbilledReport.forEachContract(in: book, window: nil, asOf: asOf) { _ in }
      case .accruals: _ = try Accrual.all(in: book, month: Month(year: 2026, month: 9), asOf: asOf)
      case .agenda: _ = try Agenda(in: book, asOf: asOf, through: asOf.adding(days: 90))
      case .payables: _ = try Payables(in: book, asOf: asOf)
      case .concentration:
        _ = try Concentration.all(
          Concentration.Question(by: .month, window: nil, asOf: asOf, tax: .exclude), in: book)
      }
    }

    /// What is read whole of invoices and lines: of the lines, those that name a contract of their own, by an
    /// index that has no others; what is open, and numbers that come twice, are found among all invoices, and
    /// credit notes by their invoices.
    var scans: Set<String> {
      let divided: Set = ["SCAN invoice_line USING COVERING INDEX invoice_line_contract"]
      let invoices: Set = [
        "SCAN invoice", "SCAN invoice USING INDEX invoice_number", "SCAN note",
      ]
      return switch self {
      case .capacity, .unbilled: []
      case .payables: invoices
      case .agenda: divided.union(invoices).union(["SCAN part"])
      default: divided.union(["SCAN part"])
      }
    }
  }

  private static let invoiceTables = ["invoice", "line", "note", "credited", "part"]

  private func book() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on,notice_days,notice_by
      spacex,c-1,anthropic,USD,2026-01-01,2027-12-31,90,either
      """)
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2027-12,100")
    try ledger.add(
      .commitments, "contract,from,to,kind,minimum,interval\nc-1,2026-01,2027-12,spend,50,quarter")
    try ledger.add(.sla, "contract,below,credit\nc-1,99,10")
    try ledger.add(
      .invoices,
      "provider,number,contract,currency,billing_month,issued_on,total\nspacex,I-1,c-1,USD,2026-01,2026-02-01,90"
    )
    try ledger.add(
      .payments, "provider,number,reference,paid_on,amount\nspacex,I-1,W-1,2026-03-01,40")
    return ledger
  }

  @Test(arguments: Question.allCases) private func looksThroughNoLines(_ question: Question) throws
  {
    let ledger = try book()
    let book = try ledger.book(provider: question == .spendOfProvider ? "spacex" : nil)
    let statements = try ledger.store.connection.statements(of: { try question.ask(book) })
    var plan: Set<String> = []
    for sql in Set(statements) where !sql.hasPrefix("--") {
      var rows = try Statement("EXPLAIN QUERY PLAN \(sql)", on: ledger.store.connection)
      while try rows.step() { plan.insert(rows.string(3)) }
    }
    let scans = plan.filter { line in
      let words = line.split(separator: " ")
      return words.first == "SCAN" && words.count > 1
        && Self.invoiceTables.contains { words[1].contains($0) }
    }
    #expect(scans == question.scans)
  }
}
