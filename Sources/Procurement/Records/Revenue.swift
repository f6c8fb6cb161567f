/// What an organization earned in a period, or is said to have earned.
package struct Revenue: Hashable, Sendable {
  /// Who earned it.
  package let organization: OrganizationID
  /// First and last day of the period.
  package let period: DayRange
  /// How much; for a run rate, a year's worth.
  package let amount: Money
  /// What kind of figure it is.
  package let basis: RevenueBasis
  /// When it was said.
  package let asOf: PartialDate?
  /// What tells it apart from others of its period, basis and day, in its source.
  package let figureID: String?
  /// Where it is known from.
  package let provenance: Provenance

  /// A revenue as its source tells it; nothing is checked here.
  package init(
    organization: OrganizationID, period: DayRange, amount: Money, basis: RevenueBasis,
    asOf: PartialDate?, figureID: String? = nil, provenance: Provenance
  ) {
    self.organization = organization
    self.period = period
    self.amount = amount
    self.basis = basis
    self.asOf = asOf
    self.figureID = figureID
    self.provenance = provenance
  }
}

/// What kind of figure a revenue is. A run rate is annualised: it is never added to the others.
package enum RevenueBasis: String, CaseIterable, Sendable {
  /// Published by the organization, or filed.
  case reported
  /// Somebody's reckoning.
  case estimate
  /// A month or a quarter, scaled to a year.
  case runRate = "run_rate"
  /// What is yet to come in.
  case forecast
}
