internal import Procurement
package import Rendering
internal import SQLite
package import Store

extension ReportOutline {
  /// `offtake list` of a kind of record.
  package static func list(_ kind: RecordKind) -> ReportOutline {
    ReportOutline("list-\(kind.rawValue)", RecordList(kind).table([]).outline())
  }
}

extension Report {
  /// The rows of a list that a filter lets through, with the columns that were asked for: by their
  /// names, all, or those that people look for.
  /// - Throws: `ListFilterError` for what the kind has no column for.
  package init(
    _ list: RecordList, matching filter: ListFilter, columns: ListedColumns, in store: Store,
    parameters: [Parameter]
  ) throws {
    var rows = list.table(try list.columns(columns)).rows()
    try list.forEachRow(matching: filter, in: store) { rows.append($0) }
    self.init(
      .list(list.kind), title: list.kind.title, parameters: parameters, sections: [rows.section()])
  }
}

/// Which columns of a list are shown.
package enum ListedColumns: Sendable {
  /// The columns that people look for.
  case usual
  /// All of them.
  case all
  /// These, in this order.
  case named([String])
}

extension RecordKind {
  /// `Termination fees`.
  fileprivate var title: String {
    let words = table.several
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension RecordList {
  fileprivate func columns(_ asked: ListedColumns) throws -> [ListedColumn] {
    switch asked {
    case .usual: usualColumns
    case .all: columns
    case .named(let names):
      try names.map { name in
        guard let column = columns.first(where: { $0.column.name == name }) else {
          throw ListFilterError(unknownColumn: name, of: self)
        }
        return column
      }
    }
  }

  /// A table of these columns; of all, if there are none.
  fileprivate func table(_ shown: [ListedColumn]) -> Table<ListedRow> {
    Table {
      for column in shown.isEmpty ? columns : shown {
        column.isKey || isAmount(column) ? laidOut(column).key : laidOut(column)
      }
    }
  }

  /// Whether a record says little without the column: an amount, but for contracts, which are more than their
  /// headlines.
  private func isAmount(_ column: ListedColumn) -> Bool {
    column.kind == .money && kind != .contracts && kind != .events
  }

  private func laidOut(_ column: ListedColumn) -> Rendering.Column<ListedRow> {
    let laidOut = Rendering.Column<ListedRow>(
      column.column.name, column.kind, meaning: column.column.meaning
    ) { row in
      row.values[column.column.name].map { column.cell($0, in: row) } ?? .empty
    }
    // A minimum is an amount or a quantity.
    return column.kind == .decimal && column.content == .money ? laidOut.mixed : laidOut
  }
}

extension ListedColumn {
  fileprivate var kind: ReportColumn.Kind {
    switch column.type {
    case .money: .money
    case .decimal: .decimal
    case .number where content == .plain: .count
    case .day, .partialDate: .date
    case .month: .month
    default: .text
    }
  }

  fileprivate func cell(_ value: Value, in row: ListedRow) -> Cell {
    switch (value, content) {
    case (.integer(let units), .money):
      row.currency.map { .money(Money(units: units, of: $0)) } ?? .count(Int(units))
    case (.integer(let kilowatts), .kilowatts):
      .decimal(ExactDecimal(coefficient: Int128(kilowatts), decimals: 3))
    case (.integer(let flag), .flag): .text(flag == 0 ? "no" : "yes")
    case (.integer(let number), _): .count(Int(number))
    case (.text(let text), _): cell(text)
    default: .empty
    }
  }

  private func cell(_ text: String) -> Cell {
    let typed: Cell? =
      switch kind {
      case .date: (try? PartialDate(parsing: text)).map { .date($0) }
      case .month: (try? Month(parsing: text)).map { .month($0) }
      case .decimal: (try? ExactDecimal(parsing: text)).map { .decimal($0) }
      default: nil
      }
    return typed ?? .text(text)
  }
}
