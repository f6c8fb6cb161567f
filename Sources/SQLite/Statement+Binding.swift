internal import CSQLite

/// Parameters, counted from 1 as in SQL's `?1`. Each keeps its value until it is bound again.
///
/// Every bind throws `SQLiteError` where SQLite has no memory for the value, or, as an error that
/// `isTooBig`, where the value is longer than `Limit.length`. A parameter that the SQL does not
/// have, and a bind in the middle of the rows, is a mistake of the caller and stops the program.
/// Source: sqlite.org/c3ref/bind_blob.html.
extension Statement {
  /// The largest number of a parameter in the SQL, or 0.
  package var parameterCount: Int {
    Int(unsafe sqlite3_bind_parameter_count(handle))
  }

  /// The name of a parameter with its sign, as `:day`; `nil` for one that has none.
  package func parameterName(_ index: Int) -> String? {
    guard let name = unsafe sqlite3_bind_parameter_name(handle, Int32(clamping: index)) else {
      return nil
    }
    return unsafe String(cString: name)
  }

  /// Binds a whole number.
  package mutating func bind(_ value: Int64, at index: Int) throws(SQLiteError) {
    try check(unsafe sqlite3_bind_int64(handle, Int32(clamping: index), value))
  }

  /// Binds a whole number, or NULL for `nil`.
  package mutating func bind(_ value: Int64?, at index: Int) throws(SQLiteError) {
    if let value { try bind(value, at: index) } else { try bindNull(at: index) }
  }

  /// Binds text, which may be empty and may hold NULs.
  package mutating func bind(_ value: String, at index: Int) throws(SQLiteError) {
    try bind(utf8: value.utf8Span.span, at: index)
  }

  /// Binds text, or NULL for `nil`.
  package mutating func bind(_ value: String?, at index: Int) throws(SQLiteError) {
    if let value { try bind(value, at: index) } else { try bindNull(at: index) }
  }

  /// Binds text given as UTF-8, whose bytes are copied and not checked.
  package mutating func bind(utf8: Span<UInt8>, at index: Int) throws(SQLiteError) {
    let code = unsafe utf8.withUnsafeBufferPointer { bytes in
      unsafe csqlite_bind_text(
        handle, Int32(clamping: index), bytes.baseAddress, UInt64(bytes.count))
    }
    try check(code)
  }

  /// Binds bytes as a blob; they are copied.
  package mutating func bind(blob: Span<UInt8>, at index: Int) throws(SQLiteError) {
    let code = unsafe blob.withUnsafeBufferPointer { bytes in
      unsafe csqlite_bind_blob(
        handle, Int32(clamping: index), bytes.baseAddress, UInt64(bytes.count))
    }
    try check(code)
  }

  /// Binds NULL.
  package mutating func bindNull(at index: Int) throws(SQLiteError) {
    try check(unsafe sqlite3_bind_null(handle, Int32(clamping: index)))
  }

  /// Binds a value of any storage class.
  package mutating func bind(_ value: Value, at index: Int) throws(SQLiteError) {
    switch value {
    case .null: try bindNull(at: index)
    case .integer(let value): try bind(value, at: index)
    case .real(let value):
      try check(unsafe sqlite3_bind_double(handle, Int32(clamping: index), value))
    case .text(let value): try bind(value, at: index)
    case .blob(let value): try bind(blob: value.span, at: index)
    }
  }

  /// Binds every parameter, from `?1` on; there must be as many values as `parameterCount`.
  package mutating func bind(_ values: [Value]) throws(SQLiteError) {
    precondition(values.count == parameterCount, "\(parameterCount) values are wanted: \(sql)")
    for (index, value) in values.enumerated() { try bind(value, at: index + 1) }
  }

  private func check(_ code: Int32) throws(SQLiteError) {
    precondition(code != SQLITE_RANGE, "no such parameter: \(sql)")
    precondition(code != SQLITE_MISUSE, "bound before reset: \(sql)")
    guard code == SQLITE_OK else { throw error(code) }
  }
}
