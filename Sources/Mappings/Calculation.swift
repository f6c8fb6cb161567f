/// What a number is calculated from beside its own column. `Column` is a title in a mapping, and a
/// place in `ResolvedMapping.columns` once a header was read.
///
/// (number × `factor`) less `percent` of it, minus `deductions`, plus what `list` has, then `sign`.
struct Calculation<Column: Equatable & Sendable>: Equatable, Sendable {
  /// Its number times this one.
  var factor: Column?
  /// Less a percentage.
  var percent: Column?
  /// Minus each of these that is not empty.
  var deductions: [Column] = []
  /// Plus the numbers of a list in a cell.
  var list: ListSum<Column>?
  /// The column that says whether it is less than zero.
  var sign: SignColumn<Column>?

  /// Whether there is nothing to calculate.
  var isEmpty: Bool {
    factor == nil && percent == nil && deductions.isEmpty && list == nil && sign == nil
  }
}

/// A JSON list of objects in a cell, of which one number is summed.
struct ListSum<Column: Equatable & Sendable>: Equatable, Sendable {
  let column: Column
  /// The name of the number.
  let number: String
}

/// A column that says the sign of a number that has none.
struct SignColumn<Column: Equatable & Sendable>: Equatable, Sendable {
  let column: Column
  let positive: [String]
  let negative: [String]
}

extension Calculation {
  /// The calculation with other names of its columns; `nil` where one has none.
  func mapped<Other>(_ place: (Column) -> Other?) -> Calculation<Other>? {
    var other = Calculation<Other>()
    let columns = [factor, percent, list?.column, sign?.column].map { $0.map(place) }
    guard !columns.contains(.some(.none)) else { return nil }
    other.factor = factor.flatMap(place)
    other.percent = percent.flatMap(place)
    other.deductions = deductions.compactMap(place)
    guard other.deductions.count == deductions.count else { return nil }
    if let list, let column = place(list.column) {
      other.list = ListSum(column: column, number: list.number)
    }
    if let sign, let column = place(sign.column) {
      other.sign = SignColumn(column: column, positive: sign.positive, negative: sign.negative)
    }
    return other
  }

  /// What messages call the result, after what they call its own column: `Charge − Credit`.
  func title(_ own: String, _ name: (Column) -> String) -> String {
    var title = own
    if let factor { title += " × \(name(factor))" }
    if let percent { title += " less \(name(percent)) %" }
    for deduction in deductions { title += " − \(name(deduction))" }
    if let list { title += " + \(list.number) in \(name(list.column))" }
    return title
  }
}
