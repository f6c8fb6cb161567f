package import Procurement
package import SQLite

/// The currencies of the store, by code.
package struct CurrencyTable: Sendable {
  private let currencies: [String: Currency]

  /// Reads all currencies, which do not change while a program runs; a row that cannot be one is none.
  package init(_ store: borrowing Store) throws(SQLiteError) {
    var rows = try Statement(
      "SELECT code, minor_digits, scale FROM currency", on: store.connection)
    var found: [String: Currency] = [:]
    while try rows.step() {
      let code = rows.string(0)
      found[code] = Currency(
        storedCode: code, minorDigits: rows.optionalInt64(1).map { Int(clamping: $0) },
        scale: Int(clamping: rows.int64(2)))
    }
    currencies = found
  }

  /// - Returns: `nil` for a code that ISO 4217 does not have; capitals only.
  package subscript(code: String) -> Currency? { currencies[code] }
}
