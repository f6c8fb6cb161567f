/// What a report consists of, whatever is asked of it.
package struct ReportOutline: Sendable {
  /// A word for programs, such as `spend`.
  package let name: String
  /// The tables that it may have, in the order in which they are shown.
  package let tables: [TableOutline]
  /// What its chart shows, as sentences; `nil` if it has none.
  package let chart: String?

  /// A report of these tables; that of the explanations, which most have, is not among them.
  package init(_ name: String, chart: String? = nil, _ tables: TableOutline...) {
    self.init(name, chart: chart, tables: tables)
  }

  /// A report of these tables.
  package init(_ name: String, chart: String? = nil, tables: [TableOutline]) {
    self.name = name
    self.chart = chart
    self.tables = tables
  }

  /// Whether it may have such a table, or the table is that of the explanations.
  func mayHave(_ section: Section) -> Bool {
    section.name == "explanation" || tables.contains { $0.name == section.name }
  }
}

/// A table without rows.
package struct TableOutline: Sendable {
  /// A word for programs; the main table's is `rows`.
  package let name: String
  /// A heading for people, if a report has several tables.
  package let title: String?
  /// What must be asked for the table to be shown in this form, as a sentence; `nil` if it always is.
  package let condition: String?
  /// Its columns, from the left.
  package let columns: [ReportColumn]
  /// Whether it has further columns that depend on the answer, such as one for each month.
  package let hasFurtherColumns: Bool
  /// Whether it has a row for each of the columns, with the name in `field` and what stands in it in `value`.
  package let isFields: Bool
}
