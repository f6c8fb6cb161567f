internal import Procurement

/// Charts as pictures in SVG: text stays text, and a reader that cannot see has it in words.
package enum SVGText {
  /// The rules of style that pictures rely on: a page that has several needs them once. Each of them begins
  /// with the class of a picture, `offtake-chart`.
  package static var styleSheet: String { SVGStyleSheet.text }

  /// One chart, to stand in a page of HTML, which has the style sheet.
  ///
  /// Its identifiers, of which a page must have no two, begin with `prefix`: letters, digits and hyphens.
  package static func inline(_ chart: Chart, unit: AmountUnit? = nil, prefix: String) -> String {
    SVGPicture([chart], title: chart.heading.title, unit: unit).element(
      prefix: prefix, styleSheet: nil)
  }

  /// The charts of a report one below the other, then its notes, as a file of its own.
  package static func file(
    _ charts: [Chart], of report: Report, unit: AmountUnit? = nil
  ) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + SVGPicture(charts, title: report.title, notes: Array(report.notes), unit: unit)
      .element(prefix: "chart", styleSheet: SVGStyleSheet.text)
  }
}

/// Charts one below the other.
private struct SVGPicture {
  private let title: String
  private var canvas = SVGCanvas()
  private var height = 0
  private var descriptions: [String] = []

  init(_ charts: [Chart], title: String, notes: [String] = [], unit: AmountUnit?) {
    self.title = title
    for chart in charts { draw(chart, unit) }
    if charts.isEmpty {
      height = ChartFrame.draw(ChartHeading(title), "no figures", on: &canvas, from: 0)
      descriptions = ["No figures."]
    }
    height = ChartFrame.draw(remarks: notes, on: &canvas, from: height - 1000)
  }

  private mutating func draw(_ whole: Chart, _ unit: AmountUnit?) {
    let chart = whole.limited(series: SVGStyleSheet.hues, categories: whole.kind.mostCategories)
    let values = ChartValues(chart)
    let numbers = ChartNumbers(chart.measure, unit: unit, extent: values.extent)
    let top = ChartFrame.draw(chart.heading, numbers.words, on: &canvas, from: height)
    let bottom =
      switch chart.kind {
      case .columns: ColumnsPicture(chart, values, numbers).draw(on: &canvas, from: top)
      case .lines: LinesPicture(chart, values, numbers).draw(on: &canvas, from: top)
      case .bars: BarsPicture(chart, values, numbers).draw(on: &canvas, from: top)
      case .bullets: BulletsPicture(chart, values, numbers).draw(on: &canvas, from: top)
      }
    let remarks = chart.remarks + whole.gapRemarks
    height = ChartFrame.draw(remarks: remarks, on: &canvas, from: bottom)
    descriptions += ChartWords(chart, numbers).sentences + remarks
  }

  func element(prefix: String, styleSheet: String?) -> String {
    let (width, height) = (
      SVGCanvas.length(ChartFrame.width), SVGCanvas.length(max(height, 100))
    )
    return """
      <svg xmlns="http://www.w3.org/2000/svg" class="\(SVGStyleSheet.root)" \
      viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
      aria-labelledby="\(prefix)-title \(prefix)-desc">
      <title id="\(prefix)-title">\(SVGCanvas.escaped(title))</title>
      <desc id="\(prefix)-desc">\(SVGCanvas.escaped(descriptions.joined(separator: " ")))</desc>
      \(styleSheet.map { "<style>\n\($0)</style>\n" } ?? "")\
      <rect width="\(width)" height="\(height)" class="chart-paper"/>
      \(canvas.body)</svg>

      """
  }
}

extension Chart.Kind {
  /// How many categories a picture has at most.
  fileprivate var mostCategories: Int {
    switch self {
    case .columns, .lines: 120
    case .bars, .bullets: 24
    }
  }
}
