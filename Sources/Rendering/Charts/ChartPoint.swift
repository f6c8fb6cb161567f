internal import Procurement

/// A figure of a row: what it stands over, and which series it belongs to.
package struct ChartPoint: Sendable {
  let category: ChartCategory
  let order: Int
  let key: [String?]
  let name: String
  let value: Cell

  /// Categories stand in the order of `order`; values of one `key` make a series, which `name` names.
  package init(
    over category: ChartCategory, at order: Int, of key: [String?], named name: String,
    _ value: Cell
  ) {
    self.category = category
    self.order = order
    self.key = key
    self.name = name
    self.value = value
  }
}

extension Chart {
  /// Points as series, in the order in which they come. Nothing belongs where a series has no point; a month
  /// that no point stands over is there, and is empty.
  package init(
    _ kind: Kind, _ heading: ChartHeading, measure: ChartMeasure, points: [ChartPoint],
    remarks: [String] = []
  ) {
    var (keys, names) = ([[String?]](), [[String?]: String]())
    var cells: [[String?]: [ChartCategory: Cell]] = [:]
    for point in points {
      if names.updateValue(point.name, forKey: point.key) == nil { keys.append(point.key) }
      cells[point.key, default: [:]][point.category] = point.value
    }
    let categories = Chart.categories(of: points)
    self.init(
      kind, heading, measure: measure, categories: categories,
      series: keys.map { key in
        ChartSeries(
          names[key] ?? "", values: categories.map { cells[key]?[$0] ?? .empty })
      }, remarks: remarks)
  }

  /// The most months that an axis is filled up to: beyond them, only those that have a point are there.
  private static let mostMonths = 1200

  private static func categories(of points: [ChartPoint]) -> [ChartCategory] {
    let places = Dictionary(points.map { ($0.category, $0.order) }, uniquingKeysWith: min)
    let sorted = places.sorted { ($0.value, $0.key.name) < ($1.value, $1.key.name) }.map(\.key)
    let months = sorted.compactMap { if case .month(let month) = $0 { month } else { nil } }
    guard months.count == sorted.count, let first = months.min(), let last = months.max(),
      last.number - first.number < mostMonths
    else { return sorted }
    return (first.number...last.number).map { .month(Month(number: $0)) }
  }
}
