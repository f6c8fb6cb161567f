internal import Procurement
internal import SQLite

/// Dates and words of the rows of one statement, in which the same ones come again and again: each text is
/// read once.
struct RowWords {
  private var months = ReadTexts<Month>()
  private var dates = ReadTexts<PartialDate>()
  private var currencies = ReadTexts<Currency>()
  private var categories = ReadTexts<ChargeCategory>()

  /// A month.
  mutating func month(_ row: borrowing Statement, _ column: Int) throws -> Month {
    try months.value(of: row.packedText(column)) { try row.month(column) }
  }

  /// A date as precise as it is.
  mutating func date(_ row: borrowing Statement, _ column: Int) throws -> PartialDate {
    try dates.value(of: row.packedText(column)) { try row.date(column) }
  }

  /// A currency of the book's store.
  mutating func currency(
    _ row: borrowing Statement, _ column: Int, of book: Book
  ) throws -> Currency {
    try currencies.value(of: row.packedText(column)) { try book.currency(row.string(column)) }
  }

  /// What kind of charge a line is.
  mutating func category(
    _ row: borrowing Statement, _ column: Int
  ) throws -> ChargeCategory {
    try categories.value(of: row.packedText(column)) { try row.choice(column) }
  }
}

/// What short texts mean, as far as they were read lately.
private struct ReadTexts<Value> {
  /// For each place, the text that came last of those that share it.
  private var places = [(text: UInt128, value: Value)?](repeating: nil, count: 256)

  /// The value of a text; `read` makes it unless it is there.
  mutating func value(of text: UInt128?, read: () throws -> Value) rethrows -> Value {
    guard let text else { return try read() }
    let mixed = UInt64(truncatingIfNeeded: text ^ text >> 64) &* 0x9E37_79B9_7F4A_7C15
    let place = Int(mixed >> 56)
    if let known = places[place], known.text == text { return known.value }
    let value = try read()
    places[place] = (text, value)
    return value
  }
}
