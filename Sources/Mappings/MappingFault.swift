internal import Procurement

/// What is wrong with a mapping, or with a file's header for it.
package struct MappingFault: Equatable, Sendable {
  /// The line of the mapping, from 1, where it is known.
  package let line: Int?
  /// What is wrong, and what would be right.
  package let problem: String

  /// A fault on a `line` of the mapping, or of all of it.
  package init(line: Int? = nil, _ problem: String) {
    self.line = line
    self.problem = problem
  }
}

/// A mapping that cannot be used: every fault in it.
package struct MappingFailure: Error, Equatable {
  /// In the order in which they were found.
  package let faults: [MappingFault]

  /// A failure for at least one fault.
  package init(_ faults: [MappingFault]) {
    self.faults = faults
  }
}

/// A text as it stands in a message.
func quoted(_ text: String) -> String { "\"\(EscapedText.text(text, limit: 60))\"" }

extension [String] {
  /// The first of them, and how many more there are.
  var shortList: String {
    prefix(8).joined(separator: ", ") + (count > 8 ? " and \(count - 8) more" : "")
  }
}
