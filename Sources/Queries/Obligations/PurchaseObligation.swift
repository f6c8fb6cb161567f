package import Procurement
package import Store

/// What must still be paid under a contract, up to the earliest exit that costs no penalty, year by
/// year and undiscounted (METRICS, M9).
///
/// Source: ASC 440-10-50, unconditional purchase obligations; the ladder of Regulation S-K.
package struct PurchaseObligation: Hashable, Sendable {
  /// The contract.
  package let contract: ContractTerms
  /// The day from which on payments count.
  package let asOf: Day
  /// The last day that must be paid for; the exit of which nothing more is due.
  package let exitOn: KnownOr<Day>
  /// Whether a party has committed itself, or there is only talk of it.
  package let standing: Standing
  /// What is due in each year of the ladder, and after them.
  package let ladder: KnownOr<Ladder>
  /// What the whole is the sum of, and in which years the minimums ask for more than the fees.
  package let words: String?
  /// The contract, its fees, its minimums and what leaving costs.
  package let evidence: [Evidence]

  /// How far a contract is a commitment.
  package enum Standing: String, CaseIterable, Sendable {
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
    /// All of it, rounded half to even to the coin.
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
    _ selection: Selection, asOf: Day, fiscalYearStart: Int, convention: DayConvention,
    from store: borrowing Store
  ) throws -> [PurchaseObligation] {
    let years = years(asOf: asOf, startingIn: fiscalYearStart)
    let terminations = Dictionary(
      grouping: try StoredTerminationFee.all(selection, from: store), by: \.contract)
    let fees = Dictionary(
      grouping: try ScheduledFee.all(selection, from: store), by: \.contract)
    let minimums = Dictionary(
      grouping: try StoredCommitment.all(selection, from: store), by: \.terms.contract)
    // Only minimums ask what was billed.
    let charges =
      minimums.isEmpty
      ? [:]
      : Dictionary(
        grouping: try ServiceCharge.all(selection, issuedBy: asOf, from: store), by: \.contract)
    return try ContractTerms.all(selection, from: store).compactMap { contract in
      guard contract.reasonItHasEnded(by: asOf) == nil else { return nil }
      return try PurchaseObligation(
        contract, fees[contract.id] ?? [], minimums[contract.id] ?? [],
        charges[contract.id] ?? [], terminations[contract.id] ?? [], years, asOf, convention)
    }
  }

  private init(
    _ contract: ContractTerms, _ fees: [ScheduledFee], _ minimums: [StoredCommitment],
    _ charges: [ServiceCharge], _ terminations: [StoredTerminationFee], _ years: [MonthRange],
    _ asOf: Day, _ convention: DayConvention
  ) throws {
    let way = WayOut.withoutPenalty(
      of: contract, TerminationTerms(of: contract, terminations), asOf: asOf)
    let spend = minimums.filter { $0.terms.kind == .spend && $0.terms.draw == .buildUp }
    let payments = try OwedPayments.onTheWayOut(
      way, of: contract, fees, spend.map(\.terms), charges, asOf: asOf, convention)
    self.contract = contract
    self.asOf = asOf
    exitOn = way.exitOn
    standing = Standing(contract, fees, asOf: asOf)
    ladder =
      switch payments {
      case .known(let payments):
        .known(try Ladder(payments.parts, years, in: contract.currency))
      case .unknown(let reason): .unknown(reason)
      }
    words = payments.value?.words
    evidence =
      [contract.evidence] + fees.map(\.evidence) + minimums.map(\.evidence)
      + terminations.map(\.evidence)
  }
}

extension PurchaseObligation.Standing {
  fileprivate init(_ contract: ContractTerms, _ fees: [ScheduledFee], asOf: Day) {
    switch contract.status {
    case .reported, .announced: self = .announced
    default:
      let first = fees.map(\.fromMonth.firstDay).min() ?? contract.effectiveOn?.first
      self = first.map { $0 > asOf } ?? false ? .notStarted : .started
    }
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
      sums[year] += part.numerator * Int128(denominator / part.denominator)
    }
    let whole = sums.reduce(0, +)
    let total = try Money(roundingToCoin: whole, over: denominator, of: currency)
    let coin = currency.unitsPerCoin
    let pieces =
      whole == 0
      ? sums : Apportionment.pieces(of: Int128(total.units) / coin, by: sums).map { $0 * coin }
    let amounts = try pieces.map { try Money(exactly: $0, of: currency) }
    self.init(years: Array(amounts.dropLast()), thereafter: amounts[years.count], total: total)
  }
}
