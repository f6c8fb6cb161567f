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

  /// A number, exactly as it is; one whose products could not be held is refused (METRICS.md, ruling 15).
  func decimal(_ field: Field) throws(Refusal) -> ExactDecimal? {
    let parsed = withText(field) { (text) -> Result<ExactDecimal, DecimalError> in
      Result { () throws(DecimalError) in try ExactDecimal(parsing: text) }
    }
    switch parsed {
    case nil: return nil
    case .success(let decimal):
      guard decimal.isMultipliable else {
        throw refusal(field, "\(DecimalError.tooLarge)", .size)
      }
      return decimal
    case .failure(let error): throw refusal(field, "\(error)", Refusal.Kind(of: error))
    }
  }

  /// A number of any number of decimals.
  func written(_ field: Field) throws(Refusal) -> WrittenDecimal? {
    let parsed = withText(field) { (text) -> Result<WrittenDecimal, DecimalError> in
      Result { () throws(DecimalError) in try WrittenDecimal(parsing: text) }
    }
    switch parsed {
    case nil: return nil
    case .success(let decimal): return decimal
    case .failure(let error): throw refusal(field, "\(error)", Refusal.Kind(of: error))
    }
  }

  /// A percentage, 0 to 100.
  func percent(_ field: Field) throws(Refusal) -> ExactDecimal? {
    guard let percent = try decimal(field) else { return nil }
    guard percent.isPercentage else {
      throw refusal(field, "is not a percentage from 0 to 100; write 10 for a tenth", .number)
    }
    return percent
  }

  /// A moment, or a day for its start.
  func moment(_ field: Field) throws(Refusal) -> Moment? {
    try value(field) { text in
      guard let moment = Moment(parsing: text) else {
        throw refusal(
          field, "is not a time; write 2026-05-03T14:00Z, in UTC, or a day for its start", .date)
      }
      return moment
    }
  }

  /// A day, read without a detour; `nil` for anything else, which may still be a date.
  func plainDay(_ field: Field) -> Day? {
    let day = withText(field) { (text) -> Day? in
      guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
        let year = text.number(0..<4), 1900...2199 ~= year,
        let month = text.number(5..<7), 1...12 ~= month, let day = text.number(8..<10)
      else { return nil }
      return Day(Month(year: year, month: month), day)
    }
    return day ?? nil
  }

  /// A charge category, whatever the case.
  func category(_ field: Field) throws(Refusal) -> ChargeCategory? {
    let exact = withText(field) { text in
      ChargeCategory.allCases.first { text.isSame(as: $0.rawValue.utf8Span.span) }
    }
    switch exact {
    case nil: return nil
    case .some(.some(let category)): return category
    case .some(.none): return try choice(field, ChargeCategory.self)
    }
  }

  /// An amount that must fit its currency's scale, as every amount of a contract does.
  func money(_ field: Field, in currency: Currency) throws(Refusal) -> Money? {
    try value(field) { text in
      let decimal = try ExactDecimal(parsing: text)
      guard decimal.decimals <= currency.scale else {
        throw refusal(
          field, "has more than \(currency.scale) decimals, the most kept for \(currency.code)",
          .number)
      }
      return try Money(decimal, in: currency)
    }
  }

  /// A whole number within `range`, in digits alone.
  func number(_ field: Field, in range: ClosedRange<Int>) throws(Refusal) -> Int? {
    let plain = withText(field) { text in text.count < 10 ? text.number(0..<text.count) : nil }
    if let number = plain ?? nil, range ~= number { return number }
    return try value(field) { text in
      guard text.utf8.allSatisfy(\.isDigit), let number = Int(text), range ~= number else {
        throw refusal(
          field,
          "is not a whole number from \(range.lowerBound) to \(range.upperBound);"
            + " write it in digits alone", .number)
      }
      return number
    }
  }

  /// Megawatts as files give them, in whole kilowatts.
  func kilowatts(_ field: Field) throws(Refusal) -> Int? {
    try value(field) { text in
      let decimal = try ExactDecimal(parsing: text)
      guard decimal.decimals <= 3, let exact = decimal.rounded(toPlaces: 3), exact >= 0,
        let kilowatts = Int32(exactly: exact)
      else { throw refusal(field, "is not a number of megawatts with at most 3 decimals", .number) }
      return Int(kilowatts)
    }
  }

  /// `yes` or `no`, `true` or `false`, `1` or `0`, whatever the case.
  func flag(_ field: Field) throws(Refusal) -> Bool? {
    try value(field) { text in
      switch text.lowercased() {
      case "yes", "true", "1": true
      case "no", "false", "0": false
      default: throw refusal(field, "is neither yes nor no", .choice)
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
    refusal(field, "is not one of \(choices.joined(separator: ", "))", .choice)
  }

  /// A currency, whatever the case of its code.
  func currency(_ field: Field) throws(Refusal) -> Currency? {
    try value(field) { text in
      guard let currency = references.currencies[text.uppercased()] else {
        throw refusal(field, "is not a currency of ISO 4217, such as USD", .choice)
      }
      return currency
    }
  }
}

extension Span<UInt8> {
  /// The number that digits alone stand for; `nil` where there is anything else.
  fileprivate func number(_ range: Range<Int>) -> Int? {
    var number = 0
    for index in range {
      guard self[index].isDigit else { return nil }
      number = number * 10 + Int(self[index] - UInt8(ascii: "0"))
    }
    return number
  }
}

// MARK: Every fault of a record

extension RecordReader {
  /// A refusal of the record, and every other field that cannot be what its column takes, whatever
  /// the others say; so that a person who fixes a row sees all that is wrong with it. Amounts must
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
    case .decimal: _ = try written(field)
    case .money:
      _ = try value(field) { text in
        let decimal = try WrittenDecimal(parsing: text).value
        return try currency.map { try Money(decimal, in: $0) }
      }
    case .flag: _ = try flag(field)
    case .moment: _ = try moment(field)
    case .choice(let choices):
      guard choices.contains(where: { $0.lowercased() == text.lowercased() }) else {
        throw notAChoice(field, choices)
      }
    }
  }
}
