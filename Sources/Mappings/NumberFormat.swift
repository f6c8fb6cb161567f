/// How a supplier writes numbers.
package struct NumberFormat: Equatable, Sendable {
  /// What stands before the decimals.
  package var decimal: DecimalMark
  /// What stands between groups of three digits; where there is none, no mark is taken.
  package var group: GroupMark
  /// How it says that a number is less than zero.
  package var negatives: Set<NegativeStyle>
  /// Whether `1.2E-05` is taken.
  package var allowsExponent: Bool
  /// Signs of currencies that may stand before or behind, and the codes that they mean.
  package var symbols: [CurrencySymbol]
  /// How many decimals are kept, the rest rounded half to even; `nil` for all.
  package var rounding: Int?

  /// Ours: `-1234.50`.
  package static let plain = NumberFormat(
    decimal: .point, group: .none, negatives: [.minusBefore], allowsExponent: false, symbols: [])
}

/// What stands before the decimals.
package enum DecimalMark: String, CaseIterable, Sendable {
  case point = "."
  case comma = ","

  var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
}

/// What stands between groups of three digits.
package enum GroupMark: String, CaseIterable, Sendable {
  case none
  case comma = ","
  case point = "."
  /// Also the narrow and the unbreakable blank.
  case blank = " "
  /// Also the typographic one.
  case apostrophe = "'"
}

/// How a number less than zero is written.
package enum NegativeStyle: String, CaseIterable, Sendable {
  case minusBefore = "-1"
  case minusBehind = "1-"
  case parentheses = "(1)"
  case credit = "1CR"
}

/// A sign before or behind an amount, and the code that it means.
package struct CurrencySymbol: Equatable, Sendable {
  /// As the supplier writes it: `$`, `US$`, `EUR`.
  package let text: String
  /// ISO 4217.
  package let code: String

  let bytes: [UInt8]

  init(_ text: String, code: String) {
    self.text = text
    self.code = code
    bytes = Array(text.utf8)
  }
}

extension NumberFormat: CustomStringConvertible {
  /// A number written so, with all that is allowed: `-$1,234.50`.
  package var description: String {
    let styles = NegativeStyle.allCases.filter(negatives.contains)
    return ([amount] + styles.map(negative)).joined(separator: ", ")
      + (allowsExponent ? ", 1\(decimal.rawValue)2E-05" : "")
  }

  private var amount: String {
    let mark = group == .none ? "" : group.rawValue
    return (symbols.first?.text ?? "") + "1\(mark)234\(decimal.rawValue)50"
  }

  private func negative(_ style: NegativeStyle) -> String {
    switch style {
    case .minusBefore: "-\(amount)"
    case .minusBehind: "\(amount)-"
    case .parentheses: "(\(amount))"
    case .credit: "\(amount) CR"
    }
  }
}
