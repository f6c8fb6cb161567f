package import Procurement

/// A ratio with what must be said of it.
package struct Share: Hashable, Sendable {
  /// The exact quotient.
  package let ratio: Ratio
  /// `partial 3/12, prorated by days`; `nil` if it is of all that was asked for.
  package let qualification: String?
}

extension Figure<Share> {
  /// A ratio of all that was asked for.
  static func ratio(_ ratio: Ratio) -> Self { .known(Share(ratio: ratio, qualification: nil)) }

  /// Divides once, from exact sums (METRICS, rule 2).
  ///
  /// - Parameters:
  ///   - numerator: `nil` if nothing was billed.
  ///   - denominator: `nil` if no revenue is known.
  ///   - words: what must be said of the ratio.
  init(_ numerator: Money?, over denominator: Money?, qualified words: [String] = []) {
    guard let denominator else {
      self = .unavailable(.notRecorded, "revenue missing")
      return
    }
    guard let numerator else {
      self = .unavailable(.notBilled, "no invoices")
      return
    }
    guard !denominator.isNegative else {
      self = .unavailable(.negative, "revenue negative")
      return
    }
    guard let ratio = Ratio(numerator, over: denominator) else {
      self =
        denominator.units == 0
        ? .unavailable(.zero, "revenue zero")
        : .unavailable(.currenciesDiffer, "currencies differ")
      return
    }
    self = .known(
      Share(ratio: ratio, qualification: words.isEmpty ? nil : words.joined(separator: ", ")))
  }

  /// The ratio, if there is one.
  package var ratio: Ratio? { value?.ratio }

  /// `80.3 %`, `80.3 % (partial 3/12)` or `n/a (revenue missing)`.
  package var text: String {
    switch self {
    case .known(let share):
      FixedPoint.text(share.ratio.rounded(toUnitsOf: 1000), decimals: 1) + " %"
        + (share.qualification.map { " (\($0))" } ?? "")
    case .unavailable(let reason): "n/a (\(reason.words))"
    }
  }
}
