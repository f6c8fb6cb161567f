package import Ledger
package import Procurement
internal import Store

/// A contract as it stands next to others: its cost, its capacity, how firm it is.
package struct DealComparison: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// What shows its amounts in the currency of the report.
  package internal(set) var rate: AmountRate
  /// The fee in the currency of the contract.
  let ownFee: Figure<Money>
  var exposure: ExitExposure
  /// The month of the fee, where it is one to come; `nil` if it is in force.
  package let feeFrom: Month?
  /// The model of accelerator; `nil` if the promise does not say, or has several.
  package let accelerator: String?
  /// How many are promised.
  package let acceleratorCount: Int?
  /// The power that is promised; `nil` if it is not known, or is of several kinds.
  package let kilowatts: Int?
  /// Which megawatts these are.
  package let megawattBasis: MegawattBasis?
  /// The cost to leave over the headline value.
  package let shareOfHeadline: Figure<Share>
  /// Delivered by the as-of day over promised: accelerators, or power where they are not known.
  package let deliveredShare: Figure<Share>
  /// The most days that a tranche is late, negative for early (METRICS, M13).
  package let slipDays: Figure<Int>
  /// Whether that tranche is still open.
  package let isSlipOpen: Bool
  /// The rows of the contract, its fees and promises.
  package let evidence: [Evidence]

  /// The contracts that names mean, each once, in their order: a contract by its reference, or all of a
  /// provider's that are not over.
  ///
  /// A name that is both means the contract.
  /// - Throws: `UnknownNameError` for a name that is neither, is of several, or is of a provider without a
  ///   running contract.
  package static func all(
    _ names: [String], in book: Book, asOf: Day
  ) throws -> [DealComparison] {
    var chosen: [ContractFile] = []
    for name in names {
      let found = try book.contracts(meant: name, asOf: asOf)
      chosen += found.filter { !chosen.contains($0) }
    }
    let narrowed = book.narrowed(to: Set(chosen.map(\.id)))
    return try chosen.map { contract in
      let exposure = try ExitExposure(
        ExitFacts(contract, in: narrowed, asOf: asOf), on: asOf, .months)
      return try DealComparison(exposure, asOf: asOf)
    }
  }

  private init(
    _ exposure: ExitExposure, asOf: Day
  ) throws {
    let promised = TrancheStatus.all(of: exposure.contract, asOf: asOf)
      .filter { $0.promise != nil }.ofTheWhole
    let fee = try DealFee(exposure.contract, asOf: asOf)
    let count = promised.sum(.accelerators)
    let bases = Set(promised.map(\.megawattBasis))
    let accelerators = Set(promised.map { $0.promise?.capacity.accelerator })
    let kilowatts = bases.count == 1 ? promised.sum(.kilowatts) : nil
    let slip = promised.worstSlip
    contract = exposure.contract
    rate = exposure.rate
    self.exposure = exposure
    ownFee = fee.amount
    feeFrom = fee.from
    self.acceleratorCount = count
    accelerator = accelerators.count == 1 ? accelerators.first ?? nil : nil
    self.kilowatts = kilowatts
    megawattBasis = bases.count == 1 ? bases.first ?? nil : nil
    shareOfHeadline = exposure.shareOfHeadline
    deliveredShare = promised.deliveredShare
    slipDays = slip.map(\.days)
    isSlipOpen = slip.value?.isOpen ?? false
    evidence =
      [contract.evidence] + fee.rows.map(\.evidence) + promised.compactMap(\.promise?.evidence)
  }
}

extension Book {
  /// The contracts that a name means: one by its reference, or all of a provider's that are not over.
  fileprivate func contracts(meant name: String, asOf: Day) throws -> [ContractFile] {
    let meaning = try selection(meant: name)
    let found = try contracts.filter {
      meaning.contracts.contains($0.id)
        || $0.providerID == meaning.provider && !$0.standing(on: asOf).isOver
    }
    guard !found.isEmpty else {
      throw UnknownNameError(what: "running contract sold by", name: name)
    }
    return found
  }

  private func selection(meant name: String) throws -> Selection {
    if case .none = names.contracts.find(name, of: nil) {
      guard case .none = names.organizations.find(name) else {
        return Selection(provider: try names.organization(name, as: "provider"))
      }
      let near = names.contracts.nearest(to: name) + names.organizations.nearest(to: name)
      throw UnknownNameError(
        what: "provider or contract", name: name, nearest: Array(near.prefix(3)))
    }
    return Selection(contracts: [try names.contract(name, of: nil).id])
  }
}

/// The fee that a deal is compared by.
private struct DealFee {
  let amount: Figure<Money>
  let from: Month?
  let rows: [Recorded<Fee>]

  init(_ contract: ContractFile, asOf: Day) throws {
    let fees = contract.fees
    let next = fees.map(\.fromMonth).filter { $0 > asOf.month }.min()
    let inForce = fees.covering(asOf.month)
    from = inForce.isEmpty ? next : nil
    rows = fees.covering(from ?? asOf.month)
    amount = contract.fee(of: from ?? asOf.month)
  }
}

extension [TrancheStatus] {
  /// The tranche `total` where there is one: it is all of the promise.
  fileprivate var ofTheWhole: [TrancheStatus] {
    first { $0.promise?.tranche == CapacityCommitment.whole }.map { [$0] } ?? self
  }

  /// How much is promised; `nil` if a part does not say, or nothing is.
  fileprivate func sum(_ measure: TrancheStatus.Measure) -> Int? {
    let counts = compactMap { $0.contracted(measure) }
    return counts.count == count && !counts.isEmpty ? counts.reduce(0, +) : nil
  }

  /// Never chips added to other chips, nor megawatts of one kind to those of another.
  fileprivate var deliveredShare: Figure<Share> {
    guard !isEmpty else { return .unavailable(.notApplicable, "nothing promised") }
    guard isOfOneKind else { return .unavailable(.measuresDiffer, "measures differ") }
    let measure = commonMeasure
    guard let whole = sum(measure) else { return .unavailable(.notRecorded, "capacity not known") }
    var there = 0
    for status in self {
      switch status.delivered(measure) {
      case .known(let count): there += Swift.min(count, status.contracted(measure) ?? 0)
      case .unavailable(let reason): return .unavailable(reason)
      }
    }
    return Ratio(Int128(there), over: Int128(whole)).map { .ratio($0) }
      ?? .unavailable(.notApplicable, "nothing promised")
  }

  /// The slip of the tranche that is the latest.
  fileprivate var worstSlip: Figure<DeliverySlip> {
    guard !isEmpty else { return .unavailable(.notApplicable, "nothing promised") }
    let slips = map(\.slip)
    guard let worst = slips.compactMap(\.value).max(by: { $0.days < $1.days }) else {
      return slips.first ?? .unavailable(.notApplicable, "nothing promised")
    }
    return .known(worst)
  }
}
