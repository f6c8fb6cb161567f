internal import Procurement

/// A mapping and the header of one file: which of its columns make which field.
package struct ResolvedMapping: Sendable {
  /// What the file calls its columns, in its order.
  package let titles: [String]
  /// The fields that the mapping gives, in the order of the kind.
  package let fields: [ResolvedField]
  /// The columns that any of it needs, from 0; a record's texts are given in this order.
  package let columns: [Int]
  let rows: ResolvedRows
  /// Whether a row that ends before the header's last column has empty cells there.
  package let padsShortRows: Bool

  /// Finds the columns of a mapping for records of `kind` with `all` fields in `file`, whose header
  /// has `titles`; `above` are the lines before it.
  /// - Throws: `MappingFailure` with every column that is not there or stands twice, every field
  ///   that the kind does not have, and every rule that does not go with its field.
  package init(
    _ mapping: Mapping, kind: String, fields all: [MappedField], file: String, titles: [String],
    above: [[String]] = []
  ) throws(MappingFailure) {
    var resolver = Resolver(file: EscapedText.text(file, limit: 1000), titles: titles, above: above)
    resolver.check(mapping, kind: kind, names: all.map(\.name))
    self.titles = titles
    fields = all.enumerated().compactMap { index, field in
      mapping.fields[field.name].flatMap { resolver.field(field, index, $0) }
    }
    rows = ResolvedRows(
      footerRows: mapping.rows.footerRows,
      end: mapping.rows.end.flatMap { resolver.test($0, "end") },
      skipped: mapping.rows.skipped.compactMap { resolver.test($0, "skip") }, cells: mapping.cells)
    padsShortRows = mapping.padsShortRows
    columns = resolver.columns
    resolver.sumUpWhereNothingFits()
    if !mapping.ignoresUnknownColumns { resolver.refuseUnused() }
    guard resolver.faults.isEmpty else { throw MappingFailure(resolver.faults) }
  }
}

extension ResolvedMapping {
  /// What the file calls a column, by its place in `columns`.
  func title(of slot: Int) -> String { titles[columns[slot]].trimmedTitle }
}

/// A field of a mapping with the places of its columns.
package struct ResolvedField: Sendable {
  /// Its place among the kind's fields.
  package let index: Int
  /// What it is and how its texts are read.
  let conversion: Conversion
  let assembly: Assembly
  /// What its number is calculated from beside its text; `nil` for most.
  let calculation: Calculation<Int>?
  /// Whether its cells are ours without being looked at.
  var isTakenAsItStands: Bool {
    conversion.isPlain && conversion.rule.cells.isPlain && !conversion.rule.fillsDown
      && calculation == nil
  }
  /// Whether an empty cell of it could be taken from above, and is not.
  package var canFillDown: Bool {
    if case .constant = assembly { return false }
    return !conversion.rule.fillsDown
  }
  /// What messages call its column.
  package let title: String

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

/// Looks titles up, and gathers what is not there.
private struct Resolver {
  /// What messages call the file.
  private let file: String
  let titles: [String]
  let above: [[String]]
  private(set) var columns: [Int] = []
  private(set) var faults: [MappingFault] = []
  /// How many columns were looked for in vain.
  private var missing = 0
  private let keys: [String]

  init(file: String, titles: [String], above: [[String]]) {
    self.file = file
    self.titles = titles
    self.above = above
    keys = titles.map(\.titleKey)
  }

  mutating func check(_ mapping: Mapping, kind: String, names: [String]) {
    if let given = mapping.kind, given != kind {
      faults.append(MappingFault("is for \(given), not for \(kind)"))
    }
    let unknown = mapping.fields.filter { !names.contains($0.key) }
    let place = { (rule: FieldRule) in rule.line ?? 0 }
    for (name, rule) in unknown.sorted(by: { (place($0.1), $0.0) < (place($1.1), $1.0) }) {
      add(rule.line, "\(quoted(name)) is no field of \(kind)\(hint(for: name, among: names))")
    }
  }

  mutating func field(_ field: MappedField, _ index: Int, _ rule: FieldRule) -> ResolvedField? {
    let misplaced = rule.keys.first { key in
      (MappingTable.dateOnlyKeys.contains(key) && field.form != .date)
        || (MappingTable.numberOnlyKeys.contains(key) && field.form != .number)
    }
    if let misplaced {
      let form = MappingTable.dateOnlyKeys.contains(misplaced) ? "date" : "number"
      add(rule.line, "columns.\(field.name).\(misplaced) is said of what is no \(form)")
    }
    let conversion = Conversion(field: field, rule: rule)
    guard let (assembly, title) = assembly(field, rule, conversion) else { return nil }
    let calculation = rule.calculation?.mapped {
      slot($0, line: rule.line, key: "columns.\(field.name)", isOptional: false)
    }
    return ResolvedField(
      index: index, conversion: conversion, assembly: assembly, calculation: calculation,
      title: calculation?.title(title, trimmedTitle) ?? title)
  }

  private mutating func assembly(
    _ field: MappedField, _ rule: FieldRule, _ conversion: Conversion
  ) -> (ResolvedField.Assembly, title: String)? {
    let name = field.name
    switch rule.source {
    case .constant(let text):
      return (.constant(Array(text.utf8)), "\(name) (of the mapping)")
    case .above(let label):
      return constant(label, rule, conversion)
    case .column(let title):
      return slot(title, name, rule).map { (.slot($0), trimmedTitle($0)) }
    case .joined(let parts, let mark):
      let slots = parts.compactMap { slot($0, name, rule) }
      guard !slots.isEmpty else { return nil }
      let title = slots.map(trimmedTitle).joined(separator: " + ")
      return (.joined(slots, with: Array(mark.utf8)), title)
    case .first(let choices):
      // Of several that a supplier may have, those that are there count.
      let slots = choices.filter { position($0) != nil }.compactMap { slot($0, name, rule) }
      if slots.isEmpty { _ = slot(choices[0], name, rule) }
      let title = slots.map(trimmedTitle).joined(separator: " or ")
      return slots.isEmpty ? nil : (.first(slots), title)
    }
  }

  /// The text beside a label above the header, read like any other.
  private mutating func constant(
    _ label: String, _ rule: FieldRule, _ conversion: Conversion
  ) -> (ResolvedField.Assembly, title: String)? {
    guard let line = above.first(where: { $0.first?.titleKey == label.titleKey }), line.count > 1
    else {
      if !rule.isOptional {
        let labels = above.compactMap(\.first).filter { !$0.isEmpty }
        let near = labels.isEmpty ? "; nothing stands there" : hint(for: label, among: labels)
        add(rule.line, "\(file): no line above the header begins with \(quoted(label))\(near)")
      }
      return nil
    }
    let text = rule.cells.content(of: Array(line[1].utf8)[...])
    var output: [UInt8] = []
    do {
      let isSame = try conversion.convert(text, into: &output).isUnchanged
      return (.constant(isSame ? Array(text) : output), "\(label) (above the header)")
    } catch {
      let reason = conversion.reason(error)
      add(rule.line, "\(file): \(label) above the header, \(quoted(line[1])), \(reason)")
      return nil
    }
  }

  mutating func test(_ test: RowTest, _ key: String) -> ResolvedRowTest? {
    guard let slot = slot(test.column, line: test.line, key: key, isOptional: false) else {
      return nil
    }
    return ResolvedRowTest(
      slot: slot, equals: test.equals.map { Array($0.utf8) },
      begins: test.begins.map { Array($0.utf8) })
  }

  /// Says it once where the file has no column of the mapping: it is another supplier's, or divided
  /// by something else.
  mutating func sumUpWhereNothingFits() {
    guard missing > 1, columns.isEmpty else { return }
    let header = quoted(titles.joined(separator: ","))
    faults = [MappingFault("has no column in common with \(file), whose header is \(header)")]
  }

  /// Notes the columns that nothing was made of.
  mutating func refuseUnused() {
    for (index, title) in titles.enumerated() where !columns.contains(index) {
      add(
        nil,
        "says nothing of column \(quoted(title)) of \(file), and unknown columns are to be refused")
    }
  }

  // MARK: Titles

  private mutating func slot(_ title: String, _ field: String, _ rule: FieldRule) -> Int? {
    slot(title, line: rule.line, key: "columns.\(field)", isOptional: rule.isOptional)
  }

  private mutating func slot(
    _ title: String, line: Int?, key: String, isOptional: Bool
  ) -> Int? {
    guard let position = position(title) else {
      if !isOptional {
        missing += 1
        let hint = hint(for: title, among: titles)
        add(line, "\(key): \(file) has no column \(quoted(title))\(hint)")
      }
      return nil
    }
    if titles.count(where: { $0.trimmedTitle == titles[position].trimmedTitle }) > 1 {
      add(line, "\(key): \(file) has column \(quoted(title)) twice")
    }
    if let known = columns.firstIndex(of: position) { return known }
    columns.append(position)
    return columns.count - 1
  }

  /// The column called so, or so but for case, blanks and punctuation.
  private func position(_ title: String) -> Int? {
    let trimmed = title.trimmedTitle
    if let exact = titles.firstIndex(where: { $0.trimmedTitle == trimmed }) { return exact }
    let key = title.titleKey
    return keys.count(where: { $0 == key }) == 1 ? keys.firstIndex(of: key) : nil
  }

  private func trimmedTitle(_ slot: Int) -> String { titles[columns[slot]].trimmedTitle }

  private mutating func add(_ line: Int?, _ problem: String) {
    faults.append(MappingFault(line: line, problem))
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmedTitle: String { String(decoding: Array(utf8)[...].trimmedBlanks, as: UTF8.self) }

  /// Letters, digits and signs only, in lowercase, as in a header of ours.
  var titleKey: String { lowercased().filter { !" \t_-./()#".contains($0) } }
}
