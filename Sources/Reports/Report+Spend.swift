internal import Ledger
internal import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report spend`.
  package static let spend = ReportOutline(
    "spend",
    chart:
      "Over time, columns in which the keys of the other dimension are stacked; without time, a bar "
      + "for each key of the first.",
    SpendReport.Group.table(by: [.month], SpendColumns())
      .outline("By month, or likewise another dimension.", hasFurtherColumns: true),
    SpendPivot.Row.table(by: .month, []).outline(
      "By two dimensions: a row for each of the first, and before `total` a column for each of the "
        + "second.", hasFurtherColumns: true),
    SpendReport.Group.table(by: [.provider, .month], .all).outline(
      "With `--share`, `--cumulate` and `--change`, each of which adds its columns: by one "
        + "dimension, or a row for each pair of two.", hasFurtherColumns: true))
}

/// What is shown of an amount besides itself.
package struct SpendColumns: Hashable, Sendable {
  /// Its share of the total.
  package let share: Bool
  /// Its sum with the rows before.
  package let cumulated: Bool
  /// What it was in the period before and a year before, and the change.
  package let change: Bool

  /// Nothing more, unless it is asked for.
  package init(share: Bool = false, cumulated: Bool = false, change: Bool = false) {
    (self.share, self.cumulated, self.change) = (share, cumulated, change)
  }

  fileprivate static let all = SpendColumns(share: true, cumulated: true, change: true)
  fileprivate var areNone: Bool { self == SpendColumns() }
}

extension Report {
  /// Spend as a list by one dimension, or as a pivot by two: rows by the first, columns by the
  /// second. With further columns it is a list by two as well.
  ///
  /// `explanations` are empty where none was asked for.
  package init(
    _ spend: SpendReport, columns: SpendColumns = SpendColumns(),
    explanations: [Explanation] = [], parameters: [Parameter]
  ) throws {
    let isList = spend.dimensions.count == 1 || !columns.areNone
    self = Report(
      .spend, title: "Spend by " + spend.dimensions.map(\.words).joined(separator: " and "),
      basis: "\(spend.question.basis.words), \(spend.tax.words)"
        + (spend.question.choice?.words ?? ""), parameters: parameters,
      sections: [isList ? try spend.list(columns) : try SpendPivot(spend).section],
      explaining: explanations.isEmpty ? nil : explanations,
      notes: CurrencyNotes.notes(spend.groups.map(\.currency)) + spend.notes(columns)
        + MissingInvoiceNotes.notes(spend.missing) + PaymentNotes.notes(spend.paymentsNotSpread)
    ).drawn { spend.charts($0) }
  }
}

extension SpendReport {
  fileprivate func list(_ columns: SpendColumns) throws -> Section {
    let currencies = Set(groups.map(\.currency)).sorted { $0.code < $1.code }
    return try Group.table(by: dimensions, columns).section(
      groups,
      totals: isOverlapping
        ? [] : currencies.map { currency in groups.filter { $0.currency == currency } })
  }

  /// Whether rows have months in common, so that no sum of them means anything.
  var isOverlapping: Bool { question.grain?.isOverlapping ?? false }

  fileprivate func notes(_ columns: SpendColumns) -> [String] {
    let open = Set(groups.compactMap { openPeriod(of: $0) }).sorted()
    let first = groups.compactMap(\.period?.months.from).min()
    return [
      columns.change && !open.isEmpty
        ? "Not ended on \(question.asOf), and compared with whole periods: "
          + open.joined(separator: ", ") : nil,
      isOverlapping && firstMonth.map { first ?? $0 < $0 } ?? false
        ? "The first month billed is \(firstMonth?.description ?? "")"
          + "; twelve months that begin before it have fewer months with spend" : nil,
    ].compactMap { $0 }
  }

  /// What the period of a group is called if the as-of day is before its last.
  private func openPeriod(of group: Group) -> String? {
    guard let months = group.period?.months ?? question.window,
      months.endDay > question.asOf.adding(days: 1)
    else { return nil }
    return group.period?.label ?? question.years.label(of: months)
  }
}

extension SpendReport.Group {
  fileprivate static func table(
    by dimensions: [SpendDimension], _ columns: SpendColumns
  ) -> Table<SpendReport.Group> {
    Table {
      for (index, dimension) in dimensions.enumerated() {
        Column(dimension.rawValue, as: dimension.columnKind) {
          $0.keys[index] ?? dimension.absent
        }.total { _ in index == 0 ? "total" : nil }.key
      }
      Column("currency", \.currency).total { $0.first?.currency }.key
      Column("amount", \.amount).total { SpendReport.Group.sum($0)?.amount }.key
      if columns.share { shareColumn }
      if columns.cumulated {
        Column(
          "cumulated",
          meaning: "Cumulative: within the currency or, for a key and a time, within the key.",
          \.cumulated)
      }
      if columns.change { changeColumns(isSummed: !dimensions.contains(where: \.isTime)) }
      Column("tax", meaning: "Whether or not it is in the amount.", \.tax)
        .total { SpendReport.Group.sum($0)?.tax }.detail
      Column("lines", meaning: "The number of invoice lines in the sum.", \.lineCount)
        .total { $0.map(\.lineCount).reduce(0, +) }.detail
      Column("missing_invoices", meaning: "Months with a fee and no invoice.", \.missingCount)
        .total { $0.map(\.missingCount).reduce(0, +) }.detail
    }
  }

  private static var shareColumn: Column<SpendReport.Group> {
    Column(
      "share", meaning: "Of the total of its currency or, for a key and a time, of that time.",
      \.share)
  }

  /// `isSummed` says whether earlier amounts add up to those of the total.
  @ColumnBuilder<SpendReport.Group> private static func changeColumns(
    isSummed: Bool
  ) -> [Column<SpendReport.Group>] {
    Column("previous", meaning: "The amount of the period before.", \.previous)
      .total { isSummed ? SpendReport.Group.sum($0)?.previous : nil }.detail
    Column("change", meaning: "Against the period before.", \.change)
      .total { isSummed ? SpendReport.Group.sum($0)?.change : nil }
    Column("year_before", meaning: "The amount of the same period a year before.", \.yearBefore)
      .total { isSummed ? SpendReport.Group.sum($0)?.yearBefore : nil }.detail
    Column("year_change", meaning: "Against the same period a year before.", \.yearChange)
      .total { isSummed ? SpendReport.Group.sum($0)?.yearChange : nil }
  }
}

extension SpendDimension {
  /// The word of a title.
  fileprivate var words: String { grain?.words ?? rawValue }

  /// Where a line has none.
  var absent: String { "(no \(rawValue))" }

  /// The kind of its column.
  var columnKind: ReportColumn.Kind { self == .month ? .month : .text }
}
