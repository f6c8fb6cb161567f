/// A whole number of any size: the numerators of sums of converted amounts, whose common denominator
/// soon leaves 128 bits.
package struct WideInteger: Hashable, Sendable {
  /// The magnitude, the lowest digit first, to base 2^32; the last one is not zero.
  private let digits: [UInt32]
  /// Whether it is less than zero.
  package let isNegative: Bool

  /// Zero.
  package static let zero = WideInteger(0)

  /// The number itself.
  package init(_ value: Int128) {
    var (digits, rest) = ([UInt32](), value.magnitude)
    while rest > 0 {
      digits.append(UInt32(truncatingIfNeeded: rest))
      rest >>= 32
    }
    self.init(digits, isNegative: value < 0)
  }

  private init(_ digits: [UInt32], isNegative: Bool) {
    var digits = digits
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.isNegative = isNegative && !digits.isEmpty
  }

  /// The number if it fits; else `nil`.
  package var int128: Int128? {
    guard digits.count <= 4 else { return nil }
    let magnitude = digits.reversed().reduce(UInt128(0)) { $0 << 32 | UInt128($1) }
    return Int128(exactly: magnitude).map { isNegative ? 0 &- $0 : $0 }
  }

  /// The number of the other sign.
  package var negated: WideInteger { WideInteger(digits, isNegative: !isNegative) }

  /// Whether it is zero.
  package var isZero: Bool { digits.isEmpty }
}

// MARK: Arithmetic

extension WideInteger {
  /// The sum.
  package static func + (left: WideInteger, right: WideInteger) -> WideInteger {
    if left.isNegative == right.isNegative {
      return WideInteger(sum(left.digits, right.digits), isNegative: left.isNegative)
    }
    if isLess(left.digits, right.digits) {
      return WideInteger(difference(right.digits, left.digits), isNegative: right.isNegative)
    }
    return WideInteger(difference(left.digits, right.digits), isNegative: left.isNegative)
  }

  /// The product.
  package static func * (left: WideInteger, right: WideInteger) -> WideInteger {
    var product = [UInt32](repeating: 0, count: left.digits.count + right.digits.count)
    for (place, digit) in left.digits.enumerated() {
      var carry: UInt64 = 0
      for (other, factor) in right.digits.enumerated() {
        carry += UInt64(digit) * UInt64(factor) + UInt64(product[place + other])
        product[place + other] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      product[place + right.digits.count] = UInt32(carry)
    }
    return WideInteger(product, isNegative: left.isNegative != right.isNegative)
  }

  /// The quotient rounded half to even.
  /// - Precondition: `divisor` is more than zero.
  package func dividedHalfToEven(by divisor: WideInteger) -> WideInteger {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    let twice = WideInteger(WideInteger.sum(rest.digits, rest.digits), isNegative: false)
    let isOdd = (quotient.digits.first ?? 0) % 2 == 1
    guard divisor < twice || (divisor == twice && isOdd) else { return quotient }
    return quotient + WideInteger(isNegative ? -1 : 1)
  }

  /// The quotient toward zero, and what is left.
  /// - Precondition: `divisor` is more than zero.
  package func quotientAndRemainder(
    dividingBy divisor: WideInteger
  ) -> (quotient: WideInteger, remainder: WideInteger) {
    precondition(!divisor.isZero && !divisor.isNegative, "a divisor is more than zero")
    guard !WideInteger.isLess(digits, divisor.digits) else { return (.zero, self) }
    let (quotient, rest) = WideInteger.divide(digits, by: divisor.digits)
    return (
      WideInteger(quotient, isNegative: isNegative), WideInteger(rest, isNegative: isNegative)
    )
  }
}

extension WideInteger: Comparable {
  /// Whether `left` is the smaller number.
  package static func < (left: WideInteger, right: WideInteger) -> Bool {
    guard left.isNegative == right.isNegative else { return left.isNegative }
    return left.isNegative
      ? isLess(right.digits, left.digits) : isLess(left.digits, right.digits)
  }
}

// MARK: Magnitudes

extension WideInteger {
  private static func isLess(_ left: [UInt32], _ right: [UInt32]) -> Bool {
    guard left.count == right.count else { return left.count < right.count }
    return left.reversed().lexicographicallyPrecedes(right.reversed())
  }

  private static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var (sum, carry) = ([UInt32](), UInt64(0))
    for place in 0..<max(left.count, right.count) {
      carry += place < left.count ? UInt64(left[place]) : 0
      carry += place < right.count ? UInt64(right[place]) : 0
      sum.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    return sum + [UInt32(carry)]
  }

  /// `left - right`, where `right` is not greater.
  private static func difference(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var (difference, borrow) = (left, Int64(0))
    for place in left.indices {
      borrow += Int64(left[place]) - (place < right.count ? Int64(right[place]) : 0)
      difference[place] = UInt32(truncatingIfNeeded: borrow)
      borrow >>= 32
    }
    return difference
  }

  /// Long division, where the divisor is not greater.
  ///
  /// Source: Knuth, "The Art of Computer Programming", volume 2, 4.3.1, algorithm D.
  private static func divide(
    _ dividend: [UInt32], by divisor: [UInt32]
  ) -> (quotient: [UInt32], remainder: [UInt32]) {
    let shift = divisor.last?.leadingZeroBitCount ?? 0
    let divisor = shifted(divisor, left: shift).prefix(divisor.count)
    var rest = shifted(dividend, left: shift)
    var quotient = [UInt32](repeating: 0, count: rest.count - divisor.count)
    for place in quotient.indices.reversed() {
      quotient[place] = digit(of: &rest, at: place, by: divisor)
    }
    return (quotient, shifted(Array(rest.prefix(divisor.count)), right: shift))
  }

  /// One digit of the quotient, whose multiple of the divisor is taken off the rest.
  private static func digit(
    of rest: inout [UInt32], at place: Int, by divisor: ArraySlice<UInt32>
  ) -> UInt32 {
    let count = divisor.count
    let top = UInt64(rest[place + count]) << 32 | UInt64(rest[place + count - 1])
    var guess = top / UInt64(divisor[count - 1])
    var left = top % UInt64(divisor[count - 1])
    let second = count > 1 ? UInt64(divisor[count - 2]) : 0
    let below = count > 1 ? UInt64(rest[place + count - 2]) : 0
    while left >> 32 == 0, guess >> 32 > 0 || guess * second > left << 32 | below {
      guess -= 1
      left += UInt64(divisor[count - 1])
    }
    guard subtract(divisor, times: guess, from: &rest, at: place) else { return UInt32(guess) }
    add(divisor, to: &rest, at: place)
    return UInt32(guess - 1)
  }

  /// - Returns: whether it was too much, by one time the divisor.
  private static func subtract(
    _ divisor: ArraySlice<UInt32>, times factor: UInt64, from rest: inout [UInt32], at place: Int
  ) -> Bool {
    var (carry, borrow) = (UInt64(0), Int64(0))
    for index in divisor.indices {
      carry += factor * UInt64(divisor[index])
      borrow += Int64(rest[place + index]) - Int64(UInt32(truncatingIfNeeded: carry))
      rest[place + index] = UInt32(truncatingIfNeeded: borrow)
      (carry, borrow) = (carry >> 32, borrow >> 32)
    }
    borrow += Int64(rest[place + divisor.count]) - Int64(carry)
    rest[place + divisor.count] = UInt32(truncatingIfNeeded: borrow)
    return borrow < 0
  }

  private static func add(
    _ divisor: ArraySlice<UInt32>, to rest: inout [UInt32], at place: Int
  ) {
    var carry: UInt64 = 0
    for index in divisor.indices {
      carry += UInt64(rest[place + index]) + UInt64(divisor[index])
      rest[place + index] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    rest[place + divisor.count] &+= UInt32(truncatingIfNeeded: carry)
  }

  /// One digit longer.
  private static func shifted(_ digits: [UInt32], left bits: Int) -> [UInt32] {
    var (shifted, carry) = ([UInt32](), UInt64(0))
    for digit in digits {
      carry |= UInt64(digit) << UInt64(bits)
      shifted.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    return shifted + [UInt32(carry)]
  }

  private static func shifted(_ digits: [UInt32], right bits: Int) -> [UInt32] {
    var (shifted, above) = (digits, UInt64(0))
    for place in digits.indices.reversed() {
      above = above << 32 | UInt64(digits[place])
      shifted[place] = UInt32(truncatingIfNeeded: above >> UInt64(bits))
    }
    return shifted
  }
}
