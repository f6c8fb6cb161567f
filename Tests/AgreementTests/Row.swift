import Procurement

/// One row of a file to import: its cells by column, and the line that it stands in.
struct Row: Sendable {
  let kind: String
  var cells: [String: String]
  var line = 0

  /// The cell of a column, if there is anything in it.
  subscript(column: String) -> String? {
    get { cells[column].flatMap { $0.isEmpty ? nil : $0 } }
    set { cells[column] = newValue }
  }

  func number(_ column: String) -> Int? { self[column].flatMap { Int($0) } }

  /// The first day of a date, for what begins (METRICS, ruling 17).
  func first(_ column: String) -> Day? { date(column)?.first }

  /// The last day of a date, for what ends or must have happened (METRICS, ruling 17).
  func last(_ column: String) -> Day? { date(column)?.last }

  func month(_ column: String) -> Month? { date(column)?.first.month }

  /// File and line, as a report cites them.
  var place: String { "\(kind).csv:\(line)" }

  private func date(_ column: String) -> PartialDate? {
    self[column].flatMap { try? PartialDate(parsing: $0) }
  }
}

extension Row: CustomStringConvertible {
  /// The columns that say something, such as `ends_on=2026-12-31 notice_days=60`.
  var description: String {
    let told = cells.filter { !$0.value.isEmpty && !Self.everywhere.contains($0.key) }
    return kind + "("
      + told.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
      .joined(separator: " ") + ")"
  }

  private static let everywhere: Set = [
    "provider", "buyer", "reference", "contract", "currency", "summary",
  ]
}
