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

  /// Divides once, from exact sums of one currency (METRICS, rule 2).
  ///
  /// - Parameters:
  ///   - numerator: the spend in stored units, or why it is not known.
  ///   - denominator: the revenue, or what else it is of, in stored units, or why it is not known.
  ///   - name: what the denominator is called.
  ///   - words: what must be said of the ratio.
  init(
    _ numerator: Figure<Ratio>, over denominator: Figure<Ratio>, called name: String = "revenue",
    qualified words: [String] = []
  ) {
    guard let revenue = denominator.value, let spend = numerator.value else {
      let reason = denominator.unavailable ?? numerator.unavailable
      self = reason.map { .unavailable($0) } ?? .tooLarge
      return
    }
    guard revenue >= .zero else {
      self = .unavailable(.negative, "\(name) negative")
      return
    }
    let ratio = Figure<Ratio?>.held(try spend.dividedFinely(by: revenue))
    let words = words.isEmpty ? nil : words.joined(separator: ", ")
    self = ratio.flatMap {
      $0.map { .known(Share(ratio: $0, qualification: words)) }
        ?? .unavailable(.zero, "\(name) zero")
    }
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
