internal import Procurement
internal import SQLite

// Columns as the words of the trade. A date that does not read is a damaged file, not missing data.

extension Statement {
  func partialDate(_ column: Int) throws -> PartialDate? {
    try optionalString(column).map { try PartialDate(parsing: $0) }
  }

  func day(_ column: Int) throws -> Day { try Day(parsing: string(column)) }

  func month(_ column: Int) throws -> Month { try Month(parsing: string(column)) }

  func optionalMonth(_ column: Int) throws -> Month? {
    try optionalString(column).map { try Month(parsing: $0) }
  }

  /// Units in this column, of the currency whose code, minor digits and scale begin at another.
  func money(_ column: Int, in currency: Currency) -> Money? {
    optionalInt64(column).map { Money(units: $0, of: currency) }
  }

  /// Code, minor digits and scale, from three columns.
  func currency(from column: Int) -> Currency {
    Currency(
      code: string(column), minorDigits: optionalInt64(column + 1).map(Int.init),
      scale: Int(int64(column + 2)))
  }

  /// An exact number.
  func decimal(_ column: Int) throws -> ExactDecimal? {
    try optionalString(column).map { try ExactDecimal(parsing: $0) }
  }

  /// A count, 0 at least and 2^31 - 1 at most, whatever the file says.
  func number(_ column: Int) -> Int? {
    optionalInt64(column).map { Int(min(max($0, 0), Int64(Int32.max))) }
  }

  func choice<Choice: RawRepresentable<String>>(_ column: Int) -> Choice? {
    optionalString(column).flatMap(Choice.init(rawValue:))
  }

  /// Binds buyer, provider and contract of a selection to three parameters.
  mutating func bind(_ selection: Selection, from index: Int) throws(SQLiteError) {
    try bind(selection.buyer?.number, at: index)
    try bind(selection.provider?.number, at: index + 1)
    try bind(selection.contract?.number, at: index + 2)
  }
}
