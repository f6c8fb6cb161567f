/// A minimum that the buyer must spend or use in each interval, or pay for.
package struct Commitment: Hashable, Sendable {
  /// The contract that it is part of.
  package let contract: ContractID
  /// The first day.
  package let from: Day
  /// The last day.
  package let to: Day
  /// Whether money or use is committed.
  package let kind: CommitmentKind
  /// The minimum of one interval: money for `spend`, a quantity for `usage`.
  package let minimum: CommitmentMinimum
  /// The stretch over which `minimum` is measured.
  package let interval: CommitmentInterval
  /// Whether cost builds up to the minimum, or a prepaid pool of it burns down.
  package let draw: CommitmentDraw
  /// Whether what goes beyond the minimum counts towards the next interval.
  package let carriesForward: Bool
  /// The most that can be carried, in the minimum's own terms.
  package let carryForwardCap: CommitmentMinimum?
  /// Whether the provider's late delivery lowers the minimum.
  package let hasRelief: Bool
  /// Where it is known from.
  package let provenance: Provenance

  /// A commitment as its source tells it; nothing is checked here.
  package init(
    contract: ContractID, from: Day, to: Day, kind: CommitmentKind, minimum: CommitmentMinimum,
    interval: CommitmentInterval, draw: CommitmentDraw = .buildUp, carriesForward: Bool,
    carryForwardCap: CommitmentMinimum?,
    hasRelief: Bool, provenance: Provenance
  ) {
    self.contract = contract
    self.from = from
    self.to = to
    self.kind = kind
    self.minimum = minimum
    self.interval = interval
    self.draw = draw
    self.carriesForward = carriesForward
    self.carryForwardCap = carryForwardCap
    self.hasRelief = hasRelief
    self.provenance = provenance
  }
}

/// Whether money or use is committed; the two are never added (METRICS, M4).
package enum CommitmentKind: String, CaseIterable, Sendable {
  case spend, usage
}

/// Over which stretch one minimum is measured.
package enum CommitmentInterval: String, CaseIterable, Sendable {
  case month, quarter, year
  /// The whole of the commitment's days.
  case term
}

/// How a commitment is drawn on. Source: METRICS, M6.
package enum CommitmentDraw: String, CaseIterable, Sendable {
  /// What is billed builds up to the minimum; what is missing at the end of an interval is paid.
  case buildUp = "build_up"
  /// The minimum was paid before, and what is used burns it down; the rest expires.
  case burnDown = "burn_down"
}

/// The size of a minimum.
package enum CommitmentMinimum: Hashable, Sendable {
  /// Money, in the contract's currency.
  case spend(Money)
  /// A quantity and its unit, such as 1000000 `gpu_hours`.
  case usage(ExactDecimal, unit: String)
}
