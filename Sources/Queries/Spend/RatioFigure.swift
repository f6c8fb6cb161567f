package import Procurement

/// A ratio, or why there is none (METRICS, rules 3 and 4).
package enum RatioFigure: Hashable, Sendable {
  /// A ratio of all that was asked for.
  case ratio(Ratio)
  /// A ratio of part of the stretch, or one of which something must be said, in these words:
  /// `partial 3/12, prorated by days`.
  case qualified(Ratio, String)
  /// No ratio, and why: `revenue missing`, `revenue zero`, `revenue negative`, `no invoices`.
  case undefined(String)

  /// Divides once, from exact sums (METRICS, rule 2).
  ///
  /// - Parameters:
  ///   - numerator: `nil` where nothing was billed.
  ///   - denominator: `nil` where no revenue is known.
  ///   - words: what must be said of the ratio.
  init(_ numerator: Money?, over denominator: Money?, qualified words: [String] = []) {
    guard let denominator else {
      self = .undefined("revenue missing")
      return
    }
    guard let numerator else {
      self = .undefined("no invoices")
      return
    }
    guard !denominator.isNegative else {
      self = .undefined("revenue negative")
      return
    }
    guard let ratio = Ratio(numerator, over: denominator) else {
      self = .undefined(
        denominator.units == 0 ? "revenue zero" : "currencies differ")
      return
    }
    self = words.isEmpty ? .ratio(ratio) : .qualified(ratio, words.joined(separator: ", "))
  }

  /// The ratio, where there is one.
  package var ratio: Ratio? {
    switch self {
    case .ratio(let ratio), .qualified(let ratio, _): ratio
    case .undefined: nil
    }
  }

  /// `80.3 %`, `80.3 % (partial 3/12)` or `n/a (revenue missing)`.
  package var text: String {
    switch self {
    case .ratio(let ratio): RatioFigure.percent(ratio)
    case .qualified(let ratio, let words): "\(RatioFigure.percent(ratio)) (\(words))"
    case .undefined(let reason): "n/a (\(reason))"
    }
  }

  /// One decimal, rounded half to even.
  private static func percent(_ ratio: Ratio) -> String {
    FixedPoint.text(ratio.rounded(toUnitsOf: 1000), decimals: 1) + " %"
  }
}
