internal import CSQLite

/// Columns of the current row, counted from 0 as SQLite does.
///
/// A value of another type than the one asked for is converted by SQLite's rules, as
/// sqlite.org/c3ref/column_blob.html tells: `STRICT` tables leave nothing to convert. A column that
/// the row does not have, or any while there is no row, is a mistake of the caller and stops the
/// program.
extension Statement {
  /// Columns in each row, or 0 for a statement without rows.
  package var columnCount: Int {
    Int(unsafe sqlite3_column_count(handle))
  }

  /// The column's name: what follows `AS`, or else whatever SQLite finds fitting. It needs no row.
  package func columnName(_ column: Int) -> String {
    precondition(0..<columnCount ~= column, "no column \(column): \(sql)")
    guard let name = unsafe sqlite3_column_name(handle, Int32(column)) else { return "" }
    return unsafe String(cString: name)
  }

  /// Whether the column is NULL in this row.
  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, checked(column)) == SQLITE_NULL
  }

  /// Whether the column is a whole number in this row.
  package func isInteger(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, checked(column)) == SQLITE_INTEGER
  }

  /// Whether the column is a blob in this row, which a `STRICT` table keeps out of a text's place.
  package func isBlob(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, checked(column)) == SQLITE_BLOB
  }

  /// The column as a whole number; NULL reads as 0.
  package func int64(_ column: Int) -> Int64 {
    unsafe sqlite3_column_int64(handle, checked(column))
  }

  /// The column as a whole number, or `nil` for NULL.
  package func optionalInt64(_ column: Int) -> Int64? {
    isNull(column) ? nil : int64(column)
  }

  /// The column as text; NULL reads as `""`, and bytes that are not UTF-8 as U+FFFD.
  package func string(_ column: Int) -> String {
    unsafe String(decoding: bytes(column), as: UTF8.self)
  }

  /// The column as text, or `nil` for NULL.
  package func optionalString(_ column: Int) -> String? {
    isNull(column) ? nil : string(column)
  }

  /// A sum of whole numbers that may not fit 64 bits, from two columns: that of their upper halves,
  /// `sum(x >> 32)`, and that of their lower, `sum(x & 4294967295)`.
  package func wideSum(_ column: Int) -> Int128 {
    Int128(int64(column)) << 32 + Int128(int64(column + 1))
  }

  /// Lends the bytes of a text, as UTF-8, or of a blob to `body`; NULL has none.
  /// - Throws: what `body` throws.
  package func withBytes<Result, Failure>(
    _ column: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafe bytes(column).span)
  }

  /// The bytes of a short text and their number as one number, which tells it from every other text; `nil`
  /// if it has more than 15.
  package func packedText(_ column: Int) -> UInt128? {
    let bytes = unsafe bytes(column)
    guard bytes.count < 16 else { return nil }
    var number: UInt128 = 0
    unsafe withUnsafeMutableBytes(of: &number) { packed in
      unsafe packed.copyMemory(from: UnsafeRawBufferPointer(bytes))
      unsafe packed[15] = UInt8(bytes.count)
    }
    return number
  }

  /// The column as SQLite stores it.
  package func value(_ column: Int) -> Value {
    switch unsafe sqlite3_column_type(handle, checked(column)) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(int64(column))
    case SQLITE_FLOAT: .real(unsafe sqlite3_column_double(handle, Int32(column)))
    case SQLITE_BLOB: .blob(unsafe Array(bytes(column)))
    default: .text(string(column))
    }
  }

  /// The column's bytes, which last until the statement steps, is reset or converts the column.
  private func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    let index = checked(column)
    // Text is asked for as text, because a database may store it as UTF-16.
    let start =
      unsafe sqlite3_column_type(handle, index) == SQLITE_BLOB
      ? unsafe sqlite3_column_blob(handle, index)?.assumingMemoryBound(to: UInt8.self)
      : unsafe sqlite3_column_text(handle, index)
    // Asked for after the bytes, as the count is of what they were converted to.
    let count = Int(unsafe sqlite3_column_bytes(handle, index))
    return unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
  }

  private func checked(_ column: Int) -> Int32 {
    precondition(
      column >= 0 && column < Int(unsafe sqlite3_data_count(handle)),
      "no row, or no column \(column): \(sql)")
    return Int32(column)
  }
}
