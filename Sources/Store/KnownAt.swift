package import Procurement
internal import SQLite

/// A moment in what was known: only what had been recorded by then counts (METRICS, rule 8).
package enum KnownAt: Hashable, Sendable {
  /// By the end of a day, UTC.
  case day(Day)
  /// By a second, UTC, as imports are stamped: `2026-11-23T18:00:00Z`.
  case second(String)
  /// When an import or undo was done, by its number.
  case importNumber(Int64)

  /// Reads `2026-11-23`, `2026-11-23T18:00:00Z` or the number of an import.
  /// - Returns: `nil` for anything else.
  package init?(parsing text: String) {
    if let day = try? Day(parsing: text) {
      self = .day(day)
    } else if let number = Int64(text), number > 0 {
      self = .importNumber(number)
    } else {
      let parts = text.split(separator: "T", omittingEmptySubsequences: false)
      guard parts.count == 2, (try? Day(parsing: String(parts[0]))) != nil,
        KnownAt.isTime(parts[1])
      else { return nil }
      self = .second(text)
    }
  }

  /// Whether a text is `18:00:00Z`.
  private static func isTime(_ text: Substring) -> Bool {
    let numbers = text.dropLast().split(separator: ":", omittingEmptySubsequences: false)
    return text.hasSuffix("Z") && numbers.count == 3
      && zip(numbers, [24, 60, 60]).allSatisfy { number, limit in
        number.utf8.count == 2 && number.utf8.allSatisfy(\.isDigit)
          && Int(number).map { $0 < limit } ?? false
      }
  }
}

extension KnownAt: CustomStringConvertible {
  /// As it was given.
  package var description: String {
    switch self {
    case .day(let day): day.description
    case .second(let text): text
    case .importNumber(let number): String(number)
    }
  }
}

/// A moment at which nothing was known yet, or an import that is not there.
package struct KnownAtError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with the moment.
  package let description: String
}

extension KnownAt {
  /// Its kind, and what is compared by it.
  fileprivate var values: [Value] {
    switch self {
    case .day(let day): [.text("day"), .text(day.description)]
    case .second(let text): [.text("second"), .text(text)]
    case .importNumber(let number): [.text("import"), .integer(number)]
    }
  }
}

extension Store {
  /// Runs `body` so that all that it reads is of one moment, and as it was known at `knownAt`; `nil`
  /// is now.
  ///
  /// Every table of facts is covered by a temporary view of its name that has the rows of that time,
  /// and every view by one that reads these. So a query need not know of it.
  /// - Throws: `KnownAtError`, and what `body` throws.
  package func snapshot<Result>(
    knownAt: KnownAt?, _ body: () throws -> Result
  ) throws -> Result {
    guard let knownAt else { return try snapshot(body) }
    // Its end takes the views away.
    return try snapshot {
      let last = try lastImport(by: knownAt)
      if last.number < last.newest { try cover(knownUpTo: last.number) }
      return try body()
    }
  }

  /// The last import or undo that was done by then, and the last of all.
  /// - Throws: `KnownAtError`, `SQLiteError`.
  package func lastImport(by knownAt: KnownAt) throws -> (number: Int64, newest: Int64) {
    var rows = try Statement(
      """
      SELECT max(id) FILTER (WHERE CASE ?1 WHEN 'day' THEN substr(finished_at, 1, 10) <= ?2
                                           WHEN 'second' THEN finished_at <= ?2
                                           ELSE id <= ?2 END),
             max(id), min(finished_at)
      FROM import
      """, on: connection)
    try rows.bind(knownAt.values)
    guard try rows.step(), !rows.isNull(1) else {
      throw KnownAtError(description: "nothing has been imported yet")
    }
    if case .importNumber(let number) = knownAt, number > rows.int64(1) {
      throw KnownAtError(
        description: "no import \(number); the last is \(rows.int64(1)); list them with: "
          + "offtake imports")
    }
    guard !rows.isNull(0) else {
      throw KnownAtError(
        description: "nothing was known by \(knownAt); the first import was on \(rows.string(2))")
    }
    return (rows.int64(0), rows.int64(1))
  }

  private func cover(knownUpTo last: Int64) throws {
    let views = try factViews(knownUpTo: last) + Store.rollups(knownUpTo: last) + storedViews()
    for view in views { try connection.execute(view) }
  }

  /// A view of each table of facts, which makes it what it was after import `last`.
  private func factViews(knownUpTo last: Int64) throws -> [String] {
    var tables = try Statement(
      """
      SELECT schema.name,
             group_concat(iif(column.name = 'ended_by',
                              'iif(ended_by > ' || ?1 || ', NULL, ended_by) AS ended_by',
                              column.name), ', ')
      FROM sqlite_schema AS schema
      JOIN pragma_table_info(schema.name) AS column
      WHERE schema.type = 'table' AND schema.name NOT GLOB 'my_*'
      GROUP BY schema.name
      HAVING max(column.name = 'ended_by')
      """, on: connection)
    try tables.bind(last, at: 1)
    var views: [String] = []
    while try tables.step() {
      let name = tables.string(0)
      views.append(
        """
        CREATE TEMP VIEW \(name) AS
        SELECT \(tables.string(1)) FROM main.\(name) WHERE recorded_by <= \(last)
        """)
    }
    return views
  }

  /// The views of the schema once more, so that they read those above.
  private func storedViews() throws -> [String] {
    var stored = try Statement(
      """
      SELECT 'CREATE TEMP' || substr(sql, length('CREATE ')) FROM sqlite_schema
      WHERE type = 'view' AND name NOT GLOB 'my_*'
      """, on: connection)
    var views: [String] = []
    while try stored.step() { views.append(stored.string(0)) }
    return views
  }

  /// The roll-ups of that time; the tables have those of now, and what each import changed.
  private static func rollups(knownUpTo last: Int64) -> [String] {
    [
      "CREATE TEMP VIEW charge AS SELECT * FROM main.charge WHERE import_id <= \(last)",
      """
      CREATE TEMP VIEW spend_month AS
      SELECT provider_id, contract_id, billing_month, currency, buyer_id,
             max(\(lastDay("issued_on"))) AS last_issued_on,
             sum(amount_high * (charge_category <> 'Tax')) AS net_high,
             sum(amount_low * (charge_category <> 'Tax')) AS net_low,
             sum(line_count * (charge_category <> 'Tax')) AS net_line_count,
             sum(amount_high * (charge_category = 'Tax')) AS tax_high,
             sum(amount_low * (charge_category = 'Tax')) AS tax_low,
             sum(line_count * (charge_category = 'Tax')) AS tax_line_count
      FROM charge
      GROUP BY provider_id, contract_id, billing_month, currency, buyer_id
      """,
    ]
  }
}
