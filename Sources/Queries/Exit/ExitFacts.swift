internal import Procurement
internal import Store

/// What is stored of a contract that leaving it depends on, as of a day.
struct ExitFacts {
  let contract: ContractTerms
  let asOf: Day
  let fees: [ScheduledFee]
  /// Minimums of money that what is billed builds up to.
  let minimums: [StoredCommitment]
  let terminations: [StoredTerminationFee]
  /// What was charged by invoices issued by the as-of day.
  let charges: [ServiceCharge]
  /// Prepaid pools that have not expired.
  let pools: [CommitmentProgress]
  let credits: [ServiceCreditMonth]
  /// What is promised, with its slip on the as-of day; read where late delivery gives an exit.
  let tranches: [TrancheStatus]

  /// Those of the selected contracts, by provider, buyer and reference.
  static func all(
    _ selection: Selection, asOf: Day, from store: borrowing Store
  ) throws -> [ExitFacts] {
    let contracts = try ContractTerms.all(selection, from: store)
    let fees = Dictionary(grouping: try ScheduledFee.all(selection, from: store), by: \.contract)
    let commitments = Dictionary(
      grouping: try StoredCommitment.all(selection, from: store), by: \.terms.contract)
    let terminations = Dictionary(
      grouping: try StoredTerminationFee.all(selection, from: store), by: \.contract)
    let charges = Dictionary(
      grouping: try ServiceCharge.all(selection, issuedBy: asOf, from: store), by: \.contract)
    let pools = Dictionary(
      grouping: try pools(selection, commitments, asOf, from: store), by: \.contract.id)
    let credits = Dictionary(
      grouping: try ServiceCreditMonth.all(
        selection, asOf: asOf, isOwedOnly: true, from: store), by: \.contract.id)
    let isLate = contracts.contains { $0.exit.lateExitDays != nil }
    let tranches = Dictionary(
      grouping: isLate ? try TrancheStatus.all(selection, asOf: asOf, from: store) : []
    ) { $0.contract?.id }
    return contracts.map { contract in
      let id = contract.id
      return ExitFacts(
        contract: contract, asOf: asOf, fees: fees[id] ?? [],
        minimums: (commitments[id] ?? []).filter(\.terms.isBuiltUp),
        terminations: terminations[id] ?? [], charges: charges[id] ?? [], pools: pools[id] ?? [],
        credits: credits[id] ?? [], tranches: tranches[id] ?? [])
    }
  }

  private static func pools(
    _ selection: Selection, _ commitments: [ContractID: [StoredCommitment]], _ asOf: Day,
    from store: borrowing Store
  ) throws -> [CommitmentProgress] {
    guard commitments.values.joined().contains(where: { $0.terms.draw == .burnDown }) else {
      return []
    }
    return try CommitmentProgress.all(selection, asOf: asOf, paceMonths: 1, from: store).filter {
      $0.draw == .burnDown && $0.remaining.money != nil && $0.days.last >= asOf
    }
  }
}

extension Commitment {
  /// Whether it is a minimum of money that what is billed builds up to.
  fileprivate var isBuiltUp: Bool { kind == .spend && draw == .buildUp }
}

extension ExitFacts {
  /// The rows behind all of it, each once.
  var evidence: [Evidence] {
    let rows =
      [contract.evidence] + fees.map(\.evidence) + minimums.map(\.evidence)
      + terminations.map(\.evidence) + pools.flatMap(\.evidence)
      + credits.filter { $0.isOver && $0.missing.value?.units != 0 }.flatMap(\.evidence)
      + tranches.compactMap(\.promise?.evidence)
    var seen: Set<Evidence> = []
    return rows.filter { seen.insert($0).inserted }
  }

  /// Credits of months that are over that have not come; `nil` months are none.
  /// - Throws: `MoneyError.tooLarge` where they do not fit.
  func creditsDue() throws -> KnownOr<Money> {
    try credits.filter(\.isOver).reduce(.known(.zero(contract.currency))) { sum, month in
      switch month.missing {
      case .known: try sum.adding(month.missing)
      case .unknown(let reason): .unknown("credit of \(month.month): \(reason)")
      }
    }
  }

  /// What was paid before and is lost with an exit: what is left of prepaid pools once the fees up to
  /// it, those on the way out from `day` on included, are drawn from them; without a pool, what was
  /// billed for days from `freeFrom` on.
  /// - Throws: `MoneyError.tooLarge` where it does not fit.
  func prepaid(from freeFrom: Day, after fees: FeeSum, on day: Day) throws -> Money {
    let currency = contract.currency
    guard pools.isEmpty else {
      let left = pools.compactMap(\.remaining.money).reduce(Int128(0)) { $0 + Int128($1.units) }
      let before = try FeeSum.ofDays(from: asOf, before: day, self.fees, currency)
      let drawn = Int128(fees.amount.units) + Int128(before.amount.units)
      return try Money(exactly: max(0, left - drawn), of: currency)
    }
    let billed = charges.filter { !$0.isTax && $0.amount.currency == currency }
      .reduce(Int128(0)) { sum, charge in
        let last = freeFrom.adding(days: -1)
        guard charge.days.last > last else { return sum }
        let before = max(0, last.days(since: charge.days.from) + 1)
        let pieces = charge.amount.split(by: [before, charge.days.dayCount - before])
        return sum + Int128(pieces[1].units)
      }
    return try Money(exactly: max(0, billed), of: currency)
  }

  /// Whether a promised tranche is late by so many days, or why none is.
  func late(by days: Int) -> KnownOr<TrancheStatus> {
    let promised = tranches.filter { $0.promise != nil }
    if let late = promised.first(where: { ($0.slip.value?.isOpen(by: days)) ?? false }) {
      return .known(late)
    }
    let reasons = promised.compactMap { tranche -> String? in
      guard let due = tranche.promise?.dueOn, due.last.adding(days: days) <= asOf,
        let reason = tranche.slip.reason, reason != "not due yet"
      else { return nil }
      return "tranche \(tranche.tranche ?? ""): \(reason)"
    }
    return .unknown(reasons.first ?? "no tranche late by \(days) days")
  }
}

extension DeliverySlip {
  fileprivate func isOpen(by count: Int) -> Bool { isOpen && days >= count }
}

extension TrancheStatus {
  /// What is open for want of a record may have come and not been told.
  var assumedOpen: String? {
    guard !deliveries.contains(where: { $0.isDelivered(by: asOf) }) else { return nil }
    return "no delivery of \(tranche ?? "") is recorded; it counts as not delivered"
  }
}
