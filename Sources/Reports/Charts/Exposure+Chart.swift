internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering

extension [ExitExposure] {
  /// What it costs to leave each contract on the as-of day; deals that are only announced are left out.
  func charts(_ heading: ChartHeading) -> [Chart] {
    filter { !$0.isAnnounced }.charts(by: \.rate.currency) { currency, exposures in
      let words = exposures.map { [$0.contract.reference, $0.contract.provider] }
      let names = ChartNames.names(words)
      return Chart(
        .bars, heading, measure: .money(currency),
        categories: words.map { .named(names[$0] ?? "") },
        series: [ChartSeries("cost to leave", values: exposures.map(\.costToLeave.cell))])
    }
  }
}

extension [ExitOutlook] {
  /// What it costs to leave each contract by the month of the notice.
  func charts(noticeOn days: [Day], _ heading: ChartHeading) -> [Chart] {
    charts(by: { $0.months.first?.rate.currency ?? $0.contract.currency }) { currency, outlooks in
      let words = outlooks.map { [$0.contract.reference, $0.contract.provider] }
      let names = ChartNames.names(words)
      return Chart(
        .lines, heading, measure: .money(currency),
        categories: days.map { .month($0.month) },
        series: zip(words, outlooks).map { words, outlook in
          ChartSeries(names[words] ?? "", values: outlook.months.map(\.costToLeave.cell))
        })
    }
  }
}
