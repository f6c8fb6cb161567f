package import Ledger
package import Procurement

/// A way to leave a contract, and what it comes to (METRICS, M18).
package struct ContractExit: Hashable, Sendable {
  /// Which way.
  package let kind: Kind
  /// Whether it is not available, rather than not known; the reason is shown instead of its day.
  package let isClosed: Bool
  /// When the notice counts; `nil` if none is needed or can be given.
  package let noticeOn: Day?
  /// The day of the exit, or why there is none.
  package let exitOn: Figure<Day>
  /// What it comes to, exact.
  let parts: ExitParts
  /// What shows it in the currency of the report.
  package internal(set) var rate: AmountRate
  /// What the amount is the sum of: `3 × 1250000000.00`; `nil` if it is not known.
  package let words: String?
  /// What was assumed, or must be looked up; `nil` if nothing was.
  package let assumption: String?
  /// The cost over the headline value.
  package let shareOfHeadline: Figure<Share>
  /// The cost over the known fees of the schedule.
  package let shareOfSchedule: Figure<Share>

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
    /// Notice or termination was given.
    case noticeGiven = "notice given"
  }
}

extension ContractExit {
  /// An exit path without its price.
  struct Way {
    let kind: Kind
    let path: ExitPath
    /// Whether it is not available, rather than not known.
    var isClosed = false
    var assumption: String?
  }

  /// Every exit that the contract allows, if notice is given, or the contract left, on a day.
  static func ways(of facts: ExitFacts, on day: Day) -> [Way] {
    let standing = facts.contract.standing(on: day)
    guard !standing.isOver else { return [] }
    if let notice = standing.notice {
      return [Way(kind: .noticeGiven, path: .after(notice))]
    }
    return byNotice(standing) + atTheEnd(standing) + ifLate(facts, on: day)
  }

  private static func byNotice(_ standing: ContractStanding) -> [Way] {
    let contract = standing.contract
    guard contract.noticePeriod != nil else { return [] }
    let notice = ExitPath.notice(of: contract, on: standing.day)
    let isTooLate =
      if let end = standing.term?.exitOn, let exit = notice.exitOn.value {
        end < exit && !standing.isRenewing
      } else {
        false
      }
    let path = isTooLate ? ExitPath.none(Unavailable(.ruledOut, "the term ends first")) : notice
    let kinds: [Kind] =
      switch contract.exit.noticeBy {
      case .buyer, nil: [.convenience]
      case .provider: [.provider]
      case .either: [.convenience, .provider]
      }
    let note =
      contract.exit.noticeBy == nil
      ? "who may give notice is not recorded; the buyer is assumed to have the right" : nil
    return kinds.map { Way(kind: $0, path: path, isClosed: isTooLate, assumption: note) }
  }

  private static func atTheEnd(_ standing: ContractStanding) -> [Way] {
    guard let term = standing.term else { return [] }
    let note =
      term.renewalNotice == .notRecorded
      ? "it renews on \(term.exitOn), and the notice period that prevents renewal is not recorded; look it up"
      : nil
    return [Way(kind: .expiry, path: .at(term.exitOn), assumption: note)]
  }

  private static func ifLate(_ facts: ExitFacts, on day: Day) -> [Way] {
    guard let days = facts.contract.exit.lateExitDays else { return [] }
    switch facts.late(by: days) {
    case .known(let late):
      return [Way(kind: .lateDelivery, path: .at(day), assumption: late.assumedOpen)]
    case .unavailable(let reason):
      return [Way(kind: .lateDelivery, path: .none(reason), isClosed: true)]
    }
  }

  /// The price of an exit path that is taken on a day.
  init(
    _ way: Way, of facts: ExitFacts, on day: Day, _ convention: DayConvention,
    _ schedule: ScheduleSum
  ) throws {
    let price = try ExitPrice.of(way, facts, on: day, convention)
    let headline = facts.contract.headline?.value
    kind = way.kind
    isClosed = way.isClosed
    noticeOn = way.path.noticeOn
    exitOn = way.path.exitOn
    parts = try ExitParts(price, in: facts.contract.currency)
    rate = AmountRate(of: facts.contract.currency)
    words = price.words
    assumption = way.assumption
    shareOfHeadline = try price.share(
      of: headline.map { .known($0) }
        ?? .unavailable(.notRecorded, "no headline value known"))
    shareOfSchedule = try price.share(of: schedule.total)
  }
}
