/// A step of a contract's level of service: the credit for a month whose availability is below it.
///
/// Of the steps that a month is below, the lowest counts. Source: published service level agreements
/// of GPU clouds.
package struct ServiceTier: Hashable, Sendable {
  /// The contract that has it.
  package let contract: ContractID
  /// An availability, in percent of the month.
  package let belowPercent: ExactDecimal
  /// The credit, in percent of the month's fee of the capacity that was down.
  package let creditPercent: ExactDecimal
  /// Where it is known from.
  package let provenance: Provenance

  /// A tier as its source tells it; nothing is checked here.
  package init(
    contract: ContractID, belowPercent: ExactDecimal, creditPercent: ExactDecimal,
    provenance: Provenance
  ) {
    self.contract = contract
    self.belowPercent = belowPercent
    self.creditPercent = creditPercent
    self.provenance = provenance
  }
}

/// What a contract says of service credits besides their tiers.
package struct ServiceTerms: Hashable, Sendable {
  /// The most that a month's credits come to, in percent of its fee; `nil` for no limit.
  package let creditCapPercent: ExactDecimal?
  /// Days after the end of a month within which its credits must be claimed; `nil` for no limit.
  package let claimDays: Int?

  /// Terms as their source tells them; nothing is checked here.
  package init(creditCapPercent: ExactDecimal? = nil, claimDays: Int? = nil) {
    self.creditCapPercent = creditCapPercent
    self.claimDays = claimDays
  }
}

/// Capacity of a contract that was down.
package struct Outage: Hashable, Sendable {
  /// The contract that promises the capacity.
  package let contract: ContractID
  /// The tranche that was down; `nil` for all of the contract's capacity.
  package let tranche: String?
  /// When it began.
  package let from: Moment
  /// When it ended, the first moment after it; `nil` while it goes on.
  package let to: Moment?
  /// Whether the contract leaves it out of the availability, such as maintenance that was announced.
  package let isExcluded: Bool
  /// Why, in the words of the source.
  package let cause: String?
  /// Where it is known from.
  package let provenance: Provenance

  /// An outage as its source tells it; nothing is checked here.
  package init(
    contract: ContractID, tranche: String?, from: Moment, to: Moment?, isExcluded: Bool,
    cause: String?, provenance: Provenance
  ) {
    self.contract = contract
    self.tranche = tranche
    self.from = from
    self.to = to
    self.isExcluded = isExcluded
    self.cause = cause
    self.provenance = provenance
  }
}
