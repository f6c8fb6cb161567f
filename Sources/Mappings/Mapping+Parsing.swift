internal import TOMLKit

extension Mapping {
  private static let keys =
    [
      "kind", "about", "delimiter", "encoding", "header_row", "header_begins", "no_header",
      "footer_rows", "tax", "unknown_columns", "repeats", "short_rows", "empty", "excel_text",
      "dates", "numbers", "columns", "constants", "skip", "end", "total", "json",
    ] + MappingTable.dateOptionKeys

  /// Reads a mapping in TOML. `docs/maps.md` says what it may have.
  /// - Throws: `MappingFailure` with every fault: what is no TOML, a key without meaning, a value
  ///   that its key cannot have.
  package init(parsing text: String) throws(MappingFailure) {
    let notes = MappingNotes(text)
    let root = MappingTable(try Mapping.table(text), path: [], notes: notes)
    root.check(Mapping.keys)
    kind = root.text("kind")
    about = root.text("about")
    delimiter = root.delimiter()
    encoding = root.text("encoding")
    header = root.headerPlace()
    json = root.jsonRule()
    keepsRepeats = root.choice("repeats", RepeatedLines.self) == .keep
    ignoresUnknownColumns = root.choice("unknown_columns", UnknownColumns.self) != .refuse
    padsShortRows = root.choice("short_rows", ShortRows.self) == .pad
    cells = root.cellRule(.plain)
    rows = RowChoice(
      footerRows: root.number("footer_rows", least: 0) ?? 0,
      end: root.subtable("end").flatMap { $0.rowTest() },
      skipped: root.subtables("skip").compactMap { $0.rowTest() })
    (fields, tax) = root.fields(cells)
    totals = root.totals(cells)
    if fields.isEmpty, notes.faults.isEmpty {
      root.add("columns", "is missing; it assigns the columns: [columns]")
    }
    guard notes.faults.isEmpty else { throw MappingFailure(notes.faults) }
  }

  private enum UnknownColumns: String, CaseIterable { case ignore, refuse }
  private enum RepeatedLines: String, CaseIterable { case refuse, keep }
  private enum ShortRows: String, CaseIterable { case refuse, pad }

  static func table(_ text: String) throws(MappingFailure) -> TOMLTable {
    // The library is written in C, where a text ends at NUL.
    guard !text.utf8.contains(0) else {
      throw MappingFailure([MappingFault("has a NUL in it, which TOML does not allow")])
    }
    try refuseWhatStopsTheLibrary(text)
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let line = error.source.begin.line
      throw MappingFailure([MappingFault(line: line, "is not TOML: \(error.description)")])
    } catch {
      throw MappingFailure([MappingFault("is not TOML")])
    }
  }
}

// MARK: The file

extension MappingTable {
  fileprivate func delimiter() -> String? {
    guard let text = text("delimiter") else { return nil }
    let bytes = Array(text.utf8)
    if bytes.count == 1, bytes[0] < 128, !"\"\n\r\0".utf8.contains(bytes[0]) { return text }
    add("delimiter", "\(quoted(text)) is not one character such as \",\", \";\", \"|\" or \"\\t\"")
    return nil
  }

  fileprivate func headerPlace() -> HeaderPlace {
    if has("header_row"), has("header_begins") {
      add("header_row", "and header_begins exclude each other; keep one")
    }
    if flag("no_header") {
      for key in ["header_row", "header_begins"] where has(key) {
        add(key, "and no_header exclude each other; keep one")
      }
      return .absent
    }
    if let title = text("header_begins") { return .begins(title) }
    return .line(number("header_row", least: 1) ?? 1)
  }

  fileprivate func rowTest() -> RowTest? {
    check(["column", "equals", "begins"])
    return givenRowTest()
  }

  /// What is asked of a row, beside keys of another meaning.
  func givenRowTest() -> RowTest? {
    guard let column = column("column") else {
      if !has("column") { add("column", "is missing; it names the column to look at") }
      return nil
    }
    let (equals, begins) = (texts("equals") ?? [], texts("begins") ?? [])
    guard !equals.isEmpty || !begins.isEmpty else {
      add("equals", "is missing, and so is begins; one of them selects the rows")
      return nil
    }
    if begins.contains("") { add("begins", "has an empty text, with which every row begins") }
    return RowTest(column: column, equals: equals, begins: begins, line: notes.line(of: path))
  }
}

// MARK: Fields

extension MappingTable {
  static let numberKeys = [
    "decimal", "group", "negative", "exponent", "symbols", "round",
  ]
  static let numberOnlyKeys = numberKeys + ["negate"] + calculationKeys
  static let dateOnlyKeys = ["date", "exclusive_end"] + dateOptionKeys
  private static let sourceKeys = ["column", "title_begins", "join", "first_of", "above"]
  private static let ruleKeys =
    sourceKeys
    + ["with", "values", "otherwise", "optional", "empty", "excel_text", "fill_down"]
    + dateOnlyKeys + numberOnlyKeys

  fileprivate func fields(
    _ cells: CellRule
  ) -> (fields: [String: FieldRule], tax: FieldRule?) {
    subtable("numbers")?.check(MappingTable.numberKeys)
    let format = fileNumbers
    let dates = dateRule("dates", .plain)
    var fields: [String: FieldRule] = [:]
    if let columns = subtable("columns") {
      for field in columns.keys {
        fields[field] = columns.rule(field, dates: dates, numbers: format, cells: cells)
      }
    }
    if let constants = subtable("constants") {
      for field in constants.keys {
        if columnsHave(field) { constants.add(field, "is also in columns; keep one") }
        guard let text = constants.text(field) else { continue }
        fields[field] = FieldRule.constant(
          text, line: notes.line(of: constants.path + [field]))
      }
    }
    let tax = has("tax") ? rule("tax", dates: dates, numbers: format, cells: cells) : nil
    return (fields, tax)
  }

  /// What is said of numbers in the whole file.
  var fileNumbers: NumberFormat { subtable("numbers")?.numberFormat(.plain) ?? .plain }

  private func columnsHave(_ field: String) -> Bool { subtable("columns")?.has(field) == true }

  func rule(
    _ field: String, dates: DateRule, numbers: NumberFormat, cells: CellRule
  ) -> FieldRule? {
    let line = notes.line(of: path + [field])
    if isColumn(field) {
      return column(field).map {
        FieldRule(
          source: .column($0), dates: dates.formats, isExclusiveEnd: false, numbers: numbers,
          isNegated: false, values: [], isOptional: false, cells: cells, keys: [], line: line)
      }
    }
    guard let table = subtable(field) else { return nil }
    let known = notes.faults.count
    table.check(MappingTable.ruleKeys)
    // A key that is misspelt is most likely the one that is missing.
    guard notes.faults.count == known, let source = table.source() else { return nil }
    return FieldRule(
      source: source, dates: table.dateRule("date", dates).formats,
      isExclusiveEnd: table.flag("exclusive_end"), numbers: table.numberFormat(numbers),
      isNegated: table.flag("negate"), values: table.translations(), otherwise: table.otherwise(),
      isOptional: table.flag("optional"), cells: table.cellRule(cells),
      calculation: table.calculation(), fillsDown: table.fillsDown(), keys: table.keys, line: line)
  }

  private func fillsDown() -> Bool {
    if has("fill_down"), has("above") {
      add("fill_down", "cannot be combined with above, which is the same in every row")
    }
    return flag("fill_down")
  }

  /// What is said of cells here, and what `base` says where nothing is.
  fileprivate func cellRule(_ base: CellRule) -> CellRule {
    var rule = base
    if has("empty") { rule.emptyWords = emptyWords() }
    if has("excel_text") { rule.unwrapsFormulas = flag("excel_text") }
    return rule
  }

  /// An empty list cancels the words that apply to the whole file.
  private func emptyWords() -> [[UInt8]] {
    if isEmptyList("empty") { return [] }
    return (texts("empty") ?? []).map { Array($0.trimmedTitle.utf8) }
  }

  private func source() -> FieldSource? {
    let given = MappingTable.sourceKeys.filter(has)
    guard given.count == 1 else {
      let problem = given.isEmpty ? "does not say where it comes from" : "comes from several places"
      notes.add(
        path,
        "\(path.joined(separator: ".")) \(problem); give one of "
          + MappingTable.sourceKeys.joined(separator: ", "))
      return nil
    }
    if has("with"), given[0] != "join" { add("with", "goes with join") }
    return switch given[0] {
    case "column": column("column").map { .column($0) }
    case "title_begins": text("title_begins").map { .column(.beginning($0)) }
    case "above": text("above").map { .above($0) }
    case "join": columns("join").map { .joined($0, with: text("with") ?? " ") }
    default: columns("first_of").map { .first($0) }
    }
  }

  private func otherwise() -> [UInt8]? {
    guard let text = text("otherwise") else { return nil }
    if !has("values") { add("otherwise", "goes with values, which say what the other texts mean") }
    return Array(text.utf8)
  }

  private func translations() -> [Translation] {
    guard let table = subtable("values") else { return [] }
    return table.keys.compactMap { key in
      table.text(key).map { Translation(from: key, to: $0) }
    }
  }
}

// MARK: Formats

extension MappingTable {
  /// What is said here, and what `base` says where nothing is.
  func numberFormat(_ base: NumberFormat) -> NumberFormat {
    var format = base
    format.decimal = choice("decimal", DecimalMark.self) ?? base.decimal
    format.group = choice("group", GroupMark.self) ?? base.group
    if has("exponent") { format.allowsExponent = flag("exponent") }
    if let texts = texts("negative") {
      let styles = texts.compactMap { NegativeStyle(rawValue: $0) }
      if styles.count < texts.count {
        add("negative", "has a value other than \(list(NegativeStyle.self))")
      }
      format.negatives = Set(styles)
    }
    if let places = number("round", least: 0) {
      if places > 40 { add("round", "is more than 40, as many decimals as a number may have") }
      format.rounding = places
    }
    if let table = subtable("symbols") { format.symbols = table.symbols() }
    if format.decimal.rawValue == format.group.rawValue {
      add(has("decimal") ? "decimal" : "group", "is the same mark for decimals and for groups")
    }
    return format
  }

  /// The longest first, so that `US$` is not read as `$` with letters before it.
  private func symbols() -> [CurrencySymbol] {
    keys.compactMap { symbol in
      guard let code = text(symbol) else { return nil }
      let isCode = code.utf8.count == 3 && code.utf8.allSatisfy { 65...90 ~= $0 }
      let isMark = { (byte: UInt8) in 48...57 ~= byte || ".,-()".utf8.contains(byte) }
      let hasDigit = symbol.isEmpty || symbol.utf8.contains(where: isMark)
      if !isCode { add(symbol, "\(quoted(code)) is not a currency's code, such as \"USD\"") }
      if hasDigit { add(symbol, "is not a currency sign") }
      return isCode && !hasDigit ? CurrencySymbol(symbol, code: code) : nil
    }
    .sorted { ($1.bytes.count, $0.text) < ($0.bytes.count, $1.text) }
  }
}

extension FieldRule {
  /// A field that is the same in every row. Numbers in it are written as ours.
  package static func constant(
    _ text: String, line: Int? = nil
  ) -> FieldRule {
    FieldRule(
      source: .constant(text), dates: nil, isExclusiveEnd: false, numbers: .plain,
      isNegated: false, values: [], isOptional: false, keys: [], line: line)
  }
}
