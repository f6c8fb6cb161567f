internal import Procurement

/// Which column of a file is which field, by titles, values and what adds up to what.
struct ColumnRoles {
  /// By field.
  private(set) var columns: [String: ColumnGuess] = [:]
  /// The tax of a row, which is a line of its own.
  private(set) var tax: ColumnGuess?
  private var taken: Set<Int> = []

  let rows: RelationSurvey

  /// Decides by what both readings of a file found.
  init(_ rows: RelationSurvey) {
    self.rows = rows
    if hasMoney {
      let money = MoneyRoles(rows)
      for (field, guess) in money.columns { set(field, guess) }
      tax = money.tax
      if let tax { taken.insert(tax.index) }
    }
    takeTitles()
    takeValues()
    addPeriodEnd()
    addFillDown()
    openIncomplete()
  }

  /// The column of a field; `nil` where none was found.
  subscript(_ field: String) -> ColumnGuess? { columns[field] }

  /// The columns that a mapping takes, or may take once what is open is decided.
  var usedColumns: [Int] {
    let taken = columns.values.map(\.index) + [tax].compactMap(\.self).map(\.index)
    let titles = rows.survey.titles
    let keys = columns.values.flatMap(\.keys).filter { !$0.hasPrefix("values") }
    let named = titles.indices.filter { column in
      keys.contains { $0.contains(" = \(titles.reference(column))") }
    }
    return Set(taken + named).sorted()
  }

  /// Whether the records are lines of invoices, whose columns are checked against each other.
  var hasMoney: Bool { ["amount", "total", "unit_price"].allSatisfy(isKnown) }

  private func isKnown(_ field: String) -> Bool { rows.fields.contains { $0.field.name == field } }

  private mutating func set(_ field: String, _ guess: ColumnGuess) {
    columns[field] = guess
    taken.insert(guess.index)
  }

  // MARK: Titles

  private mutating func takeTitles() {
    let names = ["amount", "total", "quantity", "unit", "unit_price"]
    let decided = hasMoney ? Set(names) : []
    for isExact in [true, false] {
      for field in rows.fields where !decided.contains(field.field.name) {
        let name = field.field.name
        guard columns[name] == nil,
          let match = rows.guess.columns(of: name, without: taken)
            .first(where: { $0.isExact == isExact })
        else { continue }
        set(name, guess(match, field))
      }
    }
    for (field, index) in rows.guess.misfits
    where columns[field] == nil && !decided.contains(field) && !taken.contains(index) {
      set(field, ColumnGuess(index, .open("no one format reads all its values")))
    }
    dropLineNumbers()
  }

  /// A row with its tax makes two lines, which cannot have one number.
  private mutating func dropLineNumbers() {
    if tax.map({ !$0.certainty.isOpen }) == true { columns["line_no"] = nil }
  }

  private func guess(_ match: TitleGuess.Match, _ field: SuggestedField) -> ColumnGuess {
    if let values = SuggestedValues(rows.survey.profiles[match.index], of: field) {
      return ColumnGuess(match.index, values.certainty, keys: values.keys)
    }
    return ColumnGuess(match.index, certainty(match, field))
  }

  private func certainty(_ match: TitleGuess.Match, _ field: SuggestedField) -> Certainty {
    let profile = rows.survey.profiles[match.index]
    if profile.isEmpty {
      return field.isRequired ? .open("it has no value") : .likely("it has no value")
    }
    if !match.isExact { return .likely("its title resembles the name of the field") }
    if field.field.form == .date, let dates = rows.dates.columns[match.index], dates.isFromOthers {
      return .likely("days and months in the order of other dates")
    }
    return .sure
  }

  // MARK: Values

  /// Fields that titles did not tell are the only column left whose values can be theirs.
  private mutating func takeValues() {
    let profiles = rows.survey.profiles
    let tests: [(field: String, reason: String, test: (ColumnProfile) -> Bool)] = [
      ("currency", "its values are currency codes", \.isCurrencies),
      ("issued_on", "no other column has dates", \.isClearlyDates),
      (
        "number", "no other column has texts like invoice numbers",
        { $0.isIdentifiers && !$0.isNumbers }
      ),
    ]
    for (field, reason, test) in tests where isKnown(field) && columns[field] == nil {
      let left = profiles.indices.filter { test(profiles[$0]) }
      guard left.count == 1, !taken.contains(left[0]) else { continue }
      set(field, ColumnGuess(left[0], .likely(reason)))
    }
  }

  // MARK: Ends of periods

  private mutating func addPeriodEnd() {
    guard let to = columns["service_to"], !to.certainty.isOpen, columns["service_from"] != nil
    else { return }
    let (exclusive, inclusive) = (rows.ends.exclusive, rows.ends.inclusive)
    switch (exclusive, inclusive) {
    case (0, 0) where rows.survey.profiles[to.index].isEmpty: break
    case (0, 0) where rows.ends.later > 0 && rows.ends.atMidnight == 0: break
    case (0, 0):
      columns["service_to"]?.certainty = .likely("no row tells whether it is the last day")
    case (_, 0):
      let isPlain = exclusive > 1 || rows.ends.hasWholeMonths
      columns["service_to"]?.keys.append("exclusive_end = true")
      if !isPlain {
        columns["service_to"]?.certainty = .likely("a period ends as the next one begins")
      }
    case (0, _): break
    default:
      columns["service_to"]?.certainty = .open(
        "\(exclusive) periods end as the next begins, \(inclusive) on the day before;"
          + " exclusive_end = true is for the first")
    }
  }

  // MARK: Cells that are filled in once

  /// An invoice's own cells may be filled in only in its first row.
  private mutating func addFillDown() {
    guard let number = columns["number"] else { return }
    let profiles = rows.survey.profiles
    let count = profiles[number.index].empty
    guard count > 0, profiles[number.index].filled > 0, rows.survey.beginsFilled[number.index]
    else { return }
    let names = ["provider", "number", "contract", "buyer", "billing_month", "issued_on", "due_on"]
    for name in names + ["currency"] {
      guard let guess = columns[name], profiles[guess.index].empty >= count,
        rows.survey.beginsFilled[guess.index]
      else { continue }
      columns[name]?.keys.append("fill_down = true")
      let rows = count == 1 ? "a row leaves" : "\(count) rows leave"
      columns[name]?.certainty = .likely("\(rows) it to the row above")
    }
  }

  /// What every row must have, and some rows do not, is no column to rely on.
  private mutating func openIncomplete() {
    for field in rows.fields where field.isRequired {
      guard let guess = columns[field.field.name],
        guess.keys.allSatisfy({ $0.hasPrefix("values") }), !guess.certainty.isOpen
      else { continue }
      let count = rows.survey.profiles[guess.index].empty
      guard count > 0 else { continue }
      let have = count == 1 ? "a row has" : "\(count) rows have"
      columns[field.field.name]?.certainty = .open("\(have) none, and all need one")
    }
  }
}
