package import SQLite

/// An import of which rows cannot stay when an earlier one is undone.
package struct DependentImport: Hashable, Sendable {
  /// Its number.
  package let number: Int64
  /// The word of the command line: `fees`.
  package let kind: String
  /// The name of its file.
  package let fileName: String
  /// Its rows that go.
  package let rows: RowCounts
  /// Whether that is all of it, so that it is undone; a file of payments or disputes may have rows of
  /// other invoices, which stay.
  package let isWhole: Bool
}

extension Store {
  /// What depends on an import, oldest first: the later imports that would have to be undone with it.
  ///
  /// These are the imports that refer to an organization, contract or invoice of which no row would
  /// be left, or one in another currency; that revised one of its rows; or whose fees cover months
  /// that a fee brought back would cover; and what depends on those. Of payments and disputes, only the
  /// rows go that refer to such an invoice.
  package func dependents(ofImport number: Int64) throws(SQLiteError) -> [DependentImport] {
    var undone: Set<Int64> = [number]
    var more = undone
    var parts: [Int64: RowCounts] = [:]
    while !more.isEmpty {
      more = []
      for query in DependentQuery.all {
        var rows = try Statement(query, on: connection)
        try rows.bind(undone.list, at: 1)
        while try rows.step() { more.insert(rows.int64(0)) }
      }
      parts = try rowsOfLostInvoices(undone)
      for (part, rows) in parts where try liveRows(ofImport: part).total <= rows.total {
        more.insert(part)
      }
      // A damaged file may name one again that is there, as 3.5 is read as 3.
      more.subtract(undone)
      undone.formUnion(more)
    }
    undone.remove(number)
    var dependents: [DependentImport] = []
    for number in undone.union(parts.keys).sorted() {
      dependents.append(try dependent(number, part: undone.contains(number) ? nil : parts[number]))
    }
    return dependents
  }

  /// Rows that refer to an invoice which would not be there, or not as it was, by the import that has
  /// them in its file.
  private func rowsOfLostInvoices(
    _ undone: Set<Int64>
  ) throws(SQLiteError) -> [Int64: RowCounts] {
    var counts: [Int64: RowCounts] = [:]
    for kind in RecordKind.ofInvoices {
      var rows = try Statement(DependentQuery.ofLostInvoices(kind), on: connection)
      try rows.bind(undone.list, at: 1)
      while try rows.step() {
        counts[rows.int64(0), default: RowCounts()].add(rows.int64(1), of: kind)
      }
    }
    return counts
  }

  /// An import that depends on another: as a whole, or with a `part` of its rows.
  private func dependent(
    _ number: Int64, part: RowCounts?
  ) throws(SQLiteError) -> DependentImport {
    var row = try Statement("SELECT kind, file_name FROM import WHERE id = ?1", on: connection)
    try row.bind(number, at: 1)
    let isThere = try row.step()
    let rows = if let part { part } else { try liveRows(ofImport: number) }
    return DependentImport(
      number: number, kind: isThere ? row.string(0) : "?",
      fileName: isThere ? row.string(1) : "?", rows: rows,
      isWhole: part == nil)
  }
}

extension RecordKind {
  /// The kinds whose records belong to an invoice, and to nothing else: payments, disputes.
  static let ofInvoices = allCases.filter { kind in
    !kind.references.isEmpty && kind.references.allSatisfy { $0.kind == .invoices }
  }
}

extension Set<Int64> {
  /// The numbers as a JSON list.
  fileprivate var list: String { "[\(sorted().map(String.init).joined(separator: ","))]" }
}

/// Questions for the imports that depend directly on those of a JSON list of numbers, `?1`.
private enum DependentQuery {
  static let all =
    [overlappingFees, linesOfLostContracts] + RecordKind.allCases.map(revisions)
    + RecordKind.allCases.filter { !$0.references.isEmpty && !RecordKind.ofInvoices.contains($0) }
    .map(references)

  /// Revisions of rows that go.
  private static func revisions(of kind: RecordKind) -> String {
    """
    WITH undone (number) AS (SELECT value FROM json_each(?1))
    SELECT DISTINCT revision.id
    FROM \(kind.table.name) AS old JOIN import AS revision ON revision.id = old.ended_by
    WHERE coalesce(old.restored_from, old.recorded_by) IN (SELECT number FROM undone)
      AND revision.kind <> 'undo' AND revision.undone_by IS NULL
      AND revision.id NOT IN (SELECT number FROM undone)
    """
  }

  /// Rows, live or about to come back, that refer to what would not be there, or not as it was.
  private static func references(of kind: RecordKind) -> String {
    let lost = kind.references.map {
      "child.\($0.column) IN (SELECT id FROM lost_\($0.kind.table.name))"
    }
    return """
      WITH undone (number) AS (SELECT value FROM json_each(?1)),
      \(lostIdentities)
      SELECT DISTINCT coalesce(child.restored_from, child.recorded_by) AS origin
      FROM \(kind.table.name) AS child
      WHERE (child.ended_by IS NULL OR child.ended_by IN (SELECT number FROM undone))
        AND origin > (SELECT min(number) FROM undone)
        AND origin NOT IN (SELECT number FROM undone)
        AND (\(lost.joined(separator: " OR ")))
      """
  }

  /// Rows, live or about to come back, of an invoice that would not be there, counted by import.
  static func ofLostInvoices(_ kind: RecordKind) -> String {
    """
    WITH undone (number) AS (SELECT value FROM json_each(?1)),
    \(lostIdentities)
    SELECT coalesce(child.restored_from, child.recorded_by) AS origin, count(*)
    FROM \(kind.table.name) AS child
    WHERE (child.ended_by IS NULL OR child.ended_by IN (SELECT number FROM undone))
      AND origin > (SELECT min(number) FROM undone)
      AND origin NOT IN (SELECT number FROM undone)
      AND child.invoice_id IN (SELECT id FROM lost_invoice)
    GROUP BY origin
    """
  }

  /// What has a live row of these imports, and no other row to come back in its place: the latest of
  /// an import that is not undone. One in another currency is no replacement, since the amounts that
  /// refer to it are in its currency.
  private static let lostIdentities = """
    lost_organization (id) AS (
        SELECT organization_id FROM organization AS live
        WHERE ended_by IS NULL
          AND coalesce(restored_from, recorded_by) IN (SELECT number FROM undone)
          AND NOT EXISTS (
              SELECT 1 FROM organization AS other
              JOIN import ON import.id = coalesce(other.restored_from, other.recorded_by)
              WHERE other.organization_id = live.organization_id
                AND undone_by IS NULL AND import.id NOT IN (SELECT number FROM undone))
    ),
    lost_contract (id) AS (
        SELECT contract_id FROM contract AS live
        WHERE ended_by IS NULL
          AND coalesce(restored_from, recorded_by) IN (SELECT number FROM undone)
          AND currency IS NOT (
              SELECT other.currency FROM contract AS other
              JOIN import ON import.id = coalesce(other.restored_from, other.recorded_by)
              WHERE other.contract_id = live.contract_id
                AND undone_by IS NULL AND import.id NOT IN (SELECT number FROM undone)
              ORDER BY other.recorded_by DESC LIMIT 1)
    ),
    lost_invoice (id) AS (
        SELECT invoice_id FROM invoice AS live
        WHERE ended_by IS NULL
          AND coalesce(restored_from, recorded_by) IN (SELECT number FROM undone)
          AND currency IS NOT (
              SELECT other.currency FROM invoice AS other
              JOIN import ON import.id = coalesce(other.restored_from, other.recorded_by)
              WHERE other.invoice_id = live.invoice_id
                AND undone_by IS NULL AND import.id NOT IN (SELECT number FROM undone)
              ORDER BY other.recorded_by DESC LIMIT 1)
    )
    """

  /// Lines, live or about to come back, of a contract of their own that would not be there.
  private static let linesOfLostContracts = """
    WITH undone (number) AS (SELECT value FROM json_each(?1)),
    \(lostIdentities)
    SELECT DISTINCT coalesce(child.restored_from, child.recorded_by) AS origin
    FROM invoice AS child
    JOIN invoice_line AS line ON line.invoice_row_id = child.id
    WHERE line.own_contract_id IS NOT NULL AND line.own_contract_id IN (SELECT id FROM lost_contract)
      AND (child.ended_by IS NULL OR child.ended_by IN (SELECT number FROM undone))
      AND origin > (SELECT min(number) FROM undone)
      AND origin NOT IN (SELECT number FROM undone)
    """

  /// Fees, live or about to come back, for months of an earlier fee that comes back.
  private static let overlappingFees = """
    WITH undone (number) AS (SELECT value FROM json_each(?1))
    SELECT DISTINCT coalesce(other.restored_from, other.recorded_by) AS origin
    FROM fee_schedule AS restored
    JOIN fee_schedule AS other
        ON other.contract_id = restored.contract_id AND other.tranche IS restored.tranche
        AND (other.ended_by IS NULL OR other.ended_by IN (SELECT number FROM undone))
        AND other.from_month <= coalesce(restored.to_month, '9999-12')
        AND restored.from_month <= coalesce(other.to_month, '9999-12')
    WHERE restored.ended_by IN (SELECT number FROM undone)
      AND coalesce(restored.restored_from, restored.recorded_by)
          NOT IN (SELECT number FROM undone)
      AND origin NOT IN (SELECT number FROM undone)
      AND origin > coalesce(restored.restored_from, restored.recorded_by)
    """
}
