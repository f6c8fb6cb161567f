/// The colors and letters of pictures: for light and for dark paper.
///
/// Series are told apart by eyes that lack one kind of cones as well: their distances were measured in Oklab, as
/// Machado, Oliveira and Fernandes (2009) have such eyes see. Text has a contrast of 4.5 or more, what is drawn of 3.
enum SVGStyleSheet {
  /// The class that the element `svg` has. Every rule begins with it, so that none reaches out of a picture.
  static let root = "offtake-chart"

  /// How many series have a color of their own.
  static let hues = Palette.light.series.count

  /// The rules.
  static var text: String {
    """
    .\(root){font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans","DejaVu Sans",sans-serif;font-size:12px}
    .\(root) .chart-title{font-size:17px;font-weight:bold}
    .\(root) .chart-number{font-variant-numeric:tabular-nums}
    \(Palette.light.rules)
    @media (prefers-color-scheme:dark){
    \(Palette.dark.rules)
    }

    """
  }

  /// The size of all text but titles, in pixels.
  static let size = 12
  /// The size of a title, in pixels.
  static let titleSize = 17

  /// The colors on one kind of paper.
  struct Palette {
    let paper: String
    let ink: String
    /// What is said besides.
    let muted: String
    let grid: String
    let axis: String
    /// What is agreed, behind what is.
    let bound: String
    /// All that has no color of its own.
    let others: String
    let series: [String]

    static let light = Palette(
      paper: "#ffffff", ink: "#1c1f24", muted: "#5a6069", grid: "#e4e7eb", axis: "#8b929c",
      bound: "#c3cad3", others: "#8a8a8a",
      series: [
        "#0b4f8a", "#d97f00", "#5590f2", "#a01a10", "#00816c", "#5e0f48", "#7a6a00",
      ])
    static let dark = Palette(
      paper: "#16181c", ink: "#eceef1", muted: "#a5adb8", grid: "#2c3138", axis: "#77808c",
      bound: "#4a525e", others: "#8f8f8f",
      series: [
        "#5aa9e6", "#de9100", "#58faa7", "#f5d0ff", "#2f6fae", "#ffd23a", "#c4602a",
      ])

    /// The rules of the classes, a line each.
    fileprivate var rules: String {
      let fills =
        [
          ("paper", paper), ("ink", ink), ("title", ink), ("muted", muted), ("bound", bound),
        ]
        .map { ".\(root) .chart-\($0){fill:\($1)}" }
      let lines = [
        ".\(root) .chart-grid{stroke:\(grid)}",
        ".\(root) .chart-axis{stroke:\(axis)}",
        ".\(root) .chart-leader{stroke:\(axis);fill:none}",
        ".\(root) .chart-mark{stroke:\(ink);stroke-width:2}",
        ".\(root) .chart-limit{stroke:\(muted);stroke-width:1.5;fill:none}",
        ".\(root) .chart-hollow{fill:\(paper)}",
      ]
      let hues = (series.enumerated().map { (String($0 + 1), $1) } + [("others", others)]).flatMap {
        [
          ".\(root) .chart-fill-\($0){fill:\($1)}",
          ".\(root) .chart-line-\($0){stroke:\($1);stroke-width:2.5;fill:none;"
            + "stroke-linejoin:round;stroke-linecap:round}",
        ]
      }
      return (fills + lines + hues + [".\(root) .chart-dashed{stroke-dasharray:2 5}"])
        .joined(separator: "\n")
    }
  }
}
