internal import Procurement

/// A mapping and the header of one file: which of its columns make which field.
package struct ResolvedMapping: Sendable {
  /// What the file calls its columns, in its order.
  package let titles: [String]
  /// The fields that the mapping gives, in the order of the kind.
  package private(set) var fields: [ResolvedField]
  /// The tax that becomes a line of its own; `nil` where there is none.
  private(set) var tax: ResolvedTax?
  /// The columns that any of it needs, from 0; a record's texts are given in this order.
  package let columns: [Int]
  private(set) var rows: ResolvedRows
  /// The totals that the file states.
  private(set) var totals: [ResolvedTotal] = []

  /// Whether a field takes the text of an empty cell from above.
  package var fillsDown: Bool { allFields.contains { $0.conversion.rule.fillsDown } }
  /// Whether a row that ends before the header's last column has empty cells there.
  package let padsShortRows: Bool

  /// Finds the columns of a mapping for records of `kind` with `all` fields in `file`, whose header
  /// has `titles`; `above` are the lines before it, which begin on `aboveLines`.
  /// - Throws: `MappingFailure` with every column that is not there or stands twice, every field
  ///   that the kind does not have, and every rule that does not go with its field.
  package init(
    _ mapping: Mapping, kind: String, fields all: [MappedField], file: String, titles: [String],
    above: [[String]] = [], aboveLines: [Int] = []
  ) throws(MappingFailure) {
    var resolver = Resolver(file: EscapedText.text(file, limit: 1000), titles: titles, above: above)
    resolver.check(mapping, kind: kind, names: all.map(\.name))
    self.titles = titles
    let given = all.enumerated().compactMap { index, field in
      mapping.fields[field.name].flatMap { resolver.field(field, index, $0) }
    }
    (fields, tax) = resolver.addTax(mapping.tax, to: given, of: all, kind: kind)
    rows = ResolvedRows(
      footerRows: mapping.rows.footerRows,
      end: mapping.rows.end.flatMap { resolver.test($0, "end") },
      skipped: mapping.rows.skipped.compactMap { resolver.test($0, "skip") }, cells: mapping.cells)
    let found = fields
    let stated = mapping.totals.compactMap {
      resolver.total($0, among: found, kind: kind, aboveLines)
    }
    padsShortRows = mapping.padsShortRows
    columns = resolver.columns
    resolver.sumUpWhereLittleFits(kind)
    if !mapping.ignoresUnknownColumns, !resolver.littleFits { resolver.refuseUnused() }
    guard resolver.faults.isEmpty else { throw MappingFailure(resolver.faults) }
    totals = stated
  }
}

extension ResolvedMapping {
  /// The mapping of the same rows to other fields, of which none is left out.
  func reading(_ fields: [ResolvedField]) -> ResolvedMapping {
    var other = self
    other.fields = fields
    (other.tax, other.totals) = (nil, [])
    other.rows = ResolvedRows(footerRows: 0, end: nil, skipped: [], cells: rows.cells)
    return other
  }

  /// The place of a field in `fields`; `nil` where the mapping does not give it.
  func place(of name: String) -> Int? { fields.firstIndex { $0.conversion.field.name == name } }

  /// What the file calls a column, by its place in `columns`.
  func title(of slot: Int) -> String { titles.name(of: columns[slot]) }

  /// The fields, and the tax as the last one where there is one.
  var allFields: [ResolvedField] { fields + (tax.map { [$0.field] } ?? []) }
}

/// A field of a mapping with the places of its columns.
///
/// A class, since every cell asks for it and a copy of what it holds costs more than the cell.
package final class ResolvedField: Sendable {
  /// Its place among the kind's fields.
  package let index: Int
  /// What it is and how its texts are read.
  let conversion: Conversion
  let assembly: Assembly
  /// What its number is calculated from beside its text; `nil` for most.
  let calculation: Calculation<Int>?
  /// Whether its cells are ours without being looked at.
  var isTakenAsItStands: Bool {
    conversion.isPlain && isOneCell
  }
  /// Whether its text is a cell, as it stands.
  var isOneCell: Bool { conversion.rule.cells.isPlain && isOfOneCell }
  /// Whether its text is a cell, or what a cell says.
  var isOfOneCell: Bool { !conversion.rule.fillsDown && calculation == nil }
  /// Whether an empty cell of it could be taken from above, and is not.
  package var canFillDown: Bool {
    if case .constant = assembly { return false }
    return !conversion.rule.fillsDown
  }
  /// What messages call its column.
  package let title: String

  init(
    index: Int, conversion: Conversion, assembly: Assembly, calculation: Calculation<Int>?,
    title: String
  ) {
    self.index = index
    self.conversion = conversion
    self.assembly = assembly
    self.calculation = calculation
    self.title = title
  }

  /// Where its text comes from, by places in `ResolvedMapping.columns`.
  enum Assembly: Equatable, Sendable {
    case slot(Int)
    case joined([Int], with: [UInt8])
    case first([Int])
    case constant([UInt8])
  }
}

/// Which rows are no data, by places in `ResolvedMapping.columns`.
struct ResolvedRows: Sendable {
  let footerRows: Int
  let end: ResolvedRowTest?
  let skipped: [ResolvedRowTest]
  let cells: CellRule
}

struct ResolvedRowTest: Sendable {
  let slot: Int
  let equals: [[UInt8]]
  let begins: [[UInt8]]

  func isMet(by text: ArraySlice<UInt8>) -> Bool {
    let text = text.trimmedBlanks
    return equals.contains { text.elementsEqual($0) } || begins.contains { text.starts(with: $0) }
  }
}

extension [String] {
  /// What messages call a column: its title, or its number where it has none.
  func name(of column: Int) -> String {
    let title = self[column].trimmedTitle
    return title.isEmpty ? "column \(column + 1)" : title
  }
}

extension String {
  /// Whether a title begins so, whatever the case.
  func begins(with start: String) -> Bool {
    trimmedTitle.lowercased().hasPrefix(start.trimmedTitle.lowercased())
  }

  /// Without blanks at both ends.
  var trimmedTitle: String { String(decoding: Array(utf8)[...].trimmedBlanks, as: UTF8.self) }

  /// Letters, digits and signs only, in lowercase, as in a header of ours.
  var titleKey: String { lowercased().filter { !" \t_-./()#*".contains($0) } }
}
