package import Procurement
package import SQLite

/// The live rows of a kind of record, with names in place of ids: what `offtake list` shows and
/// `offtake export` writes.
///
/// Its columns are those of the kind's files, as its record declares them. What a file says only to
/// tell which record is meant, such as the provider of a fee, is that of the contract or invoice.
package struct RecordList: Sendable {
  /// The kind.
  package let kind: RecordKind
  /// Every column, in the order of the files.
  package let columns: [ListedColumn]
  private let source: ListSource

  /// The list of a kind: a row for each record.
  package init(_ kind: RecordKind) {
    self.init(kind, kind.record, ListSource(kind.record))
  }

  /// The rows of a kind as a file has them that an import takes: every column of the template, in the
  /// order in which the rows were recorded; of an invoice, a row for each line.
  package init(fileOf kind: RecordKind) {
    self.init(kind, kind.record, ListSource(fileOf: kind.record))
  }

  private init<Record: StoredRecord>(
    _ kind: RecordKind, _ record: Record.Type, _ source: ListSource
  ) {
    self.kind = kind
    self.source = source
    columns = (source.isFile ? Array(Record.Field.allCases) : Record.fields).compactMap { field in
      source.expressions(field.column).map { expressions in
        ListedColumn(
          column: field.column, expressions: expressions,
          place: Record.listed.firstIndex(of: field), isKey: Record.Field.key.contains(field))
      }
    }
  }

  /// The columns that people look for.
  package var usualColumns: [ListedColumn] {
    columns.filter { $0.place != nil }.sorted { ($0.place ?? 0) < ($1.place ?? 0) }
  }

  /// Whether there is a live row.
  package func hasRows(in store: Store) throws -> Bool {
    var rows = try Statement(
      "SELECT EXISTS (SELECT 1 FROM \(source.table) WHERE ended_by IS NULL)", on: store.connection)
    return try rows.step() && rows.int64(0) == 1
  }

  /// Lends the rows that a filter lets through: of a list by the columns of the key, of a file as they were
  /// recorded.
  /// - Throws: `ListFilterError` for a filter that the kind has no column for; `SQLiteError`.
  package func forEachRow(
    matching filter: ListFilter = ListFilter(), in store: Store,
    _ body: (ListedRow) throws -> Void
  ) throws {
    let conditions = try self.conditions(filter)
    let order =
      source.order ?? columns.filter(\.isKey).flatMap(\.expressions) + ["\(source.table).id"]
    var rows = try Statement(
      """
      SELECT \((columns.flatMap(\.expressions) + [source.currency]).joined(separator: ", "))
      FROM \(source.from)
      WHERE \((["\(source.table).ended_by IS NULL"] + conditions.map(\.sql)).joined(separator: " AND "))
      ORDER BY \(order.joined(separator: ", "))
      """, on: store.connection)
    try rows.bind(conditions.flatMap(\.values))
    let currencies = try CurrencyTable(store)
    while try rows.step() {
      let row = row(rows, currencies)
      try body(row)
    }
  }

  private func row(_ rows: borrowing Statement, _ currencies: CurrencyTable) -> ListedRow {
    var (values, next): ([String: Value], Int) = ([:], 0)
    for column in columns {
      for place in next..<(next + column.expressions.count) where !rows.isNull(place) {
        values[column.column.name] = rows.value(place)
      }
      next += column.expressions.count
    }
    return ListedRow(values: values, currency: rows.optionalString(next).flatMap { currencies[$0] })
  }
}

/// A column of a list.
package struct ListedColumn: Sendable {
  /// The column of the files.
  package let column: Column
  /// What stands in it, in SQL; of an amount or a quantity, one of two.
  let expressions: [String]
  /// Its place among those that people look for.
  fileprivate let place: Int?
  /// Whether it is a part of what tells one record from another.
  package let isKey: Bool

  /// Whether its whole numbers are units of money, kilowatts, or one of two.
  package var content: StoredColumn.Content? { column.stored.first?.content }
}

/// A row of a list.
package struct ListedRow: Sendable {
  /// By the name of a column: what is stored; none where that is NULL.
  package let values: [String: Value]
  /// The currency of its amounts.
  package let currency: Currency?
}

/// Which rows of a list are asked for.
package struct ListFilter: Sendable {
  /// Which contracts they are of.
  package let provider, buyer: OrganizationID?
  /// One of these contracts.
  package let contracts: [ContractID]
  /// Months in which the first date of the key, or the first date there is, lies.
  package let months: MonthRange?
  /// Columns, and what must stand in them.
  package let values: [(column: String, value: String)]

  /// All that is asked for must hold.
  package init(
    provider: OrganizationID? = nil, buyer: OrganizationID? = nil, contracts: [ContractID] = [],
    months: MonthRange? = nil, values: [(column: String, value: String)] = []
  ) {
    self.provider = provider
    self.buyer = buyer
    self.contracts = contracts
    self.months = months
    self.values = values
  }
}

/// A filter for which a kind of record has no column.
package struct ListFilterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and what can be asked for.
  package let description: String

  fileprivate init(_ message: String, _ list: RecordList) {
    let names = list.columns.map(\.column.name).joined(separator: ", ")
    description = "list \(list.kind.rawValue): \(message); its columns are \(names)"
  }

  /// A column that a list does not have.
  package init(unknownColumn name: String, of list: RecordList) {
    let near = NearestNames.find(name, among: list.columns.map(\.column.name))
    let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
    self.init(
      "\(list.kind.table.several) have no column \(EscapedText.text(name, limit: 60))\(hint)",
      list)
  }
}

// MARK: Filters in SQL

extension RecordList {
  private typealias Condition = (sql: String, values: [Value])

  private func conditions(_ filter: ListFilter) throws -> [Condition] {
    var conditions: [Condition] = []
    for (role, id) in [("provider", filter.provider), ("buyer", filter.buyer)] {
      guard let id else { continue }
      let expression = try known(source.organization(role), "no \(role)")
      conditions.append(("\(expression) = ?", [.integer(id.number)]))
    }
    if !filter.contracts.isEmpty {
      let isOf = try known(source.contract, "no contract")
      let ids = filter.contracts.map { "\($0.number)" }.joined(separator: ",")
      conditions.append((isOf, [.text("[\(ids)]")]))
    }
    if let months = filter.months {
      let date = try known(
        columns.first(where: { $0.isKey && $0.isDate }) ?? columns.first(where: \.isDate), "no date"
      )
      let month = "substr(\(date.expressions.joined()) || '-01-01', 1, 7)"
      conditions.append(
        (
          "\(month) >= ? AND \(month) < ?",
          [.text("\(months.from)"), .text("\(months.to)")]
        ))
    }
    return try conditions + filter.values.map(condition)
  }

  private func condition(_ name: String, _ value: String) throws -> Condition {
    guard let column = columns.first(where: { $0.column.name == name }) else {
      throw ListFilterError(unknownColumn: name, of: self)
    }
    guard let expression = column.expressions.first, column.expressions.count == 1,
      column.content != .money, column.content != .kilowatts
    else { throw ListFilterError("\(name) is an amount, which cannot be filtered by", self) }
    guard column.content != .flag else {
      return ("\(expression) = ?", [.integer(value == "yes" ? 1 : 0)])
    }
    return ("CAST(\(expression) AS TEXT) = ?", [.text(value)])
  }

  private func known<Found>(_ found: Found?, _ missing: String) throws -> Found {
    guard let found else { throw ListFilterError("\(kind.table.several) have \(missing)", self) }
    return found
  }
}

extension ListedColumn {
  fileprivate var isDate: Bool {
    switch column.type {
    case .day, .month, .partialDate, .moment: content == .plain
    default: false
    }
  }
}
