package import Procurement
package import Ledger

/// The credit for capacity of a contract that was down in a month, or for the whole contract
/// (METRICS, M15): fee of the affected part × tier %, booked in the month of the breach.
///
/// Source: published service level agreements of GPU clouds.
package struct ServiceCredit: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The month of the breach.
  package let month: Month
  /// The part that was down; `nil` for the whole contract.
  package let tranche: String?
  /// How long it was down in the month up to the end of the as-of day, each second once; what the
  /// contract leaves out does not count.
  package let downtimeSeconds: Int
  /// The seconds of the month less those, over the seconds of the month.
  package let availability: Ratio
  /// The step that applies: the lowest that the availability is below; `nil` for none.
  package let tier: Recorded<ServiceTier>?
  /// The fee of the part in the month.
  package let fee: Figure<Money>
  /// The fee times the step's percentage, before the cap, in stored units.
  let exactCredit: Figure<Money>
  /// The amount owed: the part's share of the month's cap, if that is less; in stored units.
  let exactOwed: Figure<Money>
  /// The last day on which it can be claimed; `nil` if the contract sets no limit.
  package let claimBy: Day?
  /// Whether the month is over on the as-of day; before, nothing is owed yet.
  package let isOver: Bool
}

extension ServiceCredit {
  /// The fee times the step's percentage, before the cap.
  package var credit: Figure<Money> { exactCredit.roundedToMinorUnit }
  /// The amount owed: the part's share of the month's cap, if that is less.
  package var owed: Figure<Money> { exactOwed.roundedToMinorUnit }

  /// The credits of the parts of a contract that were down in a month, at most its cap together.
  static func parts(of record: ServiceRecord, in month: Month) throws -> [ServiceCredit] {
    let drafts = try record.tranches(down: month).map { tranche in
      try Draft(of: tranche, in: month, record)
    }
    let limit = try record.limit(in: month)
    let owed = try capped(drafts.map(\.credit), at: limit, in: record.contract.currency)
    return zip(drafts, owed).map { draft, owed in
      ServiceCredit(
        contract: record.contract, month: month, tranche: draft.tranche,
        downtimeSeconds: draft.downtimeSeconds, availability: draft.availability,
        tier: draft.tier, fee: draft.fee, exactCredit: draft.credit, exactOwed: owed,
        claimBy: record.contract.service.claimDays.map { month.lastDay.adding(days: $0) },
        isOver: month.lastDay <= record.asOf)
    }
  }

  /// Splits the cap by the credits, so that the pieces add up to it.
  private static func capped(
    _ credits: [Figure<Money>], at cap: Figure<Money>?, in currency: Currency
  ) throws -> [Figure<Money>] {
    let units = credits.map { Int128($0.value?.units ?? 0) }
    let sum = try units.reduce(0, +)
    guard let cap, sum > 0 else { return credits }
    guard case .known(let most) = cap else {
      // Nothing stays nothing.
      return credits.map { $0.value?.units == 0 ? $0 : cap }
    }
    guard sum > Int128(most.units) else { return credits }
    let pieces = try Apportionment.pieces(of: Int128(most.units), by: units)
    return try zip(credits, pieces).map { credit, piece in
      credit.value == nil ? credit : .known(try Money(exactly: piece, of: currency))
    }
  }

  /// What a part is owed before the cap.
  private struct Draft {
    let tranche: String?
    let downtimeSeconds: Int
    let availability: Ratio
    let tier: Recorded<ServiceTier>?
    let fee: Figure<Money>
    let credit: Figure<Money>

    init(of tranche: String?, in month: Month, _ record: ServiceRecord) throws {
      let whole = Int128(month.dayCount * 86_400)
      let down = record.downtimeSeconds(of: tranche, in: month)
      // No month is without seconds.
      guard let availability = try Ratio(whole - Int128(down), over: whole) else {
        throw MoneyError.tooLarge
      }
      let tier = try record.contract.serviceTiers.applying(to: availability)
      let fee = try record.fees.fee(of: tranche, in: month)
      self.tranche = tranche
      self.availability = availability
      self.tier = tier
      self.fee = fee
      downtimeSeconds = down
      credit =
        switch (tier, fee) {
        case (nil, _): .known(.zero(record.contract.currency))
        case (_, .unavailable(let reason)): .unavailable(reason)
        case (let tier?, .known(let fee)): .known(try fee.percentage(tier.creditPercent))
        }
    }
  }
}

extension Money {
  /// A percentage of it, 0 to 100, rounded half to even to a stored unit.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  func percentage(_ percent: ExactDecimal) throws(MoneyError) -> Money {
    // The product with an amount may need more than 128 bits.
    guard units != 0,
      let share = Ratio(percent.coefficient, over: .powerOfTen(percent.decimals + 2))
    else { return .zero(currency) }
    let part = share.rounded(toUnitsOf: Int64(clamping: units.magnitude))
    return try Money(exactly: isNegative ? -part : part, of: currency)
  }
}
