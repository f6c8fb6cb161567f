internal import Procurement

/// Why a row was refused, and where it stands.
package struct Refusal: Error, Equatable, Sendable {
  /// As the user called it.
  package let file: String
  /// The physical line, from 1; `nil` where the whole file is meant.
  package let line: Int?
  /// What the file calls the column.
  package let column: String?
  /// The text of the field.
  package let value: String?
  /// What is wrong with it, and what would be right.
  package let reason: String

  /// A refusal of the text `value` in `column`, or of the whole row or file without them.
  package init(
    file: String, line: Int?, column: String? = nil, value: String? = nil, reason: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.value = value
    self.reason = reason
  }
}

extension Refusal: CustomStringConvertible {
  /// `invoices.csv:7: amount "12,5" has a comma in it; …`
  package var description: String {
    let place = EscapedText.text(file, limit: 1000) + (line.map { ":\($0)" } ?? "")
    let title = column.map { EscapedText.text($0, limit: 60) }
    let shown = value.map { "\"\(EscapedText.text($0, limit: 60))\"" }
    return ([place + ":"] + [title, shown].compactMap(\.self) + [reason]).joined(separator: " ")
  }
}

/// An import that was refused as a whole: every bad row, nothing stored.
package struct ImportFailure: Error, Sendable {
  /// Why, file by file and line by line.
  package let refusals: [Refusal]
}
