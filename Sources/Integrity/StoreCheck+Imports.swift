internal import SQLite
internal import Store

// The file, and what is known of imports and of the times of rows.

extension StoreCheck {
  static func checkFile(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    var rows = try Statement("PRAGMA integrity_check", on: store.connection)
    while try rows.step() {
      let text = rows.string(0)
      if text != "ok" { findings.add(.fileDamaged, "the file", text) }
    }
  }

  static func checkReferences(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    var rows = try Statement(
      """
      SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2
      """, on: store.connection)
    while try rows.step() {
      findings.add(
        .referenceBroken, "table \(rows.string(0))",
        "\(rows.int64(2)) references to rows of \(rows.string(1)) that do not exist")
    }
  }

  /// Compares the rows that no import brings with those of a new store.
  static func checkReferenceData(
    _ store: borrowing Store, _ findings: inout CheckFindings
  ) throws {
    let new = try Store.create(at: ":memory:")
    for table in ["currency", "import_kind", "release"] {
      let (expected, found) = (try rows(of: table, in: new), try rows(of: table, in: store))
      for key in Set(expected.keys).union(found.keys).sorted() where found[key] != expected[key] {
        let text = expected[key] == nil ? "is not Offtake's" : "is not as Offtake made it"
        findings.add(.referenceDataChanged, "table \(table)", "\(key) \(text)")
      }
    }
  }

  /// The rows of a table by their first column.
  private static func rows(
    of table: String, in store: borrowing Store
  ) throws -> [String: [Value]] {
    var rows = try Statement("SELECT * FROM \(table)", on: store.connection)
    var found: [String: [Value]] = [:]
    while try rows.step() { found[rows.string(0)] = (0..<rows.columnCount).map { rows.value($0) } }
    return found
  }

  static func checkImports(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    try checkNumbers(store, &findings)
    try checkUndos(store, &findings)
    try checkMappings(store, &findings)
  }

  /// The digest of a mapping is part of that of each import that was read by it.
  private static func checkMappings(
    _ store: borrowing Store, _ findings: inout CheckFindings
  ) throws {
    var rows = try Statement(
      """
      SELECT import.id, import.file_name, mapping.sha256, mapping.text
      FROM import JOIN mapping ON mapping.sha256 = import.mapping_sha256
      """, on: store.connection)
    while try rows.step() {
      guard MappingRecord(name: "", text: rows.string(3)).sha256 != rows.string(2) else { continue }
      findings.add(
        .importChanged, "import \(rows.int64(0)) (\(rows.string(1)))",
        "the mapping has changed since the file was read with it")
    }
  }

  private static func checkNumbers(
    _ store: borrowing Store, _ findings: inout CheckFindings
  ) throws {
    var gaps = try Statement(
      """
      SELECT number, before
      FROM (SELECT id AS number, lag(id, 1, 0) OVER (ORDER BY id) AS before FROM import)
      WHERE number <> before + 1
      """, on: store.connection)
    while try gaps.step() {
      let (first, last) = (gaps.int64(1) + 1, gaps.int64(0) - 1)
      findings.add(
        .importMissing, first == last ? "import \(first)" : "imports \(first) to \(last)",
        "missing, while later ones exist")
    }
  }

  private static func checkUndos(
    _ store: borrowing Store, _ findings: inout CheckFindings
  ) throws {
    var undos = try Statement(
      """
      SELECT import.id, import.kind, count(undone.id)
      FROM import LEFT JOIN import AS undone ON undone.undone_by = import.id
      GROUP BY import.id
      HAVING count(undone.id) <> (import.kind = 'undo')
      """, on: store.connection)
    while try undos.step() {
      findings.add(
        .undoMismatched, "import \(undos.int64(0))",
        "is of kind \(undos.string(1)), and \(undos.int64(2)) imports say that it undid them")
    }
  }

  static func checkDigests(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    var imports = try Statement(
      "SELECT id, digest_version FROM import ORDER BY id", on: store.connection)
    while try imports.step() {
      let (number, version) = (imports.int64(0), imports.int64(1))
      guard version == DigestLayout.version else {
        findings.add(
          .importChanged, "import \(number)",
          "its digest is of version \(version), which this program cannot read")
        continue
      }
      guard
        try store.digest(ofImport: number) != store.storedDigest(ofImport: number)
      else { continue }
      findings.add(
        .importChanged, "import \(number)",
        "its rows, or the digest of the import before, have changed since it was stored")
    }
  }

  static func checkTimes(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    for kind in RecordKind.allCases {
      try add(
        .undoneLive, "of an import that was undone, yet live", of: kind,
        where: "fact.ended_by IS NULL AND origin.undone_by IS NOT NULL", in: store, to: &findings)
      try add(
        .endedWrongly, "ended by what did not end them", of: kind,
        where: """
          fact.ended_by <= fact.recorded_by OR fact.restored_from >= fact.recorded_by
          OR iif(ending.kind = 'undo',
                 origin.undone_by IS NOT fact.ended_by \(kind.endsWithNoInvoice),
                 ending.id IS NOT NULL AND NOT EXISTS (
                     SELECT 1 FROM \(kind.table.name) AS next
                     WHERE next.recorded_by = fact.ended_by))
          """, in: store, to: &findings)
    }
  }

  /// Adds a finding for each import that has such rows in a table.
  static func add(
    _ code: CheckFinding.Code, _ text: String, of kind: RecordKind, where condition: String,
    in store: borrowing Store, to findings: inout CheckFindings
  ) throws {
    var rows = try Statement(
      """
      SELECT origin.id, origin.file_name, count(*), min(fact.recorded_line)
      FROM \(kind.table.name) AS fact
      JOIN import AS origin ON origin.id = coalesce(fact.restored_from, fact.recorded_by)
      LEFT JOIN import AS ending ON ending.id = fact.ended_by
      WHERE \(condition)
      GROUP BY origin.id
      """, on: store.connection)
    while try rows.step() {
      findings.add(
        code, "import \(rows.int64(0)) (\(rows.string(1)))",
        "\(kind.counted(Int(rows.int64(2)))) \(text); the first is on line \(rows.int64(3))")
    }
  }
}

extension RecordKind {
  /// Leaves out rows that ended with the invoice that they refer to.
  fileprivate var endsWithNoInvoice: String {
    guard references.contains(where: { $0.kind == .invoices }) else { return "" }
    return """
      AND NOT EXISTS (
          SELECT 1 FROM invoice
          WHERE invoice.invoice_id = fact.invoice_id AND invoice.ended_by = fact.ended_by)
      """
  }
}
