internal import Procurement

/// Charts as blocks of a terminal, for people: a row for each category.
package enum BlockText {
  /// The columns that a line takes.
  static let width = 60
  /// How many series of a stack have a block of their own.
  private static let blocks: [Character] = ["█", "▓", "▒", "░"]

  /// The charts of a report between its heading and its notes, ending in a newline.
  package static func text(
    _ charts: [Chart], of report: Report, unit: AmountUnit? = nil
  ) -> String {
    let style = TableStyle(unit: unit)
    let notes = report.notes.flatMap { TableText.lines("Note: \($0)", style) }
    let parts = [TableText.heading(report, style), lines(charts, of: report.title, unit), notes]
    return parts.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
  }

  /// The lines of charts, one below the other.
  package static func lines(_ charts: [Chart], unit: AmountUnit? = nil) -> [String] {
    lines(charts, of: nil, unit)
  }

  /// `title` is that of the report, which its charts do not say again.
  private static func lines(
    _ charts: [Chart], of title: String?, _ unit: AmountUnit?
  ) -> [String] {
    charts.isEmpty
      ? ["(none)"]
      : Array(charts.map { lines($0, of: title, unit) }.joined(separator: [""]))
  }

  private static func lines(
    _ whole: Chart, of title: String?, _ unit: AmountUnit?
  ) -> [String] {
    let chart = whole.limited(series: blocks.count, categories: 120)
    let values = ChartValues(chart)
    let numbers = ChartNumbers(chart.measure, unit: unit, extent: values.extent)
    let heading =
      (chart.heading.title == title ? [] : wrapped(EscapedText.text(chart.heading.title)))
      + [numbers.words]
    let remarks = (chart.remarks + whole.gapRemarks).flatMap { wrapped("Note: \($0)") }
    let rows =
      switch chart.kind {
      case .columns, .bars: stacks(chart, values, numbers)
      case .lines: series(chart, values, numbers)
      case .bullets: bullets(chart, values, numbers)
      }
    return heading + [""] + rows + (remarks.isEmpty ? [] : [""] + remarks)
  }

  private static func wrapped(_ text: String) -> [String] {
    WrappedText.lines(text, width: width, indent: 2)
  }

  /// A row for each category, its parts one after the other.
  private static func stacks(
    _ chart: Chart, _ values: ChartValues, _ numbers: ChartNumbers
  ) -> [String] {
    let layout = BlockLayout(chart, values, numbers)
    let key =
      chart.named.count > 1
      ? wrapped(zip(blocks, chart.named).map { "\($0) \($1.label)" }.joined(separator: "  "))
        + [""] : []
    return key
      + chart.categories.indices.map { index in
        let parts = values.bySeries.map { $0[index] }
        let hasGap = chart.series.contains { chart.gapReason($0.values[index]) != nil }
        let total = values.total(index).map { numbers.label($0) + (hasGap ? "*" : "") }
        return layout.line(
          chart.categories[index].name, layout.bar(parts, blocks),
          total ?? (hasGap ? "n/a" : ""))
      }
  }

  /// The rows of one series, then those of the next.
  private static func series(
    _ chart: Chart, _ values: ChartValues, _ numbers: ChartNumbers
  ) -> [String] {
    let layout = BlockLayout(chart, values, numbers)
    return Array(
      chart.series.indices.map { series in
        let one = chart.series[series]
        let filled = one.values.indices.filter { one.values[$0] != .empty }
        let rows = (filled.first ?? 0)..<((filled.last ?? -1) + 1)
        return (chart.series.count > 1 ? wrapped(one.label) : [])
          + rows.map { index in
            let value = values.bySeries[series][index]
            let block: [Character] = [one.role == .value ? "█" : "░"]
            let gap = chart.gapReason(one.values[index]) == nil ? "" : "n/a"
            return layout.line(
              chart.categories[index].name, layout.bar([value], block),
              numbers.label(one.values[index]) ?? gap)
          }
      }.joined(separator: [""]))
  }

  /// For each category a row for each of its figures.
  private static func bullets(
    _ chart: Chart, _ values: ChartValues, _ numbers: ChartNumbers
  ) -> [String] {
    let layout = BlockLayout(chart, values, numbers, names: chart.series.map { "  \($0.label)" })
    return chart.categories.indices.flatMap { index in
      wrapped(chart.categories[index].name)
        + chart.series.indices.map { series in
          let one = chart.series[series]
          let block: [Character] = [one.role == .value ? "█" : "░"]
          let gap = chart.gapReason(one.values[index]) == nil ? "" : "n/a"
          return layout.line(
            "  \(one.label)", layout.bar([values.bySeries[series][index]], block),
            numbers.label(one.values[index]) ?? gap)
        }
    }
  }
}
