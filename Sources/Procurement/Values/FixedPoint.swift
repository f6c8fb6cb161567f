/// Text of whole units with a fixed number of decimals, zeros kept.
package enum FixedPoint {
  /// `text(-803_256, decimals: 6)` is `-0.803256`.
  package static func text(_ units: Int128, decimals: Int) -> String {
    let sign = units < 0 ? "-" : ""
    let digits = String(units.magnitude)
    guard decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}
