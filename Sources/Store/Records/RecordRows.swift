package import Procurement
package import SQLite

/// The rows of a kind's table, each read as the record that it holds.
package struct RecordRows<Record: StoredRecord>: ~Copyable {
  private var rows: Statement
  private let lookups: RecordLookups
  /// By field: the place of its first column, and its columns.
  private let places: [(first: Int, columns: [StoredColumn])]
  /// The place of the row's id, after what files say.
  private let idPlace: Int

  /// Asks for the rows for which `condition` is true with `values` for its parameters, in the order of
  /// their ids; in any order, for which SQLite need not hold them, if `isOrdered` is false.
  package init(
    _ store: borrowing Store, _ lookups: RecordLookups,
    where condition: String = "ended_by IS NULL", _ values: [Value] = [], isOrdered: Bool = true
  ) throws(SQLiteError) {
    let stored = Record.stored
    let table = Record.table
    let columns =
      stored.map(\.selected) + [
        "id", table.identity ?? "id", "coalesce(restored_from, recorded_by) AS recorded_by",
        "recorded_line",
        "ended_by",
      ]
    var rows = try Statement(
      """
      SELECT \(columns.joined(separator: ", "))
      FROM \(table.name) WHERE \(condition) \(isOrdered ? "ORDER BY id" : "")
      """, on: store.connection)
    try rows.bind(values)
    self.rows = rows
    self.lookups = lookups
    let fields = Set(Record.fields)
    places = Record.Field.allCases.map { field in
      let own = fields.contains(field) ? field.column.stored : []
      return (own.first.flatMap { stored.firstIndex(of: $0) } ?? 0, own)
    }
    idPlace = stored.count
  }

  /// Reads the next row; `nil` at the end.
  /// - Throws: `StoredRowError` where it cannot be a record, as no import would have written it;
  ///   else `SQLiteError`.
  package mutating func next() throws -> Record? {
    guard try rows.step() else { return nil }
    // A file that was written to without the schema's types may have anything there.
    for place in idPlace + 2...idPlace + 4 where !rows.isNull(place) && !rows.isInteger(place) {
      throw StoredRowError(
        table: Record.table.name, row: id, column: rows.columnName(place), value: rows.value(place),
        reason: StoredRowError.notAnImport)
    }
    return try Record(self)
  }
}

// MARK: The current row

extension RecordRows {
  /// The id of the row.
  package var id: Int64 { rows.int64(idPlace) }

  /// The identity of what it is of, the same in all of its revisions; its own id where others do not
  /// refer to it.
  package var identity: Int64 { rows.int64(idPlace + 1) }

  /// Where its content stands: the file of an import, also where an undo brought it back.
  package var origin: Origin {
    Origin(importNumber: rows.int64(idPlace + 2), line: Int(rows.int64(idPlace + 3)))
  }

  /// The import or undo that ended it; `nil` while it is live.
  package var endedBy: Int64? { rows.optionalInt64(idPlace + 4) }
}

// MARK: Its fields

extension RecordRows: FieldSource {
  /// The columns of the record.
  package typealias Field = Record.Field

  /// Words, as they are.
  package func text(_ field: Field) throws(StoredRowError) -> String? {
    try place(field).map { rows.string($0) }
  }

  /// A short name, which is always there.
  package func slug(
    _ field: Field, madeFrom name: Field
  ) throws(StoredRowError) -> String {
    try required(field, text(field))
  }

  /// The names of a list with `;` between them.
  package func names(_ field: Field) throws(StoredRowError) -> [String] {
    (try text(field) ?? "").split(separator: ";").map(String.init)
  }

  /// The value of an enumeration, spelled as the store does.
  package func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ field: Field, _ type: Choice.Type
  ) throws(StoredRowError) -> Choice? {
    guard let text = try text(field) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw refusal(field, "is not a word that this program knows")
    }
    return choice
  }

  /// Yes or no.
  package func flag(_ field: Field) throws(StoredRowError) -> Bool? {
    try place(field).map { rows.int64($0) != 0 }
  }

  /// A day.
  package func day(_ field: Field) throws(StoredRowError) -> Day? {
    try parsed(field) { try Day(parsing: $0) }
  }

  /// A month.
  package func month(_ field: Field) throws(StoredRowError) -> Month? {
    try parsed(field) { try Month(parsing: $0) }
  }

  /// A date as precise as it is.
  package func partialDate(_ field: Field) throws(StoredRowError) -> PartialDate? {
    try parsed(field) { try PartialDate(parsing: $0) }
  }

  /// A moment.
  package func moment(_ field: Field) throws(StoredRowError) -> Moment? {
    guard let text = try text(field) else { return nil }
    guard let moment = Moment(parsing: text) else { throw refusal(field, "is not a time") }
    return moment
  }

  /// A whole number within `range`.
  package func number(
    _ field: Field, in range: ClosedRange<Int>
  ) throws(StoredRowError) -> Int? {
    guard let place = try place(field) else { return nil }
    guard let number = Int(exactly: rows.int64(place)), range ~= number else {
      throw refusal(
        field, "is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A number, exactly as it is.
  package func decimal(_ field: Field) throws(StoredRowError) -> ExactDecimal? {
    try parsed(field) { try ExactDecimal(parsing: $0) }
  }

  /// A percentage, 0 to 100.
  package func percent(_ field: Field) throws(StoredRowError) -> ExactDecimal? {
    guard let percent = try decimal(field) else { return nil }
    guard percent.isPercentage else { throw refusal(field, "is not a percentage from 0 to 100") }
    return percent
  }

  /// Power in whole kilowatts, such that as many rows as a file can have add up.
  package func kilowatts(_ field: Field) throws(StoredRowError) -> Int? {
    try number(field, in: 0...1_000_000_000_000)
  }

  /// An amount of `currency`.
  package func money(
    _ field: Field, in currency: Currency
  ) throws(StoredRowError) -> Money? {
    try place(field, isMoney: true).map { Money(units: rows.int64($0), of: currency) }
  }

  /// A currency of the store.
  package func currency(_ field: Field) throws(StoredRowError) -> Currency? {
    guard let code = try text(field) else { return nil }
    guard let currency = lookups.currencies[code] else {
      throw refusal(field, "is not a currency of the store")
    }
    return currency
  }

  /// A country of ISO 3166-1.
  package func country(_ field: Field) throws(StoredRowError) -> String? { try text(field) }

  /// The identity of an organization.
  package func organization(_ field: Field) throws(StoredRowError) -> OrganizationID? {
    try place(field).map { OrganizationID(number: rows.int64($0)) }
  }

  /// A contract of the lookups.
  package func contract(
    _ field: Field, of provider: OrganizationID?
  ) throws(StoredRowError) -> ContractEntry? {
    guard let place = try place(field) else { return nil }
    guard let contract = lookups.contracts[ContractID(number: rows.int64(place))] else {
      throw refusal(field, "is a contract that is not recorded")
    }
    return contract
  }

  /// An invoice of the lookups, which is stored in the column of its number.
  package func invoice(
    _ number: Field, of provider: Field, issuedIn year: Field
  ) throws(StoredRowError) -> InvoiceEntry {
    let id = InvoiceID(number: rows.int64(try required(number, place(number))))
    guard let currency = lookups.invoices[id] else {
      throw refusal(number, "is an invoice that is not recorded")
    }
    return InvoiceEntry(id: id, currency: currency)
  }

  /// The value of a field that must not be NULL.
  package func required<Value>(
    _ field: Field, _ value: Value?
  ) throws(StoredRowError) -> Value {
    guard let value else { throw refusal(field, "is missing") }
    return value
  }

  /// Says what is wrong with a column.
  package func refusal(_ field: Field, _ reason: String) -> StoredRowError {
    let (first, columns) = places[field.rawValue]
    let place = columns.indices.first { !rows.isNull(first + $0) } ?? 0
    return StoredRowError(
      table: Record.table.name, row: id,
      column: columns.isEmpty ? field.column.name : columns[place].name,
      value: columns.isEmpty ? .null : rows.value(first + place), reason: reason)
  }

  /// Says what is wrong with the row.
  package func refusal(_ reason: String) -> StoredRowError {
    StoredRowError(
      table: Record.table.name, row: id, column: nil, value: .null, reason: reason)
  }

  /// The place of a column that is not NULL; of two, of the one for money or the one for a quantity.
  private func place(_ field: Field, isMoney: Bool = false) throws(StoredRowError) -> Int? {
    let (first, columns) = places[field.rawValue]
    guard !columns.isEmpty else { return nil }
    let offset = columns.count == 1 ? 0 : columns.firstIndex { ($0.content == .money) == isMoney }
    let place = first + (offset ?? 0)
    guard rows.isNull(place) else { return place }
    guard columns[0].isOptional else { throw refusal(field, "is missing") }
    return nil
  }

  private func parsed<Result>(
    _ field: Field, _ parse: (String) throws -> Result
  ) throws(StoredRowError) -> Result? {
    guard let text = try text(field) else { return nil }
    do {
      return try parse(text)
    } catch {
      throw refusal(field, "\(error)")
    }
  }
}

/// A row of the store that cannot be what its table holds, as no import would have written it.
package struct StoredRowError: Error, Hashable, CustomStringConvertible {
  /// The table.
  package let table: String
  /// The id of the row.
  package let row: Int64
  /// The column; `nil` where the row as a whole is wrong.
  package let column: String?
  /// What the column holds.
  package let value: Value
  /// What is wrong.
  package let reason: String

  /// What is wrong with a time of a row that is no number.
  static let notAnImport = "is not a whole number"

  /// `fee_schedule row 12: from_month "2026-13" has a month that is not 01 to 12`.
  package var description: String {
    let shown: String? =
      switch value {
      case .null: nil
      case .integer(let number): "\(number)"
      case .text(let text): "\"\(EscapedText.text(text, limit: 60))\""
      case .real, .blob: "\(value)"
      }
    return "\(table) row \(row): "
      + ([column, shown, reason] as [String?]).compactMap(\.self).joined(separator: " ")
  }
}
