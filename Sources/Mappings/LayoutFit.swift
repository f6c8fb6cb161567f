/// Which of the columns that a mapping needs a header has.
struct LayoutFit {
  /// How many it needs.
  let needed: Int
  /// How many of them have the very title.
  let exact: Int
  /// What the mapping calls those that are not there.
  let missing: [String]

  /// Looks for the columns of `mapping` among `titles`.
  init(_ mapping: Mapping, _ titles: [String]) {
    let resolver = Resolver(file: "", titles: titles, above: [])
    let known = Set(titles.map(\.trimmedTitle))
    let columns = mapping.neededColumns
    needed = columns.count
    missing = columns.filter { !$0.contains(where: resolver.has) }.map { $0[0].words }
    exact = columns.count { choices in
      choices.contains { if case .title(let title) = $0 { known.contains(title) } else { false } }
    }
  }
}

extension Mapping {
  /// Whether a header has every column that the mapping needs.
  package func goes(with titles: [String]) -> Bool {
    !neededColumns.isEmpty && LayoutFit(self, titles).missing.isEmpty
  }

  /// Each column that no file may lack, or the several of which one is enough.
  fileprivate var neededColumns: [[ColumnName]] {
    let rules = fields.keys.sorted().compactMap { fields[$0] } + [tax].compactMap(\.self)
    let tests = rows.skipped + [rows.end].compactMap(\.self)
    let totals = totals.flatMap { total -> [[ColumnName]] in
      guard case .row(let test) = total.place else { return [] }
      return [[test.column]] + (total.amount?.neededColumns ?? [])
    }
    var columns: [[ColumnName]] = []
    for column in rules.flatMap(\.neededColumns) + tests.map({ [$0.column] }) + totals
    where !columns.contains(column) {
      columns.append(column)
    }
    return columns
  }
}

extension FieldRule {
  fileprivate var neededColumns: [[ColumnName]] {
    guard !isOptional else { return [] }
    let own: [[ColumnName]] =
      switch source {
      case .column(let column): [[column]]
      case .joined(let columns, _): columns.map { [$0] }
      case .first(let columns): [columns]
      case .constant, .above: []
      }
    return own + (calculation?.columns ?? []).map { [$0] }
  }
}

extension Calculation {
  /// Every column that it reads.
  fileprivate var columns: [Column] {
    [factor, percent, list?.column, sign?.column].compactMap(\.self) + deductions
  }
}

extension ColumnName {
  /// What a message calls it.
  var words: String {
    switch self {
    case .title(let title): title
    case .beginning(let start): "\(start)…"
    case .number(let number): "column \(number)"
    }
  }
}

extension ShippedMap {
  /// Fewer columns than these are a header of anything.
  private static let leastColumns = 4

  /// Every one with what it says, read once.
  private static let parsed: [(map: ShippedMap, mapping: Mapping)] = all.compactMap { map in
    (try? Mapping(parsing: map.text)).map { (map, $0) }
  }

  /// The mapping for a file of `kind` whose header has `titles`: all that it needs are there, and more than
  /// any other needs.
  package static func known(by titles: [String], kind: String) -> ShippedMap? {
    var best: (map: ShippedMap, fit: LayoutFit)?
    for (map, mapping) in parsed.reversed() where mapping.kind == kind && mapping.json == nil {
      let fit = LayoutFit(mapping, titles)
      guard fit.missing.isEmpty, fit.needed >= min(leastColumns, titles.count) else { continue }
      if let best, (best.fit.exact, best.fit.needed) >= (fit.exact, fit.needed) { continue }
      best = (map, fit)
    }
    return best?.map
  }
}
