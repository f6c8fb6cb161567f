internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// Spend as a list by one dimension, or as a pivot by two: rows by the first, columns by the
  /// second.
  ///
  /// `explanations` are empty where none was asked for.
  /// - Throws: `MoneyError.tooLarge` where a total does not fit.
  package init(
    _ spend: SpendReport, explanations: [Explanation] = [], parameters: [Parameter]
  ) throws {
    let names = spend.dimensions.map(\.rawValue)
    self.init(
      name: "spend", title: "Spend by " + names.joined(separator: " and "),
      basis: "billed, by the invoice's billing month", parameters: parameters,
      sections: [
        spend.dimensions.count == 1 ? try Section(list: spend) : try Section(pivot: spend)
      ] + (explanations.isEmpty ? [] : [Section(explaining: explanations)]),
      notes: MissingInvoiceNotes.notes(spend.missing))
  }
}

extension Section {
  fileprivate init(list spend: SpendReport) throws {
    let dimension = spend.dimensions[0]
    self.init(
      columns: [
        ReportColumn(dimension.rawValue, dimension.columnKind), ReportColumn("currency", .text),
        ReportColumn("amount", .money, hasReasons: true), ReportColumn("lines", .count),
        ReportColumn("missing_invoices", .count),
      ],
      rows: spend.groups.map { group in
        [
          .text(group.keys[0] ?? dimension.absent), .text(group.currency.code), group.cell,
          .count(group.lineCount), .count(group.missingCount),
        ]
      },
      totals: try spend.totals().map { total in
        let own = spend.groups.filter { $0.currency == total.currency }
        return [
          .text("total"), .text(total.currency.code), .money(total),
          .count(own.reduce(0) { $0 + $1.lineCount }),
          .count(own.reduce(0) { $0 + $1.missingCount }),
        ]
      })
  }

  fileprivate init(pivot spend: SpendReport) throws {
    let pivot = Pivot(spend)
    self.init(
      columns: [
        ReportColumn(spend.dimensions[0].rawValue, spend.dimensions[0].columnKind),
        ReportColumn("currency", .text),
      ] + pivot.columns(spend.dimensions) + [ReportColumn("total", .money)],
      rows: try pivot.rows.map { try pivot.cells(of: $0, spend.dimensions[0]) },
      totals: try pivot.totals())
  }
}

/// Groups of two keys laid out as rows and columns.
private struct Pivot {
  struct Row: Hashable {
    let key: String?
    let currency: Currency
  }

  let columns: [String?]
  let rows: [Row]
  private let groups: [Row: [String?: SpendReport.Group]]

  init(_ spend: SpendReport) {
    var groups: [Row: [String?: SpendReport.Group]] = [:]
    for group in spend.groups {
      groups[Row(key: group.keys[0], currency: group.currency), default: [:]][group.keys[1]] =
        group
    }
    let sums = groups.mapValues { row in
      row.values.reduce(Int128(0)) { $0 + Int128($1.amount?.units ?? 0) }
    }
    let isTime = spend.dimensions[0].isTime
    columns = Set(spend.groups.map { $0.keys[1] }).sorted { ($0 ?? "~") < ($1 ?? "~") }
    rows = groups.keys.sorted { left, right in
      if left.currency != right.currency { return left.currency.code < right.currency.code }
      let (mine, other) = (sums[left] ?? 0, sums[right] ?? 0)
      return isTime || mine == other ? (left.key ?? "~") < (right.key ?? "~") : mine > other
    }
    self.groups = groups
  }

  /// A column for each key. The key is its name, and its heading to the letter; where that is the
  /// name of another column, of its currency or of its reason, its dimension is added.
  func columns(_ dimensions: [SpendDimension]) -> [ReportColumn] {
    var taken = Set(
      [dimensions[0].rawValue, "currency", "total"].flatMap(Pivot.names))
    return columns.map { key in
      let heading = key ?? dimensions[1].absent
      var name = heading
      while !taken.isDisjoint(with: Pivot.names(name)) { name += " (\(dimensions[1].rawValue))" }
      taken.formUnion(Pivot.names(name))
      return ReportColumn(name, .money, hasReasons: true, title: heading)
    }
  }

  /// The names that a column of amounts takes up in CSV and JSON.
  private static func names(_ column: String) -> [String] {
    [column, column + "_currency", column + "_reason"]
  }

  func cells(of row: Row, _ dimension: SpendDimension) throws -> [Cell] {
    let own = groups[row] ?? [:]
    let total = try sum(own.values.compactMap(\.amount), row.currency)
    return [.text(row.key ?? dimension.absent), .text(row.currency.code)]
      + columns.map { own[$0]?.cell ?? .empty } + [total]
  }

  func totals() throws -> [[Cell]] {
    let currencies = Set(rows.map(\.currency)).sorted { $0.code < $1.code }
    return try currencies.map { currency in
      let own = rows.filter { $0.currency == currency }
      let sums = try columns.map { column in
        try sum(own.compactMap { groups[$0]?[column]?.amount }, currency)
      }
      let all = own.flatMap { (groups[$0] ?? [:]).values.compactMap(\.amount) }
      return [.text("total"), .text(currency.code)] + sums + [try sum(all, currency)]
    }
  }

  private func sum(_ amounts: [Money], _ currency: Currency) throws -> Cell {
    guard !amounts.isEmpty else { return .empty }
    return .money(
      try Money(exactly: amounts.reduce(0) { $0 + Int128($1.units) }, of: currency))
  }
}

extension SpendReport.Group {
  fileprivate var cell: Cell { amount.map { .money($0) } ?? .undefined("no invoice") }
}

extension SpendDimension {
  /// Where a line has none.
  fileprivate var absent: String { "(no \(rawValue))" }

  fileprivate var columnKind: ReportColumn.Kind { self == .month ? .month : .text }
}
