import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, rulings 12, 29 and 38.
struct RevenueOverTimeTests {
  private func ledger(_ rows: String) throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .revenue, "organization,period_start,period_end,currency,amount,basis,as_of\n" + rows)
    return ledger
  }

  /// `amount (basis) qualifications covered/all`, or `-`.
  private func answer(
    _ ledger: borrowing TestBook, _ period: String,
    _ bases: [RevenueBasis] = [.reported, .estimate]
  ) throws -> String {
    let book = try ledger.book()
    guard case .one(let id) = book.names.organizations.find("google") else { return "?" }
    let figures = try book.revenue(of: id)
    let usd = try #require(figures.first?.amount.currency)
    guard
      let found = RevenueHistory(figures).best(over: try months(period), bases: bases, in: usd)
    else { return "-" }
    return
      ([found.amount.words, found.basis.rawValue] + found.qualifications
      + (found.isComplete ? [] : ["\(found.coveredMonths.count)/\(found.monthCount)"]))
      .joined(separator: " ")
  }

  private static let yearAndNineMonths = """
    google,2025-01-01,2025-12-31,USD,130000,reported,2026-02-01
    google,2025-01-01,2025-09-30,USD,91000,reported,2025-11-01
    """

  /// Finding F19: 130,000 less 91,000 are the fourth quarter's, and the parts add up to the year.
  @Test(
    arguments: [
      ("2025", "130000.00 reported"), ("2025-01..2025-09", "91000.00 reported"),
      ("2025Q4", "39000.00 reported derived"),
      // 31, 30 and 31 of 92 days.
      ("2025-10", "13141.30 reported derived prorated by days"),
      ("2025-11", "12717.39 reported derived prorated by days"),
      ("2025-12", "13141.30 reported derived prorated by days"),
      // 90 of 273 days: the nine months are taken out of the year first.
      ("2025Q1", "30000.00 reported prorated by days"),
      ("2025-07..2025-12", "69666.67 reported derived prorated by days"),
    ])
  func derivesTheFourthQuarter(period: String, expected: String) throws {
    #expect(try answer(ledger(Self.yearAndNineMonths), period) == expected)
    let other = Self.yearAndNineMonths.split(separator: "\n").reversed().joined(separator: "\n")
    #expect(try answer(ledger(other), period) == expected)
  }

  @Test func derivesTheNineMonths() throws {
    let ledger = try ledger(
      """
      google,2025-01-01,2025-12-31,USD,130000,reported,
      google,2025-10-01,2025-12-31,USD,39000,reported,
      """)
    #expect(try answer(ledger, "2025-01..2025-09") == "91000.00 reported derived")
    #expect(try answer(ledger, "2025Q4") == "39000.00 reported")
    #expect(try answer(ledger, "2025") == "130000.00 reported")
  }

  /// A half inside nine months inside a year: each is taken out of the next.
  @Test(
    arguments: [
      ("2025Q3", "31000.00 reported derived"), ("2025Q4", "39000.00 reported derived"),
      ("2025-01..2025-06", "60000.00 reported"),
      ("2025Q2", "30165.75 reported prorated by days"),
    ])
  func takesFiguresOutOfOneAnother(period: String, expected: String) throws {
    let ledger = try ledger(
      Self.yearAndNineMonths + "\ngoogle,2025-01-01,2025-06-30,USD,60000,reported,2025-08-01")
    #expect(try answer(ledger, period) == expected)
  }

  /// What is left may be negative, and then says so.
  @Test func derivesLessThanNothing() throws {
    let ledger = try ledger(
      """
      google,2025-01-01,2025-12-31,USD,100,reported,
      google,2025-01-01,2025-09-30,USD,120,reported,
      """)
    #expect(try answer(ledger, "2025Q4") == "-20.00 reported derived")
  }

  /// Finding N15: a second half-year covers October whether or not a shorter figure overlaps it.
  @Test(
    arguments: [
      // Inside: 17 of 32 days of 320, and 14 of 152 days of the other 1,520.
      (
        "google,2025-10-15,2025-11-15,USD,320,reported,", "310.00 reported derived prorated by days"
      ),
      // Beyond: the half-year alone covers all of October, 31 of 184 days.
      ("google,2025-06-15,2025-10-15,USD,320,reported,", "310.00 reported prorated by days"),
    ])
  func coversAMonthThatAShorterFigureOverlaps(row: String, expected: String) throws {
    let ledger = try ledger("google,2025-07-01,2025-12-31,USD,1840,reported,\n" + row)
    #expect(try answer(ledger, "2025-10") == expected)
  }

  /// Ruling 29: most days, then fewest prorated, then the one said last.
  @Test(
    arguments: [
      // A calendar quarter rather than two fiscal ones that cover as much.
      (
        """
        google,2025-12-01,2026-02-28,USD,900,reported,2026-07-01
        google,2026-03-01,2026-05-31,USD,920,reported,2026-07-01
        google,2026-01-01,2026-03-31,USD,500,reported,2026-04-01
        """, "500.00 reported"
      ),
      // Two fiscal quarters that cover all rather than a part that needs no days counted.
      (
        """
        google,2025-12-01,2026-02-28,USD,900,reported,2026-07-01
        google,2026-03-01,2026-05-31,USD,920,reported,2026-07-01
        google,2026-02-01,2026-03-31,USD,500,reported,2026-08-01
        """, "900.00 reported prorated by days"
      ),
      // Two figures of the quarter, and two halves of it said after the first.
      (
        """
        google,2026-01-01,2026-03-31,USD,100,reported,2026-04-01
        google,2026-01-01,2026-01-31,USD,60,reported,2026-05-01
        google,2026-02-01,2026-03-31,USD,70,reported,2026-05-01
        """, "130.00 reported"
      ),
    ])
  func choosesTheSetThatCoversMost(rows: String, expected: String) throws {
    #expect(try answer(ledger(rows), "2026Q1") == expected)
    let other = rows.split(separator: "\n").reversed().joined(separator: "\n")
    #expect(try answer(ledger(other), "2026Q1") == expected)
  }

  @Test(
    arguments: [
      ("2026-05-31", "2026-05-31", "100.00 reported 2/3"),
      ("2026-04-30", "2026-06-30", "150.00 estimate"),
      ("2026-04-30", "2026-05-15", "100.00 reported 1/3"),
    ])
  func prefersReportedUnlessAnEstimateCoversMore(
    reported: String, estimate: String, expected: String
  ) throws {
    let ledger = try ledger(
      """
      google,2026-04-01,\(reported),USD,100,reported,
      google,2026-04-01,\(estimate),USD,150,estimate,
      """)
    #expect(try answer(ledger, "2026Q2") == expected)
  }

  /// Ruling 38: the later `as_of`, then the later import, then the later line.
  @Test func takesTheSetOfTheLaterImportThenLine() throws {
    let quarter = "google,2026-04-01,2026-06-30,USD"
    let parts = """
      google,2026-04-01,2026-04-30,USD,10,reported,
      google,2026-05-01,2026-06-30,USD,20,reported,
      """
    let oneFile = try ledger("\(quarter),400,reported,\n\(parts)")
    #expect(try answer(oneFile, "2026Q2") == "30.00 reported")
    let other = try ledger("\(parts)\n\(quarter),400,reported,")
    #expect(try answer(other, "2026Q2") == "400.00 reported")
    let header = "organization,period_start,period_end,currency,amount,basis,as_of\n"
    try other.add(.revenue, header + "google,2026-05-01,2026-06-30,USD,21,reported,2026-07-01")
    #expect(try answer(other, "2026Q2") == "31.00 reported")
    try other.add(.revenue, header + "\(quarter),500,reported,2026-07-02")
    #expect(try answer(other, "2026Q2") == "500.00 reported")
  }

  /// Months add up to quarters and years, exactly.
  @Test func addsUpWhateverTheGrain() throws {
    let ledger = try ledger(
      """
      google,2024-03-15,2026-08-11,USD,1000000.000001,reported,
      google,2025-01-01,2025-12-31,USD,333333.333333,reported,
      google,2025-02-10,2025-05-09,USD,77777.777777,reported,
      """)
    let book = try ledger.book()
    guard case .one(let id) = book.names.organizations.find("google") else { return }
    let figures = try book.revenue(of: id)
    let usd = try #require(figures.first?.amount.currency)
    let history = RevenueHistory(figures)
    let units = { (period: MonthRange) in
      history.best(over: period, bases: [.reported], in: usd)?.exact.value ?? .zero
    }
    let sum = { (months: [Month]) in
      try months.reduce(Ratio.zero) { try $0.adding(units(MonthRange($1))) }
    }
    let all = try months("2024-04..2026-07")
    #expect(try sum(all.months) == units(all))
    #expect(units(try months("2025")) == Ratio(333_333_333_333))
    #expect(try sum(months("2025").months) == Ratio(333_333_333_333))
  }
}
