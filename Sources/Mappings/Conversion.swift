internal import Procurement

/// How one field's texts become ours.
struct Conversion: Sendable {
  let field: MappedField
  let rule: FieldRule
  /// Whether texts are taken as they stand.
  let isPlain: Bool
  let dates: [DateFormat]

  init(field: MappedField, rule: FieldRule) {
    self.field = field
    self.rule = rule
    dates = rule.dates ?? [.iso]
    let isOurs =
      switch field.form {
      case .text: true
      case .date: rule.dates == nil && !rule.isExclusiveEnd
      case .number: rule.numbers == .plain && !rule.isNegated
      }
    isPlain = isOurs && rule.values.isEmpty
  }

  /// What became of a text.
  struct Outcome {
    /// Whether it is ours as it stands, and nothing was appended.
    let isUnchanged: Bool
    /// The sign of a currency that stood at it.
    var symbol: CurrencySymbol?
  }

  /// Appends a text as ours to `output`, unless it is ours as it stands. An empty text is one.
  func convert(
    _ text: ArraySlice<UInt8>, into output: inout [UInt8]
  ) throws(ConversionFault) -> Outcome {
    if isPlain { return Outcome(isUnchanged: true) }
    let text = text.trimmedBlanks
    if !rule.values.isEmpty { return try translate(text, into: &output) }
    guard !text.isEmpty else { return Outcome(isUnchanged: true) }
    switch field.form {
    case .text: return Outcome(isUnchanged: true)
    case .date: output += try date(text).description.utf8
    case .number:
      do {
        let start = output.count
        let symbol = try rule.numbers.read(text, isNegated: rule.isNegated, into: &output)
        if let places = rule.numbers.rounding {
          output.roundHalfToEven(from: start, toPlaces: places)
        }
        return Outcome(isUnchanged: false, symbol: symbol)
      } catch {
        throw .number(error)
      }
    }
    return Outcome(isUnchanged: false)
  }

  private func translate(
    _ text: ArraySlice<UInt8>, into output: inout [UInt8]
  ) throws(ConversionFault) -> Outcome {
    guard let value = rule.values.first(where: { text.elementsEqual($0.from) }) else {
      if text.isEmpty { return Outcome(isUnchanged: true) }
      guard let other = rule.otherwise else {
        throw .untranslated(String(decoding: text, as: UTF8.self))
      }
      output += other
      return Outcome(isUnchanged: false)
    }
    output += value.to
    return Outcome(isUnchanged: false)
  }

  /// The date that all formats agree on which can read the text.
  private func date(_ text: ArraySlice<UInt8>) throws(ConversionFault) -> PartialDate {
    var found: PartialDate?
    var fault: DateFault = .otherForm
    for format in dates {
      do {
        let written = try format.read(text)
        let date = rule.isExclusiveEnd ? written.lastBefore : written.date
        if let found, found != date { throw ConversionFault.ambiguous("\(found)", "\(date)") }
        found = date
      } catch let error as DateFault {
        if error != .otherForm { fault = error }
      } catch let error as ConversionFault {
        throw error
      } catch {
        fault = .otherForm
      }
    }
    guard let found else { throw .date(fault) }
    return found
  }
}

/// Why a text is not what its mapping says it is.
enum ConversionFault: Error {
  case number(NumberFault)
  case date(DateFault)
  case ambiguous(String, String)
  case untranslated(String)
  /// The code that the sign means, and the row's.
  case otherCurrency(String, String)
  /// Another column's cell, by its place, and what is wrong with it.
  indirect case cell(Int, ConversionFault)
  /// The factor that is there, if it is not the cell's own column.
  case factorMissing(String?)
  case percentage
  case list(JSONFault, String)
  /// The words that say a sign.
  case sign([String])
  /// The column that says the sign.
  case signedTwice(String)
  case tooLong
}

// MARK: Words

extension Conversion {
  /// The end of a sentence that begins with the text.
  func reason(_ fault: ConversionFault) -> String {
    switch fault {
    case .number(let fault): reason(fault)
    case .date(let fault): reason(fault)
    case .ambiguous(let one, let other):
      "can be \(one) and \(other) by the mapping's date formats; give one that it has"
    case .untranslated(let text):
      "is not among the mapping's values" + NearestNames.hint(for: text, among: words)
    case .otherCurrency(let code, let other):
      "has the sign of \(code), and the row's currency is \(other)"
    case .cell(_, let fault): reason(fault)
    case .factorMissing(let other):
      "is empty, and \(other ?? "the number that it goes with") is not; a product needs both"
    case .percentage: "is not a percentage from 0 to 100"
    case .list(let fault, let name): reason(fault, name)
    case .sign(let words):
      "is not one of the words that the mapping gives for a sign: "
        + words.map(quoted).joined(separator: ", ")
    case .signedTwice(let title):
      "is less than zero, and \(title) gives its sign; only one of the two can"
    case .tooLong: "has more digits than are calculated with exactly"
    }
  }

  private func reason(_ fault: JSONFault, _ name: String) -> String {
    switch fault {
    case .otherForm: "is not a JSON list of objects, such as [{\"\(name)\": -1.5}]"
    case .missing: "has an object without \(name) in its list"
    case .repeated: "has an object with \(name) twice in its list"
    case .notANumber: "has a value of \(name) in its list that is not a number"
    case .tooLong: "has more digits in its list than are calculated with exactly"
    }
  }

  private var words: [String] { rule.values.map { String(decoding: $0.from, as: UTF8.self) } }

  private func reason(_ fault: DateFault) -> String {
    let forms = dates.map { "\($0.example) (\($0))" }.joined(separator: " or ")
    return switch fault {
    case .otherForm: "is not a date like \(forms)"
    case .noSuchDate: "is not a calendar date; dates are read like \(forms)"
    case .otherZone: "is in a time zone other than UTC, so its day is not certain"
    }
  }

  private func reason(_ fault: NumberFault) -> String {
    let form = "\(rule.numbers)"
    return switch fault {
    case .otherForm: "is not a number like \(form)"
    case .grouping: "has a grouping mark that a number like \(form) does not have"
    case .percentage: "is a percentage, which is never read as a number"
    case .exponent: "has an exponent; a mapping with exponent = true reads it"
    case .exponentTooLarge: "has an exponent beyond 40"
    case .symbol:
      "has letters or a sign that the mapping does not list under symbols; a number is like \(form)"
    }
  }

}
