internal import Store

/// Why a row is refused whose key an earlier row of its file has.
enum RepeatedKey {
  /// `repeats line 2: contract, from_month are the same; each may stand in a file once`.
  static func reason<Field: RecordField>(_ key: [Field], line: Int) -> String {
    let names = key.map(\.column.name)
    return
      "repeats line \(line): \(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are")"
      + " the same; each may occur once in a file"
  }
}

/// Why a line is refused that is identical to an earlier one of its invoice.
enum RepeatedLine {
  /// `is identical to line 2; …`
  static func reason(_ place: String) -> String {
    "is identical to \(place); delete it, or, if both are meant, add line_no or line_id,"
      + " or give --repeats keep"
  }
}
