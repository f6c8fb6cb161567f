internal import Procurement

/// The lines of a mapping that say how the cells of a file are read, and which column is which field.
struct SuggestionDraft {
  private let roles: ColumnRoles
  private let rows: RelationSurvey
  private let survey: FileSurvey
  /// How the numbers of the columns that become a field are written.
  private let numbers: NumberDecision
  private let dates: DateDecision

  init(_ roles: ColumnRoles) {
    self.roles = roles
    rows = roles.rows
    survey = roles.rows.survey
    let profiles = roles.rows.survey.profiles
    let used = { (form: MappedField.Form) in
      roles.rows.fields.filter { $0.field.form == form }
        .compactMap { roles[$0.field.name].map(\.index) }
    }
    let amountFirst = [roles["amount"]?.index, roles.tax?.index].compactMap(\.self)
    numbers = NumberDecision((amountFirst + used(.number)).uniqued, profiles)
    dates = DateDecision(used(.date).uniqued, profiles)
  }

  private func profile(_ field: String) -> ColumnProfile? {
    roles[field].map { survey.profiles[$0.index] }
  }

  private var usedProfiles: [ColumnProfile] {
    Set(roles.columns.values.map(\.index)).sorted().map { survey.profiles[$0] }
  }

  // MARK: Cells

  var cellLines: [String] {
    var lines: [String] = []
    if survey.narrowRows > 0 {
      let early = survey.narrowRows == 1 ? "a row ends" : "\(survey.narrowRows) rows end"
      lines.append("short_rows = \"pad\"  # likely: \(early) before the last column")
    }
    let words = usedProfiles.flatMap(\.emptyWords).uniqued.sorted()
    if !words.isEmpty { lines.append("empty = \(toml(words))  # likely: they stand for nothing") }
    // Without it a field `="0012"` of any column, which is no CSV, refuses the file.
    if survey.profiles.contains(where: \.hasFormulas) { lines.append("excel_text = true  # sure") }
    return lines
  }

  // MARK: Identical rows

  /// What is said of rows of which `count` are identical to earlier ones; totals of the file or its
  /// invoices may count them.
  func repeatLines(_ count: Int, areCounted: Bool) -> [String] {
    guard count > 0 else { return [] }
    let rows = count == 1 ? "a row is" : "\(count) rows are"
    let reason = "\(rows) identical to an earlier one of the invoice"
    return [
      areCounted
        ? "repeats = \"keep\"  # sure: \(reason), and its totals count all"
        : "repeats = \"keep\"  # likely: \(reason); check that each is a charge"
    ]
  }

  // MARK: Dates

  /// The formats that most columns have.
  private var commonDates: DateDecision.Column? {
    let decided = rows.fields.compactMap { roles[$0.field.name] }.compactMap { guess in
      dates.columns[guess.index]
    }
    let counts = decided.reduce(into: [:]) { $0[$1.texts, default: 0] += 1 }
    let most = counts.values.max()
    return decided.first { counts[$0.texts] == most }
  }

  var dateLines: [String] {
    guard let common = commonDates else { return [] }
    var lines = common.rivals.isEmpty ? decided(common) : undecided(common)
    let used = dates.columns.values.flatMap(\.formats)
    if used.contains(where: \.hasShortYear) {
      lines.append(
        "two_digit_years_from = \(DateCandidate.firstYear)  # likely: 69 is 2069, and 70 is 1970")
    }
    if !dates.languages.isEmpty {
      lines.append("language = \(toml(dates.languages.map(\.rawValue)))  # sure")
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  private func decided(_ common: DateDecision.Column) -> [String] {
    // Dates of ours need no format.
    guard common.texts != ["iso"] || hasTimes else { return [] }
    var certainty = Certainty.sure
    if common.texts == ["excel"] { certainty = .likely("or excel-1904, four years later") }
    return ["dates = \(toml(common.texts))  \(certainty.comment)"]
  }

  /// Whether a date of a column that becomes a field has a time behind it.
  private var hasTimes: Bool {
    rows.fields.filter { $0.field.form == .date }
      .contains { profile($0.field.name)?.dates.hasLongTexts == true }
  }

  private func undecided(_ common: DateDecision.Column) -> [String] {
    ["# open: its dates can be read in more than one way, and no row tells which."]
      + (common.formats + common.rivals).map(\.text).uniqued.map { "# dates = \(toml($0))" }
  }

  // MARK: Numbers

  var numberLines: [String] {
    guard let first = numbers.readings.first else { return [] }
    if numbers.readings.count > 1 { return undecided + others(first) }
    guard first != .plain else { return [] }
    return ["", "[numbers]"] + marks(first) + others(first)
  }

  private var undecided: [String] {
    let advice = "# open: its numbers can be read in more than one way, and no row tells which."
    return ["", "[numbers]", advice]
      + numbers.readings.flatMap { format in
        let lines = marks(format)
        return ["# For \(format):"]
          + (lines.isEmpty ? ["# (as it is)"] : lines.map { "# \(bare($0))" })
      }
  }

  private func bare(_ line: String) -> String { line.replacing("  # sure", with: "") }

  private func marks(_ format: NumberFormat) -> [String] {
    var lines: [String] = []
    if format.decimal != .point {
      lines.append("decimal = \(toml(format.decimal.rawValue))  # sure")
    }
    if format.group != .none { lines.append("group = \(toml(format.group.rawValue))  # sure") }
    return lines
  }

  private func others(_ format: NumberFormat) -> [String] {
    var lines: [String] = []
    if format.negatives != [.minusBefore] {
      let styles = NegativeStyle.allCases.filter(format.negatives.contains)
      lines.append(
        "negative = [\(styles.map { toml($0.rawValue) }.joined(separator: ", "))]  # sure")
    }
    if format.allowsExponent { lines.append("exponent = true  # sure") }
    guard !format.symbols.isEmpty else { return lines }
    return lines + ["", "[numbers.symbols]"]
      + format.symbols.map { "\(toml($0.text)) = \(toml($0.code))  \(certainty(of: $0).comment)" }
  }

  /// A dollar sign means one of a dozen currencies, unless the file names one.
  private func certainty(of symbol: CurrencySymbol) -> Certainty {
    let isOne = ["€", "£", "₩", symbol.code].contains(symbol.text)
    return isOne || profile("currency")?.choices == [symbol.code]
      ? .sure : .likely("the sign of several currencies")
  }

  // MARK: Tax

  var taxLines: [String] {
    guard let tax = roles.tax else { return [] }
    let mark = tax.certainty.isOpen ? "# " : ""
    return ["", "\(mark)tax = \(value(tax, .number))  \(tax.certainty.comment)"]
  }

  // MARK: Columns

  var columnLines: [String] {
    let found = rows.fields.compactMap(line)
    let used = Set(roles.usedColumns)
    let unused = survey.titles.indices.filter { !used.contains($0) && !words(of: $0).isEmpty }
    let rest =
      unused.isEmpty
      ? []
      : ["", "# Nothing is made of these columns:"]
        + unused.map { "#   \(words(of: $0))" }
    return ["", "[columns]"] + (found.contains { !$0.hasPrefix("#") } ? [] : noColumns) + found
      + rest
  }

  /// A column's title, or its number and first text where it has none; empty where it has neither.
  private func words(of column: Int) -> String {
    let title = survey.titles[column]
    guard title.trimmedTitle.isEmpty else { return comment(title) }
    let example = survey.profiles[column].example
    return example.isEmpty ? "" : "\(column + 1), as in \(quoted(example))"
  }

  /// A mapping needs one field; where none is sure, the first column stands for it.
  private var noColumns: [String] {
    let none = "# No column is sure. Write FIELD = \"its title\" for each:"
    guard let field = rows.fields.first(where: { $0.isRequired && roles[$0.field.name] == nil }),
      !survey.titles.isEmpty
    else { return [none] }
    let reference = survey.titles.reference(0)
    return [none, "\(field.field.name) = \(reference)  # open: only to have one"]
  }

  private func line(_ field: SuggestedField) -> String? {
    guard let guess = roles[field.field.name] else { return nil }
    let mark = guess.certainty.isOpen ? "# " : ""
    return "\(mark)\(field.field.name) = \(value(guess, field.field.form))"
      + "  \(guess.certainty.comment)"
  }

  /// A column with what is said of it.
  private func value(_ guess: ColumnGuess, _ form: MappedField.Form) -> String {
    let reference = survey.titles.reference(guess.index)
    let keys = ["column = \(reference)"] + formats(guess.index, form) + guess.keys
    return keys.count == 1 ? reference : "{ \(keys.joined(separator: ", ")) }"
  }

  /// How a column's dates or numbers are written, where it is not as in the rest of the file.
  private func formats(_ index: Int, _ form: MappedField.Form) -> [String] {
    switch form {
    case .text: return []
    case .date:
      guard let dates = dates.columns[index], let common = commonDates, dates.rivals.isEmpty,
        !common.rivals.isEmpty || dates.texts != common.texts
      else { return [] }
      return dates.texts == ["iso"] && common.texts == ["iso"]
        ? [] : ["date = \(toml(dates.texts))"]
    case .number:
      guard let format = numbers.exceptions[index] else { return [] }
      let group = toml(format.group.rawValue)
      return ["decimal = \(toml(format.decimal.rawValue))", "group = \(group)"]
    }
  }

  // MARK: Rows

  /// Rows without any text are no records.
  var skipLines: [String] {
    guard survey.blankRows > 0, let number = roles["number"] ?? roles["amount"] else { return [] }
    let blank = survey.blankRows == 1 ? "a row says" : "\(survey.blankRows) rows say"
    let skip = [
      "", "# sure: \(blank) nothing", "[[skip]]",
      "column = \(survey.titles.reference(number.index))", "equals = \"\"",
    ]
    return number.keys.isEmpty ? skip : []
  }
}
