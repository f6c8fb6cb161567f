internal import Procurement

/// A report as renderers go through it: once, from the first row of each table to the last.
package struct PrintableReport {
  let name: String
  let title: String
  let basis: String?
  let parameters: [Report.Parameter]
  let tables: [PrintableTable]
  let notes: OnDemand<String>
  let origin: Origin

  /// What it was made of.
  enum Origin {
    case report(Report)
    case stream(RowStream)
  }

  /// A report whose rows are there already.
  package init(_ report: Report) {
    name = report.name
    title = report.title
    basis = report.basis
    parameters = report.parameters
    tables = report.sections.map(PrintableTable.init)
    notes = report.notes
    origin = .report(report)
  }

  /// A report of one table, whose rows come as they are printed.
  package init(_ stream: RowStream) {
    name = stream.name
    title = stream.title
    basis = nil
    parameters = stream.parameters
    tables = [PrintableTable(stream)]
    notes = OnDemand([])
    origin = .stream(stream)
  }

  /// The basis of the figures and what was asked for, in one line; empty if there is neither.
  var context: String {
    let words = parameters.map { "\($0.name) \($0.value)" }
    return ([basis].compactMap { $0 } + words).joined(separator: "; ")
  }
}

/// A table as renderers go through it.
struct PrintableTable {
  /// Where the rows come from.
  private enum Source {
    case section(Section)
    case stream(RowStream)
  }

  let name: String
  let title: String?
  let columns: [ReportColumn]
  let totals: [[Cell]]
  private let source: Source

  init(_ section: Section) {
    name = section.name
    title = section.title
    columns = section.columns
    totals = section.totals
    source = .section(section)
  }

  init(_ stream: RowStream) {
    name = "rows"
    title = nil
    columns = stream.columns
    totals = []
    source = .stream(stream)
  }

  /// The rows, if they can be gone through more than once.
  var storedRows: SectionRows? {
    if case .section(let section) = source { section.rows } else { nil }
  }

  /// Makes the cells of a row text for people, with all digits of amounts and with the reasons of what is
  /// not there. Numbers of a stream may be identifiers: their digits are not grouped.
  var cellTexts: ([Cell]) -> [String] {
    guard case .section(let section) = source else {
      return { row in row.map { EscapedText.text($0.plain ?? "") } }
    }
    let format = CellFormat(section, TableStyle(width: nil, isExact: true))
    return { row in format.texts(row).map(\.text) }
  }

  /// Lends each row.
  func forEachRow<Failure: Error>(_ body: ([Cell]) throws(Failure) -> Void) throws(Failure) {
    switch source {
    case .section(let section): for row in section.rows { try body(row) }
    case .stream(let stream): try stream.forEach(body)
    }
  }

  /// The rows, each turned into JSON when it is written.
  func rows(_ value: @escaping ([Cell]) -> JSONValue) -> JSONValue {
    switch source {
    case .section(let section): .list(count: section.rows.count) { value(section.rows[$0]) }
    case .stream(let stream): .sequence { stream.next().map(value) }
    }
  }
}
