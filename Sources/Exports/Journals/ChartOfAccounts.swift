/// The accounts of a journal.
package struct ChartOfAccounts: Hashable, Sendable {
  /// Costs, with an account for each provider below it.
  package var expenses = AccountName(known: "Expenses:Compute")
  /// Tax that can be recovered.
  package var tax = AccountName(known: "Assets:Tax:Recoverable")
  /// Open invoices, with an account for each provider below it.
  package var payable = AccountName(known: "Liabilities:Payable")
  /// The account that payments are made from.
  package var bank = AccountName(known: "Assets:Bank")
  /// Delivered and not billed, with an account for each provider below it.
  package var accrued = AccountName(known: "Liabilities:Accrued")
  /// Billed and not delivered, with an account for each provider below it.
  package var prepaid = AccountName(known: "Assets:Prepaid")

  /// The default accounts.
  package init() {}
}

/// The name of an account that hledger and beancount both take: `Expenses:Compute:Spacex`.
package struct AccountName: Hashable, Sendable, CustomStringConvertible {
  /// Its parts with `:` between them.
  package let description: String

  /// The parts that an account can begin with.
  private static let roots = ["Assets", "Liabilities", "Equity", "Income", "Expenses"]

  fileprivate init(known name: String) { description = name }

  /// Reads `Expenses:Cloud`.
  /// - Returns: `nil` for what beancount does not take as an account.
  package init?(parsing text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 1, AccountName.roots.contains(String(parts[0])),
      parts.allSatisfy({ AccountName.isPart($0) })
    else { return nil }
    description = text
  }

  /// The account of an organization below this one. Organizations of different slugs have different
  /// accounts.
  package func of(_ slug: String) -> AccountName {
    AccountName(known: "\(description):\(AccountName.part(slug))")
  }

  private static func isPart(_ text: Substring) -> Bool {
    text.unicodeScalars.first.map { isCapital($0) || isDigit($0) } == true
      && text.unicodeScalars.allSatisfy {
        isCapital($0) || isDigit($0) || "a"..."z" ~= $0 || $0 == "-"
      }
  }

  /// A slug as a part of an account: `spacex` becomes `Spacex`. A part begins with a capital letter of ASCII
  /// or a digit and goes on with letters, digits and hyphens; a character that cannot occur in a part is `-X` and its code
  /// point. No slug has capital letters, so that no other slug becomes the same.
  private static func part(_ slug: String) -> String {
    var part = String.UnicodeScalarView()
    for scalar in slug.unicodeScalars {
      if isDigit(scalar) || scalar == "-" || isLetter(scalar) {
        part.append(scalar)
      } else {
        part.append(
          contentsOf: "-X\(String(scalar.value, radix: 16, uppercase: true))-".unicodeScalars)
      }
    }
    guard let first = part.first else { return "X" }
    if "a"..."z" ~= first { return String(first).uppercased() + String(part.dropFirst()) }
    return (isDigit(first) ? "" : "XN-") + String(part)
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool { "A"..."Z" ~= scalar }
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter: true
    default: false
    }
  }
}
