internal import Procurement

/// Cells as bytes and back: a byte for the case, then its numbers and texts.
///
/// Nothing of it is stored: it lasts as long as a report.
struct PackedForm {
  private var currencies: [Currency] = []

  fileprivate enum Tag: UInt8 {
    case empty, text, year, month, day, wholeMonth, count, money, decimal, ratio, unavailable
    case qualified, fineRatio, fineQualified
  }

  /// Adds the bytes of a cell.
  mutating func append(_ cell: Cell, to bytes: inout [UInt8]) {
    switch cell {
    case .empty: bytes.write(.empty)
    case .text(let text): bytes.write(.text, text: text)
    case .date(.year(let year)): bytes.write(.year, Int128(year))
    case .date(.month(let month)): bytes.write(.month, Int128(month.number))
    case .date(.day(let day)): bytes.write(.day, Int128(day.number))
    case .month(let month): bytes.write(.wholeMonth, Int128(month.number))
    case .count(let count): bytes.write(.count, Int128(count))
    case .money(let money):
      bytes.write(.money, Int128(index(of: money.currency)), Int128(money.units))
    case .decimal(let decimal):
      bytes.write(.decimal, decimal.coefficient, Int128(decimal.decimals))
    case .ratio(let ratio): bytes.write(.ratio, ratio.numerator, ratio.denominator)
    case .unavailable(let reason):
      bytes.write(.unavailable, Int128(reason.code.place), text: reason.words)
    case .qualified(let ratio, let words):
      bytes.write(.qualified, ratio.numerator, ratio.denominator, text: words)
    case .fineRatio(let ratio, let places, let words):
      bytes.write(
        words == nil ? .fineRatio : .fineQualified, ratio.numerator, ratio.denominator,
        Int128(places), text: words)
    }
  }

  /// The cell whose bytes begin at a place.
  /// - Precondition: `append` wrote them there.
  func cell(_ bytes: [UInt8], at place: Int) -> Cell {
    var reader = PackedReader(bytes: bytes, place: place + 1)
    switch Tag(rawValue: bytes[place]) {
    case .empty, nil: return .empty
    case .text: return .text(reader.text())
    case .year: return .date(.year(reader.int()))
    case .month: return .date(.month(Month(number: reader.int())))
    case .day: return .date(.day(Day(number: reader.int())))
    case .wholeMonth: return .month(Month(number: reader.int()))
    case .count: return .count(reader.int())
    case .money:
      let currency = currencies[reader.int()]
      return .money(Money(units: Int64(reader.number()), of: currency))
    case .decimal:
      let coefficient = reader.number()
      return .decimal(ExactDecimal(coefficient: coefficient, decimals: reader.int()))
    case .ratio: return .ratio(reader.ratio())
    case .unavailable:
      let code = Unavailable.Code.allCases[reader.int()]
      return .unavailable(Unavailable(code, reader.text()))
    case .qualified:
      let ratio = reader.ratio()
      return .qualified(ratio, reader.text())
    case .fineRatio:
      let ratio = reader.ratio()
      return .fineRatio(ratio, places: reader.int(), nil)
    case .fineQualified:
      let ratio = reader.ratio()
      let places = reader.int()
      return .fineRatio(ratio, places: places, reader.text())
    }
  }

  private mutating func index(of currency: Currency) -> Int {
    if let index = currencies.firstIndex(of: currency) { return index }
    currencies.append(currency)
    return currencies.count - 1
  }
}

extension Unavailable.Code {
  /// Its place in the list of all.
  fileprivate var place: Int { Unavailable.Code.allCases.firstIndex(of: self) ?? 0 }
}

extension [UInt8] {
  fileprivate mutating func write(_ tag: PackedForm.Tag, _ numbers: Int128..., text: String? = nil)
  {
    append(tag.rawValue)
    for number in numbers { write(number: number) }
    guard let text else { return }
    write(number: Int128(text.utf8.count))
    append(contentsOf: text.utf8)
  }

  /// Seven bits a byte, the lowest first; the sign is the lowest of all. Source: Protocol Buffers, ZigZag.
  private mutating func write(number: Int128) {
    var rest = UInt128(truncatingIfNeeded: (number &<< 1) ^ (number &>> 127))
    while rest > 0x7F {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

/// Numbers and texts one after the other.
private struct PackedReader {
  let bytes: [UInt8]
  var place: Int

  mutating func number() -> Int128 {
    var (rest, shift) = (UInt128(0), UInt128(0))
    while bytes[place] > 0x7F {
      rest |= UInt128(bytes[place] & 0x7F) &<< shift
      shift += 7
      place += 1
    }
    rest |= UInt128(bytes[place]) &<< shift
    place += 1
    let isNegative = rest & 1 == 1
    return Int128(truncatingIfNeeded: rest &>> 1) ^ (isNegative ? -1 : 0)
  }

  mutating func int() -> Int { Int(number()) }

  mutating func text() -> String {
    let count = int()
    defer { place += count }
    return String(decoding: bytes[place..<(place + count)], as: UTF8.self)
  }

  mutating func ratio() -> Ratio {
    let numerator = number()
    return Ratio(numerator, over: number()) ?? .zero
  }
}
