internal import Procurement

/// What every picture has around what it shows: a heading above, remarks below. Lengths are hundredths of a pixel.
enum ChartFrame {
  /// The width of every picture.
  static let width = 72_000
  /// What is free at its sides.
  static let margin = 1600
  /// From one line of text to the next.
  static let lineHeight = 1700
  private static let textWidth = width - 2 * margin
  private static let mostRemarks = 5

  /// Draws the title, then what the figures count and are based on.
  /// - Returns: where the heading ends.
  static func draw(
    _ heading: ChartHeading, _ counted: String, on canvas: inout SVGCanvas, from top: Int
  ) -> Int {
    var y = top + 600
    let title = TextAdvance.lines(
      EscapedText.text(heading.title), width: textWidth, size: SVGStyleSheet.titleSize,
      isBold: true, atMost: 3)
    for line in title {
      y += 2100
      canvas.text(line, x: margin, y: y, "chart-title")
    }
    y += 300
    let basis = ([counted] + [heading.basis].compactMap { $0 }).joined(separator: "; ")
    let lines = TextAdvance.lines(
      EscapedText.text(basis), width: textWidth, size: SVGStyleSheet.size, atMost: 3)
    return draw(lines, on: &canvas, below: y) + 1500
  }

  /// Draws what must be said of a picture; of many remarks, the first and how many more there are.
  /// - Returns: where they end.
  static func draw(remarks: [String], on canvas: inout SVGCanvas, from top: Int) -> Int {
    guard !remarks.isEmpty else { return top + 1000 }
    let more = remarks.count - mostRemarks + 1
    let shown = more > 1 ? remarks.prefix(mostRemarks - 1) + ["\(more) more"] : remarks
    let lines = shown.flatMap {
      TextAdvance.lines(
        "Note: \(EscapedText.text($0))", width: textWidth, size: SVGStyleSheet.size, atMost: 3)
    }
    return draw(lines, on: &canvas, below: top + 500) + 1000
  }

  private static func draw(_ lines: [String], on canvas: inout SVGCanvas, below top: Int) -> Int {
    for (index, line) in lines.enumerated() {
      canvas.text(line, x: margin, y: top + (index + 1) * lineHeight, "chart-muted")
    }
    return top + lines.count * lineHeight
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
      case .bound, .mark, .others, .gaps: hues.append(nil)
      }
    }
    self.hues = hues
  }

  /// The end of the class of a series' color.
  func name(_ series: Int) -> String { hues[series].map(String.init) ?? "others" }
}
