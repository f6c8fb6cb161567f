internal import Ledger
internal import Procurement

/// What leaving a contract depends on, as of a day.
struct ExitFacts {
  let contract: ContractFile
  let asOf: Day
  /// Minimums of money that what is billed builds up to.
  let minimums: [Recorded<Commitment>]
  /// What was charged by invoices issued by the as-of day.
  let charges: [Charge]
  /// Prepaid pools that have not expired.
  let pools: [CommitmentProgress]
  let credits: [ServiceCreditMonth]
  /// What is promised, with its slip on the as-of day; read if late delivery gives an exit.
  let tranches: [TrancheStatus]

  /// Reads the facts of a contract of the book.
  init(_ contract: ContractFile, in book: Book, asOf: Day) throws {
    self.contract = contract
    self.asOf = asOf
    minimums = contract.builtUpMinimums
    charges = try book.charges(of: contract, issuedBy: asOf)
    pools = try ExitFacts.pools(contract, in: book, asOf: asOf)
    credits = try ServiceCreditMonth.all(of: contract, in: book, asOf: asOf, isOwedOnly: true)
    tranches =
      contract.exit.lateExitDays == nil ? [] : TrancheStatus.all(of: contract, asOf: asOf)
  }

  private static func pools(
    _ contract: ContractFile, in book: Book, asOf: Day
  ) throws -> [CommitmentProgress] {
    guard contract.commitments.contains(where: { $0.draw == .burnDown }) else { return [] }
    return try CommitmentProgress.all(of: contract, in: book, asOf: asOf, paceMonths: 1).filter {
      $0.draw == .burnDown && $0.remaining.money != nil && $0.days.last >= asOf
    }
  }
}

extension ContractFile {
  /// Minimums of money that what is billed builds up to.
  var builtUpMinimums: [Recorded<Commitment>] {
    commitments.filter { $0.kind == .spend && $0.draw == .buildUp }
  }
}

extension ExitFacts {
  /// The rows behind all of it, each once.
  var evidence: [Evidence] {
    let rows =
      [contract.evidence] + contract.fees.map(\.evidence) + minimums.map(\.evidence)
      + contract.terminationFees.map(\.evidence) + pools.flatMap(\.evidence)
      + credits.filter { $0.isOver && $0.missing.value?.units != 0 }.flatMap(\.evidence)
      + tranches.compactMap(\.promise?.evidence)
      + [contract.standing(on: asOf).notice?.event.evidence].compactMap { $0 }
    var seen: Set<Evidence> = []
    return rows.filter { seen.insert($0).inserted }
  }

  /// Credits of months that have ended that have not come.
  func creditsDue() -> Figure<Money> {
    credits.filter(\.isOver).reduce(.known(.zero(contract.currency))) { sum, month in
      switch month.missing {
      case .known: sum.adding(month.missing)
      case .unavailable(let reason):
        .unavailable(reason.code, "credit of \(month.month): \(reason.words)")
      }
    }
  }

  /// What was paid before and is lost with an exit: what is left of prepaid pools once the fees up to
  /// it, those on the way out from `day` on included, are drawn from them; without a pool, what was
  /// billed for days from `exit` on.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  func prepaid(from exit: Day, after fees: FeeSum, on day: Day) throws -> Money {
    let currency = contract.currency
    guard pools.isEmpty else {
      let left = pools.compactMap(\.remaining.money).units
      let before = try FeeSum.ofDays(from: asOf, before: day, contract)
      let drawn = try Int128(fees.amount.units) + Int128(before.amount.units)
      return try Money(exactly: max(0, left - drawn), of: currency)
    }
    let billed = charges.filter { !$0.isTax && $0.amount.currency == currency }
      .map { $0.amount(from: exit) }.units
    return try Money(exactly: max(0, billed), of: currency)
  }

  /// Whether a promised tranche is late by so many days, or why none is.
  func late(by days: Int) -> Figure<TrancheStatus> {
    let promised = tranches.filter { $0.promise != nil }
    if let late = promised.first(where: { ($0.slip.value?.isOpen(by: days)) ?? false }) {
      return .known(late)
    }
    let reasons = promised.compactMap { tranche -> Unavailable? in
      guard let due = tranche.promise?.dueOn, due.last.adding(days: days) <= asOf,
        let reason = tranche.slip.unavailable, reason.code != .notYet
      else { return nil }
      return Unavailable(reason.code, "tranche \(tranche.tranche ?? ""): \(reason.words)")
    }
    return .unavailable(
      reasons.first ?? Unavailable(.ruledOut, "no tranche late by \(days) days"))
  }
}

extension Charge {
  /// The part for the days from one on.
  fileprivate func amount(from day: Day) -> Money {
    guard days.last >= day else { return .zero(amount.currency) }
    let before = max(0, day.days(since: days.from))
    return amount.split(by: [before, days.dayCount - before])[1]
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
