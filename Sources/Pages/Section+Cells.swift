internal import Procurement
internal import Rendering

extension Report {
  /// A table by its name.
  func table(_ name: String = "rows") -> Section? { sections.first { $0.name == name } }
}

extension Section {
  /// The cell of a row in the column of a name; `.empty` if there is none.
  func cell(_ row: [Cell], _ name: String) -> Cell {
    columns.firstIndex { $0.name == name }.map { row[$0] } ?? .empty
  }

  /// The cells of a column.
  func cells(_ name: String) -> [Cell] { rows.map { cell($0, name) } }

  /// How many rows have these words in a column.
  func count(of words: String, in column: String) -> Int {
    cells(column).count { $0 == .text(words) }
  }
}

extension Cell {
  /// The amount, if it is one.
  var money: Money? { if case .money(let money) = self { money } else { nil } }

  /// The number, if it is one.
  var number: Int? { if case .count(let count) = self { count } else { nil } }
}

extension Int {
  /// `1 contract`, `2 contracts`.
  func of(_ thing: String, _ things: String? = nil) -> String {
    "\(self) \(self == 1 ? thing : things ?? thing + "s")"
  }
}
