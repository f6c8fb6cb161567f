internal import Crypto
package import SQLite

// What makes a later change of a recorded row visible: integrity_check looks at the file's
// structure, not at its contents.

extension Store {
  /// SHA-256, in hexadecimal, of the digest of the import before and all that one recorded: of each
  /// table that has any, the sum of its rows' hashes, so that their order does not matter.
  package func digest(
    ofImport number: Int64, in layout: DigestLayout = .current
  ) throws(SQLiteError) -> String {
    try digest(
      ofImport: number, invoices: try sumOfInvoices(ofImport: number, in: layout), in: layout)
  }

  private func digest(
    ofImport number: Int64, invoices: RowSum, in layout: DigestLayout
  ) throws(SQLiteError) -> String {
    var sums: [(table: String, sum: RowSum)] = [(layout.invoice.name, invoices)]
    for table in try tables(of: layout, recordedBy: number) {
      sums.append((table.name, try sum(of: table, import: number)))
    }
    var bytes = RowBytes()
    bytes.add(try storedDigest(ofImport: number - 1) ?? "")
    for (table, sum) in sums.sorted(by: { $0.table < $1.table }) where sum.count > 0 {
      bytes.add(table)
      bytes.add(Int64(sum.count))
      bytes.add(sum.sum)
    }
    return Hexadecimal.text(bytes.hash.bytes)
  }

  /// The tables that have rows of an import. It is told in one statement, since an import is of one
  /// kind, and to ask each table for its rows takes longer than most imports do.
  private func tables(
    of layout: DigestLayout, recordedBy number: Int64
  ) throws(SQLiteError) -> [DigestedTable] {
    let columns = layout.tables.map(\.isRecorded).joined(separator: ", ")
    var rows = try Statement("SELECT \(columns)", on: connection)
    try rows.bind(number, at: 1)
    guard try rows.step() else { return [] }
    return layout.tables.indices.filter { rows.int64($0) != 0 }.map { layout.tables[$0] }
  }

  /// The digest that an import's row keeps.
  package func storedDigest(ofImport number: Int64) throws(SQLiteError) -> String? {
    var rows = try Statement("SELECT digest FROM import WHERE id = ?1", on: connection)
    try rows.bind(number, at: 1)
    return try rows.step() ? rows.string(0) : nil
  }

  /// Writes the digest of an import into its row, which is there, as is all that it recorded;
  /// `invoices` is the sum of the invoices among it, which are read back where it is not known.
  func seal(import number: Int64, invoices: RowSum? = nil) throws(SQLiteError) {
    let layout = DigestLayout.current
    let sum: RowSum
    if let invoices { sum = invoices } else { sum = try sumOfInvoices(ofImport: number) }
    var seal = try Statement("UPDATE import SET digest = ?2 WHERE id = ?1", on: connection)
    try seal.bind([
      .integer(number), .text(try digest(ofImport: number, invoices: sum, in: layout)),
    ])
    try seal.run()
  }
}

// MARK: Sums

extension Store {
  private func sum(of table: DigestedTable, import number: Int64) throws(SQLiteError) -> RowSum {
    var rows = try Statement(table.query(), on: connection)
    try rows.bind(number, at: 1)
    let names = table.framedNames
    var (sum, bytes) = (RowSum(), RowBytes())
    while try rows.step() {
      bytes.removeAll()
      bytes.add(rows, named: names)
      sum.add(bytes.hash)
    }
    return sum
  }

  /// The sum of the hashes of the invoices that an import recorded, each with its lines.
  package func sumOfInvoices(
    ofImport number: Int64, in layout: DigestLayout = .current
  ) throws(SQLiteError) -> RowSum {
    let table = layout.invoice
    var rows = try Statement(table.query(after: "id, "), on: connection)
    var lines = try Statement(layout.linesQuery, on: connection)
    try rows.bind(number, at: 1)
    let names = table.framedNames
    var (sum, bytes) = (RowSum(), RowBytes())
    while try rows.step() {
      try lines.bind(rows.int64(0), at: 1)
      let hash = try LinesDigest.hash(&lines, layout.lineColumns)
      sum.add(bytes.hash(of: rows, named: names, lines: hash))
    }
    return sum
  }
}

/// Bytes as lowercase hexadecimal digits.
package enum Hexadecimal {
  /// `text([0, 255])` is `00ff`.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return bytes.reduce(into: "") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }
}
