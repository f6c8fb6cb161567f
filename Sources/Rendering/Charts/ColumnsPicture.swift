internal import Procurement

/// Upright columns, in which series are stacked: what is above zero upwards, credits downwards. Lengths are
/// hundredths of a pixel.
struct ColumnsPicture {
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
    let top = start + 1500
    let axis = ValueAxis(values.extent, numbers)
    let scale = axis.scale(from: top)
    let named = chart.named
    let names = named.count > 1 ? named.map(\.label) : []
    let left = ChartFrame.margin + axis.width
    let right = ChartFrame.width - ChartFrame.margin - EndLabels.width(names)
    axis.draw(on: &canvas, scale, from: left, through: right)
    let categories = CategoryAxis(chart.categories, from: left, through: right)
    var ends: [Int] = []
    for index in chart.categories.indices {
      ends = drawColumn(index, on: &canvas, scale, categories)
    }
    drawTotals(on: &canvas, scale, categories)
    let zero = scale.place(of: 0)
    canvas.line(from: (left, zero), to: (right, zero), "chart-axis")
    if !names.isEmpty, !ends.isEmpty {
      drawNames(ends, on: &canvas, x: right, from: top + 600, to: top + ValueAxis.height)
    }
    return categories.draw(on: &canvas, from: top + ValueAxis.height)
  }

  private func half(_ axis: CategoryAxis) -> Int { min(max(axis.step * 36 / 100, 60), 2600) }

  /// - Returns: the middle of each series' part; where it has none, the place where it would begin.
  private func drawColumn(
    _ index: Int, on canvas: inout SVGCanvas, _ scale: ChartScale, _ axis: CategoryAxis
  ) -> [Int] {
    let (center, half) = (axis.center(index), half(axis))
    var (above, below) = (Int128(0), Int128(0))
    return chart.series.indices.map { series in
      let value = values.bySeries[series][index] ?? 0
      let from = value < 0 ? below : above
      let to = from &+ value
      if value < 0 { below = to } else { above = to }
      let (near, far) = (scale.place(of: from), scale.place(of: to))
      if value != 0 {
        // A part that is too thin to be seen is not nothing.
        let height = max(abs(far - near), 60)
        let y = min(near, far)
        let gap = height > 400 && from != 0 ? 100 : 0
        canvas.rectangle(
          x: (center - half)...(center + half),
          y: (value < 0 ? y + gap : y)...(value < 0 ? y + height : y + height - gap),
          "chart-fill-\(hues.name(series))",
          tip: tip(series, index))
      }
      return (near + far) / 2
    }
  }

  private func tip(_ series: Int, _ index: Int) -> String {
    let (category, one) = (chart.categories[index], chart.series[series])
    return "\(category.name), \(one.label): \(numbers.exact(one.values[index]))"
  }

  /// The sum above each column: of all where they fit, else of the largest and the latest. A column
  /// without figures says so.
  private func drawTotals(on canvas: inout SVGCanvas, _ scale: ChartScale, _ axis: CategoryAxis) {
    let texts = chart.categories.indices.map(total)
    let halves = texts.map { TextAdvance.width($0 ?? "", size: SVGStyleSheet.size) / 2 + 250 }
    let isRoom = 2 * (halves.max() ?? 0) <= axis.step
    let centers = halves.enumerated().map { axis.center($0, keeping: $1) }
    var shown: [Int] = []
    for index in isRoom ? Array(texts.indices) : largestAndLatest
    where shown.allSatisfy({ abs(centers[$0] - centers[index]) >= halves[$0] + halves[index] }) {
      shown.append(index)
    }
    for index in shown {
      guard let text = texts[index] else { continue }
      let parts = values.bySeries.compactMap { $0[index] }
      canvas.text(
        text, x: centers[index], y: scale.place(of: parts.filter { $0 > 0 }.sum) - 500,
        anchor: .middle, parts.isEmpty ? "chart-muted" : "chart-ink chart-number")
    }
  }

  private var largestAndLatest: [Int] {
    let known = chart.categories.indices.filter { values.total($0) != nil }
    let largest = known.max { (values.total($0) ?? 0) < (values.total($1) ?? 0) }
    return [largest, known.last].compactMap { $0 }
  }

  /// The sum of a column, with `*` where a part of it is not known; `n/a` where all is; nothing where nothing
  /// belongs.
  private func total(_ index: Int) -> String? {
    let hasGap = chart.series.contains { chart.gapReason($0.values[index]) != nil }
    guard let total = values.total(index) else { return hasGap ? "n/a" : nil }
    return numbers.label(total) + (hasGap ? "*" : "")
  }

  private func drawNames(
    _ ends: [Int], on canvas: inout SVGCanvas, x: Int, from top: Int, to bottom: Int
  ) {
    let labels = chart.named.indices.reversed().map { series in
      EndLabels.Label(
        text: chart.series[series].label, tip: chart.series[series].label,
        sample: .square("chart-fill-\(hues.name(series))"), y: ends[series], from: nil)
    }
    EndLabels.draw(labels, on: &canvas, x: x, from: top, to: bottom)
  }
}
