internal import Procurement

/// A line for each series, broken where there is no figure. Lengths are hundredths of a pixel.
struct LinesPicture {
  private let chart: Chart
  private let numbers: ChartNumbers
  private let values: ChartValues
  private let hues: SeriesHues

  init(_ chart: Chart, _ values: ChartValues, _ numbers: ChartNumbers) {
    (self.chart, self.values, self.numbers) = (chart, values, numbers)
    hues = SeriesHues(chart.series)
  }

  /// - Returns: where the picture ends.
  func draw(on canvas: inout SVGCanvas, from start: Int) -> Int {
    let top = start + 1000
    let axis = ValueAxis(values.extent, numbers)
    let scale = axis.scale(from: top)
    let left = ChartFrame.margin + axis.width
    let right =
      ChartFrame.width - ChartFrame.margin
      - EndLabels.width(chart.series.indices.compactMap(endText))
    axis.draw(on: &canvas, scale, from: left, through: right)
    let categories = CategoryAxis(chart.categories, from: left, through: right)
    for series in chart.series.indices.reversed() {
      drawLine(series, on: &canvas, scale, categories)
    }
    let labels = chart.series.indices.compactMap { label($0, scale, categories) }
    EndLabels.draw(
      labels, on: &canvas, x: right, from: top + 600, to: top + ValueAxis.height)
    return categories.draw(on: &canvas, from: top + ValueAxis.height)
  }

  /// Runs of values without a gap.
  private func runs(_ series: Int) -> [Range<Int>] {
    let values = values.bySeries[series]
    var runs: [Range<Int>] = []
    for index in values.indices where values[index] != nil {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }

  private func drawLine(
    _ series: Int, on canvas: inout SVGCanvas, _ scale: ChartScale, _ axis: CategoryAxis
  ) {
    let values = values.bySeries[series]
    for run in runs(series) {
      let points = run.compactMap { index in
        values[index].map { (x: axis.center(index), y: scale.place(of: $0)) }
      }
      if points.count > 1 { canvas.polyline(points, style(series)) }
      guard chart.series[series].role == .value else { continue }
      for (index, point) in zip(run, points)
      where axis.step >= 1000 || points.count == 1 {
        drawPoint(series, index, point, on: &canvas)
      }
    }
  }

  /// A point, hollow where something must be said of its figure.
  private func drawPoint(
    _ series: Int, _ index: Int, _ point: (x: Int, y: Int), on canvas: inout SVGCanvas
  ) {
    let cell = chart.series[series].values[index]
    let tip =
      "\(chart.categories[index].name), \(chart.series[series].label): \(numbers.exact(cell))"
    let hue = hues.name(series)
    if cell.reason == nil {
      canvas.circle(x: point.x, y: point.y, radius: 320, "chart-fill-\(hue)", tip: tip)
    } else {
      canvas.circle(
        x: point.x, y: point.y, radius: 300, "chart-line-\(hue) chart-hollow", tip: tip)
    }
  }

  private func style(_ series: Int) -> String {
    switch chart.series[series].role {
    case .value, .others: "chart-line-\(hues.name(series))"
    case .projection: "chart-line-\(hues.name(series)) chart-dashed"
    case .bound, .mark, .gaps: "chart-limit"
    }
  }

  /// The name of a series and its last value; `nil` if it has none.
  private func endText(_ series: Int) -> String? {
    guard let last = runs(series).last?.last,
      let value = numbers.label(chart.series[series].values[last])
    else { return nil }
    let room = 18_500 - TextAdvance.width(" \(value)", size: SVGStyleSheet.size)
    let name = TextAdvance.cut(chart.series[series].label, to: room, size: SVGStyleSheet.size)
    return "\(name) \(value)"
  }

  private func label(
    _ series: Int, _ scale: ChartScale, _ axis: CategoryAxis
  ) -> EndLabels.Label? {
    guard let last = runs(series).last?.last, let text = endText(series),
      let value = values.bySeries[series][last]
    else { return nil }
    let y = scale.place(of: value)
    return EndLabels.Label(
      text: text,
      tip: "\(chart.categories[last].name), \(chart.series[series].label): "
        + numbers.exact(chart.series[series].values[last]),
      sample: .line(style(series)), y: y, from: (axis.center(last), y))
  }
}
