/// The names of series beside their last values, moved apart where they would lie on each other. Lengths are
/// hundredths of a pixel.
struct EndLabels {
  /// A name, with where it should be.
  struct Label {
    let text: String
    /// The whole name, where it is cut.
    let tip: String?
    /// What draws the sample before it.
    let sample: Sample
    /// The height of what it names.
    let y: Int
    /// Where a line to it begins; `nil` for none.
    let from: (x: Int, y: Int)?
  }

  /// What stands before a name.
  enum Sample {
    case square(String)
    case line(String)
  }

  /// The most that names take.
  private static let widest = 19_000
  private static let sampleWidth = 1800
  private static let spacing = 1700

  /// What the labels take, the sample and the space before it included.
  static func width(_ texts: [String]) -> Int {
    guard !texts.isEmpty else { return 0 }
    let text = texts.map { TextAdvance.width($0, size: SVGStyleSheet.size) }.max() ?? 0
    return min(text, widest) + sampleWidth + 1200
  }

  /// Draws labels, which are ordered from top to bottom where they are of one height.
  static func draw(
    _ labels: [Label], on canvas: inout SVGCanvas, x: Int, from top: Int, to bottom: Int
  ) {
    let sorted = labels.enumerated().sorted { ($0.1.y, $0.0) < ($1.1.y, $1.0) }.map(\.1)
    let places = spread(sorted.map(\.y), from: top, to: bottom)
    for (label, y) in zip(sorted, places) {
      let start = x + 1200
      if let from = label.from, y != from.y || start - from.x > 2500 {
        canvas.polyline([(from.x + 500, from.y), (start - 300, y)], "chart-leader")
      }
      switch label.sample {
      case .square(let style):
        canvas.rectangle(x: start...(start + 1000), y: (y - 500)...(y + 500), style)
      case .line(let style):
        canvas.line(from: (start, y), to: (start + 1300, y), style)
      }
      canvas.text(
        TextAdvance.cut(label.text, to: widest, size: SVGStyleSheet.size), x: start + sampleWidth,
        y: y + 420, "chart-ink", tip: label.tip)
    }
  }

  /// Heights in order, moved as little as need be, first down and then up, so that lines of text fit.
  static func spread(_ heights: [Int], from top: Int, to bottom: Int) -> [Int] {
    var places = heights
    for index in places.indices {
      places[index] = max(places[index], index == 0 ? top : places[index - 1] + spacing)
    }
    for index in places.indices.reversed() {
      places[index] = min(
        places[index], index == places.count - 1 ? bottom : places[index + 1] - spacing)
    }
    return places
  }
}
