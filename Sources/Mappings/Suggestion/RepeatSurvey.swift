internal import Procurement

/// Which rows of a file say of their invoice what an earlier one says, in the columns that a mapping
/// takes: a third reading, once it is known which these are.
///
/// A hash of the latest row is kept for each of a fixed number of slots, so that memory does not grow with the
/// file; a repeat that stands far below its first row may be missed in a large one.
package struct RepeatSurvey: Sendable {
  let roles: ColumnRoles
  /// How many rows repeat an earlier one.
  private(set) var count = 0
  private let columns: [Int]
  /// By column that is filled in once: its last text.
  private var texts: [Int: [UInt8]] = [:]
  private var slots: [Hash]
  private var rowCount = 0

  private static let slotCount = 1 << 16

  private struct Hash: Equatable {
    var one: UInt64 = 0xcbf2_9ce4_8422_2325
    var other: UInt64 = 0x9e37_79b9_7f4a_7c15

    /// FNV-1a, and a product with another odd number.
    mutating func add(_ byte: UInt8) {
      one = (one ^ UInt64(byte)) &* 0x100_0000_01b3
      other = (other ^ UInt64(byte)) &* 0xff51_afd7_ed55_8ccd
      other ^= other >> 29
    }
  }

  /// Nothing yet of the rows of a file that `rows` has read to its end.
  package init(_ rows: RelationSurvey) {
    roles = ColumnRoles(rows)
    columns = roles.usedColumns
    for (_, guess) in roles.columns where guess.keys.contains("fill_down = true") {
      texts[guess.index] = []
    }
    slots = roles.canRepeat ? Array(repeating: Hash(), count: RepeatSurvey.slotCount) : []
  }

  /// Whether it needs the rows.
  package var isNeeded: Bool { !slots.isEmpty }

  /// Looks at the next row, whose every cell is in it; those at the foot are passed over.
  package mutating func take(_ row: SourceRow) {
    let survey = roles.rows.survey
    guard isNeeded, rowCount < survey.rowCount,
      survey.titles.indices.contains(where: { !row[$0].trimmedBlanks.isEmpty })
    else { return }
    rowCount += 1
    var hash = Hash()
    for column in columns {
      for byte in text(row, column) { hash.add(byte) }
      // No text has it.
      hash.add(0xFF)
    }
    let slot = Int(truncatingIfNeeded: hash.one ^ (hash.one >> 32)) & (slots.count - 1)
    if slots[slot] == hash { count += 1 } else { slots[slot] = hash }
  }

  private mutating func text(_ row: SourceRow, _ column: Int) -> ArraySlice<UInt8> {
    let text = EmptyWords.content(of: row[column])
    guard let last = texts[column] else { return text }
    guard !text.isEmpty else { return last[...] }
    texts[column] = Array(text)
    return text
  }
}

extension ColumnRoles {
  /// Whether a line can be identical to another: it has no number of its own.
  fileprivate var canRepeat: Bool { hasMoney && self["amount"] != nil && self["line_no"] == nil }
}
