internal import Ledger
internal import Procurement

/// What leaving a contract depends on, as of a day.
struct ExitFacts {
  let contract: ContractFile
  let asOf: Day
  /// Minimums of money, and prepaid pools.
  let minimums: [ContractMinimums]
  /// What was charged by invoices issued by the as-of day; read where leaving is priced.
  let charges: [Charge]
  /// The credits that are owed; read where leaving is priced.
  let credits: [ServiceCreditMonth]
  /// What is promised, with its slip on the as-of day; read if late delivery gives an exit.
  let tranches: [TrancheStatus]

  /// Reads the facts of a contract of the book; `isForLeaving` says whether what is lost or owed to the buyer
  /// also counts.
  init(_ contract: ContractFile, in book: Book, asOf: Day, isForLeaving: Bool = true) throws {
    self.contract = contract
    self.asOf = asOf
    minimums = try ContractMinimums.all(of: contract, in: book, asOf: asOf, paceMonths: 1)
      .filter { $0.measure == .money(contract.currency) }
    charges = isForLeaving ? try book.charges(of: contract, issuedBy: asOf) : []
    credits =
      isForLeaving
      ? try ServiceCreditMonth.all(of: contract, in: book, asOf: asOf, isOwedOnly: true) : []
    tranches =
      contract.exit.lateExitDays == nil ? [] : TrancheStatus.all(of: contract, asOf: asOf)
  }
}

extension ExitFacts {
  /// The rows behind all of it, each once.
  var evidence: [Evidence] {
    let rows =
      [contract.evidence] + contract.fees.map(\.evidence)
      + minimums.flatMap { $0.commitments.map(\.evidence) }
      + contract.terminationFees.map(\.evidence)
      + credits.filter { $0.isOver && $0.missing.value?.units != 0 }.flatMap(\.evidence)
      + tranches.compactMap(\.promise?.evidence)
      + [contract.standing(on: asOf).notice?.event.evidence].compactMap { $0 }
    var seen: Set<Evidence> = []
    return rows.filter { seen.insert($0).inserted }
  }

  /// Credits of months that have ended that have not come, in stored units.
  /// - Throws: `MoneyError.tooLarge` if they do not fit.
  func creditsDue() throws -> Figure<Money> {
    credits.filter(\.isOver).reduce(.known(.zero(contract.currency))) { sum, month in
      switch month.exactMissing {
      case .known: sum.adding(month.exactMissing)
      case .unavailable(let reason):
        .unavailable(reason.code, "credit of \(month.month): \(reason.words)")
      }
    }
  }

  /// What was paid before and is lost with an exit, in stored units: what is left of running pools once the
  /// fees up to it and to the last day of the pools, those on the way out from `day` on included, are drawn
  /// from them; without a pool, what was billed for days from `exit` on.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  func prepaid(from exit: Day, after fees: FeeSum, on day: Day) throws -> Ratio {
    guard let (left, last) = try prepaidLeft else {
      let billed = try charges.filter { !$0.isTax && $0.amount.currency == contract.currency }
        .reduce(Ratio.zero) { try $0.adding($1.amount(from: exit).exact) }
      return billed.positivePart
    }
    let stop = min(day, last.adding(days: 1))
    let before =
      asOf < stop ? try FeeSum.ofDays(from: asOf, before: stop, contract).value?.units : nil
    let drawn = try fees.payments.reduce(before ?? .zero) { try $0.adding($1.units(through: last)) }
    return try left.subtracting(drawn).positivePart
  }

  /// Whether late delivery lets the buyer leave at once.
  var canLeaveForDelay: Bool {
    contract.exit.lateExitDays.map { late(by: $0).value != nil } ?? false
  }

  /// Whether a promised tranche is late by a given number of days, or why none is.
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

extension OwedPayment {
  /// The part for its days through one, in stored units.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  fileprivate func units(through last: Day) throws -> Ratio {
    guard days.from <= last else { return .zero }
    let own = DayRange(from: days.from, through: min(days.last, last))
    return try units.times(Ratio(days: own.dayCount, of: days.dayCount))
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
    return "no delivery of \(tranche ?? "") is recorded; it is counted as not delivered"
  }
}
