package import Procurement

/// Some figures of a report, to be drawn.
///
/// Its values are the cells of the report. A cell without a figure is a gap and never a zero (METRICS, rules 3
/// and 4), and what the gaps are for is said below the picture.
package struct Chart: Hashable, Sendable {
  /// How figures are drawn.
  package enum Kind: Hashable, Sendable {
    /// Upright columns from left to right, in which series are stacked.
    case columns
    /// A bar for each category, from top to bottom; of one series.
    case bars
    /// A line for each series.
    case lines
    /// A bar for each category: a bound, a mark and a value.
    case bullets
  }

  /// How figures are drawn.
  package let kind: Kind
  /// What is said above the picture.
  package let heading: ChartHeading
  /// What the values count.
  package let measure: ChartMeasure
  /// What the values stand over, from the left or from the top.
  package let categories: [ChartCategory]
  /// The values, a series for each name.
  package let series: [ChartSeries]
  /// What a reader must know of the picture, besides the reasons for gaps.
  package let remarks: [String]

  /// - Precondition: each series has a value for each category.
  package init(
    _ kind: Kind, _ heading: ChartHeading, measure: ChartMeasure, categories: [ChartCategory],
    series: [ChartSeries], remarks: [String] = []
  ) {
    precondition(series.allSatisfy { $0.values.count == categories.count }, "a value a category")
    self.kind = kind
    self.heading = heading
    self.measure = measure
    self.categories = categories
    self.series = series
    self.remarks = remarks
  }

  /// The series that are called by their names.
  var named: [ChartSeries] { series.filter { $0.role != .gaps } }

  /// The chart with other categories, series and remarks.
  func with(
    categories: [ChartCategory]? = nil, series: [ChartSeries], remarks more: [String] = []
  ) -> Chart {
    Chart(
      kind, heading, measure: measure, categories: categories ?? self.categories, series: series,
      remarks: remarks + more)
  }
}

/// What is said above a chart.
package struct ChartHeading: Hashable, Sendable {
  /// A title for people.
  package let title: String
  /// What the figures are based on, as the report says it.
  package let basis: String?

  /// A title, and what the figures are based on.
  package init(_ title: String, basis: String? = nil) {
    self.title = title
    self.basis = basis
  }
}

/// What values stand over.
package enum ChartCategory: Hashable, Sendable {
  /// A month on an axis of time.
  case month(Month)
  /// A period or a thing, by its name.
  case named(String)

  /// The name: `2026-05`, `FY2027`, `halden`; safe to show.
  var name: String {
    switch self {
    case .month(let month): month.description
    case .named(let name): EscapedText.text(name)
    }
  }

  /// What a cell names: its month or its words.
  package init(_ cell: Cell) {
    self = if case .month(let month) = cell { .month(month) } else { .named(cell.plain ?? "") }
  }
}

/// Values of one name.
package struct ChartSeries: Hashable, Sendable {
  /// What the values are to be seen as.
  package enum Role: Hashable, Sendable {
    /// What is or was.
    case value
    /// What will be if it goes on like this: a dashed line.
    case projection
    /// What is agreed: a thin line, or a pale bar behind.
    case bound
    /// What should be by now: a mark.
    case mark
    /// The sum of all that have no series of their own.
    case others
    /// The gaps of those that are not drawn by themselves.
    case gaps
  }

  /// Its name, as a file gave it.
  package let name: String
  /// What the values are to be seen as.
  package let role: Role
  /// A value for each category.
  package let values: [Cell]

  /// A series of values.
  package init(_ name: String, _ role: Role = .value, values: [Cell]) {
    self.name = name
    self.role = role
    self.values = values
  }

  /// The name, safe to show.
  var label: String { EscapedText.text(name) }
}
