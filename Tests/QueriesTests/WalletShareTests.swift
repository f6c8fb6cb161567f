import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// A provider's share of what a buyer spends, and growth beside ratios (METRICS, M3).
struct WalletShareTests {
  private func ledger() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,billing_month,issued_on,currency,total
      spacex,S-1,anthropic,2026-01,2026-01-31,USD,75
      nebius,N-1,anthropic,2026-02,2026-02-28,USD,25
      spacex,S-2,anthropic,2026-04,2026-04-30,USD,90
      nebius,N-2,anthropic,2026-05,2026-05-31,USD,60
      spacex,S-3,google,2026-05,2026-05-31,USD,8
      """)
    try ledger.add(
      .revenue,
      """
      organization,period_start,period_end,currency,amount,basis,as_of
      anthropic,2026-01,2026-03,USD,1000,reported,2026-05-01
      anthropic,2026-04,2026-06,USD,1100,estimate,2026-07-01
      google,2026-04,2026-05,USD,100,reported,2026-07-01
      """)
    return ledger
  }

  private func question(_ side: SpendRatio.Side, isCompared: Bool = false) throws
    -> SpendRatio.Question
  {
    SpendRatio.Question(
      side: side, grain: .quarter, window: try months("2026H1"), bases: [.reported, .estimate],
      asOf: try day("2026-12-31"), isCompared: isCompared)
  }

  private func rows(_ book: Book) throws -> [String] {
    try WalletShare.all(question(.wallet), in: book).rows.map {
      "\($0.buyer) \($0.provider) \($0.period.label) \($0.spend.words)/\($0.buyerSpend.words)"
        + " \($0.share.text)"
    }
  }

  /// Of the first quarter's 100 SpaceX has 75 and Nebius 25; of the second's 150, 90 and 60. What is asked of one
  /// provider is still of all that the buyer spends.
  @Test func isOfAllThatTheBuyerSpends() throws {
    let ledger = try ledger()
    let ofAnthropic = [
      "anthropic nebius 2026Q1 25.00/100.00 25.0 %", "anthropic nebius 2026Q2 60.00/150.00 40.0 %",
      "anthropic spacex 2026Q1 75.00/100.00 75.0 %", "anthropic spacex 2026Q2 90.00/150.00 60.0 %",
    ]
    #expect(try rows(ledger.book()) == ofAnthropic + ["google spacex 2026Q2 8.00/8.00 100.0 %"])
    #expect(try rows(ledger.book(buyer: "anthropic")) == ofAnthropic)
    #expect(
      try rows(ledger.book(buyer: "anthropic", provider: "spacex"))
        == Array(ofAnthropic.suffix(2)))
  }

  @Test func opensUp() throws {
    let ledger = try ledger()
    let (question, book) = (try question(.wallet), try ledger.book(provider: "nebius"))
    let rows = try WalletShare.all(question, in: book).rows
    let explanations = try WalletShare.explanations(of: rows, question, in: book)
    #expect(
      explanations.map(\.formula) == [
        "spend / spend with all = 25.00 / 100.00 USD = 25.0 %",
        "spend / spend with all = 60.00 / 150.00 USD = 40.0 %",
      ])
    #expect(explanations.map(\.evidence.count) == [1, 1])
  }

  /// Spend from 100 to 150, revenue from 1,000 reported to 1,100 estimated; nothing is known of a year before.
  /// Google's revenue covers two months of three.
  @Test func growsBesideRevenue() throws {
    let ledger = try ledger()
    let rows = try SpendRatio.all(question(.buyer, isCompared: true), in: ledger.book()).map {
      [
        $0.figure, $0.growth?.spend.text, $0.growth?.revenue.text, $0.growth?.yearSpend.text,
        $0.growth?.yearRevenue.text,
      ].compactMap(\.self).joined(separator: "; ")
    }
    #expect(
      rows == [
        "anthropic 2026Q1; n/a (new); n/a (revenue missing before); n/a (new);"
          + " n/a (revenue missing before)",
        "anthropic 2026Q2; 50.0 %; 10.0 % (reported before); n/a (new);"
          + " n/a (revenue missing before)",
        "google 2026Q2; n/a (new); n/a (revenue partial 2/3); n/a (new);"
          + " n/a (revenue partial 2/3)",
      ])
    let plain = try SpendRatio.all(question(.buyer), in: ledger.book())
    #expect(plain.allSatisfy { $0.growth == nil })
  }
}
