internal import Procurement

/// Why a row was refused, and where it stands.
package struct Refusal: Error, Equatable, Sendable {
  /// As the user called it.
  package let file: String
  /// The physical line, from 1; `nil` where the whole file is meant.
  package let line: Int?
  /// What the file calls the column.
  package let column: String?
  /// The number of the column, from 1; `nil` where the file has none, or none is at fault.
  package internal(set) var columnNumber: Int?
  /// The physical line on which the field begins, where that is another.
  package internal(set) var fieldLine: Int?
  /// The text of the field.
  package let value: String?
  /// What is wrong with it, and what would be right. For an unknown name, that is looked for only now.
  package var reason: String { unknownName?.reason ?? statement }
  /// What is wrong with it, without names that may have been meant.
  let statement: String
  /// The name that the store does not know, where that is what is wrong.
  var unknownName: UnknownName?
  /// What kind of fault it is.
  package let kind: Kind
  /// The number of its record in the file, the header being 1; `nil` where it is of no one record.
  var record: Int?
  /// What the record belongs to that must be taken whole or not at all: the number of its invoice.
  var group: String?

  /// A refusal of the text `value` in `column`, or of the whole row or file without them.
  package init(
    file: String, line: Int?, column: String? = nil, value: String? = nil, reason: String,
    kind: Kind = .rule
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.value = value
    statement = reason
    self.kind = kind
  }

  /// What kinds of fault there are: stable words for programs, and for counting.
  package enum Kind: String, CaseIterable, Sendable {
    /// The file cannot be read, or not on from there.
    case file = "unreadable_file"
    /// A column is missing, unknown or there twice.
    case header
    /// More or fewer fields than columns.
    case width = "field_count"
    /// A field is empty that is needed.
    case missing = "missing_value"
    /// Not a number, or one in another form.
    case number = "not_a_number"
    /// Not a date, or one in another form.
    case date = "not_a_date"
    /// Not one of the words that the column takes.
    case choice = "not_a_choice"
    /// A name that the store does not know, or knows several times.
    case name = "unknown_name"
    /// More than can be kept.
    case size = "too_large"
    /// A key that stands twice in one file.
    case repeated = "repeated_row"
    /// A known key with other content.
    case conflict
    /// An invoice's lines do not add up to its total.
    case total = "wrong_total"
    /// Rows of one invoice say different things of it.
    case disagreement
    /// The schema does not take it.
    case constraint
    /// It breaks another rule of its kind of record.
    case rule
  }
}

extension Refusal.Kind: CustomStringConvertible {
  /// For a person, as a count of it reads: `not a date`.
  package var description: String { rawValue.replacing("_", with: " ") }
}

extension Refusal: CustomStringConvertible {
  /// `invoices.csv:7: amount (column 9) "12,5" has a comma in it; …`
  package var description: String {
    let place = EscapedText.text(file, limit: 1000) + (line.map { ":\($0)" } ?? "")
    let title = column.map {
      EscapedText.text($0, limit: 60) + (columnNumber.map { " (column \($0))" } ?? "")
    }
    let shown = value.map { "\"\(EscapedText.text($0, limit: 60))\"" }
    let begin = fieldLine.map { "(the field begins on line \($0))" }
    return ([place + ":"] + [title, shown, begin].compactMap(\.self) + [reason])
      .joined(separator: " ")
  }
}

/// An import that was refused as a whole: nothing stored.
package struct ImportFailure: Error, Sendable {
  /// Why, file by file and line by line; the first ones of each file, where there are many.
  package internal(set) var refusals: [Refusal]
  /// How many there are in all.
  package internal(set) var count: Int
  /// How many of each kind there are.
  package internal(set) var counts: [Refusal.Kind: Int]
  /// What the user may do, or should know, besides.
  package internal(set) var hints: [String] = []
  /// Which rows must be left out for the others to be taken; `nil` where that was not asked.
  var rejects: Rejects?

  /// A failure for a few refusals.
  init(refusals: [Refusal]) {
    self.refusals = refusals
    count = refusals.count
    counts = Dictionary(refusals.map { ($0.kind, 1) }, uniquingKeysWith: +)
  }

  /// All that several files were refused for.
  mutating func add(_ other: ImportFailure) {
    refusals += other.refusals
    count += other.count
    counts.merge(other.counts, uniquingKeysWith: +)
    hints += other.hints.filter { !hints.contains($0) }
  }
}

extension Refusal.Kind {
  /// What kind of fault it is that a text cannot be read for `error`.
  init(of error: any Error) {
    self =
      switch error {
      case DecimalError.tooLarge: .size
      case is DecimalError: .number
      case is DateError: .date
      case is MoneyError: .size
      default: .rule
      }
  }
}
