internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering

extension BurnUp {
  /// What is applied against what is committed and against the pace, month by month.
  func chart(_ heading: ChartHeading) -> Chart {
    let series = [
      ChartSeries("applied", values: months.map { $0.applied?.cell ?? .empty }),
      ChartSeries("committed", .bound, values: months.map(\.committed.cell)),
      ChartSeries(
        "pace of \(paceMonths) month\(paceMonths == 1 ? "" : "s")", .projection,
        values: months.map { $0.projected?.cell ?? .empty }),
    ]
    return Chart(
      .lines,
      ChartHeading(
        "\(contract.reference): what is applied of what is committed", basis: heading.basis),
      measure: measure.chartMeasure, categories: months.map { .month($0.month) },
      series: paceMonths == 0 ? Array(series.dropLast()) : series)
  }
}

extension CommitmentMeasure {
  fileprivate var chartMeasure: ChartMeasure {
    switch self {
    case .money(let currency): .money(currency)
    case .quantity(let unit): .number(of: unit)
    }
  }
}
