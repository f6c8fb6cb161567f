package import Procurement
package import SQLite

/// What became of a fact that was to be recorded.
package enum Recording: Equatable, Sendable {
  /// Nothing was known under its key; it is stored.
  case new
  /// An equal record is already stored.
  case unchanged
  /// An earlier `line` of this file has a fact of the same key.
  case repeated(line: Int)
  /// Another content is stored under its key; nothing was changed.
  case conflict([Difference], with: Origin)
  /// Another content was stored under its key; it was ended, and this one stored.
  case revised([Difference], from: Origin)
}

/// Where a stored row came from.
package struct Origin: Hashable, Sendable {
  /// The import that recorded it.
  package let importNumber: Int64
  /// The line of the imported file.
  package let line: Int

  /// The place of a row in the file of an import.
  package init(importNumber: Int64, line: Int) {
    self.importNumber = importNumber
    self.line = line
  }
}

/// What organizations and contracts are called, for messages.
package protocol FactNames {
  /// What files call an organization.
  func slug(of organization: OrganizationID) -> String
  /// What files call a contract.
  func reference(of contract: ContractID) -> String
}

/// One column in which a new fact differs from the stored one.
package struct Difference: Hashable, Sendable {
  /// The column.
  package let column: StoredColumn
  /// What the store has.
  package let stored: Value
  /// What the new fact has.
  package let given: Value
  /// The currency of the fact's amounts.
  package let currency: Currency?

  /// `monthly_fee is 100.00 in the store and 120.00 here`, safe to show.
  package func text(naming names: some FactNames) -> String {
    let (stored, given) = fromWhereTheyDiffer
    return "\(column.title) is \(shown(stored, names)) in the store and \(shown(given, names)) here"
  }

  /// `monthly_fee 100.00 -> 120.00`, safe to show.
  package func change(naming names: some FactNames) -> String {
    let (stored, given) = fromWhereTheyDiffer
    return "\(column.title) \(shown(stored, names)) -> \(shown(given, names))"
  }

  /// What the store has, as `text(naming:)` shows it.
  package func storedText(naming names: some FactNames) -> String { shown(stored, names) }

  /// Both values; of long texts what they have in common at the front is left out, so that the
  /// difference is shown.
  private var fromWhereTheyDiffer: (stored: Value, given: Value) {
    guard case .text(let left) = stored, case .text(let right) = given else {
      return (stored, given)
    }
    let common = zip(left.unicodeScalars, right.unicodeScalars).prefix { $0 == $1 }.count
    guard common > 100 else { return (stored, given) }
    let rest = { (text: String) in
      Value.text("…" + String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(common - 20))))
    }
    return (rest(left), rest(right))
  }

  private func shown(_ value: Value, _ names: some FactNames) -> String {
    switch (value, column.content) {
    case (.null, _): "empty"
    case (.integer(let units), .money):
      currency.map { Money(units: units, of: $0).description } ?? String(units)
    case (.integer(let number), .organization):
      EscapedText.text(names.slug(of: OrganizationID(number: number)))
    case (.integer(let number), .contract):
      EscapedText.text(names.reference(of: ContractID(number: number)))
    case (.integer(let number), .day): Day(number: Int(number)).description
    case (.integer(let kilowatts), .kilowatts):
      ExactDecimal(coefficient: Int128(kilowatts), decimals: 3).description
    case (.integer(let flag), .flag): flag == 0 ? "no" : "yes"
    case (.integer(let number), .plain), (.integer(let number), .invoice): String(number)
    case (.text(let text), _): "\"\(EscapedText.text(text, limit: 200))\""
    default: "\(value)"
    }
  }
}
