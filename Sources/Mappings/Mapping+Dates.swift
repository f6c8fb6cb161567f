/// What a mapping says of dates.
struct DateRule {
  /// The texts of `formats`; `nil` for ISO alone.
  let texts: [String]?
  let formats: [DateFormat]?
  let options: DateOptions

  /// Nothing is said.
  static let plain = DateRule(texts: nil, formats: nil, options: DateOptions())
}

extension MappingTable {
  static let dateOptionKeys = ["language", "two_digit_years_from"]

  /// What is said of dates here, the formats under `key`, and what `base` says where nothing is.
  func dateRule(_ key: String, _ base: DateRule) -> DateRule {
    var options = base.options
    if let year = number("two_digit_years_from", least: 1900) {
      if year > 2100 { add("two_digit_years_from", "is after 2100, as no date is") }
      options.firstYear = year
    }
    if let codes = texts("language") {
      if let months = MonthNames(languages: codes) {
        options.months = months
      } else {
        add("language", "is not one of \(list(LanguageCode.self))")
      }
    }
    guard has(key) else {
      guard options != base.options else { return base }
      // They were read without a fault before.
      let formats = base.texts?.compactMap { try? DateFormat(parsing: $0, options) }
      return DateRule(texts: base.texts, formats: formats, options: options)
    }
    let texts = texts(key)
    return DateRule(
      texts: texts, formats: texts.map { formats($0, key, options) }, options: options)
  }

  private func formats(_ texts: [String], _ key: String, _ options: DateOptions) -> [DateFormat] {
    texts.compactMap { text in
      do {
        return try DateFormat(parsing: text, options)
      } catch {
        add(key, "\(quoted(text)) \(error)")
        return nil
      }
    }
  }
}
