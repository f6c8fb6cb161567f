internal import Ledger
internal import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report spend`.
  package static let spend = ReportOutline(
    "spend",
    SpendReport.Group.table(by: .month).outline("By month, or likewise another dimension."),
    Pivot.Row.table(by: .month, []).outline(
      "By two dimensions: a row for each of the first, and before `total` a column for each of the "
        + "second."))
}

extension Report {
  /// Spend as a list by one dimension, or as a pivot by two: rows by the first, columns by the
  /// second.
  ///
  /// `explanations` are empty where none was asked for.
  package init(
    _ spend: SpendReport, explanations: [Explanation] = [], parameters: [Parameter]
  ) throws {
    let names = spend.dimensions.map(\.rawValue)
    self.init(
      .spend, title: "Spend by " + names.joined(separator: " and "),
      basis: "billed, by the invoice's billing month, \(spend.tax.words)", parameters: parameters,
      sections: [names.count == 1 ? try spend.list() : try Pivot(spend).section(spend.dimensions)],
      explaining: explanations.isEmpty ? nil : explanations,
      notes: MissingInvoiceNotes.notes(spend.missing))
  }
}

extension SpendReport {
  fileprivate func list() throws -> Section {
    let currencies = Set(groups.map(\.currency)).sorted { $0.code < $1.code }
    return try Group.table(by: dimensions[0]).section(
      groups, totals: currencies.map { currency in groups.filter { $0.currency == currency } })
  }
}

extension SpendReport.Group {
  fileprivate static func table(by dimension: SpendDimension) -> Table<SpendReport.Group> {
    Table {
      Column(dimension.rawValue, as: dimension.columnKind) { $0.keys[0] ?? dimension.absent }
        .total { _ in "total" }
      Column("currency", \.currency).total { $0.first?.currency }
      Column("amount", \.amount).total { SpendReport.Group.amount(of: $0) }
      Column("tax", meaning: "Whether or not it is in the amount.", \.tax)
        .total { SpendReport.Group.tax(of: $0) }
      Column("lines", meaning: "How many invoice lines it sums.", \.lineCount)
        .total { $0.map(\.lineCount).reduce(0, +) }
      Column("missing_invoices", meaning: "Months with a fee and no invoice.", \.missingCount)
        .total { $0.map(\.missingCount).reduce(0, +) }
    }
  }
}

/// Groups of two keys laid out as rows and columns.
private struct Pivot {
  /// The groups of one key and currency, by the other key.
  struct Row {
    let key: String?
    let currency: Currency
    let groups: [String?: SpendReport.Group]

    var all: [SpendReport.Group] { Array(groups.values) }
    var total: Figure<Money>? { SpendReport.Group.amount(of: all) }
    var tax: Figure<Money>? { SpendReport.Group.tax(of: all) }
    /// The order of the rows: from the largest down.
    var units: Int128 { SpendReport.Group.spend(of: all)?.units ?? .min }
  }

  private let columns: [String?]
  private let rows: [Row]

  init(_ spend: SpendReport) {
    columns = Set(spend.groups.map { $0.keys[1] }).sorted { ($0 ?? "~") < ($1 ?? "~") }
    let isTime = spend.dimensions[0].isTime
    rows = Dictionary(grouping: spend.groups) { [$0.currency.code, $0.keys[0]] }.values
      .map(Row.init).sorted { left, right in
        if left.currency != right.currency { return left.currency.code < right.currency.code }
        return isTime || left.units == right.units
          ? (left.key ?? "~") < (right.key ?? "~") : left.units > right.units
      }
  }

  func section(_ dimensions: [SpendDimension]) throws -> Section {
    let currencies = Set(rows.map(\.currency)).sorted { $0.code < $1.code }
    return try Row.table(by: dimensions[0], columns(dimensions)).section(
      rows, totals: currencies.map { currency in rows.filter { $0.currency == currency } })
  }

  /// A name and a heading for each key. The key is its name, and its heading to the letter; where that is the
  /// name of another column, of its currency or of its reason, its dimension is added.
  private func columns(_ dimensions: [SpendDimension]) -> [KeyColumn] {
    var taken = Set(
      [dimensions[0].rawValue, "currency", "total", "tax"].flatMap(Pivot.names))
    return columns.map { key in
      let heading = key ?? dimensions[1].absent
      var name = heading
      while !taken.isDisjoint(with: Pivot.names(name)) { name += " (\(dimensions[1].rawValue))" }
      taken.formUnion(Pivot.names(name))
      return KeyColumn(key: key, name: name, title: heading)
    }
  }

  /// The names that a column of amounts takes up in CSV and JSON.
  private static func names(_ column: String) -> [String] {
    [column, column + "_currency", column + "_reason"]
  }

  struct KeyColumn {
    let key: String?
    let name: String
    let title: String
  }
}

extension Pivot.Row {
  fileprivate init(_ groups: [SpendReport.Group]) {
    key = groups[0].keys[0]
    currency = groups[0].currency
    self.groups = Dictionary(uniqueKeysWithValues: groups.map { ($0.keys[1], $0) })
  }

  fileprivate static func table(
    by dimension: SpendDimension, _ keys: [Pivot.KeyColumn]
  ) -> Table<Pivot.Row> {
    Table {
      Column(dimension.rawValue, as: dimension.columnKind) { $0.key ?? dimension.absent }
        .total { _ in "total" }
      Column("currency", \.currency).total { $0.first?.currency }
      for column in keys {
        Column(column.name, title: column.title) { $0.groups[column.key]?.amount }
          .total { rows in SpendReport.Group.amount(of: rows.compactMap { $0.groups[column.key] }) }
      }
      Column("total", \.total).total { SpendReport.Group.amount(of: $0.flatMap(\.all)) }
      Column("tax", meaning: "Whether or not it is in the total.", \.tax)
        .total { SpendReport.Group.tax(of: $0.flatMap(\.all)) }
    }
  }
}

extension SpendDimension {
  /// Where a line has none.
  fileprivate var absent: String { "(no \(rawValue))" }

  fileprivate var columnKind: ReportColumn.Kind { self == .month ? .month : .text }
}
