/// Text of whole units with a fixed number of decimals, zeros kept.
package enum FixedPoint {
  /// `text(-803_256, decimals: 6)` is `-0.803256`.
  package static func text(_ units: Int128, decimals: Int) -> String {
    if let magnitude = UInt64(exactly: units.magnitude) {
      return text(magnitude, isNegative: units < 0, decimals: decimals)
    }
    let sign = units < 0 ? "-" : ""
    let digits = String(units.magnitude)
    guard decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// Digit by digit from the last: almost every number is this small, and a long report has a million.
  private static func text(_ magnitude: UInt64, isNegative: Bool, decimals: Int) -> String {
    var (bytes, rest, count) = ([UInt8](), magnitude, 0)
    bytes.reserveCapacity(24)
    repeat {
      if count == decimals, decimals > 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      count += 1
    } while rest > 0 || count <= decimals
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    bytes.reverse()
    return String(decoding: bytes, as: UTF8.self)
  }
}
