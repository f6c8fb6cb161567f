import Ledger
import Procurement
import Queries
import Store
import TestLedger
import TestTools
import Testing

/// Change, share, cumulation and the largest (METRICS, M3), worked out by hand.
struct SpendComparisonTests {
  /// spacex bills 100 a month from December 2024 on, 150 from July 2025; nebius 40 in June 2025 and
  /// -10 in July; google 20 in August.
  private func ledger() throws -> TestBook {
    let ledger = try TestBook()
    let spacex = MonthRange(from: Month(year: 2024, month: 12), to: Month(year: 2025, month: 10))
      .months.map {
        "spacex,S-\($0),anthropic,\($0),\($0)-28,USD,\("\($0)" < "2025-07" ? 100 : 150)"
      }
    let others = [
      "nebius,N-1,anthropic,2025-06,2025-06-28,USD,40",
      "nebius,N-2,anthropic,2025-07,2025-07-28,USD,-10",
      "google,G-1,anthropic,2025-08,2025-08-28,USD,20",
    ]
    try ledger.add(
      .invoices,
      (["provider,number,buyer,billing_month,issued_on,currency,total"] + spacex + others)
        .joined(separator: "\n"))
    return ledger
  }

  private func groups(
    by dimensions: [SpendDimension], in window: String?, asOf: String = "2025-12-31",
    startingIn month: Int = 1, top: Int? = nil
  ) throws -> [SpendReport.Group] {
    let ledger = try ledger()
    return try SpendReport(
      SpendReport.Question(
        by: dimensions, window: window.map(months), years: try #require(YearStart(month: month)),
        asOf: day(asOf), isCompared: true, top: top), in: ledger.book()
    ).groups
  }

  private func words(_ group: SpendReport.Group) -> String {
    let keys = group.keys.map { $0 ?? "-" }.joined(separator: " ")
    return "\(keys): \(group.amount.words), before \(group.previous?.words ?? "-")"
      + " \(group.change?.text ?? "-"), year before \(group.yearBefore?.words ?? "-")"
      + " \(group.yearChange?.text ?? "-")"
  }

  /// The third quarter of 2025 against the second, and against that of 2024: nebius, -10 from 40, is
  /// -125 %; google is new.
  @Test func setsAWindowAgainstTheOneBefore() throws {
    #expect(
      try groups(by: [.provider], in: "2025Q3").map(words) == [
        "spacex: 450.00, before 300.00 50.0 %, year before n/a (no invoice) n/a (new)",
        "google: 20.00, before n/a (no invoice) n/a (new), year before n/a (no invoice) n/a (new)",
        "nebius: -10.00, before 40.00 -125.0 %, year before n/a (no invoice) n/a (new)",
      ])
    // What was billed before and is not now stays, and what was negative grows by nothing known.
    #expect(
      try groups(by: [.provider], in: "2025-08").map(words) == [
        "spacex: 150.00, before 150.00 0.0 %, year before n/a (no invoice) n/a (new)",
        "google: 20.00, before n/a (no invoice) n/a (new), year before n/a (no invoice) n/a (new)",
        "nebius: n/a (no invoice), before -10.00 n/a (no invoice), year before n/a (no invoice)"
          + " n/a (no invoice)",
      ])
  }

  /// Months: June has 140 of 100 before; December 2025 would be the first with a year before it.
  @Test func setsEachPeriodAgainstTheOneBefore() throws {
    #expect(
      try groups(by: [.month], in: "2025-06..2025-07").map(words) == [
        "2025-06: 140.00, before 100.00 40.0 %, year before n/a (no invoice) n/a (new)",
        "2025-07: 140.00, before 140.00 0.0 %, year before n/a (no invoice) n/a (new)",
      ])
    // Parts of a quarter against the same parts of the one before: August and September, 320, against May
    // and June, 240.
    #expect(
      try groups(by: [.quarter], in: "2025-08..2025-09").map(words) == [
        "2025-08..2025-09: 320.00, before 240.00 33.3 %, year before n/a (no invoice) n/a (new)"
      ])
    // FY2025 starts in December 2024: 10 months so far, 7 × 100 + 3 × 150 + 50.
    #expect(
      try groups(by: [.year], in: nil, startingIn: 12).map(words) == [
        "FY2025: 1200.00, before n/a (no invoice) n/a (new), year before n/a (no invoice) n/a (new)"
      ])
  }

  /// Against the twelve months that end a month earlier: all that was billed from December 2024 to September
  /// 2025, then 100 of December 2024 less.
  @Test func addsTrailingTwelveMonthsUp() throws {
    let rows = try groups(by: [.ttm], in: "2025-10..2026-03").map {
      "\($0.keys[0] ?? "-") \($0.amount.words) \($0.change?.text ?? "-")"
    }
    #expect(
      rows == [
        "2024-11..2025-10 1200.00 0.0 %", "2024-12..2025-11 1200.00 0.0 %",
        "2025-01..2025-12 1100.00 -8.3 %",
      ])
    #expect(try groups(by: [.ttm], in: nil).last?.amount.words == "1200.00")
  }

  @Test func sharesAndCumulates() throws {
    let rows = try groups(by: [.provider], in: "2025-07..2025-08").map {
      "\($0.keys[0] ?? "-") \($0.share.text) \($0.cumulated.words)"
    }
    #expect(rows == ["spacex 96.8 % 300.00", "google 6.5 % 320.00", "nebius -3.2 % 310.00"])
    let ofQuarters = try groups(by: [.provider, .quarter], in: "2025-04..2025-09").map {
      "\($0.keys.map { $0 ?? "-" }.joined(separator: " ")) \($0.share.text) \($0.cumulated.words)"
    }
    #expect(
      ofQuarters == [
        "spacex 2025Q2 88.2 % 300.00", "spacex 2025Q3 97.8 % 750.00",
        "nebius 2025Q2 11.8 % 40.00", "nebius 2025Q3 -2.2 % 30.00",
        "google 2025Q3 4.3 % 20.00",
      ])
  }

  @Test func putsTheRestIntoOneRow() throws {
    #expect(
      try groups(by: [.provider], in: "2025Q3", top: 1).map(words) == [
        "spacex: 450.00, before 300.00 50.0 %, year before n/a (no invoice) n/a (new)",
        "rest of 3: 10.00, before 40.00 -75.0 %, year before n/a (no invoice) n/a (new)",
      ])
    #expect(try groups(by: [.provider], in: "2025Q3", top: 3).count == 3)
    #expect(
      try groups(by: [.month, .provider], in: "2025-07..2025-08", top: 1).map {
        "\($0.keys.map { $0 ?? "-" }.joined(separator: " ")) \($0.amount.words)"
      } == [
        "2025-07 spacex 150.00", "2025-07 rest of 3 -10.00", "2025-08 spacex 150.00",
        "2025-08 rest of 3 20.00",
      ])
  }

  @Test func hasTheInvoicesOfTheRestAndOfTrailingMonths() throws {
    let ledger = try ledger()
    let report = try SpendReport(
      SpendReport.Question(
        by: [.provider, .ttm], window: months("2025-09"), asOf: day("2025-12-31"), top: 1),
      in: ledger.book())
    let explanations = try report.explanations(in: ledger.book())
    #expect(explanations.map(\.evidence.count) == [10, 3])
    #expect(explanations.last?.figure == "rest of 3 2024-10..2025-09 USD")
  }

  /// Whatever the grain, periods add up to the whole, exactly; shares to one, the rest to what is left; and
  /// the twelve months that end a year are that year.
  @Test(arguments: 1...6)
  func addsUp(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let ledger = try TestBook()
    let rows = (0..<60).map { number in
      let month = Month(year: 2024, month: 1).adding(months: Int.random(in: 0..<36, using: &random))
      let provider = ["spacex", "nebius", "google"].randomElement(using: &random) ?? ""
      let amount = Int.random(in: -2_000_000...9_000_000, using: &random)
      return
        "\(provider),I-\(number),anthropic,\(month),\(month)-20,USD,\(amount / 100).\(10 + abs(amount) % 90)"
    }
    try ledger.add(
      .invoices,
      (["provider,number,buyer,billing_month,issued_on,currency,total"] + rows)
        .joined(separator: "\n"))
    let years = try #require(YearStart(month: Int.random(in: 1...12, using: &random)))
    let groups = { (dimensions: [SpendDimension], top: Int?) in
      try SpendReport(
        SpendReport.Question(
          by: dimensions, window: nil, years: years, asOf: day("2027-01-31"), top: top),
        in: ledger.book()
      ).groups
    }
    let units = { (groups: [SpendReport.Group]) in groups.reduce(Int128(0)) { $0 &+ $1.units } }
    let total = units(try groups([.provider], nil))
    for time in [SpendDimension.month, .quarter, .half, .year] {
      #expect(try units(groups([time], nil)) == total)
      #expect(try units(groups([.provider, time], 1)) == total)
    }
    #expect(try units(groups([.provider], 1)) == total)
    #expect(try groups([.provider], 2).last?.cumulated.value?.units == Int64(total))
    let shares = try groups([.provider], 1).compactMap(\.share.ratio)
    if total > 0 { #expect(try shares.reduce(Ratio.zero) { try $0.adding($1) } == .one) }
    let trailing = try groups([.ttm], nil)
    let full = try groups([.year], nil).compactMap { year in
      trailing.first { $0.period?.months == year.period?.months }.map { ($0.units, year.units) }
    }
    #expect(!full.isEmpty && full.allSatisfy { $0 == $1 })
  }
}
