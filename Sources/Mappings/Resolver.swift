internal import Procurement

/// Looks titles up, and gathers what is not there.
struct Resolver {
  /// What messages call the file.
  private let file: String
  let titles: [String]
  let above: [[String]]
  private(set) var columns: [Int] = []
  private(set) var faults: [MappingFault] = []
  /// What the mapping calls the columns that were looked for in vain.
  private var missing: [String] = []
  private let keys: [String]
  /// Whether the file has less than half of the mapping's columns.
  private(set) var littleFits = false

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
      add(
        rule.line,
        "\(quoted(name)) is not a field of \(kind)\(NearestNames.hint(for: name, among: names))")
    }
  }

  mutating func field(_ field: MappedField, _ index: Int, _ rule: FieldRule) -> ResolvedField? {
    let misplaced = rule.keys.first { key in
      (MappingTable.dateOnlyKeys.contains(key) && field.form != .date)
        || (MappingTable.numberOnlyKeys.contains(key) && field.form != .number)
    }
    if let misplaced {
      let form = MappingTable.dateOnlyKeys.contains(misplaced) ? "date" : "number"
      add(rule.line, "columns.\(field.name).\(misplaced) applies only to a \(form)")
    }
    let conversion = Conversion(field: field, rule: rule)
    guard let (assembly, title) = assembly(field, rule, conversion) else { return nil }
    let calculation = rule.calculation?.mapped {
      slot($0, line: rule.line, key: key(field.name), isOptional: false)
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
        let near =
          labels.isEmpty ? "; nothing is there" : NearestNames.hint(for: label, among: labels)
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

  /// Says it once where the file has few columns of the mapping or none: it is another supplier's, or
  /// divided by something else.
  mutating func sumUpWhereLittleFits(_ kind: String) {
    guard missing.count > 1, missing.count > columns.count else { return }
    let known = ShippedMap.known(by: titles, kind: kind).map {
      "; this looks like \($0.name): use --map \($0.name)"
    }
    let header = quoted(titles.joined(separator: ","))
    let problem =
      columns.isEmpty
      ? "has no column in common with \(file), whose header is \(header)\(known ?? "")"
      : "is not for \(file)\(known ?? ""); missing: \(missing.shortList)"
    faults = [MappingFault(problem)]
    littleFits = true
  }

  /// Whether the file has the column.
  func has(_ name: ColumnName) -> Bool { position(name) != nil }

  /// Notes the columns that nothing was made of.
  mutating func refuseUnused() {
    for (index, title) in titles.enumerated() where !columns.contains(index) {
      add(
        nil,
        "does not mention column \(quoted(title)) of \(file), and unknown columns are rejected")
    }
  }

  // MARK: Titles

  private mutating func slot(_ name: ColumnName, _ field: String, _ rule: FieldRule) -> Int? {
    slot(name, line: rule.line, key: key(field), isOptional: rule.isOptional)
  }

  private func key(_ field: String) -> String {
    field == "tax" || field == ResolvedTotal.amountName ? field : "columns.\(field)"
  }

  private mutating func slot(
    _ name: ColumnName, line: Int?, key: String, isOptional: Bool
  ) -> Int? {
    guard let position = position(name) else {
      if !isOptional { addMissing(name, line, key) }
      return nil
    }
    if case .title(let title) = name,
      titles.count(where: { $0.trimmedTitle == titles[position].trimmedTitle }) > 1
    {
      add(
        line,
        "\(key): \(file) has column \(quoted(title)) twice; its number, without quotes, says which")
    }
    if let known = columns.firstIndex(of: position) { return known }
    columns.append(position)
    return columns.count - 1
  }

  private mutating func addMissing(_ name: ColumnName, _ line: Int?, _ key: String) {
    if !missing.contains(name.words) { missing.append(name.words) }
    switch name {
    case .title(let title):
      let hint = NearestNames.hint(for: title, among: titles)
      add(line, "\(key): \(file) has no column \(quoted(title))\(hint)")
    case .beginning(let start):
      let found = titles.count { $0.begins(with: start) }
      let fault = found == 0 ? "has no column" : "has \(found) columns"
      add(line, "\(key): \(file) \(fault) whose title begins with \(quoted(start))")
    case .number(let number):
      let count = "\(titles.count) column\(titles.count == 1 ? "" : "s")"
      add(line, "\(key): \(file) has no column \(number); it has \(count)")
    }
  }

  private func position(_ name: ColumnName) -> Int? {
    switch name {
    case .title(let title): position(title)
    case .number(let number): number <= titles.count ? number - 1 : nil
    case .beginning(let start):
      titles.count(where: { $0.begins(with: start) }) == 1
        ? titles.firstIndex { $0.begins(with: start) } : nil
    }
  }

  /// The column called so, or so but for case, blanks and punctuation.
  private func position(_ title: String) -> Int? {
    let trimmed = title.trimmedTitle
    if let exact = titles.firstIndex(where: { $0.trimmedTitle == trimmed }) { return exact }
    let key = title.titleKey
    return keys.count(where: { $0 == key }) == 1 ? keys.firstIndex(of: key) : nil
  }

  private func trimmedTitle(_ slot: Int) -> String { titles.name(of: columns[slot]) }

  mutating func add(_ line: Int?, _ problem: String) {
    faults.append(MappingFault(line: line, problem))
  }
}
