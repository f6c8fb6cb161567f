package import Procurement
package import Store

/// A contract as it stands beside others: what it costs, what it gives, how firm it is.
package struct DealComparison: Hashable, Sendable {
  /// The contract.
  package let contract: ContractTerms
  /// The fee in force on the as-of day, else the first that is to come.
  package let monthlyFee: KnownOr<Money>
  /// The month of the fee, where it is one to come; `nil` where it is in force.
  package let feeFrom: Month?
  /// 12 × the fee (METRICS, M2c).
  package let annualised: KnownOr<Money>
  /// Of what; `nil` where the promise does not say, or is of several.
  package let accelerator: String?
  /// How many are promised.
  package let acceleratorCount: Int?
  /// The fee over them (METRICS, M11b), rounded half to even to the coin.
  package let feePerAcceleratorMonth: KnownOr<Money>
  /// The power that is promised; `nil` where it is not known, or is of several kinds.
  package let kilowatts: Int?
  /// Which megawatts these are.
  package let megawattBasis: MegawattBasis?
  /// 12 × the fee over the megawatts, rounded half to even to the coin.
  package let feePerMegawattYear: KnownOr<Money>
  /// What is firm if notice is given on the as-of day (METRICS, M18).
  package let firm: KnownOr<Money>
  /// That over the headline value.
  package let shareOfHeadline: RatioFigure
  /// Delivered by the as-of day over promised: accelerators, or power where they are not known.
  package let deliveredShare: RatioFigure
  /// The most days that a tranche is late, negative for early (METRICS, M13).
  package let slipDays: KnownOr<Int>
  /// Whether that tranche is still open.
  package let isSlipOpen: Bool
  /// The rows of the contract, its fees and promises.
  package let evidence: [Evidence]

  /// The contracts that names mean, each once, in their order: a contract by its reference, or all of a
  /// provider's that are not over.
  ///
  /// A name that is both is taken for the contract's.
  /// - Throws: `UnknownNameError` for a name that is neither, is of several, or is of a provider without a
  ///   running contract.
  package static func all(
    _ names: [String], asOf: Day, from store: borrowing Store
  ) throws -> [DealComparison] {
    var deals: [DealComparison] = []
    for name in names {
      let (selection, isProvider) = try DealComparison.selection(name, in: store)
      let found = try all(selection, asOf: asOf, from: store).filter {
        !isProvider || $0.contract.reasonItHasEnded(by: asOf) == nil
      }
      guard !found.isEmpty else {
        throw UnknownNameError(what: "running contract sold by", name: name)
      }
      for deal in found where !deals.contains(where: { $0.contract.id == deal.contract.id }) {
        deals.append(deal)
      }
    }
    return deals
  }

  private static func selection(
    _ name: String, in store: borrowing Store
  ) throws -> (Selection, isProvider: Bool) {
    let contracts = try ContractDirectory(store)
    let organizations = try OrganizationDirectory(store)
    if case .none = contracts.find(name, of: nil) {
      if case .none = organizations.find(name) {
        throw UnknownNameError(
          what: "provider or contract", name: name,
          nearest: Array(
            (contracts.nearest(to: name, of: nil) + organizations.nearest(to: name)).prefix(3)))
      }
      let provider = try Selection(buyer: nil, provider: name, contract: nil, in: store)
      return (provider, true)
    }
    return (try Selection(buyer: nil, provider: nil, contract: name, in: store), false)
  }

  private static func all(
    _ selection: Selection, asOf: Day, from store: borrowing Store
  ) throws -> [DealComparison] {
    let fees = Dictionary(
      grouping: try ScheduledFee.all(selection, from: store), by: \.contract)
    let tranches = Dictionary(
      grouping: try TrancheStatus.all(selection, asOf: asOf, from: store)
    ) { $0.contract?.id }
    return try ExitExposure.all(selection, asOf: asOf, convention: .months, from: store).map {
      try DealComparison(
        $0, fees[$0.contract.id] ?? [], tranches[$0.contract.id] ?? [], asOf)
    }
  }

  private init(
    _ exposure: ExitExposure, _ fees: [ScheduledFee], _ tranches: [TrancheStatus], _ asOf: Day
  ) throws {
    let promised = tranches.filter { $0.promise != nil }.ofTheWhole
    let fee = try DealFee(fees, asOf: asOf)
    let count = promised.sum(.accelerators)
    let bases = Set(promised.map(\.megawattBasis))
    let accelerators = Set(promised.map { $0.promise?.capacity.accelerator })
    let kilowatts = bases.count == 1 ? promised.sum(.kilowatts) : nil
    let slip = promised.worstSlip
    contract = exposure.contract
    monthlyFee = fee.amount
    feeFrom = fee.from
    annualised = try fee.amount.flatMap { .known(try $0.multiplied(by: 12)) }
    self.acceleratorCount = count
    accelerator = accelerators.count == 1 ? accelerators.first ?? nil : nil
    feePerAcceleratorMonth = try fee.amount.flatMap { fee in
      guard let count, let each = try FeePerAccelerator(fee, over: count) else {
        return .unknown("accelerators not known")
      }
      return .known(each.amount)
    }
    self.kilowatts = kilowatts
    megawattBasis = bases.count == 1 ? bases.first ?? nil : nil
    feePerMegawattYear = try fee.amount.flatMap { fee in
      guard let kilowatts, kilowatts > 0 else { return .unknown("power not known") }
      return .known(
        try Money(
          roundingToCoin: Int128(fee.units) * 12_000, over: kilowatts, of: fee.currency))
    }
    firm = exposure.firm
    shareOfHeadline = exposure.shareOfHeadline
    deliveredShare = promised.deliveredShare
    slipDays = slip.map(\.days)
    isSlipOpen = slip.value?.isOpen ?? false
    evidence =
      [contract.evidence] + fee.rows.map(\.evidence) + promised.compactMap(\.promise?.evidence)
  }
}

/// The fee that a deal is compared by.
private struct DealFee {
  let amount: KnownOr<Money>
  let from: Month?
  let rows: [ScheduledFee]

  init(_ fees: [ScheduledFee], asOf: Day) throws {
    let next = fees.map(\.fromMonth).filter { $0 > asOf.month }.min()
    let inForce = fees.covering(asOf.month)
    from = inForce.isEmpty ? next : nil
    rows = fees.covering(from ?? asOf.month)
    amount = try fees.fee(of: from ?? asOf.month)
  }
}

extension [TrancheStatus] {
  /// The tranche `total` where there is one: it is all of the promise.
  fileprivate var ofTheWhole: [TrancheStatus] {
    first { $0.promise?.tranche == "total" }.map { [$0] } ?? self
  }

  /// How much is promised; `nil` where a part does not say, or nothing is.
  fileprivate func sum(_ measure: TrancheStatus.Measure) -> Int? {
    let counts = compactMap { $0.contracted(measure) }
    return counts.count == count && !counts.isEmpty ? counts.reduce(0, +) : nil
  }

  /// Never chips added to other chips: without one accelerator, each tranche's own promise counts.
  fileprivate var deliveredShare: RatioFigure {
    guard !isEmpty else { return .undefined("nothing promised") }
    let measure = commonMeasure
    guard let whole = sum(measure) else { return .undefined("capacity not known") }
    var there = 0
    for status in self {
      switch status.delivered(measure) {
      case .known(let count): there += Swift.min(count, status.contracted(measure) ?? 0)
      case .unknown(let reason): return .undefined(reason)
      }
    }
    return Ratio(Int128(there), over: Int128(whole)).map { .ratio($0) }
      ?? .undefined("nothing promised")
  }

  /// The slip of the tranche that is the latest.
  fileprivate var worstSlip: KnownOr<DeliverySlip> {
    guard !isEmpty else { return .unknown("nothing promised") }
    let slips = map(\.slip)
    guard let worst = slips.compactMap(\.value).max(by: { $0.days < $1.days }) else {
      return slips.first ?? .unknown("nothing promised")
    }
    return .known(worst)
  }
}
