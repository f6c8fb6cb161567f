internal import Procurement

/// A bar for each category, with its name before it and its figure behind it. Lengths are hundredths of a pixel.
struct BarsPicture {
  private static let rowHeight = 2400
  private static let widestName = 22_000

  private let chart: Chart
  private let numbers: ChartNumbers
  private let values: [Int128?]
  private let extent: (low: Int128, high: Int128)

  init(_ chart: Chart, _ values: ChartValues, _ numbers: ChartNumbers) {
    (self.chart, self.numbers) = (chart, numbers)
    self.values =
      values.bySeries.first ?? [Int128?](repeating: nil, count: chart.categories.count)
    extent = values.extent
  }

  /// - Returns: where the picture ends.
  func draw(on canvas: inout SVGCanvas, from top: Int) -> Int {
    let names = chart.categories.map {
      TextAdvance.cut($0.name, to: BarsPicture.widestName, size: SVGStyleSheet.size)
    }
    let widest = names.map { TextAdvance.width($0, size: SVGStyleSheet.size) }.max() ?? 0
    let figure =
      values.compactMap {
        $0.map { TextAdvance.width(numbers.label($0), size: SVGStyleSheet.size) }
      }
      .max() ?? 0
    let left = ChartFrame.margin + widest + 1000
    let start = left + (extent.low < 0 ? figure + 600 : 0)
    let end = ChartFrame.width - ChartFrame.margin - figure - 600
    let scale = ChartScale(from: extent.low, through: extent.high, at: start, to: end)
    for (index, name) in names.enumerated() {
      let y = top + index * BarsPicture.rowHeight
      canvas.text(
        name, x: left - 1000, y: y + BarsPicture.rowHeight / 2 + 420, anchor: .end, "chart-ink",
        tip: chart.categories[index].name)
      drawBar(index, on: &canvas, scale, y)
    }
    let zero = scale.place(of: 0)
    let bottom = top + chart.categories.count * BarsPicture.rowHeight
    canvas.line(from: (zero, top), to: (zero, bottom), "chart-axis")
    return bottom
  }

  private func drawBar(
    _ index: Int, on canvas: inout SVGCanvas, _ scale: ChartScale, _ y: Int
  ) {
    let zero = scale.place(of: 0)
    let baseline = y + BarsPicture.rowHeight / 2 + 420
    guard let value = values[index] else {
      guard let cell = chart.series.first?.values[index], chart.gapReason(cell) != nil else {
        return
      }
      return canvas.text(
        "n/a", x: zero + 600, y: baseline, "chart-muted", tip: numbers.exact(cell))
    }
    let end = scale.place(of: value)
    if value != 0 {
      let far = value < 0 ? min(end, zero - 60) : max(end, zero + 60)
      canvas.rectangle(
        x: min(zero, far)...max(zero, far), y: (y + 400)...(y + BarsPicture.rowHeight - 400),
        "chart-fill-1", tip: "\(chart.categories[index].name): \(exact(index))")
    }
    canvas.text(
      numbers.label(value), x: value < 0 ? end - 600 : end + 600, y: baseline,
      anchor: value < 0 ? .end : .start, "chart-ink chart-number")
  }

  private func exact(_ index: Int) -> String {
    chart.series.first.map { numbers.exact($0.values[index]) } ?? ""
  }
}
