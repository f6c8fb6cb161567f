internal import Procurement
internal import Store

// Fields as the words of the trade. Each is `nil` where the field is empty, and a `Refusal` with
// the field's name and text where it is something else.

extension RecordReader {
  /// A date as precise as it is.
  func partialDate(_ field: Field) throws(Refusal) -> PartialDate? {
    try value(field) { try PartialDate(parsing: $0) }
  }

  /// A date that must be a day.
  func day(_ field: Field) throws(Refusal) -> Day? { try value(field) { try Day(parsing: $0) } }

  /// A date that must be a month.
  func month(_ field: Field) throws(Refusal) -> Month? {
    try value(field) { try Month(parsing: $0) }
  }

  /// A number, exactly as it is.
  func decimal(_ field: Field) throws(Refusal) -> ExactDecimal? {
    try value(field) { try ExactDecimal(parsing: $0) }
  }

  /// An amount that must fit its currency's scale, as every amount of a contract does.
  func money(_ field: Field, in currency: Currency) throws(Refusal) -> Money? {
    try value(field) { text in
      let decimal = try ExactDecimal(parsing: text)
      guard decimal.decimals <= currency.scale else {
        throw refusal(
          field, "has more than \(currency.scale) decimals, the most kept for \(currency.code)")
      }
      return try Money(decimal, in: currency)
    }
  }

  /// A whole number from `least` to `most`.
  func number(
    _ field: Field, least: Int = 0, most: Int = Int(Int32.max)
  ) throws(Refusal) -> Int? {
    try value(field) { text in
      guard text.utf8.allSatisfy(\.isDigit), let number = Int(text), least...most ~= number else {
        throw refusal(
          field, "is not a whole number from \(least) to \(most); write it in digits alone")
      }
      return number
    }
  }

  /// Megawatts as files give them, in whole kilowatts.
  func kilowatts(_ field: Field) throws(Refusal) -> Int? {
    try value(field) { text in
      let decimal = try ExactDecimal(parsing: text)
      guard decimal.decimals <= 3, let exact = decimal.rounded(toPlaces: 3), exact >= 0,
        let kilowatts = Int(exactly: exact)
      else { throw refusal(field, "is not a number of megawatts with at most 3 decimals") }
      return kilowatts
    }
  }

  /// `yes` or `no`, `true` or `false`, `1` or `0`, whatever the case.
  func flag(_ field: Field) throws(Refusal) -> Bool? {
    try value(field) { text in
      switch text.lowercased() {
      case "yes", "true", "1": true
      case "no", "false", "0": false
      default: throw refusal(field, "is neither yes nor no")
      }
    }
  }

  /// One of the values of an enumeration, whatever the case.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ field: Field, _ type: Choice.Type
  ) throws(Refusal) -> Choice? {
    try value(field) { text in
      let spelled = text.lowercased()
      guard let choice = type.allCases.first(where: { $0.rawValue.lowercased() == spelled }) else {
        throw notAChoice(field, type.allCases.map(\.rawValue))
      }
      return choice
    }
  }

  private func notAChoice(_ field: Field, _ choices: [String]) -> Refusal {
    refusal(field, "is not one of \(choices.joined(separator: ", "))")
  }

  /// A currency, whatever the case of its code.
  func currency(_ field: Field, _ table: CurrencyTable) throws(Refusal) -> Currency? {
    try value(field) { text in
      guard let currency = table[text.uppercased()] else {
        throw refusal(field, "is not a currency of ISO 4217, such as USD")
      }
      return currency
    }
  }

  /// `source`, `confidence` and `notes`.
  func provenance(
    source: Field, confidence: Field, notes: Field
  ) throws(Refusal) -> Provenance {
    Provenance(
      source: text(source), confidence: try choice(confidence, Confidence.self),
      notes: text(notes))
  }
}

// MARK: Every fault of a record

extension RecordReader {
  /// A refusal of the record, and every other field that cannot be what its column takes, whatever
  /// the others say; so that a person who mends a row sees all that is wrong with it. Amounts must
  /// fit `currency` where it is known.
  func faults(and refusal: Refusal, in currency: Currency?) -> [Refusal] {
    var faults: [Refusal] = []
    var isIncluded = false
    for field in Field.allCases {
      if title(of: field) == refusal.column {
        // Several fields may be made of one column by a mapping.
        if !isIncluded { faults.append(refusal) }
        isIncluded = true
        continue
      }
      do {
        try check(field, in: currency)
      } catch {
        faults.append(error)
      }
    }
    return isIncluded ? faults : faults + [refusal]
  }

  private func check(_ field: Field, in currency: Currency?) throws(Refusal) {
    let column = field.column
    guard let text = text(field) else {
      if column.isRequired { throw needed(field) }
      return
    }
    switch column.type {
    case .text, .slug, .names, .organization, .contract, .currency, .country: break
    case .number: _ = try number(field)
    case .day: _ = try day(field)
    // A month may be given as a day where the kind allows it.
    case .partialDate, .month: _ = try partialDate(field)
    case .decimal: _ = try decimal(field)
    case .money:
      _ = try value(field) { text in
        let decimal = try ExactDecimal(parsing: text)
        return try currency.map { try Money(decimal, in: $0) }
      }
    case .flag: _ = try flag(field)
    case .choice(let choices):
      guard choices.contains(where: { $0.lowercased() == text.lowercased() }) else {
        throw notAChoice(field, choices)
      }
    }
  }
}
