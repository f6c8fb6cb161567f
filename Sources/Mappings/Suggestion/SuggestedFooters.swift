internal import Procurement

/// The rows at the foot of a file: totals that its lines add up to, and other rows that are no data.
struct SuggestedFooters {
  private let roles: ColumnRoles
  private let rows: RelationSurvey
  private let feet: [(row: SourceRow, label: (column: Int, text: String)?)]

  init(_ roles: ColumnRoles) {
    self.roles = roles
    rows = roles.rows
    let survey = roles.rows.survey
    let number = roles["number"].flatMap { $0.keys.isEmpty ? $0.index : nil }
    let isNumbered = number.map { survey.profiles[$0].empty == 0 } == true
    feet = survey.footers.map { row in
      if let column = survey.label(of: row) {
        return (row, (column, String(decoding: row[column], as: UTF8.self).trimmedTitle))
      }
      // A row of numbers alone is known by having no invoice, where every line has one.
      guard isNumbered, let number, row[number].trimmedBlanks.isEmpty else { return (row, nil) }
      return (row, (number, ""))
    }
  }

  /// Rows without a total's word are left out by their number.
  var rootLines: [String] {
    let unlabelled = feet.filter { $0.label == nil }
    guard !unlabelled.isEmpty else { return [] }
    guard unlabelled.contains(where: { states($0.row) }) else {
      return ["footer_rows = \(feet.count)  # likely: the last rows have few cells"]
    }
    return [
      "# footer_rows = \(feet.count)"
        + "  # open: the last rows have few cells, and some of them have amounts"
    ]
  }

  /// Whether a row states what all lines add up to.
  var statesTotal: Bool { feet.contains { total($0.row) != nil } }

  /// The totals, and what is left out.
  var lines: [String] {
    feet.flatMap { row, label in label.map { lines(row, $0) } ?? [] }
  }

  private func lines(_ row: SourceRow, _ label: (column: Int, text: String)) -> [String] {
    let column = rows.survey.titles.reference(label.column)
    let test = ["column = \(column)", Self.test(label.text)]
    if let amount = total(row) {
      let other = amount == roles["amount"]?.index ? nil : rows.survey.titles.reference(amount)
      return ["", "# sure: what its lines add up to", "[[total]]"] + test + ["of = \"file\""]
        + (other.map { ["amount = \($0)"] } ?? [])
    }
    let isLeftOut = !feet.contains { $0.label == nil }
    guard states(row) else {
      return isLeftOut ? ["", "# likely: not a line of an invoice", "[[skip]]"] + test : []
    }
    let name = label.text.isEmpty ? "a row" : "the row \(quoted(label.text))"
    let advice = "# open: no column adds up to what \(name) at the foot states"
    return ["", advice] + (isLeftOut ? (["[[skip]]"] + test).map { "# \($0)" } : [])
  }

  /// The test of a label; what has digits, such as the number of an invoice, is another in the next file.
  private static func test(_ label: String) -> String {
    let words = label.split(separator: " ")
    let start = words.prefix { !$0.utf8.contains(where: \.isDigit) }.joined(separator: " ")
    let isSame = start.isEmpty || start.utf8.count == words.joined(separator: " ").utf8.count
    return isSame ? "equals = \(toml(label))" : "begins = \(toml(start))"
  }

  /// Whether a row has a number in the column of amounts or totals.
  private func states(_ row: SourceRow) -> Bool {
    [roles["amount"], roles["total"]].compactMap(\.self)
      .contains { rows.number(row, $0.index) != nil }
  }

  /// The column in which a row states what the lines add up to that the mapping makes of the file.
  private func total(_ row: SourceRow) -> Int? {
    guard let amount = roles["amount"], amount.isAsItStands, let sum = sum(amount) else {
      return nil
    }
    if let currency = roles["currency"], rows.survey.profiles[currency.index].choices?.count != 1 {
      return nil
    }
    let others = rows.numberColumns.filter { $0 != amount.index }
    return ([amount.index] + others).first { rows.number(row, $0) == sum }
  }

  private func sum(_ amount: ColumnGuess) -> CalculatedNumber? {
    guard !amount.certainty.isOpen, let sum = rows.sums[amount.index].flatMap({ $0 }) else {
      return nil
    }
    guard let tax = roles.tax, !tax.certainty.isOpen else { return sum }
    return rows.sums[tax.index].flatMap { $0 }.flatMap { sum.adding($0) }
  }
}

extension ColumnGuess {
  /// Whether a number is not calculated.
  fileprivate var isAsItStands: Bool {
    !keys.contains { $0.hasPrefix("minus") || $0.hasPrefix("sign") || $0.hasPrefix("times") }
  }
}
