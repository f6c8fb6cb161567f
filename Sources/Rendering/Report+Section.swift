internal import Procurement

extension Report {
  /// The report with the section of that name alone. A table that it shows only if it has rows is empty.
  package func only(_ name: String) throws(UnknownSectionError) -> Report {
    if let section = sections.first(where: { $0.name == name }) { return with(sections: [section]) }
    let table = possibleTables.first { $0.name == name }
    guard let table else {
      throw UnknownSectionError(name: name, names: sections.map(\.name))
    }
    return with(sections: [table.section])
  }

  /// The tables that would be shown if they had rows: those without a condition, or with that of a
  /// section that is shown.
  private var possibleTables: [TableOutline] {
    let tables = outline?.tables ?? []
    let shown = Set(sections.map(\.name))
    let conditions = Set(tables.filter { shown.contains($0.name) }.compactMap(\.condition))
    return tables.filter { $0.condition.map(conditions.contains) ?? true }
  }
}

extension TableOutline {
  /// The table as a section without rows.
  fileprivate var section: Section {
    Section(name: name, title: title, columns: printedColumns, rows: SectionRows([]))
  }
}

/// A section that a report does not have.
package struct UnknownSectionError: Error, Hashable, Sendable {
  /// The name as it was given.
  package let name: String
  /// The sections of the report.
  package let names: [String]

  /// A name that is not one of `names`.
  package init(name: String, names: [String]) {
    self.name = name
    self.names = names
  }
}

extension UnknownSectionError: CustomStringConvertible {
  /// `no section "exit" in this report; did you mean "exits"?`
  package var description: String {
    "no section \"\(EscapedText.text(name, limit: 60))\" in this report; \(help)"
  }

  private var help: String {
    if name == "explanation" { return "--explain adds it" }
    let nearest = NearestNames.find(name, among: names)
    guard nearest.isEmpty else {
      return "did you mean " + nearest.map { "\"\($0)\"" }.joined(separator: " or ") + "?"
    }
    return "its sections: " + names.joined(separator: ", ")
  }
}
