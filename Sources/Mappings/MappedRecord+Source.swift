// What stands in the file.

extension MappedRecord {
  /// What messages call the column of a field.
  package func title(_ field: Int) -> String { fields[place(of: field)].title }

  /// A field as it stands in the file.
  package func original(_ field: Int) -> String {
    let field = fields[place(of: field)]
    return switch field.assembly {
    // A word that means nothing is shown all the same.
    case .slot(let slot):
      field.calculation?.title(cell(slot), cell) ?? cell(slot)
    default: String(decoding: source(of: field), as: UTF8.self)
    }
  }

  /// A row too short to have the column does not meet a test of it, and is refused for its width.
  func meets(_ test: ResolvedRowTest) -> Bool {
    mapping.columns[test.slot] < row.width
      && test.isMet(by: mapping.rows.cells.content(of: row[test.slot]))
  }

  private func cell(_ slot: Int) -> String { String(decoding: row[slot], as: UTF8.self) }

  /// The text that a field is made of.
  func source(of field: ResolvedField) -> ArraySlice<UInt8> {
    let cells = field.conversion.rule.cells
    switch field.assembly {
    case .slot(let slot): return cells.content(of: row[slot])
    case .constant(let bytes): return bytes[...]
    case .first(let slots): return first(slots, cells)
    case .joined(let slots, let mark):
      let parts = slots.map { cells.content(of: row[$0]).trimmedBlanks }.filter { !$0.isEmpty }
      return Array(parts.joined(separator: mark))[...]
    }
  }

  private func first(_ slots: [Int], _ cells: CellRule) -> ArraySlice<UInt8> {
    for slot in slots {
      let text = cells.content(of: row[slot])
      if !text.trimmedBlanks.isEmpty { return text }
    }
    return cells.content(of: row[slots[0]])
  }
}
