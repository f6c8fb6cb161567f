internal import Procurement

/// The programs whose journals can be written.
package enum JournalFormat: String, CaseIterable, Sendable {
  case hledger, beancount
}

/// Writes a journal as the text that a program reads, piece by piece.
package struct JournalText: Sendable {
  private let format: JournalFormat
  /// The accounts so far, with the first day of each.
  private var accounts: [String: Day] = [:]
  private var currencies: Set<String> = []

  /// A text without transactions so far.
  package init(_ format: JournalFormat) { self.format = format }

  /// How the text begins.
  package func opening(_ title: String) -> String {
    comment(title) + (format == .hledger ? "decimal-mark .\n" : "") + "\n"
  }

  /// A transaction with a blank line after it.
  package mutating func text(of entry: JournalEntry) -> String {
    for posting in entry.postings {
      let account = posting.account.description
      accounts[account] = min(accounts[account] ?? entry.day, entry.day)
      currencies.insert(posting.currency.code)
    }
    let tags = entry.tags.map { tag($0, indent: 4) }
    let postings = entry.postings.map { posting in
      line(posting)
        + (posting.contract.map { tag(JournalEntry.Tag(name: "contract", value: $0), indent: 8) }
          ?? "")
    }
    return heading(entry) + (tags + postings).joined() + "\n"
  }

  /// A line that the program passes over.
  package func comment(_ text: String) -> String { "; \(EscapedText.text(text))\n" }

  /// What declares the accounts and currencies: at the end, since they are known then. Both programs go by
  /// the days, not by the order of the lines.
  package var closing: String {
    let names = accounts.sorted { $0.key < $1.key }
    switch format {
    case .hledger:
      return currencies.sorted().map { "commodity \($0)\n" }.joined()
        + names.map { "account \($0.key)\n" }.joined()
    case .beancount:
      return names.map { "\($0.value) open \($0.key)\n" }.joined()
    }
  }
}

// MARK: Lines

extension JournalText {
  private func heading(_ entry: JournalEntry) -> String {
    switch format {
    case .hledger:
      "\(entry.day) * \(JournalText.description(entry.payee)) | \(JournalText.description(entry.narration))\n"
    case .beancount:
      "\(entry.day) * \(JournalText.quoted(entry.payee)) \(JournalText.quoted(entry.narration))\n"
    }
  }

  private func tag(_ tag: JournalEntry.Tag, indent: Int) -> String {
    let blanks = String(repeating: " ", count: indent)
    return switch format {
    case .hledger: "\(blanks); \(tag.name): \(JournalText.tagValue(tag.value))\n"
    case .beancount: "\(blanks)\(tag.name): \(JournalText.quoted(tag.value))\n"
    }
  }

  private func line(_ posting: JournalEntry.Posting) -> String {
    "    \(posting.account)  \(posting.amount) \(posting.currency.code)\n"
  }

  /// In quotes, with a backslash before each quote and backslash in it.
  private static func quoted(_ text: String) -> String {
    var scalars = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in EscapedText.text(text).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { scalars.append("\\") }
      scalars.append(scalar)
    }
    scalars.append("\"")
    return String(scalars)
  }

  /// Without what hledger would take for a comment, the end of the payee or, in front, a code.
  private static func description(_ text: String) -> String {
    let words = wide(text, [";": "；", "|": "｜"])
    guard words.unicodeScalars.first == "(" else { return words }
    return "（" + String(words.unicodeScalars.dropFirst())
  }

  /// Without what hledger would take for the end of a tag, or for a date.
  private static func tagValue(_ text: String) -> String {
    wide(text, [",": "，", "[": "［", "]": "］"])
  }

  /// With the wide forms of some signs in their places, since hledger has no quotes.
  private static func wide(_ text: String, _ forms: [Unicode.Scalar: Unicode.Scalar]) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in EscapedText.text(text).unicodeScalars { scalars.append(forms[scalar] ?? scalar) }
    return String(scalars)
  }
}
