internal import Procurement

/// For each category what is agreed as a pale bar, what is there as a bar in it, and a mark for what should be there.
/// Lengths are hundredths of a pixel.
struct BulletsPicture {
  private static let rowHeight = 3000
  private static let widestName = 22_000

  private let chart: Chart
  private let numbers: ChartNumbers
  private let values: ChartValues

  init(_ chart: Chart, _ values: ChartValues, _ numbers: ChartNumbers) {
    (self.chart, self.values, self.numbers) = (chart, values, numbers)
  }

  /// - Returns: where the picture ends.
  func draw(on canvas: inout SVGCanvas, from start: Int) -> Int {
    let top = drawKey(on: &canvas, from: start)
    let names = chart.categories.map {
      TextAdvance.cut($0.name, to: BulletsPicture.widestName, size: SVGStyleSheet.size)
    }
    let figures = chart.categories.indices.map(figures)
    let left = ChartFrame.margin + BulletsPicture.width(names) + 1000
    let scale = ChartScale(
      from: values.extent.low, through: values.extent.high, at: left,
      to: ChartFrame.width - ChartFrame.margin - BulletsPicture.width(figures) - 1000)
    for (index, name) in names.enumerated() {
      let y = top + index * BulletsPicture.rowHeight
      let baseline = y + BulletsPicture.rowHeight / 2 + 420
      canvas.text(
        name, x: left - 1000, y: baseline, anchor: .end, "chart-ink",
        tip: chart.categories[index].name)
      for (series, one) in chart.series.enumerated() {
        draw(one, values.bySeries[series][index], index, on: &canvas, scale, y)
      }
      canvas.text(
        figures[index], x: ChartFrame.width - ChartFrame.margin, y: baseline,
        anchor: .end, "chart-ink chart-number")
    }
    let bottom = top + chart.categories.count * BulletsPicture.rowHeight
    let zero = scale.place(of: 0)
    canvas.line(from: (zero, top), to: (zero, bottom), "chart-axis")
    return bottom
  }

  private static func width(_ texts: [String]) -> Int {
    texts.map { TextAdvance.width($0, size: SVGStyleSheet.size) }.max() ?? 0
  }

  /// What is there and what is agreed: `150 of 200`.
  private func figures(_ index: Int) -> String {
    let texts = [ChartSeries.Role.value, .bound].map { role in
      chart.series.first { $0.role == role }.flatMap { series in
        numbers.label(series.values[index])
          ?? (chart.gapReason(series.values[index]) == nil ? nil : "n/a")
      } ?? "–"
    }
    return texts.joined(separator: " of ")
  }

  private func draw(
    _ series: ChartSeries, _ value: Int128?, _ index: Int, on canvas: inout SVGCanvas,
    _ scale: ChartScale, _ y: Int
  ) {
    guard let value else { return }
    let (zero, end) = (scale.place(of: 0), scale.place(of: value))
    let middle = y + BulletsPicture.rowHeight / 2
    let tip =
      "\(chart.categories[index].name), \(series.label): \(numbers.exact(series.values[index]))"
    switch series.role {
    case .bound, .projection:
      canvas.rectangle(
        x: min(zero, end)...max(zero, end), y: (middle - 900)...(middle + 900), "chart-bound",
        tip: tip)
    case .value, .others:
      canvas.rectangle(
        x: min(zero, end)...max(zero, end), y: (middle - 400)...(middle + 400), "chart-fill-1",
        tip: tip)
    case .gaps: break
    case .mark:
      canvas.line(from: (end, middle - 1200), to: (end, middle + 1200), "chart-mark")
    }
  }

  /// What is what, above the rows.
  private func drawKey(on canvas: inout SVGCanvas, from top: Int) -> Int {
    var x = ChartFrame.margin
    let middle = top + 600
    for series in chart.series {
      switch series.role {
      case .bound, .projection:
        canvas.rectangle(
          x: x...(x + 1400), y: (middle - 600)...(middle + 600), "chart-bound")
      case .value, .others:
        canvas.rectangle(
          x: x...(x + 1400), y: (middle - 300)...(middle + 300), "chart-fill-1")
      case .gaps: break
      case .mark:
        canvas.line(from: (x + 700, middle - 700), to: (x + 700, middle + 700), "chart-mark")
      }
      let name = TextAdvance.cut(series.label, to: 15_000, size: SVGStyleSheet.size)
      canvas.text(name, x: x + 2000, y: middle + 420, "chart-ink")
      x += 2000 + TextAdvance.width(name, size: SVGStyleSheet.size) + 2400
    }
    return top + 2200
  }
}
