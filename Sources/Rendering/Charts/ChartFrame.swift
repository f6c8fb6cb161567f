internal import Procurement

/// What every picture has around what it shows: a heading above, remarks below. Lengths are hundredths of a pixel.
struct ChartFrame {
  /// The width of every picture.
  static let width = 72_000
  /// What is free at its sides.
  static let margin = 1600
  /// From one line of text to the next.
  static let lineHeight = 1700

  let chart: Chart
  let numbers: ChartNumbers

  /// Draws the title, then what the figures count and are based on.
  /// - Returns: where the heading ends.
  func drawHeading(on canvas: inout SVGCanvas, from top: Int) -> Int {
    var y = top + 600
    let width = ChartFrame.width - 2 * ChartFrame.margin
    let title = TextAdvance.lines(
      EscapedText.text(chart.heading.title), width: width, size: SVGStyleSheet.titleSize,
      isBold: true,
      atMost: 3)
    for line in title {
      y += 2100
      canvas.text(line, x: ChartFrame.margin, y: y, "chart-title")
    }
    let basis = ([numbers.words] + [chart.heading.basis].compactMap { $0 }).joined(separator: "; ")
    for line in TextAdvance.lines(
      EscapedText.text(basis), width: width, size: SVGStyleSheet.size, atMost: 3)
    {
      y += ChartFrame.lineHeight + (y == top + 600 + 2100 * title.count ? 300 : 0)
      canvas.text(line, x: ChartFrame.margin, y: y, "chart-muted")
    }
    return y + 1500
  }

  /// Draws what must be said of the picture.
  /// - Returns: where it ends.
  func drawRemarks(_ remarks: [String], on canvas: inout SVGCanvas, from top: Int) -> Int {
    guard !remarks.isEmpty else { return top + 600 }
    var y = top + 500
    let shown =
      remarks.count > 5 ? remarks.prefix(4) + ["\(remarks.count - 4) more notes"] : remarks
    for remark in shown {
      let lines = TextAdvance.lines(
        "Note: " + EscapedText.text(remark), width: ChartFrame.width - 2 * ChartFrame.margin,
        size: SVGStyleSheet.size, atMost: 3)
      for line in lines {
        y += ChartFrame.lineHeight
        canvas.text(line, x: ChartFrame.margin, y: y, "chart-muted")
      }
    }
    return y + 1000
  }
}

/// What series look like.
struct SeriesHues {
  private let hues: [Int?]

  /// Series of values in order have a color each; what is beyond them, that of all others.
  init(_ series: [ChartSeries]) {
    var next = 0
    var hues: [Int?] = []
    for one in series {
      switch one.role {
      case .value:
        next += 1
        hues.append(next <= SVGStyleSheet.hues ? next : nil)
      case .projection: hues.append(max(next, 1))
      case .bound, .mark, .others: hues.append(nil)
      }
    }
    self.hues = hues
  }

  /// The end of the class of a series' color.
  func name(_ series: Int) -> String { hues[series].map(String.init) ?? "others" }
}
