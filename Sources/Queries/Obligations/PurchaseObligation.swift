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
  /// What is due in each year of the ladder, and after them.
  package let ladder: Figure<Ladder>
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

    /// Years and what comes after them, in order.
    package var all: [Money] { years + [thereafter] }
  }

  /// The years of a ladder: five of twelve months, the first of which has the as-of day.
  package static func years(asOf: Day, startingIn month: Int) -> [MonthRange] {
    let back = (asOf.month.month - month + 12) % 12
    let first = asOf.month.adding(months: -back)
    return (0..<5).map {
      MonthRange(from: first.adding(months: 12 * $0), to: first.adding(months: 12 * ($0 + 1)))
    }
  }

  /// A row for each selected contract that is not over, by provider, buyer and reference;
  /// `fiscalYearStart` is a month, 1 to 12.
  package static func all(
    in book: Book, asOf: Day, fiscalYearStart: Int, convention: DayConvention
  ) throws -> [PurchaseObligation] {
    let years = years(asOf: asOf, startingIn: fiscalYearStart)
    return try book.contracts.compactMap { contract in
      guard !contract.standing(on: asOf).isOver else { return nil }
      // Only minimums ask what was billed.
      let charges =
        contract.commitments.isEmpty ? [] : try book.charges(of: contract, issuedBy: asOf)
      return try ExitPath.withoutPenalty(of: contract, TerminationTerms(of: contract), asOf: asOf)
        .map { way in
          try PurchaseObligation(
            of: contract, by: way, charges: charges, years: years, asOf: asOf, convention)
        }
        .min { $0.isCheaper(than: $1) }
    }
  }

  private init(
    of contract: ContractFile, by way: ExitPath, charges: [Charge], years: [MonthRange],
    asOf: Day, _ convention: DayConvention
  ) throws {
    let payments = try OwedPayments.onExitPath(
      way, of: contract, charges, asOf: asOf, convention)
    self.contract = contract
    self.asOf = asOf
    exitOn = way.exitOn
    stage = Stage(contract, asOf: asOf)
    ladder = try payments.map { try Ladder($0.parts, years, in: contract.currency) }
    words = payments.value?.words
    evidence =
      [contract.evidence] + contract.fees.map(\.evidence) + contract.commitments.map(\.evidence)
      + contract.terminationFees.map(\.evidence)
      + [contract.standing(on: asOf).notice?.event.evidence].compactMap { $0 }
  }

  /// Whether it costs less than another exit on the same day (METRICS, M0); one that is not known
  /// costs more.
  private func isCheaper(than other: PurchaseObligation) -> Bool {
    (ladder.value?.total.units ?? .max) < (other.ladder.value?.total.units ?? .max)
  }
}

extension PurchaseObligation.Stage {
  fileprivate init(_ contract: ContractFile, asOf: Day) {
    let first = contract.fees.map(\.fromMonth.firstDay).min() ?? contract.effectiveOn?.first
    let hasStarted = first.map { $0 <= asOf } ?? true
    self = contract.status.isTalk ? .announced : hasStarted ? .started : .notStarted
  }
}

extension PurchaseObligation.Ladder {
  /// Rounds once, the whole, and splits it so that the years add up (METRICS, rules 2 and 5).
  fileprivate init(
    _ parts: [OwedPayment], _ years: [MonthRange], in currency: Currency
  ) throws {
    let denominator = parts.reduce(1) { $0.leastCommonMultiple(with: $1.denominator) }
    var sums = [Int128](repeating: 0, count: years.count + 1)
    for part in parts {
      let year = years.firstIndex { $0.contains(part.month) } ?? years.count
      try sums[year] += part.numerator * Int128(denominator / part.denominator)
    }
    let whole = try sums.reduce(0, +)
    let total = try Money(roundingToMinorUnit: whole, over: denominator, of: currency)
    let minorUnit = currency.unitsPerMinorUnit
    let pieces =
      whole == 0
      ? sums
      : try Apportionment.pieces(of: Int128(total.units) / minorUnit, by: sums).map {
        try $0 * minorUnit
      }
    let amounts = try pieces.map { try Money(exactly: $0, of: currency) }
    self.init(years: Array(amounts.dropLast()), thereafter: amounts[years.count], total: total)
  }
}
