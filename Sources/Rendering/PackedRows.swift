/// The cells of a table that can be long, in a tenth of the bytes that they take as cells.
///
/// They are added row by row, so that a query need hold no more than what it is working on, and are
/// cells again when they are shown. A few thousand rows at a time make a block, in which every column
/// has each of its values once.
package struct PackedRows: Sendable {
  private static let rowsOfBlock = 4096

  /// How many rows there are.
  package private(set) var count = 0
  private var blocks: [[PackedColumn]] = []
  private var open: [OpenColumn]
  private var form = PackedForm()

  /// No rows yet, of a given number of columns.
  package init(columns: Int) {
    open = [OpenColumn](repeating: OpenColumn(rows: PackedRows.rowsOfBlock), count: columns)
  }

  /// Adds a row.
  /// - Precondition: it has a cell for each column.
  package mutating func append(_ cells: [Cell]) {
    precondition(cells.count == open.count, "a cell a column")
    for (column, cell) in cells.enumerated() { open[column].append(cell, &form) }
    count += 1
    if count.isMultiple(of: PackedRows.rowsOfBlock) { seal() }
  }

  /// The rows so far.
  package var rows: SectionRows {
    var sealed = self
    sealed.seal()
    let (blocks, form) = (sealed.blocks, sealed.form)
    return SectionRows(count: count) { row in
      let (block, place) = row.quotientAndRemainder(dividingBy: PackedRows.rowsOfBlock)
      return blocks[block].map { $0.cell(place, form) }
    }
  }

  private mutating func seal() {
    guard !open.isEmpty, !open[0].isEmpty else { return }
    blocks.append(open.map(PackedColumn.init))
    for column in open.indices { open[column].removeAll() }
  }
}

/// A column of a block that has all its rows.
private struct PackedColumn {
  /// The distinct values, one after the other.
  private let bytes: [UInt8]
  /// Where each value begins.
  private let starts: [UInt32]
  /// By row: which of the values it has, in as many bytes as that takes; none where there is one only,
  /// or one for each row.
  private let indexes: [UInt8]
  private let width: Int

  init(_ column: OpenColumn) {
    bytes = Array(column.bytes)
    starts = Array(column.starts)
    let isDistinct = starts.count == column.indexes.count
    width = starts.count == 1 || isDistinct ? 0 : starts.count <= 256 ? 1 : 2
    var indexes: [UInt8] = []
    indexes.reserveCapacity(width * column.indexes.count)
    if width > 0 {
      for index in column.indexes {
        indexes.append(UInt8(truncatingIfNeeded: index))
        if width == 2 { indexes.append(UInt8(index >> 8)) }
      }
    }
    self.indexes = indexes
  }

  func cell(_ row: Int, _ form: PackedForm) -> Cell {
    let index: Int =
      switch width {
      case 1: Int(indexes[row])
      case 2: Int(indexes[2 * row]) + Int(indexes[2 * row + 1]) << 8
      default: starts.count == 1 ? 0 : row
      }
    return form.cell(bytes, at: Int(starts[index]))
  }
}

/// A column of the block that rows are added to.
private struct OpenColumn {
  private(set) var bytes: [UInt8] = []
  private(set) var starts: [UInt32] = []
  /// By row: which of the values it has.
  private(set) var indexes: [UInt16] = []
  /// By the hash of a value: its index and 1; 0 where there is none.
  private var slots: [UInt16]

  /// A column of at most a given number of rows, a power of two.
  init(rows: Int) { slots = [UInt16](repeating: 0, count: 2 * rows) }

  var isEmpty: Bool { indexes.isEmpty }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    indexes.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  /// Adds a value, at the end of the bytes if it is not among them.
  mutating func append(_ cell: Cell, _ form: inout PackedForm) {
    let start = bytes.count
    form.append(cell, to: &bytes)
    var slot = hash(from: start) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if isLast(start, equalTo: index) {
        bytes.removeLast(bytes.count - start)
        indexes.append(UInt16(index))
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    indexes.append(UInt16(starts.count))
    starts.append(UInt32(start))
    slots[slot] = UInt16(starts.count)
  }

  /// Whether the bytes from `start` on are those of a value before them.
  private func isLast(_ start: Int, equalTo index: Int) -> Bool {
    let own = Int(starts[index])
    let end = index + 1 < starts.count ? Int(starts[index + 1]) : start
    guard end - own == bytes.count - start else { return false }
    for offset in 0..<(end - own) where bytes[own + offset] != bytes[start + offset] {
      return false
    }
    return true
  }

  /// FNV-1a, with its high bits folded into the low ones.
  private func hash(from start: Int) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in start..<bytes.count { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
  }
}
