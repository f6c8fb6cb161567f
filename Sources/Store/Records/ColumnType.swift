/// What values a column takes.
package enum ColumnType: Hashable, Sendable {
  /// Words, kept as they are; a short name; several names with `;` between them.
  case text, slug, names
  /// A name that the store must know.
  case organization, contract
  /// Dates, from the most to the least precise that is taken.
  case day, month, partialDate
  /// A moment in UTC.
  case moment
  /// Numbers: whole, an amount of a currency, any.
  case number, money, decimal
  /// A code of ISO 4217, one of ISO 3166-1, yes or no.
  case currency, country, flag
  /// One of these words, whatever the case.
  case choice([String])
}

extension ColumnType: CustomStringConvertible {
  /// For the documentation: `date`, `amount`, `one of high, medium, low`.
  package var description: String {
    switch self {
    case .text: "text"
    case .slug: "short name (lowercase letters, digits, hyphens)"
    case .names: "names, separated by ;"
    case .organization: "organization (slug, name or alias)"
    case .contract: "contract reference"
    case .number: "whole number"
    case .day: "day (2026-05-03)"
    case .partialDate: "date (2026-05-03, 2026-05 or 2026)"
    case .month: "month (2026-05)"
    case .moment: "time (2026-05-03T14:00Z)"
    case .money: "amount (1234.50)"
    case .decimal: "decimal number (0.25)"
    case .currency: "currency (ISO 4217, USD)"
    case .country: "country (ISO 3166-1, US)"
    case .flag: "yes or no"
    case .choice(let choices): "one of " + choices.joined(separator: ", ")
    }
  }

  /// The raw values of an enumeration.
  package static func choice<Choice: CaseIterable & RawRepresentable<String>>(
    of type: Choice.Type
  ) -> ColumnType {
    .choice(type.allCases.map(\.rawValue))
  }
}
