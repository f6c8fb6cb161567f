internal import Procurement

/// The lines across a picture and their figures. Lengths are hundredths of a pixel.
struct ValueAxis {
  /// The height of what is drawn.
  static let height = 24_000

  private let ticks: ChartTicks
  private let texts: [String]
  /// What the figures take, with the space after them.
  let width: Int

  /// An axis for some extent.
  init(_ extent: (low: Int128, high: Int128), _ numbers: ChartNumbers) {
    ticks = ChartTicks(from: extent.low, through: extent.high)
    texts = ticks.values.map { [ticks] in numbers.tick($0, step: ticks.step) }
    width = (texts.map { TextAdvance.width($0, size: SVGStyleSheet.size) }.max() ?? 0) + 800
  }

  /// Where values are if the axis begins at a height.
  func scale(from top: Int) -> ChartScale {
    ChartScale(
      from: ticks.low, through: ticks.high, at: top + ValueAxis.height, to: top)
  }

  /// Draws the lines from `left` on, with the figures before them.
  func draw(on canvas: inout SVGCanvas, _ scale: ChartScale, from left: Int, through right: Int) {
    for (value, text) in zip(ticks.values, texts) {
      let y = scale.place(of: value)
      canvas.line(
        from: (left, y), to: (right, y), value == 0 ? "chart-axis" : "chart-grid")
      canvas.text(text, x: left - 800, y: y + 420, anchor: .end, "chart-muted chart-number")
    }
  }
}
