internal import Procurement
internal import TOMLKit

/// Gathers every fault of a mapping while it is read.
final class MappingNotes {
  private let lines: MappingLines
  private(set) var faults: [MappingFault] = []

  init(_ text: String) {
    lines = MappingLines(text)
  }

  func line(of path: [String]) -> Int? { lines.line(of: path) }

  func add(_ path: [String], _ problem: String) {
    faults.append(MappingFault(line: line(of: path), problem))
  }
}

/// A table of a mapping. All is text: what has no quotes is refused where text is wanted.
struct MappingTable {
  private let table: TOMLTable
  /// The keys that lead to it.
  let path: [String]
  let notes: MappingNotes

  /// A table to which `path` leads.
  init(_ table: TOMLTable, path: [String], notes: MappingNotes) {
    self.table = table
    self.path = path
    self.notes = notes
  }

  var keys: [String] { table.keys }

  func has(_ key: String) -> Bool { table[key] != nil }

  /// Notes every key that is not one of `known`, with the nearest that is.
  func check(_ known: [String]) {
    for key in keys where !known.contains(key) {
      add(key, "has no meaning here" + NearestNames.hint(for: key, among: known))
    }
  }

  /// Notes what is wrong with a key's value.
  func add(_ key: String, _ problem: String) {
    notes.add(path + [key], "\((path + [key]).joined(separator: ".")) \(problem)")
  }

  func text(_ key: String) -> String? {
    guard let value = table[key] else { return nil }
    if let text = value.string { return text }
    add(key, "is not text; put it in quotes")
    return nil
  }

  /// One text or a list of them; `nil` where there is no such key.
  func texts(_ key: String) -> [String]? {
    guard let value = table[key] else { return nil }
    if let text = value.string { return [text] }
    if let list = value.array {
      let texts = list.compactMap(\.string)
      if !texts.isEmpty, texts.count == list.count { return texts }
    }
    add(key, "is neither text in quotes nor a list of such texts")
    return nil
  }

  /// A column by its title in quotes or its number, from 1.
  func column(_ key: String) -> ColumnName? {
    guard let value = table[key] else { return nil }
    if let name = MappingTable.columnName(value) { return name }
    add(key, MappingTable.noColumnName)
    return nil
  }

  /// One column or a list of them; `nil` where there is no such key.
  func columns(_ key: String) -> [ColumnName]? {
    guard let list = table[key]?.array else { return column(key).map { [$0] } }
    let names = list.compactMap { MappingTable.columnName($0) }
    if !names.isEmpty, names.count == list.count { return names }
    add(key, MappingTable.noColumnName)
    return nil
  }

  private static let noColumnName =
    "is neither a title in quotes nor the number of a column from 1 on, nor a list of such"

  private static func columnName(_ value: any TOMLValueConvertible) -> ColumnName? {
    if let title = value.string { return .title(title) }
    return value.int.flatMap { $0 > 0 ? .number($0) : nil }
  }

  /// Whether it is a column in the short form.
  func isColumn(_ key: String) -> Bool { table[key]?.string != nil || table[key]?.int != nil }

  /// Whether it is a list of nothing.
  func isEmptyList(_ key: String) -> Bool { table[key]?.array?.isEmpty == true }

  /// A whole number from `least` on.
  func number(_ key: String, least: Int) -> Int? {
    guard let value = table[key] else { return nil }
    if let number = value.int ?? value.string.flatMap({ Int($0) }), number >= least {
      return number
    }
    add(key, "is not a whole number from \(least) on")
    return nil
  }

  func flag(_ key: String) -> Bool {
    guard let value = table[key] else { return false }
    if let flag = value.bool { return flag }
    if let text = value.string, text == "yes" || text == "no" { return text == "yes" }
    add(key, "is neither true nor false")
    return false
  }

  func subtable(_ key: String) -> MappingTable? {
    guard let value = table[key] else { return nil }
    if let inner = value.table { return MappingTable(inner, path: path + [key], notes: notes) }
    add(key, "is not a table; write [\((path + [key]).joined(separator: "."))]")
    return nil
  }

  /// The tables of a list of them, `[[skip]]`.
  func subtables(_ key: String) -> [MappingTable] {
    guard let value = table[key] else { return [] }
    if let inner = value.table { return [MappingTable(inner, path: path + [key], notes: notes)] }
    let tables = (value.array.map { $0.compactMap(\.table) } ?? []).map {
      MappingTable($0, path: path + [key], notes: notes)
    }
    if tables.isEmpty { add(key, "is not a list of tables; write [[\(key)]]") }
    return tables
  }

  /// One of some choices, by its raw value.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String, _ type: Choice.Type
  ) -> Choice? {
    guard let text = text(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    add(key, "\(quoted(text)) is not one of \(list(type))")
    return nil
  }

  /// `"-1", "(1)"`: all that there is to choose from.
  func list<Choice: CaseIterable & RawRepresentable<String>>(_ type: Choice.Type) -> String {
    type.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
  }
}
