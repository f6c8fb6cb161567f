import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, M10 and ruling 38.
struct ConcentrationTests {
  private func ledger(_ invoices: [(provider: String, month: String, amount: String)]) throws
    -> TestBook
  {
    let ledger = try TestBook()
    try ledger.add(
      .providers,
      """
      slug,name,kind,parent
      g-cloud,G Cloud,provider,google
      g-lab,G Lab,provider,g-cloud
      idle,Idle,provider,
      """)
    let small = (1...18).map { "small-\($0),Small \($0),provider" }
    try ledger.add(.providers, (["slug,name,kind"] + small).joined(separator: "\n"))
    let rows = invoices.enumerated().map { number, invoice in
      "\(invoice.provider),I-\(number),anthropic,\(invoice.month),\(invoice.month)-28,USD,"
        + invoice.amount
    }
    try ledger.add(
      .invoices,
      (["provider,number,buyer,billing_month,issued_on,currency,total"] + rows)
        .joined(separator: "\n"))
    return ledger
  }

  private func answer(
    _ invoices: [(provider: String, month: String, amount: String)], by grain: Grain? = nil,
    in window: String? = nil
  ) throws -> [String] {
    let ledger = try ledger(invoices)
    return try Concentration.all(
      Concentration.Question(
        by: grain, window: window.map(months), asOf: day("2026-12-31")), in: ledger.book()
    ).map { row in
      let shares = [1, 2].map { row.share(ofLargest: $0) }.map { share in
        share.value.map { "\($0.percent(places: 1)) %" } ?? "n/a"
      }
      return
        ([row.period?.label, row.index.words, row.effectiveCount.words].compactMap(\.self)
        + shares + [row.isHigh ? "high" : "-"]).joined(separator: "  ")
    }
  }

  /// 60, 20 and Google's 15 + 5: 3,600 + 400 + 400 = 4,400, as 2.27 equal providers. What was credited
  /// by Idle does not count.
  @Test func countsUltimateParents() throws {
    let invoices = [
      ("spacex", "2026-01", "60"), ("nebius", "2026-01", "20"), ("g-cloud", "2026-01", "15"),
      ("g-lab", "2026-01", "5"), ("idle", "2026-01", "-10"),
    ]
    #expect(try answer(invoices) == ["4400  2.27  60 %  80 %  high"])
    let ledger = try ledger(invoices)
    let question = Concentration.Question(by: nil, window: nil, asOf: try day("2026-12-31"))
    let all = try Concentration.all(question, in: ledger.book())
    #expect(
      all.first?.providers.map {
        "\($0.parent) \($0.spend.figure.words) \($0.share.map { $0.percent(places: 0) }.words)"
      } == [
        "spacex 60.00 60", "google 20.00 20", "nebius 20.00 20", "idle -10.00 n/a (no net spend)",
      ])
    #expect(all.first?.providers[1].members == ["g-cloud", "g-lab"])
    let explanation = try Concentration.explanations(of: all, question, in: ledger.book()).first
    #expect(
      explanation?.formula
        == "HHI = 100² × (60.00² + 20.00² + 20.00²) / 100.00² = 4400")
    #expect(explanation?.evidence.count == 5)
  }

  /// A provider that gave back as much as it billed has no net spend, and not a negative one.
  @Test func saysWhetherSpendThatDoesNotCountIsZeroOrNegative() throws {
    let ledger = try ledger([
      ("spacex", "2026-01", "60"), ("nebius", "2026-01", "5"), ("nebius", "2026-02", "-5"),
      ("idle", "2026-01", "-10"),
    ])
    let question = Concentration.Question(by: nil, window: nil, asOf: try day("2026-12-31"))
    let providers = try Concentration.all(question, in: ledger.book()).first?.providers
    #expect(providers?.map(\.parent) == ["spacex", "nebius", "idle"])
    #expect(providers?.map(\.share.unavailable?.code) == [nil, .zero, .negative])
    #expect(providers?.map(\.cumulated.unavailable?.code) == [nil, .zero, .negative])
  }

  /// 12 of 30, and 18 of 1: (144 + 18) / 900 is 1,800 exactly, which is not above it; without one of the
  /// small it is.
  @Test func isHighAbove1800() throws {
    let small = (1...18).map { ("small-\($0)", "2026-01", "1") }
    let all = [("spacex", "2026-01", "12")] + small
    #expect(try answer(all) == ["1800  5.56  40 %  43.3 %  -"])
    #expect(try answer(all.dropLast()) == ["1914.4  5.22  41.4 %  44.8 %  high"])
  }

  @Test func isOfEachPeriod() throws {
    let invoices = [
      ("spacex", "2026-01", "30"), ("nebius", "2026-03", "30"), ("spacex", "2026-04", "7"),
      ("nebius", "2026-07", "-5"),
    ]
    #expect(
      try answer(invoices, by: .quarter) == [
        "2026Q1  5000  2  50 %  100 %  high", "2026Q2  10000  1  100 %  100 %  high",
        "2026Q3  n/a (no net spend)  n/a (no net spend)  n/a  n/a  -",
      ])
    #expect(
      try answer(invoices, by: .half, in: "2026-02..2026-04")
        == ["2026-02..2026-04  6932.1  1.44  81.1 %  100 %  high"])
    #expect(try answer([]) == [])
  }

  /// Amounts near the bound of what can be held: their squares do not fit, their quotient does.
  @Test func holdsLargeAmounts() throws {
    #expect(
      try answer([("spacex", "2026-01", "9000000000000"), ("nebius", "2026-01", "9000000000000")])
        == ["5000  2  50 %  100 %  high"])
  }
}
