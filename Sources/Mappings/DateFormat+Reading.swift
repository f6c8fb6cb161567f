internal import Procurement

/// Why a text is not a date of a format.
enum DateFault: Error {
  case otherForm
  case noSuchDate
  case otherZone
}

/// A date as it was written, and whether a time after midnight stood behind it.
struct WrittenDate: Equatable {
  let date: PartialDate
  let hasTime: Bool

  /// The last date of a stretch of which this is the first date after it: the day before, unless
  /// the stretch ends within the day.
  var lastBefore: PartialDate {
    switch date {
    case .day(let day): .day(hasTime ? day : day.adding(days: -1))
    case .month(let month): .month(month.adding(months: -1))
    case .year(let year): .year(year - 1)
    }
  }
}

extension DateFormat {
  /// Reads a date without blanks around it.
  func read(_ text: ArraySlice<UInt8>) throws(DateFault) -> WrittenDate {
    var cursor = DigitCursor(text)
    let date =
      switch self {
      case .iso: try cursor.isoDate()
      case .pattern(let pattern): try cursor.date(pattern)
      case .dayNumber(let numbering): try cursor.date(numbering)
      }
    guard cursor.isAtEnd else { throw .otherForm }
    return date
  }
}

/// Reads digits and marks from the front of a text.
private struct DigitCursor {
  private let text: ArraySlice<UInt8>
  private var position: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    position = text.startIndex
  }

  var isAtEnd: Bool { position == text.endIndex }

  private var next: UInt8? { isAtEnd ? nil : text[position] }

  /// Steps over `byte`, if it is next.
  private mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func number(_ least: Int, _ most: Int) throws(DateFault) -> Int {
    var value = 0
    var count = 0
    while count < most, let byte = next, byte.isDigit {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      (count, position) = (count + 1, position + 1)
    }
    guard count >= least else { throw .otherForm }
    return value
  }

  private mutating func time(below limit: Int, _ least: Int = 2) throws(DateFault) -> Bool {
    let value = try number(least, 2)
    guard value < limit else { throw .noSuchDate }
    return value > 0
  }
}

// MARK: Patterns

extension DigitCursor {
  mutating func date(_ pattern: DatePattern) throws(DateFault) -> WrittenDate {
    var (year, hasTime, isAfternoon) = (0, false, false)
    var (month, day): (Int?, Int?) = (nil, nil)
    let months = pattern.options.months
    for part in pattern.parts {
      switch part {
      case .year: year = try number(4, 4)
      case .shortYear: year = try shortYear(from: pattern.options.firstYear)
      case .month(let least): month = try number(least, 2)
      case .day(let least): day = try number(least, 2)
      case .shortMonthName(let allowsPeriod):
        month = try monthName(months.abbreviated)
        if allowsPeriod { _ = skip(UInt8(ascii: ".")) }
      case .monthName: month = try monthName(months.full)
      case .hour(let least): hasTime = try time(below: 24, least) || hasTime
      case .hourOfHalf(let least): hasTime = try hourOfHalf(least) || hasTime
      case .half: isAfternoon = try half()
      case .minute, .second: hasTime = try time(below: 60) || hasTime
      case .literal(let byte): guard skipLiteral(byte) else { throw .otherForm }
      }
    }
    let date = try DigitCursor.date(year, month, day)
    return WrittenDate(date: date, hasTime: hasTime || isAfternoon)
  }

  /// The number of a day, and decimals for its time. They need a number of five digits before them,
  /// since a point in a smaller one may part thousands.
  mutating func date(_ numbering: DayNumbering) throws(DateFault) -> WrittenDate {
    let start = position
    let number = try number(1, 6)
    let digits = position - start
    var hasTime = false
    if skip(UInt8(ascii: ".")) {
      guard digits >= 5 else { throw .otherForm }
      hasTime = try fraction()
    }
    guard let day = numbering.day(number) else { throw .noSuchDate }
    return WrittenDate(date: .day(day), hasTime: hasTime)
  }

  /// The year with these last two digits among the hundred from `first` on.
  private mutating func shortYear(from first: Int?) throws(DateFault) -> Int {
    let digits = try number(2, 2)
    guard let first else { throw .otherForm }
    return first + (digits + 100 - first % 100) % 100
  }

  /// Reads an hour from 1 to 12, of which 12 is the first.
  /// - Returns: whether it is after the first.
  private mutating func hourOfHalf(_ least: Int) throws(DateFault) -> Bool {
    let hour = try number(least, 2)
    guard 1...12 ~= hour else { throw .noSuchDate }
    return hour < 12
  }

  /// Reads `AM` or `PM`, in any case, with or without points.
  /// - Returns: whether it is after noon.
  private mutating func half() throws(DateFault) -> Bool {
    guard let letter = next.map({ $0 | 0x20 }), "ap".utf8.contains(letter) else {
      throw .otherForm
    }
    position += 1
    let hasPoints = skip(UInt8(ascii: "."))
    guard next.map({ $0 | 0x20 }) == UInt8(ascii: "m") else { throw .otherForm }
    position += 1
    guard !hasPoints || skip(UInt8(ascii: ".")) else { throw .otherForm }
    return letter == UInt8(ascii: "p")
  }

  /// Steps over a mark; an unbreakable blank is one.
  private mutating func skipLiteral(_ byte: UInt8) -> Bool {
    if skip(byte) { return true }
    guard byte == UInt8(ascii: " ") else { return false }
    let width = text[position...].wideBlankAtStart
    position += width
    return width > 0
  }

  private static func date(
    _ year: Int, _ month: Int?, _ day: Int?
  ) throws(DateFault) -> PartialDate {
    // Source: PartialDate, which takes these years.
    guard 1900...2199 ~= year, 1...12 ~= month ?? 1 else { throw .noSuchDate }
    guard let month else { return .year(year) }
    let exact = Month(year: year, month: month)
    guard let day else { return .month(exact) }
    guard let date = Day(exact, day) else { throw .noSuchDate }
    return .day(date)
  }

  private mutating func monthName(_ names: [[[UInt8]]]) throws(DateFault) -> Int {
    guard let found = text[position...].monthAtStart(names) else { throw .otherForm }
    position += found.length
    return found.month
  }
}

// MARK: ISO 8601

extension DigitCursor {
  mutating func isoDate() throws(DateFault) -> WrittenDate {
    let year = try number(4, 4)
    let month = skip(UInt8(ascii: "-")) ? try number(2, 2) : nil
    let day = month != nil && skip(UInt8(ascii: "-")) ? try number(2, 2) : nil
    let date = try DigitCursor.date(year, month, day)
    guard day != nil, !isAtEnd else { return WrittenDate(date: date, hasTime: false) }
    return WrittenDate(date: date, hasTime: try isoTime())
  }

  /// Reads `T00:00:00.000Z`, its seconds and what follows optional; a blank may stand for `T`.
  /// - Returns: whether it is after midnight.
  private mutating func isoTime() throws(DateFault) -> Bool {
    guard skip(UInt8(ascii: "T")) || skip(UInt8(ascii: " ")) else { throw .otherForm }
    var hasTime = try time(below: 24)
    guard skip(UInt8(ascii: ":")) else { throw .otherForm }
    hasTime = try time(below: 60) || hasTime
    if skip(UInt8(ascii: ":")) {
      // A leap second is the last of its day.
      hasTime = try time(below: 61) || hasTime
      if skip(UInt8(ascii: ".")) { hasTime = try fraction() || hasTime }
    }
    try zone()
    return hasTime
  }

  private mutating func fraction() throws(DateFault) -> Bool {
    guard next?.isDigit == true else { throw .otherForm }
    var isMore = false
    while let byte = next, byte.isDigit {
      isMore = isMore || byte != UInt8(ascii: "0")
      position += 1
    }
    return isMore
  }

  /// Reads nothing, `Z`, `UTC` or an offset of zero.
  private mutating func zone() throws(DateFault) {
    _ = skip(UInt8(ascii: " "))
    if skip(UInt8(ascii: "Z")) { return }
    if skip(UInt8(ascii: "U")) {
      guard skip(UInt8(ascii: "T")), skip(UInt8(ascii: "C")) else { throw .otherForm }
      return
    }
    guard skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-")) else { return }
    while let byte = next, byte.isDigit || byte == UInt8(ascii: ":") {
      guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: ":") else { throw .otherZone }
      position += 1
    }
  }
}
