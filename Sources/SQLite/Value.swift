/// One value as SQLite stores it, of any of its five storage classes.
///
/// For rows whose columns are not known when the program is written. Where they are known, the
/// typed binds and columns of `Statement` say more. Source: sqlite.org/datatype3.html.
package enum Value: Hashable, Sendable {
  /// No value.
  case null
  /// A signed whole number.
  case integer(Int64)
  /// A binary floating-point number. SQLite stores a NaN as NULL.
  case real(Double)
  /// Text, which may hold NUL characters.
  case text(String)
  /// Bytes, exactly as given.
  case blob([UInt8])
}
