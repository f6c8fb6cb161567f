internal import Procurement

/// A column of a format whose cells hold one value each, such as CSV: a report's column, the exact digits
/// of its figures, their currency, or the reasons beside them.
struct FlatColumn {
  /// The part of a report's cell that stands in the column.
  enum Part { case value, exact, currency, reason }

  let name: String
  /// The place of the report's column.
  let index: Int
  let part: Part

  /// Each column, then its currency if the table has no column of currencies and the unit is not one,
  /// then `…_reason` if figures may be undefined or qualified. Columns whose places are in `exact` have
  /// `…_exact` after the value.
  static func all(of columns: [ReportColumn], exact: Set<Int> = []) -> [FlatColumn] {
    columns.indices.flatMap { index in
      parts(of: columns, at: index, isExact: exact.contains(index)).map { part in
        FlatColumn(name: columns[index].name + part.suffix, index: index, part: part)
      }
    }
  }

  private static func parts(of all: [ReportColumn], at index: Int, isExact: Bool) -> [Part] {
    let column = all[index]
    let hasCurrency =
      column.kind == .money && column.unit == nil && !all.contains { $0.name == "currency" }
    return [.value] + (isExact ? [.exact] : []) + (hasCurrency ? [.currency] : [])
      + (column.hasReasons ? [.reason] : [])
  }

  /// Whether it holds words, not a number, a date or a code of ours.
  func isText(in row: [Cell]) -> Bool {
    switch (part, row[index]) {
    case (.reason, _), (.value, .text): true
    default: false
    }
  }

  /// What stands in the column, as programs read it; empty if there is nothing.
  func value(in row: [Cell]) -> String {
    switch (part, row[index]) {
    case (.value, let cell), (.exact, let cell): cell.plain ?? ""
    case (.currency, .money(let money)): money.currency.code
    case (.currency, _): ""
    case (.reason, let cell): cell.reason ?? ""
    }
  }
}

extension FlatColumn.Part {
  fileprivate var suffix: String {
    switch self {
    case .value: ""
    case .exact: "_exact"
    case .currency: "_currency"
    case .reason: "_reason"
    }
  }
}
