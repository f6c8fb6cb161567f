// What a mapping says of numbers that are calculated.

extension MappingTable {
  static let calculationKeys = ["times", "less_percent", "minus", "plus_list", "sign"]

  /// What is said of a number's calculation; `nil` where nothing is.
  func calculation() -> Calculation<ColumnName>? {
    var calculation = Calculation<ColumnName>()
    calculation.factor = column("times")
    calculation.percent = column("less_percent")
    calculation.deductions = columns("minus") ?? []
    calculation.list = subtable("plus_list").flatMap { $0.listSum() }
    calculation.sign = subtable("sign").flatMap { $0.signColumn() }
    guard !calculation.isEmpty else { return nil }
    for key in ["above", "values"] where has(key) {
      add(key, "cannot be combined with a calculated number")
    }
    if has("sign"), has("negate") {
      add("negate", "cannot be combined with sign, which gives the sign")
    }
    return calculation
  }

  private func listSum() -> ListSum<ColumnName>? {
    check(["column", "number"])
    guard let column = column("column"), let number = text("number") else {
      addMissing(["column", "number"], "column = \"credits\", number = \"amount\"")
      return nil
    }
    return ListSum(column: column, number: number)
  }

  private func signColumn() -> SignColumn<ColumnName>? {
    check(["column", "positive", "negative"])
    guard let column = column("column"), let positive = texts("positive"),
      let negative = texts("negative")
    else {
      addMissing(
        ["column", "positive", "negative"], "column = \"D/C\", positive = \"D\", negative = \"C\"")
      return nil
    }
    if let both = positive.first(where: negative.contains) {
      add("negative", "has \(quoted(both)), which positive has too")
    }
    return SignColumn(
      column: column, positive: positive.map(\.trimmedTitle), negative: negative.map(\.trimmedTitle)
    )
  }

  private func addMissing(_ keys: [String], _ example: String) {
    for key in keys where !has(key) { add(key, "is missing; write { \(example) }") }
  }
}
