internal import Procurement

/// The values of a chart in units of its measure, which are whole numbers; `nil` is a gap.
struct ChartValues {
  /// By series and category.
  let bySeries: [[Int128?]]
  /// The least and the greatest place that is drawn to, with 0 between them.
  let extent: (low: Int128, high: Int128)

  init(_ chart: Chart) {
    let values = chart.series.map { $0.values.map { chart.measure.units(of: $0) } }
    bySeries = values
    let ends =
      chart.kind == .columns || chart.kind == .bars
      ? chart.categories.indices.flatMap { index in
        let parts = values.compactMap { $0[index] }
        return [parts.filter { $0 > 0 }.sum, parts.filter { $0 < 0 }.sum]
      } : values.joined().compactMap { $0 }
    extent = (min(0, ends.min() ?? 0), max(0, ends.max() ?? 0))
  }

  /// The sum of a category's values; `nil` where it has none.
  func total(_ category: Int) -> Int128? {
    let parts = bySeries.compactMap { $0[category] }
    return parts.isEmpty ? nil : parts.sum
  }
}

extension [Int128] {
  /// The sum of numbers that a chart draws: each is at most 10^24, so that it fits.
  var sum: Int128 { reduce(0, &+) }
}

extension Chart {
  /// Why there are gaps, each reason once with the number of its gaps: `no figure for 3 of 24: revenue missing`.
  var gapRemarks: [String] {
    let cells = series.flatMap(\.values)
    var counts: [String: Int] = [:]
    var order: [String] = []
    for cell in cells where measure.units(of: cell) == nil {
      guard let reason = gapReason(cell) else { continue }
      if counts[reason] == nil { order.append(reason) }
      counts[reason, default: 0] += 1
    }
    let mark = kind == .columns ? " (n/a or *)" : ""
    return order.map { "no figure for \(counts[$0] ?? 0) of \(cells.count)\(mark): \($0)" }
  }

  /// Why a cell has no figure that can be drawn; `nil` where nothing belongs in it.
  func gapReason(_ cell: Cell) -> String? {
    switch cell {
    case .empty: nil
    case .unavailable(let reason): EscapedText.text(reason.words)
    default: measure.units(of: cell) == nil ? "too large to be drawn" : nil
    }
  }
}
