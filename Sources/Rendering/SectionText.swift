internal import Procurement

/// A table of a report as text for people. Its rows are gone through twice and not kept: once for the widths
/// of the columns and the reasons in them, and once to be written.
struct SectionText {
  private let section: Section
  private let style: TableStyle
  private let rows: OnDemand<[CellText]>
  private let totals: [[CellText]]
  private let surveys: [ColumnSurvey]
  private let fit: TableFit
  private let footnotes: Footnotes

  /// How many rows are kept as text between the two times that they are gone through.
  private static let keptRows = 16_384

  /// `heading` is what the heading of the report says already, by the names of columns.
  init(_ section: Section, _ style: TableStyle, heading: [String: String]) {
    let format = CellFormat(section, style)
    let kept =
      section.rows.count <= SectionText.keptRows ? section.rows.map { format.texts($0) } : []
    rows = kept.isEmpty ? section.rows.mapped { format.texts($0) } : OnDemand(kept)
    totals = section.totals.map { format.texts($0) }
    surveys = SectionText.surveys(section.columns, rows, totals)
    fit = TableFit(
      section.columns, surveys, rows: rows.count, width: style.width, heading: heading)
    footnotes = Footnotes(fit.places.map { [surveys] in surveys[$0] }, of: surveys)
    (self.section, self.style) = (section, style)
  }

  private static func surveys(
    _ columns: [ReportColumn], _ rows: OnDemand<[CellText]>, _ totals: [[CellText]]
  ) -> [ColumnSurvey] {
    var surveys = columns.map(ColumnSurvey.init)
    func add(_ cells: [CellText], _ row: Int, isTotal: Bool) {
      for (column, cell) in cells.enumerated() {
        surveys[column].add(cell, ofRow: row, isTotal: isTotal)
      }
    }
    for (row, cells) in rows.enumerated() { add(cells, row, isTotal: false) }
    for (row, cells) in totals.enumerated() { add(cells, rows.count + row, isTotal: true) }
    return surveys
  }

  /// Hands the lines over.
  func write<Failure: Error>(to take: (String) throws(Failure) -> Void) throws(Failure) {
    if let currency = fit.currency { try take("Amounts in \(currency)\n") }
    if fit.isOnItsSide { try writeBlocks(to: take) } else { try writeTable(to: take) }
    let remarks = self.remarks
    if !remarks.isEmpty { try take("\n") }
    for remark in remarks {
      for line in lines(remark, style.width, indent: 2) { try take(line + "\n") }
    }
  }

  /// The remarks below the table: reasons, and which columns are rounded, left out or empty.
  private var remarks: [String] {
    let rounded = fit.places.filter { surveys[$0].isRounded }
    return footnotes.lines
      + (rounded.isEmpty ? [] : ["Rounded: \(names(rounded)) (--exact shows all digits)"])
      + (fit.leftOut.isEmpty
        ? []
        : ["Not shown: \(names(fit.leftOut)) (--wide shows all columns, --columns selects)"])
      + (fit.empty.isEmpty ? [] : ["Empty: \(names(fit.empty))"])
  }

  private func names(_ places: [Int]) -> String {
    places.map { EscapedText.text(section.columns[$0].name) }.joined(separator: ", ")
  }

  private func lines(_ text: String, _ width: Int?, indent: Int = 0) -> [String] {
    width.map { WrappedText.lines(text, width: $0, indent: indent) } ?? [text]
  }

  private func heading(_ place: Int) -> String { EscapedText.text(section.columns[place].heading) }
}

// MARK: As a table

extension SectionText {
  private func writeTable<Failure: Error>(
    to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let isNumeric = fit.places.map { section.columns[$0].isNumeric }
    let headings = fit.places.enumerated().map { index, place in
      wrapped(heading(place), fit.widths[index]).map { AlignedLine.Part(text: $0) }
    }
    let rule =
      fit.widths.map { String(repeating: "-", count: $0) }
      .joined(separator: String(repeating: " ", count: TableFit.gap)) + "\n"
    for line in AlignedLine.lines(
      headings, widths: fit.widths, isNumeric: isNumeric, fromBottom: true)
    {
      try take(line + "\n")
    }
    try take(rule)
    for row in rows { try write(row, isNumeric, to: take) }
    if !totals.isEmpty { try take(rule) }
    for total in totals { try write(labelled(total), isNumeric, to: take) }
  }

  /// A total whose label stands in a column that is left out, with the label in the first that is not.
  private func labelled(_ total: [CellText]) -> [CellText] {
    guard let first = fit.places.first, first > 0, total[first].text.isEmpty,
      section.columns[first].isWrapped, let label = total.first
    else { return total }
    var total = total
    total[first] = label
    return total
  }

  private func write<Failure: Error>(
    _ row: [CellText], _ isNumeric: [Bool], to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let cells = fit.places.enumerated().map { index, place in
      let text = footnotes.text(row[place])
      let lines =
        section.columns[place].isWrapped ? wrapped(text, fit.widths[index]) : [text]
      return lines.map { AlignedLine.Part(text: $0, tone: row[place].tone) }
    }
    for line in AlignedLine.lines(
      cells, widths: fit.widths, isNumeric: isNumeric, isColored: style.isColored)
    {
      try take(line + "\n")
    }
  }

  private func wrapped(_ text: String, _ width: Int) -> [String] {
    lines(text, style.width == nil ? nil : width)
  }
}

// MARK: On its side

extension SectionText {
  /// A block for each row, of a line for each column that has something in it.
  private func writeBlocks<Failure: Error>(
    to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let total = style.width ?? TableStyle.usualWidth
    let widest = fit.places.reduce(0) { max($0, CharacterWidth.of(heading($1))) }
    let name = min(widest, total / 3)
    let value = total - name - TableFit.gap
    for (index, row) in [AnyCollection(rows), AnyCollection(totals)].joined().enumerated() {
      if index > 0 { try take("\n") }
      for place in fit.places where !row[place].text.isEmpty {
        let cells = [
          wrapped(heading(place), name).map { AlignedLine.Part(text: $0) },
          wrapped(footnotes.text(row[place]), value).map {
            AlignedLine.Part(text: $0, tone: row[place].tone)
          },
        ]
        for line in AlignedLine.lines(
          cells, widths: [name, value], isNumeric: [false, false], isColored: style.isColored)
        {
          try take(line + "\n")
        }
      }
    }
  }
}
