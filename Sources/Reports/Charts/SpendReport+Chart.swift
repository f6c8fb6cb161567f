internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering

extension SpendReport {
  /// Over time columns, in which the keys of the other dimension are stacked; without time a bar for each key
  /// of the first dimension.
  func charts(_ heading: ChartHeading) -> [Chart] {
    let time = dimensions.firstIndex(where: \.isTime)
    return groups.charts(by: \.currency) { currency, groups in
      guard let time else { return bars(groups, currency, heading) }
      return Chart(
        .columns, heading, measure: .money(currency),
        points: groups.compactMap { point($0, time: time) })
    }
  }

  private func point(_ group: Group, time: Int) -> ChartPoint? {
    guard let period = group.period else { return nil }
    let other = dimensions.indices.first { $0 != time }
    let key = other.map { group.keys[$0] } ?? nil
    return ChartPoint(
      over: period.chartCategory, at: period.months.from.number, of: [key],
      named: key ?? other.map { dimensions[$0].absent } ?? "spend", group.amount.cell)
  }

  private func bars(
    _ groups: [Group], _ currency: Currency, _ heading: ChartHeading
  ) -> Chart {
    let rows = groups.runs { $0.keys[0] }
    return Chart(
      .bars, heading, measure: .money(currency),
      categories: rows.map { .named($0[0].keys[0] ?? dimensions[0].absent) },
      series: [
        ChartSeries("spend", values: rows.map { Group.sum($0)?.amount.cell ?? .empty })
      ])
  }
}
