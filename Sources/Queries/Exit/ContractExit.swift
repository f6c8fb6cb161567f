package import Procurement

/// A way to leave a contract, and what it comes to (METRICS, M18).
package struct ContractExit: Hashable, Sendable {
  /// Which way.
  package let kind: Kind
  /// Whether it cannot be taken, rather than not be known; the reason stands for its day.
  package let isClosed: Bool
  /// When the notice counts; `nil` where none is needed or can be given.
  package let noticeOn: Day?
  /// The day of the exit, or why there is none.
  package let exitOn: KnownOr<Day>
  /// Fees from the day of the notice to the exit, rounded half to even to the coin.
  package let fees: KnownOr<Money>
  /// What minimums ask for beyond them, rounded half to even to the coin.
  package let beyondFees: KnownOr<Money>
  /// What leaving costs besides.
  package let terminationFee: KnownOr<Money>
  /// What was paid before and is lost, rounded half to even to the coin.
  package let prepaidForfeited: KnownOr<Money>
  /// Service credits that are owed and have not come.
  package let creditsDue: KnownOr<Money>
  /// All of it, less the credits, rounded half to even to the coin.
  package let amount: KnownOr<Money>
  /// What the amount is the sum of: `3 × 1250000000.00`; `nil` where it is not known.
  package let words: String?
  /// What was taken for granted; `nil` where nothing was.
  package let assumption: String?
  /// The amount over the headline value.
  package let shareOfHeadline: RatioFigure
  /// The amount over the known fees of the schedule.
  package let shareOfSchedule: RatioFigure

  /// Ways to leave a contract.
  package enum Kind: String, CaseIterable, Sendable {
    /// The buyer gives notice.
    case convenience
    /// The provider gives notice.
    case provider
    /// The term ends.
    case expiry
    /// The buyer leaves because capacity is late.
    case lateDelivery = "late delivery"
  }
}

extension ContractExit {
  /// A way out without its price.
  struct Way {
    let kind: Kind
    let out: WayOut
    /// Whether it cannot be taken, rather than not be known.
    var isClosed = false
    var assumption: String?
  }

  /// Every way that the contract knows, if notice is given, or the contract left, on a day.
  static func ways(of facts: ExitFacts, on day: Day) -> [Way] {
    let contract = facts.contract
    guard contract.reasonItHasEnded(by: day) == nil else { return [] }
    let term = contract.term(on: day)
    var ways: [Way] = []
    if let days = contract.exit.noticeDays {
      let notice = WayOut.notice(of: contract, days, on: day)
      let isTooLate =
        if let end = term?.endsOn, let exit = notice.exitOn.value { end < exit } else { false }
      let out = isTooLate ? WayOut.none("the term ends first") : notice
      if contract.exit.noticeBy != .provider {
        ways.append(Way(kind: .convenience, out: out, isClosed: isTooLate))
      }
      if contract.exit.noticeBy == .provider || contract.exit.noticeBy == .either {
        ways.append(Way(kind: .provider, out: out, isClosed: isTooLate))
      }
    }
    if let term { ways.append(Way(kind: .expiry, out: .end(of: term.endsOn))) }
    if let days = contract.exit.lateExitDays {
      switch facts.late(by: days) {
      case .known(let late):
        ways.append(
          Way(kind: .lateDelivery, out: .atOnce(on: day), assumption: late.assumedOpen))
      case .unknown(let reason):
        ways.append(Way(kind: .lateDelivery, out: .none(reason), isClosed: true))
      }
    }
    return ways
  }

  /// The price of a way out that is taken on a day.
  init(
    _ way: Way, of facts: ExitFacts, on day: Day, _ convention: DayConvention,
    _ schedule: ScheduleSum
  ) throws {
    let price = try ExitPrice.of(way, facts, on: day, convention)
    let headline = facts.contract.headline
    kind = way.kind
    isClosed = way.isClosed
    noticeOn = way.out.noticeOn
    exitOn = way.out.exitOn
    fees = price.fees.map(\.amount)
    beyondFees = try price.beyondFees.flatMap { .known(try $0.amount.roundedToCoin()) }
    terminationFee = price.termination.map(\.amount)
    prepaidForfeited = try price.prepaid.flatMap { .known(try $0.roundedToCoin()) }
    creditsDue = price.credits
    amount = price.firm.map(\.amount)
    words = price.firm.value?.words
    assumption = way.assumption
    shareOfHeadline = price.share(of: headline, or: "no headline value known")
    shareOfSchedule = price.share(of: schedule.known, or: schedule.reason ?? "no fee known")
  }
}

extension Money {
  fileprivate func roundedToCoin() throws(MoneyError) -> Money {
    try Money(roundingToCoin: Int128(units), over: 1, of: currency)
  }
}
