/// One column that a kind of record has: what files call it, what stands in it, how it is stored.
package struct Column: Sendable {
  /// The name in headers, in reports and in the documentation.
  package let name: String
  /// Other headers that are accepted for it.
  package let synonyms: [String]
  /// What values it takes.
  package let type: ColumnType
  /// Whether every file, and every row, must have it.
  package let isRequired: Bool
  /// What it says, in one sentence.
  package let meaning: String
  /// What a number counts or measures; `nil` for other values, counts of what `meaning` names, and
  /// amounts, which are in the currency of their row or contract.
  package let unit: String?
  /// A value as it may stand in a file.
  package let example: String
  /// Where the record's table keeps it: in one column, in two, or not at all.
  package let stored: [StoredColumn]

  /// The values it takes, with their unit: `whole number, in days`.
  package var form: String { "\(type)" + (unit.map { ", in \($0)" } ?? "") }
}

/// A column of a record's table.
package struct StoredColumn: Hashable, Sendable {
  /// What its values mean, and so how they are shown.
  package enum Content: Hashable, Sendable {
    /// Shown as it is stored.
    case plain
    /// Stored units of the record's currency.
    case money
    /// The identity of an organization.
    case organization
    /// The identity of a contract.
    case contract
    /// The identity of an invoice.
    case invoice
    /// Kilowatts, shown in megawatts.
    case kilowatts
    /// Days since 1970-01-01.
    case day
    /// 1 for yes, 0 for no.
    case flag
  }

  /// The name that files use for it.
  package let title: String
  /// Its name in SQL.
  package let name: String
  /// What its values mean.
  package let content: Content
  /// Whether it can be NULL.
  package let isOptional: Bool
  /// The expression that gathers it, where it is made of rows of another table.
  let expression: String?

  /// What is selected for it.
  package var selected: String { expression ?? name }
}

/// How a column of files is kept.
package enum Storage {
  /// Under the name that its type gives it: `monthly_fee_units`, `provider_id`, `from_month`.
  case usual
  /// Not at all: it only tells which record is meant, or must agree with one.
  case none
  /// Under another name than its type would give it.
  case named(String, StoredColumn.Content? = nil)
  /// In a column for money and one for an exact number, of which a row has one or both.
  case both(money: String, exact: String)
  /// In rows of another table, which this expression gathers.
  case part(String)

  func columns(
    title: String, _ type: ColumnType, isOptional: Bool
  ) -> [StoredColumn] {
    let column = { (name: String, content: StoredColumn.Content, expression: String?) in
      StoredColumn(
        title: title, name: name, content: content, isOptional: isOptional, expression: expression)
    }
    switch self {
    case .none: return []
    case .usual: return [column(title + type.suffix, type.content, nil)]
    case .named(let name, let content): return [column(name, content ?? type.content, nil)]
    case .both(let money, let exact):
      return [column(money, .money, nil), column(exact, .plain, nil)]
    case .part(let expression): return [column(title, .plain, expression)]
    }
  }
}

extension ColumnType {
  /// What its values mean in the store.
  fileprivate var content: StoredColumn.Content {
    switch self {
    case .money: .money
    case .organization: .organization
    case .contract: .contract
    case .flag: .flag
    default: .plain
    }
  }

  /// What the name of a column in SQL ends with.
  fileprivate var suffix: String {
    switch self {
    case .money: "_units"
    case .organization, .contract: "_id"
    default: ""
    }
  }
}
