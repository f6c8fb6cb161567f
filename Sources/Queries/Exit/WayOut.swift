internal import Procurement

/// A way to leave a contract, from a day on.
struct WayOut {
  /// When the notice counts; `nil` where none is given.
  let noticeOn: Day?
  let noticeDays: Int?
  /// The day on which it ends: notice day and notice period, or the last day of the term.
  let exitOn: KnownOr<Day>
  /// Whether the term ends before the notice period does, or there is no notice period.
  let isEndOfTerm: Bool

  private init(
    _ exitOn: KnownOr<Day>, noticeOn: Day? = nil, noticeDays: Int? = nil,
    isEndOfTerm: Bool = false
  ) {
    self.noticeOn = noticeOn
    self.noticeDays = noticeDays
    self.exitOn = exitOn
    self.isEndOfTerm = isEndOfTerm
  }

  /// The first day that need not be paid for: a notice period ends with the day before the exit,
  /// a term with its last day.
  var freeFrom: Day? {
    exitOn.value.map { isEndOfTerm ? $0.adding(days: 1) : $0 }
  }

  /// By a notice period that begins on a day or, where the lock-in lasts longer, after it.
  static func notice(of contract: ContractTerms, _ days: Int, on day: Day) -> WayOut {
    let lockIn = LockIn(of: contract)
    guard let first = lockIn.firstNotice(asOf: day) else {
      return WayOut(.unknown(lockIn.reason ?? "not known"), noticeDays: days)
    }
    return WayOut(.known(first.adding(days: days)), noticeOn: first, noticeDays: days)
  }

  /// With the last day of a term.
  static func end(of term: Day) -> WayOut { WayOut(.known(term), isEndOfTerm: true) }

  /// On the day itself.
  static func atOnce(on day: Day) -> WayOut { WayOut(.known(day), noticeOn: day, noticeDays: 0) }

  /// None, and why.
  static func none(_ reason: String) -> WayOut { WayOut(.unknown(reason)) }

  /// The earliest exit that costs no penalty: by notice, given as soon as leaving costs nothing; else,
  /// or if that is sooner, with the last day of the term. A renewal counts where it is too late to keep
  /// the contract from it.
  static func withoutPenalty(
    of contract: ContractTerms, _ terms: TerminationTerms, asOf: Day
  ) -> WayOut {
    if let over = contract.reasonItHasEnded(by: asOf) { return none(over) }
    let end = contract.term(on: asOf)?.endsOn
    let atTheEnd = end.map { WayOut.end(of: $0) } ?? none("exit terms not known")
    guard let days = contract.exit.noticeDays, contract.exit.noticeBy != .provider else {
      return atTheEnd
    }
    let earliest = notice(of: contract, days, on: asOf)
    guard let exit = earliest.exitOn.value else { return earliest }
    guard let free = terms.firstFreeDay(from: exit), end.map({ free <= $0 }) ?? true else {
      return atTheEnd
    }
    return WayOut(.known(free), noticeOn: free.adding(days: -days), noticeDays: days)
  }
}

extension LockIn {
  init(of contract: ContractTerms) {
    if let until = contract.exit.lockInUntil {
      self = .until(until, isFromSigning: false)
    } else if let months = contract.exit.lockInMonths, months > 0 {
      guard let start = contract.start else {
        self = .unknown("lock-in of \(months) months from a start that is not known")
        return
      }
      let last = start.date.first.adding(months: months).adding(days: -1)
      self = .until(last, isFromSigning: start.isSigning)
    } else {
      self = .none
    }
  }

  /// The first day from a day on on which notice can be given; `nil` where that is not known.
  func firstNotice(asOf: Day) -> Day? {
    switch self {
    case .none: asOf
    case .until(let last, _): max(asOf, last.adding(days: 1))
    case .unknown: nil
    }
  }

  /// Why its end is not known, or `nil`.
  var reason: String? { if case .unknown(let reason) = self { reason } else { nil } }
}

extension ContractTerms {
  /// Why nothing is to be paid any more on a day; `nil` where it may.
  func reasonItIsOver(on day: Day) -> String? {
    switch status {
    case .expired, .terminated, .superseded: return status?.rawValue
    default:
      guard let end = endsOn?.last, end < day else { return nil }
      return "ended \(end)"
    }
  }
}
