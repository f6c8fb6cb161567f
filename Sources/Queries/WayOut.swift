internal import Procurement

/// When a contract can be left by notice given on a day.
struct WayOut {
  let lockIn: LockIn
  /// When the notice counts.
  let noticeOn: Day?
  let noticeDays: Int?
  /// The day on which it ends: notice day and notice period, or the last day of the term.
  let exitOn: KnownOr<Day>
  /// Whether the term ends before the notice period does, or there is no notice period.
  let isEndOfTerm: Bool

  /// Notice can be given from the day after the lock-in; the exit comes `noticeDays` later, or at
  /// the end of the term if that is sooner. Where the exit is to be free of penalty, notice that costs
  /// a termination fee is none.
  init(of contract: ContractTerms, asOf: Day, isFreeOfPenalty: Bool = false) {
    let lockIn = LockIn(of: contract)
    let end = contract.endsOn?.last
    self.lockIn = lockIn
    if let over = contract.reasonItIsOver(on: asOf) {
      (noticeOn, noticeDays, isEndOfTerm) = (nil, nil, false)
      exitOn = .unknown(over)
      return
    }
    let costs = isFreeOfPenalty && (contract.exit.terminationFee?.units ?? 0) > 0
    guard let days = contract.exit.noticeDays, contract.exit.noticeBy != .provider, !costs else {
      (noticeOn, noticeDays, isEndOfTerm) = (nil, nil, true)
      exitOn = end.map { .known($0) } ?? .unknown("exit terms not known")
      return
    }
    guard let first = lockIn.firstNotice(asOf: asOf) else {
      (noticeOn, noticeDays, isEndOfTerm) = (nil, days, false)
      exitOn = .unknown(lockIn.reason ?? "not known")
      return
    }
    let exit = first.adding(days: days)
    noticeOn = first
    noticeDays = days
    isEndOfTerm = end.map { $0 < exit } ?? false
    exitOn = .known(end.map { min($0, exit) } ?? exit)
  }

  /// The first day that need not be paid for: a notice period ends with the day before the exit,
  /// a term with its last day.
  var freeFrom: Day? {
    exitOn.value.map { isEndOfTerm ? $0.adding(days: 1) : $0 }
  }
}

extension LockIn {
  fileprivate init(of contract: ContractTerms) {
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

  fileprivate func firstNotice(asOf: Day) -> Day? {
    switch self {
    case .none: asOf
    case .until(let last, _): max(asOf, last.adding(days: 1))
    case .unknown: nil
    }
  }

  fileprivate var reason: String? { if case .unknown(let reason) = self { reason } else { nil } }
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
