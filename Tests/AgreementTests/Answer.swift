import Foundation

/// A report as a program reads it.
struct Answer: Sendable {
  let notes: [String]
  private let sections: [String: [[String: Cell]]]

  /// The report that a text is; `nil` for any other text.
  init?(_ text: String) {
    // A decoder takes ten times as long, and these are many megabytes.
    guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)),
      let report = object as? [String: Any], let notes = report["notes"] as? [String],
      let sections = report["sections"] as? [[String: Any]]
    else { return nil }
    self.notes = notes
    self.sections = sections.reduce(into: [:]) { all, section in
      let rows = section["rows"] as? [[String: Any]] ?? []
      all[section["name"] as? String ?? ""] = rows.map { $0.compactMapValues(Cell.init) }
    }
  }

  /// The rows of a section; none where the report has no such section.
  subscript(section: String) -> [[String: Cell]] { sections[section] ?? [] }

  var rows: [[String: Cell]] { self["rows"] }
}

/// One value of a row: its text, or the digits of its number.
struct Cell: Sendable, Equatable {
  let text: String

  /// `nil` for null.
  init?(_ value: Any) {
    if let text = value as? String {
      self.text = text
    } else if let number = value as? Int {
      text = String(number)
    } else {
      return nil
    }
  }
}

extension [String: Cell] {
  /// The text of a member; `nil` where it is null.
  func text(_ name: String) -> String? { self[name]?.text }

  /// The text of a member; empty where it is null.
  func said(_ name: String) -> String { text(name) ?? "" }
}
