package import Procurement
package import Ledger

/// What must still be paid under a contract, up to the earliest exit that costs no penalty, year by
/// year and undiscounted (METRICS, M9).
///
/// Source: ASC 440-10-50, unconditional purchase obligations; the ladder of Regulation S-K.
package struct PurchaseObligation: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The day from which on payments count.
  package let asOf: Day
  /// The first unpaid day.
  package let exitOn: Figure<Day>
  /// Whether a party has committed itself, or there is only talk of it.
  package let stage: Stage
  /// What shows its amounts in the currency of the report.
  package private(set) var rate: AmountRate
  /// What is due in each year of the ladder, and after them.
  package private(set) var ladder: Figure<Ladder>
  /// The ladder in the currency of the contract.
  let ownLadder: Figure<Ladder>
  private let shortfallUnits: Figure<Ratio>
  /// Whether late delivery lets the buyer leave at once: a right that lapses with the delivery and does not
  /// shorten the ladder (METRICS, ruling 34).
  package let canLeaveForDelay: Bool
  /// What the whole is the sum of, and in which years the minimums ask for more than the fees.
  package let words: String?
  /// The contract, its fees, its minimums and what leaving costs.
  package let evidence: [Evidence]

  /// How far a contract is a commitment.
  package enum Stage: String, CaseIterable, Sendable {
    /// Signed, and its fees or term have begun.
    case started
    /// Signed; nothing is paid for yet.
    case notStarted = "not started"
    /// Reported or announced: told, and perhaps not binding.
    case announced
  }

  /// Amounts by year; they add up to `total`.
  package struct Ladder: Hashable, Sendable {
    /// Year 1, which the as-of day lies in, to year 5.
    package let years: [Money]
    /// After year 5.
    package let thereafter: Money
    /// All of it, rounded half to even to the minor unit.
    package let total: Money
    /// Years and what comes after them, exact, in stored units.
    fileprivate let parts: [Ratio]
    /// All of it, exact, in stored units.
    let units: Ratio

    /// Years and what comes after them, in order.
    package var all: [Money] { years + [thereafter] }
  }

  /// The years of a ladder: five of twelve months, the first of which has the as-of day.
  package static func years(asOf: Day, startingIn start: YearStart) -> [MonthRange] {
    let first = start.range(of: .year, around: asOf.month).from
    return (0..<5).map {
      MonthRange(from: first.adding(months: 12 * $0), to: first.adding(months: 12 * ($0 + 1)))
    }
  }

  /// A row for each selected contract that is not over, by provider, buyer and reference.
  package static func all(
    in book: Book, asOf: Day, years start: YearStart = .january, convention: DayConvention
  ) throws -> [PurchaseObligation] {
    let years = years(asOf: asOf, startingIn: start)
    return try book.contracts.compactMap { contract in
      guard !contract.standing(on: asOf).isOver else { return nil }
      let facts = try ExitFacts(contract, in: book, asOf: asOf, isForLeaving: false)
      return try ExitPath.withoutPenalty(of: contract, TerminationTerms(of: contract), asOf: asOf)
        .map { try PurchaseObligation(of: facts, by: $0, years: years, convention) }
        .min { $0.isCheaper(than: $1) }
    }
  }

  private init(
    of facts: ExitFacts, by way: ExitPath, years: [MonthRange], _ convention: DayConvention
  ) throws {
    let (contract, asOf) = (facts.contract, facts.asOf)
    // An exit that is still to be chosen is one that costs no penalty.
    let owed = try OwedPayments.onExitPath(
      way, of: facts, on: asOf, convention, isPenalised: true)
    self.contract = contract
    self.asOf = asOf
    exitOn = way.exitOn
    stage = Stage(contract, asOf: asOf)
    rate = AmountRate(of: contract.currency)
    shortfallUnits = owed.shortfallDue.map(\.units)
    canLeaveForDelay = facts.canLeaveForDelay
    ownLadder =
      try owed.all(exitOn: way.exitOn.value).map { payments in
        try .held { .known(try Ladder(payments, years, in: contract.currency)) }
      } ?? .unavailable(owed.unavailable ?? Unavailable(.notRecorded, "not known"))
    ladder = ownLadder
    words = ownLadder.value == nil ? nil : try? owed.words(in: contract.currency)
    evidence =
      [contract.evidence] + contract.fees.map(\.evidence) + contract.commitments.map(\.evidence)
      + contract.terminationFees.map(\.evidence)
      + [contract.standing(on: asOf).notice?.event.evidence].compactMap { $0 }
  }

  /// Whether it costs less than another exit on the same day (METRICS, M0); one that is not known
  /// costs more.
  private func isCheaper(than other: PurchaseObligation) -> Bool {
    (ownLadder.value?.total.units ?? .max) < (other.ownLadder.value?.total.units ?? .max)
  }
}

extension PurchaseObligation: ContractBalance {
  /// The part that is due by now: shortfalls of intervals that are assessed, rounded half to even to the
  /// minor unit. Known even where the rest is not.
  package var shortfallDue: Figure<Money> { rate.rounded(shortfallUnits) }

  /// The headline value.
  package var headline: Figure<Money> { rate.shown(contract.headlineValue) }

  /// The whole ladder, what is due by now and the headline value.
  package var recordedAmounts: [Figure<Ratio>] {
    [ownLadder.map(\.units), shortfallUnits, contract.headlineValue.map(\.exact)]
  }

  /// Shows the ladder, what is due and the headline value at a rate.
  package mutating func show(at rate: AmountRate) {
    self.rate = rate
    ladder = ownLadder.flatMap { $0.figure(at: rate) }
  }
}

extension PurchaseObligation {
  /// The exact total over the headline value.
  package var shareOfHeadline: Figure<Ratio> {
    ownLadder.flatMap { ladder in
      guard let headline = contract.headline?.value else {
        return .unavailable(.notRecorded, "no headline value known")
      }
      do throws(MoneyError) {
        return try ladder.units.divided(by: headline.exact).map { .known($0) }
          ?? .unavailable(.zero, "value is zero")
      } catch {
        return .unavailable(Unavailable(error))
      }
    }
  }
}

extension PurchaseObligation.Stage {
  fileprivate init(_ contract: ContractFile, asOf: Day) {
    let firstFee = contract.fees.map(\.fromMonth.firstDay).min()
    let hasStarted = [firstFee, contract.firstDay].compactMap { $0 }.allSatisfy { $0 <= asOf }
    self = contract.status.isTalk ? .announced : hasStarted ? .started : .notStarted
  }
}

extension PurchaseObligation.Ladder {
  /// Lays each payment out over years by the days that it is for in each (METRICS, ruling 1). Rounds once,
  /// the whole, and splits it so that the years add up (rules 2 and 5).
  fileprivate init(
    _ payments: [OwedPayment], _ years: [MonthRange], in currency: Currency
  ) throws {
    var sums = [Ratio](repeating: .zero, count: years.count + 1)
    for payment in payments {
      var left = payment.days.dayCount
      for (index, year) in years.enumerated() {
        let days = DayRange(from: year.firstDay, through: year.endDay.adding(days: -1))
        let own = days.overlap(payment.days)
        guard own > 0 else { continue }
        left -= own
        sums[index] = try sums[index].adding(
          payment.units.times(Ratio(days: own, of: payment.days.dayCount)))
      }
      guard left > 0 else { continue }
      sums[years.count] = try sums[years.count].adding(
        payment.units.times(Ratio(days: left, of: payment.days.dayCount)))
    }
    try self.init(of: sums, in: currency)
  }

  /// Exact amounts of years and of what comes after them.
  private init(of parts: [Ratio], in currency: Currency) throws(MoneyError) {
    var whole = Ratio.zero
    for part in parts { whole = try Self.sum(whole, part) }
    let total = try Money(rounding: whole, of: currency)
    let amounts = try total.minorUnits(of: parts)
    self.init(
      years: Array(amounts.dropLast()), thereafter: amounts[parts.count - 1], total: total,
      parts: parts, units: whole)
  }

  /// Ladders of the same years, in one currency, added and rounded once; `nil` for none.
  /// - Throws: `MoneyError.tooLarge` if they do not fit.
  package static func sum(_ ladders: [Self]) throws(MoneyError) -> Self? {
    guard let first = ladders.first else { return nil }
    var parts = first.parts
    for ladder in ladders.dropFirst() {
      for (index, part) in ladder.parts.enumerated() {
        parts[index] = try sum(parts[index], part)
      }
    }
    return try Self(of: parts, in: first.total.currency)
  }

  private static func sum(_ left: Ratio, _ right: Ratio) throws(MoneyError) -> Ratio {
    guard let sum = left.addingFinely(right).value else { throw .tooLarge }
    return sum
  }

  fileprivate func figure(at rate: AmountRate) -> Figure<Self> { .held(try shown(at: rate)) }

  /// The whole converted and rounded once, and split so that the years add up.
  private func shown(at rate: AmountRate) throws(MoneyError) -> Self {
    var converted: [Ratio] = []
    for part in parts {
      guard let part = rate.exact(part).value else { throw .tooLarge }
      converted.append(part)
    }
    return try Self(of: converted, in: rate.currency)
  }
}
