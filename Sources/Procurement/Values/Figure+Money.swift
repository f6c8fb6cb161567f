extension Figure<Money> {
  /// Rounded half to even to the minor unit, for showing what is computed (METRICS, ruling 28).
  package var roundedToMinorUnit: Figure<Money> {
    flatMap { $0.exact.rounded(to: $0.currency) }
  }

  /// The sum; not known where one of the two is not, or where it does not fit.
  package func adding(_ other: Figure<Money>) -> Figure<Money> {
    guard let left = value, let right = other.value else { return value == nil ? self : other }
    return .held(try left.adding(right))
  }

  /// By how much it is more than another, 0 at least; not known where one of the two is not.
  package func excess(over other: Figure<Money>) -> Figure<Money> {
    guard let left = value, let right = other.value else { return value == nil ? self : other }
    return .held(try left.excess(over: right))
  }
}

extension Figure<Ratio> {
  /// The amount of a quantity of stored units, rounded half to even to the minor unit; or that it is too large.
  package func rounded(to currency: Currency) -> Figure<Money> {
    flatMap { $0.rounded(to: currency) }
  }

  /// The sum; not known where one of the two is not, or where it does not fit. One whose terms are too long to be
  /// kept is rounded as a converted sum is.
  package func adding(_ other: Figure<Ratio>) -> Figure<Ratio> {
    guard let left = value, let right = other.value else { return value == nil ? self : other }
    return (try? left.adding(right)).map { .known($0) } ?? left.addingFinely(right)
  }

  /// The difference; not known where one of the two is not, or where it does not fit; rounded as a sum is.
  package func subtracting(_ other: Figure<Ratio>) -> Figure<Ratio> {
    guard let right = other.value,
      let negative = Ratio(0 &- right.numerator, over: right.denominator)
    else { return value == nil ? self : other }
    return adding(.known(negative))
  }

  /// The product, or that it does not fit; rounded as a sum is.
  package func times(_ factor: Ratio) -> Figure<Ratio> {
    flatMap { value in (try? value.times(factor)).map { .known($0) } ?? value.timesFinely(factor) }
  }

  /// The exact quotient; not known where one of the two is not, where the other is zero, which `name` calls,
  /// or where it does not fit.
  package func divided(by other: Figure<Ratio>, called name: String) -> Figure<Ratio> {
    guard let left = value, let right = other.value else { return value == nil ? self : other }
    guard !right.isZero else { return .unavailable(.zero, "\(name) zero") }
    return .held(try left.dividedFinely(by: right) ?? .zero)
  }
}

extension Sequence<Money> {
  /// The sum of amounts of one currency, or that it does not fit.
  package func sum(in currency: Currency) -> Figure<Money> {
    .held(try Money(exactly: units, of: currency))
  }
}
