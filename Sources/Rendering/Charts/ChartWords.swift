internal import Procurement

/// A chart in words, for those who do not see the picture.
struct ChartWords {
  private let chart: Chart
  private let numbers: ChartNumbers

  init(_ chart: Chart, _ numbers: ChartNumbers) { (self.chart, self.numbers) = (chart, numbers) }

  /// The title, what the figures count and where they stand, then the figures that matter most.
  var sentences: [String] {
    let heading = "\(EscapedText.text(chart.heading.title)), \(numbers.words)\(span)."
    let facts =
      switch chart.kind {
      case .columns, .lines: chart.named.map(latest)
      case .bars, .bullets: chart.categories.indices.map(row)
      }
    return [heading] + facts
  }

  private var span: String {
    guard let first = chart.categories.first, let last = chart.categories.last else { return "" }
    return first == last ? ", \(first.name)" : ", \(first.name) to \(last.name)"
  }

  /// `spacex: 1.25 in 2026-11.`
  private func latest(_ series: ChartSeries) -> String {
    let known = series.values.lastIndex { chart.measure.units(of: $0) != nil }
    guard let known, let figure = numbers.label(series.values[known]) else {
      return "\(series.label): n/a."
    }
    return "\(series.label): \(figure) in \(chart.categories[known].name)."
  }

  /// `HLD-1 A: contracted 100, due 100, delivered 50.`
  private func row(_ index: Int) -> String {
    let figures = chart.series.map { series in
      let figure = numbers.label(series.values[index]) ?? "n/a"
      return chart.series.count > 1 ? "\(series.label) \(figure)" : figure
    }
    return "\(chart.categories[index].name): \(figures.joined(separator: ", "))."
  }
}
