internal import Procurement
internal import SQLite
internal import Store

// Columns as the words of the trade. A date that does not read is a damaged file, not missing data.

extension Statement {
  func partialDate(_ column: Int) throws -> PartialDate? {
    isNull(column) ? nil : try date(column)
  }

  func date(_ column: Int) throws -> PartialDate {
    try withBytes(column) { (text) throws(DateError) in try PartialDate(parsing: text) }
  }

  func month(_ column: Int) throws -> Month {
    try withBytes(column) { (text) throws(DateError) in try Month(parsing: text) }
  }

  /// An exact number.
  func decimal(_ column: Int) throws -> ExactDecimal? {
    guard !isNull(column) else { return nil }
    return try withBytes(column) { (text) throws(DecimalError) in try ExactDecimal(parsing: text) }
  }

  /// A number of any number of decimals.
  func written(_ column: Int) throws -> WrittenDecimal? {
    guard !isNull(column) else { return nil }
    return try withBytes(column) { (text) throws(DecimalError) in try WrittenDecimal(stored: text) }
  }

  /// A count, 0 at least and 2^31 - 1 at most, whatever the file says.
  func number(_ column: Int) -> Int? {
    optionalInt64(column).map { Int(min(max($0, 0), Int64(Int32.max))) }
  }

  /// A count of what came less what went, at most 2^31 - 1 either way, whatever the file says.
  func change(_ column: Int) -> Int {
    Int(min(max(int64(column), -Int64(Int32.max)), Int64(Int32.max)))
  }

  /// The numbers of a list with commas; none for NULL.
  func numbers(_ column: Int) -> [Int64] {
    (optionalString(column) ?? "").split(separator: ",").compactMap { Int64($0) }
  }

  /// A word of an enumeration.
  /// - Throws: `UnknownWordError` for any other: a damaged file, or a newer program's.
  func choice<Choice: RawRepresentable<String>>(_ column: Int) throws -> Choice {
    let word = string(column)
    guard let choice = Choice(rawValue: word) else {
      throw UnknownWordError(column: columnName(column), word: word)
    }
    return choice
  }

  /// A word of an enumeration; `nil` for NULL.
  func optionalChoice<Choice: RawRepresentable<String>>(_ column: Int) throws -> Choice? {
    isNull(column) ? nil : try choice(column)
  }

  /// The first and the last day of a line's service, from two columns; `nil` if it has none.
  func service(from column: Int) -> DayRange? {
    guard let first = optionalInt64(column), let last = optionalInt64(column + 1) else {
      return nil
    }
    return DayRange(from: Day(importable: first), to: Day(importable: last).adding(days: 1))
  }
}

extension Day {
  /// The day of a stored number, or the nearest that an import takes: a damaged file may hold any, and a
  /// service of eight thousand years has no end.
  fileprivate init(importable number: Int64) {
    self = min(max(Day(number: Int(clamping: number)), Day.firstImportable), Day.lastImportable)
  }

  private static let firstImportable = Month(year: 1900, month: 1).firstDay
  private static let lastImportable = Month(year: 2199, month: 12).lastDay
}

/// A stored word that its column cannot have.
package struct UnknownWordError: Error, Hashable, CustomStringConvertible {
  /// The column.
  package let column: String
  /// What it holds.
  package let word: String

  /// `charge_category "Gift" is not a word that this program knows; the file may be damaged`.
  package var description: String {
    "\(column) \"\(EscapedText.text(word, limit: 60))\" is not a word that this program knows; "
      + "the file may be damaged"
  }
}

extension Book {
  /// A currency of the store.
  /// - Throws: `UnknownWordError` for a code that it does not have.
  func currency(_ code: String) throws -> Currency {
    guard let currency = lookups.currencies[code] else {
      throw UnknownWordError(column: "currency", word: code)
    }
    return currency
  }

  /// The slug of an organization's identity.
  func slug(_ organization: Int64) -> String {
    names.organizations.slug(of: OrganizationID(number: organization))
  }

  /// The reference of a contract's identity.
  func reference(_ contract: Int64) -> String {
    names.contracts.reference(of: ContractID(number: contract))
  }

  /// What lines bill, by id.
  package var skus: [Int64: String] {
    get throws { try skuNames { try NamedRows.all("SELECT id, name FROM sku", store) } }
  }

  /// What quantities of lines count, by id.
  package var units: [Int64: String] {
    get throws { try unitNames { try NamedRows.all("SELECT id, name FROM unit", store) } }
  }

  /// The evidence of a row whose import, line, source and notes stand in four columns.
  func evidence(
    _ record: String, _ amount: Money?, _ row: borrowing Statement, from column: Int
  ) -> Evidence {
    let number = row.int64(column)
    return Evidence(
      record: record, amount: amount, importNumber: number, file: fileNames[number] ?? "?",
      line: row.number(column + 1) ?? 0, source: row.optionalString(column + 2),
      notes: row.optionalString(column + 3))
  }
}
