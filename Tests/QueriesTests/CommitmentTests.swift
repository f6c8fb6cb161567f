import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, M4 to M7: contract c-1, amounts in dollars.
struct CommitmentTests {
  private func progress(
    _ commitments: String, invoices: [String: String] = [:], deliveries: String = "",
    asOf: String, paceMonths: Int = 3
  ) throws -> CommitmentProgress {
    let ledger = try TestBook()
    try ledger.add(
      .contracts, "provider,reference,buyer,currency,status\nspacex,c-1,anthropic,USD,active")
    try ledger.add(
      .commitments,
      "contract,from,to,kind,minimum,unit,interval,draw,carry_forward,carry_forward_cap,relief\n"
        + commitments.split(separator: "\n").map { "c-1,\($0)" }.joined(separator: "\n"))
    if !invoices.isEmpty {
      try ledger.add(
        .invoices,
        "provider,number,contract,currency,billing_month,issued_on,amount,charge_category,"
          + "quantity,unit\n"
          + invoices.sorted { $0.key < $1.key }.map { month, rest in
            "spacex,I-\(month),c-1,USD,\(month.prefix(7)),\(month.prefix(7))-28,\(rest)"
          }.joined(separator: "\n"))
    }
    if !deliveries.isEmpty {
      try ledger.add(
        .capacity,
        "contract,tranche,accelerator,accelerator_count,due_on\nc-1,a,GB300,100,2026-01-01")
      try ledger.add(
        .deliveries,
        "provider,contract,tranche,accelerator,accelerator_count,delivered_on,status\n"
          + deliveries.split(separator: "\n").map { "spacex,c-1,a,GB300,\($0)" }
          .joined(separator: "\n"))
    }
    return try #require(
      try CommitmentProgress.all(
        in: ledger.book(), asOf: day(asOf), paceMonths: paceMonths
      ).first)
  }

  /// An invoice of each of these amounts, for the months from January on.
  private func monthly(_ amounts: [Int]) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: amounts.enumerated().map { index, amount in
        (String("2026-\(index < 9 ? "0" : "")\(index + 1)"), "\(amount),,,")
      })
  }

  /// `minimum required applied carried-in shortfall carried-out`, an interval each.
  @Test(
    arguments: [
      // 300 a quarter: 250, then 350.
      (
        "2026-01-01,2026-06-30,spend,300,,quarter,,,,", [100, 100, 50, 150, 100, 100],
        ["300 300 250 0 50 0", "300 300 350 0 0 0"]
      ),
      // What is more is carried, whole or up to the cap.
      (
        "2026-01-01,2026-06-30,spend,300,,quarter,,yes,,", [150, 150, 50, 100, 50, 100],
        ["300 300 350 0 0 50", "300 300 250 50 0 0"]
      ),
      (
        "2026-01-01,2026-06-30,spend,300,,quarter,,yes,20,", [150, 150, 50, 100, 50, 100],
        ["300 300 350 0 0 20", "300 300 250 20 30 0"]
      ),
      // The last interval has 15 of 30 days, and half of June's invoice.
      (
        "2026-05-16,2026-06-30,spend,62,,month,,,,", [0, 0, 0, 0, 31, 30],
        ["62 62 31 0 31 0", "31 31 15 0 16 0"]
      ),
      // A term is one interval.
      (
        "2026-01-01,2026-06-30,spend,600,,term,,,,", [100, 100, 100, 100, 100, 99],
        ["600 600 599 0 1 0"]
      ),
      // A ramp: what is carried goes on into the next minimum.
      (
        "2026-01-01,2026-03-31,spend,200,,quarter,,yes,,\n2026-04-01,2026-06-30,spend,300,,quarter,,yes,,",
        [100, 100, 50, 100, 100, 40], ["200 200 250 0 0 50", "300 300 240 50 10 0"]
      ),
    ])
  func assessesIntervals(commitments: String, billed: [Int], expected: [String]) throws {
    let progress = try progress(commitments, invoices: monthly(billed), asOf: "2026-07-01")
    #expect(progress.stretches.map(words) == expected)
    #expect(progress.stretches.allSatisfy { $0.state == .assessed })
  }

  /// 100 accelerators are due on each of the quarter's 90 days.
  @Test(
    arguments: [
      // 50 all the time, 50 from the 47th day: 50 × 90 + 50 × 44 of 100 × 90.
      ("50,2026-01-01,delivered\n50,2026-02-16,delivered", "yes", "300 223.33 250 0 0 0"),
      ("50,2026-01-01,delivered\n50,2026-02-16,delivered", "", "300 300 250 0 50 0"),
      ("100,2025-12-01,delivered", "yes", "300 300 250 0 50 0"),
      ("100,2026-04-01,delivered", "yes", "300 0 250 0 0 0"),
      ("100,,delivered", "yes", "300 day of a delivery not known"),
    ])
  func givesReliefForLateDelivery(
    deliveries: String, relief: String, expected: String
  ) throws {
    let progress = try progress(
      "2026-01-01,2026-03-31,spend,300,,quarter,,,,\(relief)", invoices: monthly([100, 100, 50]),
      deliveries: deliveries, asOf: "2026-04-01")
    #expect(progress.stretches.map(words) == [expected])
  }

  @Test func leavesOutTaxesAndWhatIsIssuedLater() throws {
    let progress = try progress(
      "2026-01-01,2026-03-31,spend,300,,quarter,,,,",
      invoices: [
        "2026-01": "100,,,", "2026-01-tax": "20,Tax,,", "2026-02": "90,,,",
        "2026-02-credit": "-30,Credit,,", "2026-03": "70,,,",
      ], asOf: "2026-03-27")
    #expect(progress.appliedToDate.value?.short == "160")
  }

  @Test func saysWhichMonthsHaveNoInvoice() throws {
    let progress = try progress(
      "2026-01-01,2026-03-31,spend,300,,quarter,,,,",
      invoices: ["2026-01": "100,,,", "2026-03": "100,,,"], asOf: "2026-04-01")
    #expect(
      progress.stretches.map(\.state) == [.invoicesMissing([Month(year: 2026, month: 2)])])
  }

  /// `utilisation; remaining, months left, required, actual, pace, risk, end`.
  @Test(
    arguments: [
      // 1,200 in the year: 300 of 300 in March; the pace is what is required.
      (
        [100, 100, 100], "2026-03-31", 3, "100.0 %; 900 9 100 100 100.0 % medium projected 2026-12"
      ),
      (
        [120, 120, 120], "2026-03-31", 3,
        "120.0 %; 840 9 93.33 120 128.6 % low projected 2026-10"
      ),
      (
        [50, 50, 50], "2026-03-31", 3, "50.0 %; 1050 9 116.67 50 42.9 % high projected 2027-12"
      ),
      // Of the last two months alone.
      (
        [50, 100, 100], "2026-03-31", 2,
        "83.3 %; 950 9 105.56 100 94.7 % medium projected 2027-01"
      ),
      ([0, 0, 0], "2026-03-31", 3, "0.0 %; 1200 9 133.33 0 0.0 % high never"),
      (
        [], "2026-03-31", 3,
        "0.0 %; 1200 9 133.33 no full month billed n/a (no full month billed) - no full month billed"
      ),
      // 700 in February reach 1,200.
      (
        [500, 700, 100], "2026-03-31", 3,
        "433.3 %; 0 9 0 433.33 n/a (fulfilled) - fulfilled 2026-02"
      ),
      (
        Array(repeating: 90, count: 12), "2026-12-31", 3,
        "90.0 %; 120 0 final 90 n/a (final) - final"
      ),
    ])
  func tellsPaceAndRisk(
    billed: [Int], asOf: String, paceMonths: Int, expected: String
  ) throws {
    let progress = try progress(
      "2026-01-01,2026-12-31,spend,100,,month,,,,", invoices: monthly(billed), asOf: asOf,
      paceMonths: paceMonths)
    let end =
      switch progress.end {
      case .fulfilled(let month): "fulfilled \(month)"
      case .projected(let month): "projected \(month)"
      case .never: "never"
      case .final: "final"
      case .unavailable(let reason): reason.words
      }
    let words = [
      "\(progress.utilisation.text);", progress.remaining.value?.short ?? "-",
      "\(progress.monthsLeft)",
      self.words(progress.requiredPerMonth), self.words(progress.actualPerMonth),
      progress.pace.text, progress.risk?.rawValue ?? "-", end,
    ]
    #expect(words.joined(separator: " ") == expected)
  }

  @Test func projectsAnOpenInterval() throws {
    // January and February brought 590 in 59 days: 31 days more bring 310.
    let progress = try progress(
      "2026-01-01,2026-03-31,spend,1000,,quarter,,,,", invoices: monthly([310, 280]),
      asOf: "2026-03-10")
    let stretch = try #require(progress.stretches.first)
    guard case .open(let projected) = stretch.state else {
      Issue.record("\(stretch.state)")
      return
    }
    #expect(projected.value?.short == "900")
    #expect(words(stretch) == "1000 1000 590 0 100 0")
    // To date: 69 of 90 days of the minimum.
    #expect(progress.committedToDate.value?.short == "766.67")
  }

  @Test func countsUseInItsOwnUnit() throws {
    let progress = try progress(
      "2026-01-01,2026-03-31,usage,1000.5,GPU_Hours,quarter,burn_down,,,",
      invoices: [
        "2026-01": "1,,400.25,gpu_hours", "2026-02": "1,,300,GPU_hours",
        "2026-03": "1,,999,tokens",
      ], asOf: "2026-04-01")
    #expect(progress.measure == .quantity(unit: "gpu_hours"))
    #expect(progress.draw == .burnDown)
    #expect(progress.stretches.map(words) == ["1000.5 1000.5 700.25 0 300.25 0"])
    #expect(progress.end == .final)
  }

  private func words(_ stretch: CommittedStretch) -> String {
    guard stretch.required.value != nil else {
      return "\(stretch.minimum.short) \(words(stretch.required))"
    }
    return [
      stretch.minimum.short, words(stretch.required), stretch.applied.short,
      stretch.broughtForward.short, words(stretch.shortfall),
      stretch.carriedForward.short,
    ].joined(separator: " ")
  }

  private func words(_ amount: Figure<CommitmentAmount>) -> String {
    amount.value.map { $0.short } ?? amount.reason ?? ""
  }
}

extension CommitmentAmount {
  /// As it is shown, without zeros at its end.
  fileprivate var short: String { decimal.map { "\($0)" } ?? "too large" }
}
