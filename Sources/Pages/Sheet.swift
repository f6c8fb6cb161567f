internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering

/// A section of a report on its way to the page.
struct Sheet {
  /// What it is called on the page, and how its address begins.
  let id, title: String
  let report: Report
  /// Which table of the report it is.
  var section = "rows"
  /// The rows of it that are meant; `nil` for all.
  var rows: [Int]?
  /// `3` below a chapter, `4` below a part.
  var level = "3"
  /// The column by which rows come, the largest first and what is not known last; `nil` for the report's order.
  var leading: String?
  /// Whether the last row of the report comes first, as of periods.
  var isLatestFirst = false
  /// The words of a column's cells in the order in which rows come, where they have one.
  var ranks: [String] = []
  /// By row of the report: how its figures are calculated.
  var explanation: (Int) throws -> Explanation? = { _ in nil }
  /// How many rows are on the page, and how many of them are shown before all are asked for.
  var limit = 100
  var first = 10
  /// The command that prints all rows.
  let command: String
  var hasNotes = true

  /// The table, or `nil` if the report has none of that name.
  var table: Section? {
    let table = report.table(section)
    return rows.flatMap { table?.picking($0) } ?? table
  }
}

/// Makes the tables of a page.
struct SheetWriter {
  let disclosure: Disclosure
  /// The address of the part of a contract or a provider, by the names in a row; `nil` if it has none.
  let address: (_ column: String, _ name: String, _ provider: String?) -> String?
  private let register = FigureRegister()

  init(
    disclosure: Disclosure, address: @escaping (String, String, String?) -> String?
  ) {
    (self.disclosure, self.address) = (disclosure, address)
  }

  private static let recordsOfFigure = 24
  private static let notesOfTable = 40

  /// Lays a sheet out; `nil` if its report has no such table.
  func table(_ sheet: Sheet) throws -> PageTable? {
    guard let section = sheet.table else { return nil }
    let places = places(sheet, section)
    let rows = places.map { section.rows[$0] }
    let cells = ReadableCells(of: section, showing: rows + section.totals)
    let layout = TableLayout(section, rows + section.totals)
    var figures: [PageFigure] = []
    let shown = try zip(places, rows).map { place, row in
      var link: String?
      if !disclosure.hidesAmounts, let explanation = try sheet.explanation(place) {
        let (id, isNew) = register.address(of: explanation, or: "\(sheet.id)/\(figures.count + 1)")
        link = id
        if isNew { figures.append(figure(explanation, id: id)) }
      }
      return self.row(row, cells.cells(row), section, layout, figure: link)
    }
    let left = section.rows.count - rows.count
    return PageTable(
      id: sheet.id, title: sheet.title, level: sheet.level,
      basis: basis(sheet, layout, cells.unit),
      columns: layout.places.map { layout.head(of: section.columns[$0], $0, cells) },
      rows: shown,
      totals: section.totals.map { row($0, cells.cells($0), section, layout, figure: nil) },
      first: sheet.first,
      rest: left > 0
        ? PageRest(words: "\(left) more rows are not on this page:", command: sheet.command) : nil,
      notes: sheet.hasNotes ? notes(sheet.report) : [], figures: figures)
  }

  /// The rows that are on the page, in its order.
  private func places(_ sheet: Sheet, _ section: Section) -> [Int] {
    guard let name = sheet.leading,
      let column = section.columns.firstIndex(where: { $0.name == name })
    else {
      let all = Array(section.rows.indices)
      return Array((sheet.isLatestFirst ? all.reversed() : all).prefix(sheet.limit))
    }
    let ranks = section.rows.map { $0[column].rank(sheet.ranks) }
    let order = section.rows.indices.sorted { left, right in
      switch (ranks[left], ranks[right]) {
      case (let a?, let b?): a == b ? left < right : a > b
      case (nil, nil): left < right
      case (let a, nil): a != nil
      case (nil, _): false
      }
    }
    return Array(order.prefix(sheet.limit))
  }

  private func basis(_ sheet: Sheet, _ layout: TableLayout, _ unit: AmountUnit?) -> String {
    let amounts = layout.currency.map { currency in
      "Amounts in \(currency)" + (unit.map { " \($0.rawValue)" } ?? "")
    }
    return [disclosure.hidesAmounts ? nil : amounts, sheet.report.basis].compactMap(\.self)
      .joined(separator: "; ")
  }

  private func notes(_ report: Report) -> [String] {
    let shown = report.notes.prefix(SheetWriter.notesOfTable).map { EscapedText.text($0) }
    let left = report.notes.count - shown.count
    return disclosure.texts(shown + (left > 0 ? ["and \(left) more notes"] : []))
  }

  private func row(
    _ row: [Cell], _ cells: [ReadableCell], _ section: Section, _ layout: TableLayout,
    figure: String?
  ) -> PageRow {
    let provider = layout.provider.flatMap { row[$0].plain }
    let opening = figure == nil ? [] : layout.opening(row)
    let field = layout.field.flatMap { row[$0].plain }
    return PageRow(
      cells: layout.places.map { column in
        let description = section.columns[column]
        let isFieldName = column == layout.field
        guard
          let shown = disclosure.shown(
            row[column], of: description, field: isFieldName ? nil : field)
        else {
          return PageCell(
            isHead: column == layout.head, text: Disclosure.hidden,
            classes: layout.classes(of: description, column))
        }
        if isFieldName, let name = field { return .field(name) }
        var cell = PageCell(
          isHead: column == layout.head, text: cells[column].text,
          classes: layout.classes(of: description, column, tone: cells[column].tone),
          value: cells[column].value,
          remark: disclosure.hidesAmounts ? shown.reason : cells[column].remark)
        if let name = row[column].plain,
          let part = address(description.name, name, provider)
        {
          cell.link = .part(part)
        } else if let figure, opening.contains(column) {
          cell.link = .figure(figure)
        }
        return cell
      })
  }

  private func figure(_ explanation: Explanation, id: String) -> PageFigure {
    let records = explanation.evidence.prefix(SheetWriter.recordsOfFigure).map { evidence in
      PageFigure.Record(
        words: EscapedText.text(evidence.record),
        amount: evidence.amount.map { "\($0) \($0.currency.code)" } ?? "",
        place: EscapedText.text(evidence.place),
        source: evidence.source.map { EscapedText.text($0) },
        notes: evidence.notes.map { EscapedText.text($0) })
    }
    let left = explanation.evidence.count - records.count
    return PageFigure(
      id: id, name: EscapedText.text(explanation.figure),
      formula: EscapedText.text(explanation.formula, limit: 2000), records: Array(records),
      rest: left > 0 ? "and \(left) more rows; --explain prints all" : nil)
  }
}

/// The figures that are on the page, each of which is explained once.
private final class FigureRegister {
  private var addresses: [[String]: String] = [:]

  /// Where a figure is explained: where it is already, or at a new address.
  func address(of explanation: Explanation, or new: String) -> (id: String, isNew: Bool) {
    let key = [explanation.figure, explanation.formula]
    if let known = addresses[key] { return (known, false) }
    addresses[key] = new
    return (new, true)
  }
}

extension Cell {
  /// What rows are put in order by: the size of a number, or the place of a word from the end of `words`.
  fileprivate func rank(_ words: [String]) -> Int128? {
    switch self {
    case .money(let money): Int128(money.units)
    case .ratio(let ratio), .qualified(let ratio, _), .fineRatio(let ratio, _, _):
      ratio.rounded(toUnitsOf: 1_000_000)
    case .count(let count): Int128(count)
    case .date(let date): Int128(date.first.number)
    case .text(let text): words.firstIndex(of: text).map { Int128(words.count - $0) }
    case .empty, .month, .decimal, .unavailable: nil
    }
  }
}
