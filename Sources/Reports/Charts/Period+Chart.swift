internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering

extension Period {
  /// What it is on an axis of time: a month by itself, anything longer by its label.
  var chartCategory: ChartCategory {
    months.monthCount == 1 ? .month(months.from) : .named(label)
  }
}

extension Sequence {
  /// A chart for each currency of some rows, since amounts of several are never added (METRICS, rule 7).
  func charts(
    by currency: (Element) -> Currency, _ chart: (Currency, [Element]) -> Chart
  ) -> [Chart] {
    Dictionary(grouping: self, by: currency).sorted { $0.key.code < $1.key.code }
      .map { chart($0.key, $0.value) }
  }
}
