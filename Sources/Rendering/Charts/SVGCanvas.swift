internal import Procurement

/// A picture in the making: elements of SVG with classes and without styles.
///
/// Lengths are hundredths of a pixel. Nothing of a file gets in but as escaped text.
struct SVGCanvas {
  /// The elements so far.
  private(set) var body = ""

  /// Where a text's place is.
  enum Anchor: String { case start, middle, end }

  /// A rectangle, with what a pointer over it is told.
  mutating func rectangle(
    x: ClosedRange<Int>, y: ClosedRange<Int>, _ style: String, tip: String? = nil
  ) {
    let size =
      "x=\"\(SVGCanvas.length(x.lowerBound))\" y=\"\(SVGCanvas.length(y.lowerBound))\" "
      + "width=\"\(SVGCanvas.length(x.upperBound - x.lowerBound))\" "
      + "height=\"\(SVGCanvas.length(y.upperBound - y.lowerBound))\""
    element("rect", size, style, tip)
  }

  /// A straight line.
  mutating func line(from: (x: Int, y: Int), to: (x: Int, y: Int), _ style: String) {
    element(
      "line",
      "x1=\"\(SVGCanvas.length(from.x))\" y1=\"\(SVGCanvas.length(from.y))\" "
        + "x2=\"\(SVGCanvas.length(to.x))\" y2=\"\(SVGCanvas.length(to.y))\"", style)
  }

  /// A line through points.
  mutating func polyline(_ points: [(x: Int, y: Int)], _ style: String) {
    let places = points.map { "\(SVGCanvas.length($0.x)),\(SVGCanvas.length($0.y))" }
    element("polyline", "points=\"\(places.joined(separator: " "))\"", style)
  }

  /// A disc, with what a pointer over it is told.
  mutating func circle(
    x: Int, y: Int, radius: Int, _ style: String, tip: String? = nil
  ) {
    element(
      "circle",
      "cx=\"\(SVGCanvas.length(x))\" cy=\"\(SVGCanvas.length(y))\" "
        + "r=\"\(SVGCanvas.length(radius))\"", style, tip)
  }

  /// A line of text; `y` is where its letters stand.
  mutating func text(
    _ text: String, x: Int, y: Int, anchor: Anchor = .start, _ style: String, tip: String? = nil
  ) {
    let place =
      "x=\"\(SVGCanvas.length(x))\" y=\"\(SVGCanvas.length(y))\""
      + (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"")
    let title = tip.map { "<title>\(SVGCanvas.escaped($0))</title>" } ?? ""
    body +=
      "<text \(place) class=\"\(style)\">\(title)\(SVGCanvas.escaped(text))</text>\n"
  }

  private mutating func element(
    _ name: String, _ attributes: String, _ style: String, _ tip: String? = nil
  ) {
    let title = tip.map { "><title>\(SVGCanvas.escaped($0))</title></\(name)>" } ?? "/>"
    body += "<\(name) \(attributes) class=\"\(style)\"\(title)\n"
  }

  /// Pixels: `12.5`.
  static func length(_ hundredths: Int) -> String {
    ExactDecimal(coefficient: Int128(hundredths), decimals: 2).description
  }

  /// Text as XML has it, without what a reader could not see.
  static func escaped(_ text: String) -> String { Markup.escaped(EscapedText.text(text)) }
}
