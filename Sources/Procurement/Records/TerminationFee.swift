/// What it costs to leave a contract on a day from `from` to `to`.
package struct TerminationFee: Hashable, Sendable {
  /// The contract that is left.
  package let contract: ContractID
  /// The first day of the exit for which it holds.
  package let from: Day
  /// The last one; `nil` where it holds until another takes its place.
  package let to: Day?
  /// An amount; `nil` where there is a percentage only.
  package let fee: Money?
  /// A percentage of the fees that the schedule has after the exit; `nil` where there is an amount
  /// only.
  package let remainingPercent: ExactDecimal?
  /// Where it is known from.
  package let provenance: Provenance

  /// A termination fee as its source tells it; nothing is checked here.
  package init(
    contract: ContractID, from: Day, to: Day?, fee: Money?, remainingPercent: ExactDecimal?,
    provenance: Provenance
  ) {
    self.contract = contract
    self.from = from
    self.to = to
    self.fee = fee
    self.remainingPercent = remainingPercent
    self.provenance = provenance
  }
}
