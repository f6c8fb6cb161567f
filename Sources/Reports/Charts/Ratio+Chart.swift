internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering

extension Chart {
  /// A line of shares for each buyer, provider and contract.
  init(_ ratios: [SpendRatio], _ heading: ChartHeading) {
    self.init(
      shares: ratios.map {
        (words: [$0.buyer, $0.provider, $0.contract, $0.currency.code], $0.period, $0.ratio)
      }, heading)
  }

  /// A line of shares of the wallet for each provider.
  init(_ shares: [WalletShare], _ heading: ChartHeading) {
    self.init(
      shares: shares.map {
        (words: [$0.provider, $0.buyer, $0.contract, $0.currency.code], $0.period, $0.share)
      }, heading)
  }

  private init(
    shares: [(words: [String?], period: Period, share: Figure<Share>)], _ heading: ChartHeading
  ) {
    let names = ChartNames.names(shares.map(\.words))
    self.init(
      .lines, heading, measure: .share,
      points: shares.map { row in
        ChartPoint(
          over: row.period.chartCategory, at: row.period.months.from.number, of: row.words,
          named: names[row.words] ?? "", row.share.cell)
      })
  }
}
