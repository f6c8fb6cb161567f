package import Rendering
internal import SQLite
package import Store

/// The rows of a query on their way to a renderer, and what ended them before the last.
package final class QueryStream {
  private static let rowsAhead = 1000
  private static let bytesAhead = 1 << 20

  private let rows: SQLRows
  /// Why there are no more rows, where that is not that the last has come.
  package private(set) var failure: (any Error)?

  /// The rows of a query; none is read yet.
  package init(_ rows: SQLRows) { self.rows = rows }

  /// What a renderer shows. The first rows say of which kind each column is.
  /// - Throws: what the first rows throw.
  package func stream(parameters: [Report.Parameter]) throws -> RowStream {
    var (first, bytes): ([[Value]], Int) = ([], 0)
    while first.count < QueryStream.rowsAhead, bytes < QueryStream.bytesAhead,
      let row = try rows.next()
    {
      bytes += row.reduce(0) { $0 + $1.byteCount }
      first.append(row)
    }
    let columns = rows.columns.indices.map { index in
      ReportColumn(rows.columns[index], ReportColumn.Kind(of: first.lazy.map { $0[index] }))
    }
    return RowStream(
      name: "query", title: "Query", parameters: parameters, columns: columns,
      first: first.map { $0.map(\.cell) }, rest: { self.next() })
  }

  private func next() -> [Cell]? {
    guard failure == nil else { return nil }
    do {
      return try rows.next()?.map(\.cell)
    } catch {
      failure = error
      return nil
    }
  }
}

extension ReportColumn.Kind {
  /// Whole numbers, or numbers, where all values are such; else text.
  fileprivate init(of values: some Sequence<Value>) {
    let kinds = Set(values.compactMap(\.kind))
    self = kinds.count == 1 ? kinds.first ?? .text : kinds == [.count, .decimal] ? .decimal : .text
  }
}

extension Value {
  fileprivate var kind: ReportColumn.Kind? {
    switch self {
    case .null: nil
    case .integer: .count
    case .real: .decimal
    case .text(let text): text.isDecimal ? .decimal : .text
    case .blob: .text
    }
  }

  /// Texts are as they are, also those that are numbers. Bytes are hexadecimal, as `hex()` writes them.
  fileprivate var cell: Cell {
    switch self {
    case .null: .empty
    case .integer(let number): .count(Int(number))
    case .real(let number): .text("\(number)")
    case .text(let text): .text(text)
    case .blob(let bytes): .text(bytes.map(\.hexadecimal).joined())
    }
  }

  fileprivate var byteCount: Int {
    switch self {
    case .null, .integer, .real: 8
    case .text(let text): text.utf8.count
    case .blob(let bytes): bytes.count
    }
  }
}

extension String {
  /// Whether it is a number with a point, as the amounts of the views are: a year or the number of an
  /// invoice is none.
  fileprivate var isDecimal: Bool {
    let parts = utf8.drop { $0 == UInt8(ascii: "-") }.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 2 && utf8.count <= 64
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { 0x30...0x39 ~= $0 } }
  }
}

extension UInt8 {
  fileprivate var hexadecimal: String {
    let digits = String(self, radix: 16, uppercase: true)
    return self < 16 ? "0" + digits : digits
  }
}
