/// How a supplier lays out its files, said once and kept: which of its columns is which of ours, and
/// how it writes dates and amounts.
///
/// Nothing in it is guessed, and nothing that it does not say is taken: without a date format only
/// ISO dates are read, without a grouping mark no mark is.
package struct Mapping: Sendable {
  /// The kind of record that its files hold, as on the command line; `nil` where it does not say.
  package let kind: String?
  /// What it is for, in a sentence.
  package let about: String?
  /// What divides the fields; `nil` where it does not say.
  package let delimiter: String?
  /// The encoding of its files; `nil` where it does not say.
  package let encoding: String?
  /// Where the header stands.
  package let header: HeaderPlace
  /// What the rows of its files are, where these are JSON; `nil` where they are CSV.
  package let json: JSONRule?
  /// Which rows are no data.
  package let rows: RowChoice
  /// Whether each of several identical lines of an invoice is a charge.
  package let keepsRepeats: Bool
  /// Whether columns that it does not name are passed over.
  package let ignoresUnknownColumns: Bool
  /// Whether a row that ends before the header's last column has empty cells there.
  package let padsShortRows: Bool
  /// How cells are read that no field reads, such as those of `rows`.
  let cells: CellRule
  /// By canonical name: what a field is made of.
  package var fields: [String: FieldRule]
  /// What the tax of a row is made of, which becomes a line of its own; `nil` where there is none.
  package let tax: FieldRule?
  /// The totals that its files state, which their lines must add up to.
  package let totals: [TotalRule]

  /// Whether a cell `="0012"` of some field is `0012`.
  package var unwrapsFormulas: Bool {
    let rules = Array(fields.values) + [tax].compactMap(\.self) + totals.compactMap(\.amount)
    return cells.unwrapsFormulas || rules.contains(where: \.cells.unwrapsFormulas)
  }
}

/// Where the header of a file stands.
package enum HeaderPlace: Equatable, Sendable {
  /// The record that begins on this physical line, from 1.
  case line(Int)
  /// The first record whose first field is this.
  case begins(String)
  /// There is none; the first record is data.
  case absent
}

/// Which rows of a file are no data.
package struct RowChoice: Equatable, Sendable {
  /// How many of the last rows are left out.
  package let footerRows: Int
  /// The first row that meets this, and all after it, are left out.
  package let end: RowTest?
  /// Each row that meets one of these is left out.
  package let skipped: [RowTest]
}

/// What is asked of a row: whether a column's text is, or begins with, one of some texts.
package struct RowTest: Equatable, Sendable {
  /// The supplier's column.
  package let column: ColumnName
  /// What its text may be; an empty text is met by an empty field.
  package let equals: [String]
  /// What its text may begin with.
  package let begins: [String]
  /// Where the mapping says so.
  let line: Int?
}

/// What a canonical field is made of.
package struct FieldRule: Equatable, Sendable {
  /// Where its text comes from.
  package let source: FieldSource
  /// How dates in it are written; `nil` for ISO alone.
  package let dates: [DateFormat]?
  /// Whether a date in it is the first after the stretch, so that the one before it is meant.
  package let isExclusiveEnd: Bool
  /// How numbers in it are written.
  package let numbers: NumberFormat
  /// Whether a number in it has the other sign than ours.
  package let isNegated: Bool
  /// What its texts mean; where there are any, every other text is refused.
  package let values: [Translation]
  /// What every other text means, where the mapping says so.
  package var otherwise: [UInt8]?
  /// Whether files may lack its columns.
  package let isOptional: Bool
  /// How the cells are read that it is made of.
  var cells = CellRule.plain
  /// What a number is calculated from beside it; `nil` for most.
  var calculation: Calculation<ColumnName>?
  /// Whether an empty text is the last above it that is not empty.
  var fillsDown = false
  /// The keys that it was given.
  let keys: [String]
  /// Where the mapping says so.
  let line: Int?
}

/// What a mapping calls a supplier's column.
package enum ColumnName: Equatable, Sendable {
  /// By its title in the header.
  case title(String)
  /// By its place, from 1.
  case number(Int)
  /// By how its title begins, whatever the case.
  case beginning(String)
}

/// Where the text of a field comes from.
package enum FieldSource: Equatable, Sendable {
  case column(ColumnName)
  /// The texts of several columns that are not empty, with something between them.
  case joined([ColumnName], with: String)
  /// The first of several columns that is not empty.
  case first([ColumnName])
  /// One value for every row.
  case constant(String)
  /// The second field of the line above the header whose first field is this.
  case above(String)
}

/// A supplier's word, and ours.
package struct Translation: Equatable, Sendable {
  let from: [UInt8]
  let to: [UInt8]

  init(from: String, to: String) {
    self.from = Array(from.utf8)
    self.to = Array(to.utf8)
  }
}
