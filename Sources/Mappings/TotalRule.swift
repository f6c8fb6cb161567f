/// A total that a file states, and what it is the total of.
package struct TotalRule: Equatable, Sendable {
  /// Where it stands.
  package let place: TotalPlace
  /// What it is made of; `nil` where it stands in the columns of the amount.
  package let amount: FieldRule?
  /// What it is the total of.
  package let scope: TotalScope
  /// Where the mapping says so.
  let line: Int?
}

/// Where a file states a total.
package enum TotalPlace: Equatable, Sendable {
  /// In each row that meets this, which is no line.
  case row(RowTest)
  /// In the second field of the line above the header whose first field is this.
  case above(String)
}

/// What a total is the total of.
package enum TotalScope: String, CaseIterable, Sendable {
  /// All lines of the row's invoice, or of the one above it where the row names none.
  case invoice
  /// All lines of the file.
  case file
}

// MARK: Reading

extension MappingTable {
  /// The totals of `[[total]]`.
  func totals(_ cells: CellRule) -> [TotalRule] {
    subtables("total").compactMap { $0.total(fileNumbers, cells) }
  }

  private func total(_ numbers: NumberFormat, _ cells: CellRule) -> TotalRule? {
    check(["column", "equals", "begins", "above", "amount", "of"] + MappingTable.numberKeys)
    let line = notes.line(of: path)
    let known = notes.faults.count
    let scope = choice("of", TotalScope.self)
    if !has("of") { add("of", "is missing; write \"invoice\" or \"file\"") }
    let format = numberFormat(numbers)
    let place: TotalPlace?
    var amount: FieldRule?
    if has("above") {
      for key in ["column", "equals", "begins", "amount"] where has(key) {
        add(key, "does not go with above, where the number is the line's second field")
      }
      place = text("above").map { .above($0) }
      amount = text("above").map { FieldRule(total: .above($0), format, cells, line) }
    } else {
      place = givenRowTest().map { .row($0) }
      amount = has("amount") ? rule("amount", dates: .plain, numbers: format, cells: cells) : nil
    }
    guard notes.faults.count == known, let place, let scope else { return nil }
    return TotalRule(place: place, amount: amount, scope: scope, line: line)
  }
}

extension FieldRule {
  fileprivate init(
    total source: FieldSource, _ numbers: NumberFormat, _ cells: CellRule, _ line: Int?
  ) {
    self.init(
      source: source, dates: nil, isExclusiveEnd: false, numbers: numbers, isNegated: false,
      values: [], isOptional: true, cells: cells, keys: [], line: line)
  }
}
