package import Procurement

/// An answer laid out for showing: what it is, its columns with types and units, its rows, notes.
///
/// Queries never print. A report is made of a query's answer, and a renderer prints the report.
package struct Report: Sendable {
  /// A word for programs, such as `spend`.
  package let name: String
  /// A heading for people, such as `Spend by provider and month`.
  package let title: String
  /// What the figures are based on, such as `billed, by billing month` (METRICS, rule 1).
  package let basis: String?
  /// What was asked for, such as `as_of` and `2026-11-23`, in the order to be shown.
  package let parameters: [Parameter]
  /// Its tables, in the order to be shown; each has a name of its own.
  package private(set) var sections: [Section]
  /// What a reader must know to read the figures right.
  package private(set) var notes: OnDemand<String>
  /// The tables that it may have.
  private(set) var outline: ReportOutline?
  /// Its figures as pictures, made when they are asked for; `nil` if it has none.
  package private(set) var charts: (@Sendable () -> [Chart])?

  /// A report whose `basis` is `nil` where it has no figures, such as a history.
  package init(
    name: String, title: String, basis: String? = nil, parameters: [Parameter] = [],
    sections: [Section], notes: [String] = []
  ) {
    precondition(Set(sections.map(\.name)).count == sections.count, "a name a section")
    self.name = name
    self.title = title
    self.basis = basis
    self.parameters = parameters
    self.sections = sections
    self.notes = OnDemand(notes)
  }

  /// The report with other notes, of which there may be too many to hold.
  package func with(notes: OnDemand<String>) -> Report {
    var report = self
    report.notes = notes
    return report
  }

  /// The report with other tables.
  func with(sections: [Section]) -> Report {
    var report = self
    report.sections = sections
    return report
  }

  /// The report with pictures of its figures, below a heading like its own.
  package func drawn(_ charts: @escaping @Sendable (ChartHeading) -> [Chart]) -> Report {
    var report = self
    let day = parameters.first { $0.name == "as_of" }.map { "as of \($0.value)" }
    let heading = ChartHeading(
      title, basis: [basis, day].compactMap { $0 }.joined(separator: "; "))
    report.charts = { charts(heading) }
    return report
  }

  /// A report of tables that its outline has.
  /// - Precondition: each section is of a table of `outline`, or explains figures.
  package init(
    _ outline: ReportOutline, title: String, basis: String? = nil, parameters: [Parameter] = [],
    sections: [Section], notes: [String] = []
  ) {
    precondition(sections.allSatisfy(outline.mayHave), "a table that the outline lacks")
    self.init(
      name: outline.name, title: title, basis: basis, parameters: parameters, sections: sections,
      notes: notes)
    self.outline = outline
  }

  /// One thing that was asked for.
  package struct Parameter: Hashable, Sendable {
    /// A word for programs: `as_of`.
    package let name: String
    /// As it was given, or taken for given.
    package let value: String

    /// `Parameter("as_of", "2026-11-23")`.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }
}

/// A table within a report. Most reports have one.
package struct Section: Sendable {
  /// A word for programs, such as `explanation`; the main table's is `rows`.
  package let name: String
  /// A heading for people, where there are several tables.
  package let title: String?
  /// What stands in each column, from the left.
  package let columns: [ReportColumn]
  /// The cells of each row, one for each column.
  package let rows: SectionRows
  /// Rows that sum up the others; each has as many cells.
  package let totals: [[Cell]]

  /// - Precondition: each row has a cell for each column, and each column a name of its own.
  package init(
    name: String = "rows", title: String? = nil, columns: [ReportColumn], rows: [[Cell]],
    totals: [[Cell]] = []
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a cell a column")
    self.init(
      name: name, title: title, columns: columns, rows: SectionRows(rows), totals: totals)
  }

  /// Rows that are laid out when they are asked for.
  init(
    name: String, title: String?, columns: [ReportColumn], rows: SectionRows,
    totals: [[Cell]] = []
  ) {
    precondition(totals.allSatisfy { $0.count == columns.count }, "a cell a column")
    precondition(Set(columns.map(\.name)).count == columns.count, "a name a column")
    self.name = name
    self.title = title
    self.columns = columns
    self.rows = rows
    self.totals = totals
  }
}

extension Section {
  /// The section with some of its rows, in the order of their places, and no totals.
  package func picking(_ places: [Int]) -> Section {
    Section(name: name, title: title, columns: columns, rows: rows.ordered(by: places))
  }
}

/// What stands in a column.
package struct ReportColumn: Hashable, Sendable {
  /// What kind of value its cells are; JSON's `type`.
  package enum Kind: String, CaseIterable, Sendable {
    case text, date, month, count, money, decimal, ratio
    /// A number of days.
    case days
  }

  /// The name in CSV and JSON: lowercase words with `_`.
  package let name: String
  /// What kind of value its cells are, besides those that are empty or undefined.
  package let kind: Kind
  /// What the numbers count, such as `USD` or `MW`, where it is the same in every row.
  package let unit: String?
  /// Whether figures in it may be undefined or qualified, so that CSV and JSON keep a place for
  /// the reason.
  package let hasReasons: Bool
  /// What the documentation says of it, as a sentence; `nil` if its name says that.
  package let meaning: String?
  /// How soon it is left out where a table is too wide.
  package fileprivate(set) var importance: Importance
  /// Whether its cells are of several kinds, such as amounts and numbers.
  package fileprivate(set) var isMixed = false
  /// Which of its values are painted, besides negative amounts.
  var toning: Toning?
  private let title: String?

  /// A column whose `title` is its heading for people, where that is not the name with blanks.
  package init(
    _ name: String, _ kind: Kind, unit: String? = nil, hasReasons: Bool = false,
    title: String? = nil, meaning: String? = nil, importance: Importance = .ordinary
  ) {
    self.importance = importance
    self.name = name
    self.title = title
    self.meaning = meaning
    self.kind = kind
    self.unit = unit
    self.hasReasons = hasReasons
  }

  /// The heading for people: its title, or the name with blanks; then the unit.
  package var heading: String {
    let words = title ?? String(name.map { $0 == "_" ? " " : $0 })
    return unit.map { "\(words) (\($0))" } ?? words
  }

  /// Whether it has a heading of its own that reads like a name: `cost to leave` for `cost_to_leave`.
  func isHeaded(_ name: String) -> Bool { title?.replacing(" ", with: "_") == name }

  /// The column with another importance.
  func with(_ importance: Importance) -> ReportColumn {
    var column = self
    column.importance = importance
    return column
  }

  /// The column as one whose cells are of several kinds.
  var mixed: ReportColumn {
    var column = self
    column.isMixed = true
    return column
  }

  /// Whether cells stand to the right.
  package var isNumeric: Bool {
    switch kind {
    case .text, .date, .month: false
    case .count, .money, .decimal, .ratio, .days: true
    }
  }
}

/// One value in a table.
package enum Cell: Hashable, Sendable {
  /// Nothing belongs here.
  case empty
  /// Words, as a file or a report gave them; renderers make them safe to show.
  case text(String)
  /// As precise as its source.
  case date(PartialDate)
  /// A whole month.
  case month(Month)
  /// A number of things.
  case count(Int)
  /// An amount with its currency.
  case money(Money)
  /// An exact number without a currency, such as a quantity.
  case decimal(ExactDecimal)
  /// A quotient: a percentage for people, a fraction with six decimals for programs.
  case ratio(Ratio)
  /// A figure that is not there, and why: `missing`, `zero`, `not disclosed` (METRICS, rule 3).
  case unavailable(Unavailable)
  /// A ratio with what must be said of it: `partial 6/12`.
  case qualified(Ratio, String)
  /// A ratio of which `places` decimals of the fraction matter, with what must be said of it: shown with these
  /// where they are more than a ratio is shown with.
  case fineRatio(Ratio, places: Int, String?)
}
