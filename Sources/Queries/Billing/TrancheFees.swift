internal import Ledger
internal import Procurement

/// What the parts of a contract's capacity cost a month.
struct TrancheFees {
  /// The days of the contract.
  let service: ServiceDays
  private var contract: ContractFile { service.contract }
  private var fees: [Recorded<Fee>] { contract.fees }
  private var promises: [Recorded<CapacityCommitment>] { contract.promises }

  /// The tranches that are due by the end of a month, or have a fee and no promise that says when; empty
  /// where nothing is divided.
  func tranches(in month: Month) -> [String] {
    let promised = Set(promises.map(\.tranche))
    let paid = fees.covering(month).compactMap(\.ownTranche).filter { !promised.contains($0) }
    return Set(due(in: month).map(\.tranche) + paid).sorted()
  }

  /// The fee of a tranche, or of the whole contract for `nil`, in a month.
  ///
  /// Where fees name tranches, it is its own; one that names none is then for something
  /// else. Else the fee is split by the accelerators, or the power, of the tranches that are due by
  /// then, so that the pieces add up (METRICS, rule 5 and ruling 26): the only one takes all of it, one
  /// that is not due nothing.
  /// - Throws: `MoneyError` if a sum does not fit.
  func fee(of tranche: String?, in month: Month) throws -> Figure<Money> {
    guard let days = service.allDays(of: month) else { return .known(.zero(contract.currency)) }
    let whole = wholeFee(of: tranche, in: month)
    // A monthly fee counts by the contract's days in its month (METRICS, ruling 25).
    return days.dayCount == month.dayCount
      ? whole : try whole.map { try $0.prorated(days.dayCount, of: month.dayCount) }
  }

  private func wholeFee(of tranche: String?, in month: Month) -> Figure<Money> {
    guard let tranche, !fees.covering(month).isEmpty else { return contract.fee(of: month) }
    guard !contract.hasTrancheFees else { return contract.fee(of: tranche, in: month) }
    return contract.fee(of: month).flatMap { fee in
      piece(of: fee, for: tranche, in: month).map { .known($0) }
        ?? .unavailable(.notRecorded, "capacity not known")
    }
  }

  private func piece(of whole: Money, for tranche: String, in month: Month) -> Money? {
    let parts = due(in: month)
    guard let place = parts.firstIndex(where: { $0.tranche == tranche }) else {
      return promises.contains { $0.tranche == tranche } ? .zero(whole.currency) : nil
    }
    guard parts.count > 1 else { return whole }
    guard let weights = parts.weights, weights.contains(where: { $0 > 0 }) else { return nil }
    return whole.split(by: weights)[place]
  }

  /// The tranches that are due by the end of a month.
  private func due(in month: Month) -> [Recorded<CapacityCommitment>] {
    promises.filter { promise in
      promise.tranche != CapacityCommitment.whole
        && (promise.dueOn.map { $0.last <= month.lastDay } ?? true)
    }
  }
}

extension [Recorded<CapacityCommitment>] {
  /// Accelerators of one kind, else power of one kind; `nil` if neither is known of each.
  fileprivate var weights: [Int]? {
    let counts = compactMap(\.capacity.acceleratorCount)
    if counts.count == count, Set(map { $0.capacity.accelerator?.lowercased() }).count == 1 {
      return counts
    }
    let kilowatts = compactMap(\.capacity.kilowatts)
    return kilowatts.count == count && Set(map(\.capacity.megawattBasis)).count == 1
      ? kilowatts : nil
  }
}
