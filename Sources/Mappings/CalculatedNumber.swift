internal import Procurement

/// A number that is calculated with: `coefficient` × 10^-`decimals`, exactly.
///
/// Nothing is rounded; what has more digits than `Int128` or more than 38 decimals is refused.
struct CalculatedNumber: Equatable {
  private let coefficient: Int128
  private let decimals: Int

  private static let mostDecimals = 38

  /// 0.
  static let zero = CalculatedNumber(unchecked: 0, decimals: 0)

  private init(unchecked coefficient: Int128, decimals: Int) {
    (self.coefficient, self.decimals) = (coefficient, decimals)
  }

  /// The number, with zeros behind its point left out; `nil` where it has too many decimals.
  private init?(_ coefficient: Int128, decimals: Int) {
    var (coefficient, decimals) = (coefficient, coefficient == 0 ? 0 : decimals)
    while decimals > 0, coefficient % 10 == 0 {
      (coefficient, decimals) = (coefficient / 10, decimals - 1)
    }
    guard decimals <= CalculatedNumber.mostDecimals, coefficient != .min else { return nil }
    self.init(unchecked: coefficient, decimals: decimals)
  }

  /// Reads a number as ours, `-1234.50`; `nil` where it has too many digits.
  init?(_ text: ArraySlice<UInt8>) {
    var coefficient: Int128 = 0
    var decimals: Int?
    // Zeros behind the point say nothing.
    let hasPoint = text.contains(UInt8(ascii: "."))
    let end =
      hasPoint ? text.lastIndex { $0 != UInt8(ascii: "0") } ?? text.startIndex : text.endIndex
    for (index, byte) in zip(text.indices, text) where byte != UInt8(ascii: "-") {
      if hasPoint, index > end { break }
      if byte == UInt8(ascii: ".") {
        decimals = 0
        continue
      }
      let (tens, isTooLarge) = coefficient.multipliedReportingOverflow(by: 10)
      let (sum, isOver) = tens.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
      guard !isTooLarge, !isOver else { return nil }
      coefficient = sum
      decimals = decimals.map { $0 + 1 }
    }
    self.init(
      text.first == UInt8(ascii: "-") ? 0 &- coefficient : coefficient, decimals: decimals ?? 0)
  }

  /// Whether it is less than zero.
  var isNegative: Bool { coefficient < 0 }

  /// Whether it is from 0 to 100.
  var isPercentage: Bool {
    coefficient >= 0 && (hundredLess?.coefficient).map { $0 >= 0 } == true
  }

  /// The number of the other sign.
  var negated: CalculatedNumber {
    CalculatedNumber(unchecked: 0 &- coefficient, decimals: decimals)
  }

  /// The exact sum; `nil` where it has too many digits.
  func adding(_ other: CalculatedNumber) -> CalculatedNumber? {
    let places = max(decimals, other.decimals)
    guard let one = units(places), let two = other.units(places) else { return nil }
    let (sum, isOver) = one.addingReportingOverflow(two)
    return isOver ? nil : CalculatedNumber(sum, decimals: places)
  }

  /// The exact product; `nil` where it has too many digits.
  func multiplied(by other: CalculatedNumber) -> CalculatedNumber? {
    let (product, isOver) = coefficient.multipliedReportingOverflow(by: other.coefficient)
    return isOver ? nil : CalculatedNumber(product, decimals: decimals + other.decimals)
  }

  /// Whether it is 0.
  var isZero: Bool { coefficient == 0 }

  /// Whether rounding to a given number of decimals may make 0 of it: half of the last one is enough.
  func vanishes(atPlaces places: Int) -> Bool {
    guard decimals > places else { return isZero }
    let (twice, isOver) = coefficient.magnitude.multipliedReportingOverflow(by: 2)
    return !isOver && twice <= Int128.powerOfTen(decimals - places).magnitude
  }

  /// Less a percentage of it; `nil` where that has too many digits.
  func less(percent: CalculatedNumber) -> CalculatedNumber? {
    guard let rest = percent.hundredLess else { return nil }
    let (product, isOver) = coefficient.multipliedReportingOverflow(by: rest.coefficient)
    return isOver ? nil : CalculatedNumber(product, decimals: decimals + rest.decimals + 2)
  }

  private var hundredLess: CalculatedNumber? {
    CalculatedNumber(unchecked: 100, decimals: 0).adding(negated)
  }

  private func units(_ places: Int) -> Int128? {
    let (units, isOver) = coefficient.multipliedReportingOverflow(
      by: .powerOfTen(places - decimals))
    return isOver ? nil : units
  }

  /// The number as ours: `-1234.5`.
  var text: String { FixedPoint.text(coefficient, decimals: decimals) }
}

extension Array<UInt8> {
  /// Rounds the number as ours that begins at `start`, half to even, where it has more than `places`
  /// decimals. Digit by digit, so that a number of any length is rounded right.
  mutating func roundHalfToEven(from start: Int, toPlaces places: Int) {
    guard let point = self[start...].firstIndex(of: UInt8(ascii: ".")),
      case let cut = point + 1 + places, cut < endIndex
    else { return }
    let five = UInt8(ascii: "5")
    let rest = self[(cut + 1)...].contains { $0 != UInt8(ascii: "0") }
    let isTie = self[cut] == five && !rest
    let isMore = self[cut] > five || (self[cut] == five && rest)
    removeSubrange((places == 0 ? point : cut)...)
    let first = start + (start < endIndex && self[start] == UInt8(ascii: "-") ? 1 : 0)
    if first == endIndex || self[first] == UInt8(ascii: ".") {
      insert(UInt8(ascii: "0"), at: first)
    }
    if isMore || (isTie && self[endIndex - 1] % 2 == 1) { increment(from: first) }
  }

  /// Adds one to the last digit of the number whose digits begin at `first`.
  private mutating func increment(from first: Int) {
    var position = endIndex - 1
    while position >= first {
      if self[position] == UInt8(ascii: "9") {
        self[position] = UInt8(ascii: "0")
      } else if self[position] != UInt8(ascii: ".") {
        self[position] += 1
        return
      }
      position -= 1
    }
    insert(UInt8(ascii: "1"), at: first)
  }
}
