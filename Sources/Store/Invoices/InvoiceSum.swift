internal import SQLite

/// Adds up the digests of the invoices that an import records, while it records them, so that no
/// line need be read back.
///
/// An invoice that comes in more than one part of the file, or whose lines are not in order, makes
/// it useless: everything is read back then.
struct InvoiceSum: ~Copyable {
  private static let rowsAtOnce = 256

  private var rows: Statement
  private let names: [[UInt8]]
  /// The digests of the lines of the invoices from row `first` on.
  private var lines: [RowHash] = []
  private var first: Int64
  private var sum: RowSum? = RowSum()

  /// Begins with the invoice whose row will be `first`.
  init(_ store: borrowing Store, from first: Int64) throws(SQLiteError) {
    let invoice = DigestLayout.current.invoice
    rows = try Statement(
      "SELECT id, \(invoice.list) FROM invoice WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
      on: store.connection)
    names = invoice.framedNames
    self.first = first
  }

  /// Adds the invoice of a row, which will not change any more; `lines` is the digest of its lines.
  mutating func add(row: Int64, lines digest: RowHash?) throws(SQLiteError) {
    guard sum != nil else { return }
    guard let digest, row == first + Int64(lines.count) else { return sum = nil }
    lines.append(digest)
    if lines.count == InvoiceSum.rowsAtOnce { try addRows() }
  }

  /// The sum; `nil` where it is not known, or where it is not of all rows up to `last`.
  mutating func finish(at last: Int64) throws(SQLiteError) -> RowSum? {
    try addRows()
    return first == last + 1 ? sum : nil
  }

  private mutating func addRows() throws(SQLiteError) {
    try rows.bind(first, at: 1)
    try rows.bind(first + Int64(lines.count) - 1, at: 2)
    var (bytes, index) = (RowBytes(), 0)
    while try rows.step(), index < lines.count, rows.int64(0) == first + Int64(index) {
      bytes.removeAll()
      sum?.add(bytes.hash(of: rows, named: names, lines: lines[index]))
      index += 1
    }
    rows.reset()
    if index < lines.count { sum = nil }
    first += Int64(lines.count)
    lines.removeAll(keepingCapacity: true)
  }
}

extension RowBytes {
  /// SHA-256 of an invoice: its row, which follows its id in the statement, and the digest of its lines.
  mutating func hash(
    of invoice: borrowing Statement, named names: [[UInt8]], lines: RowHash
  ) -> RowHash {
    removeAll()
    add(invoice, named: names, from: 1)
    add(lines)
    return hash
  }
}
