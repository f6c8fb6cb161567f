package import Procurement

/// A term of a contract that ends, with the right to keep it from renewing (METRICS, M0).
package struct ContractTerm: Hashable, Sendable {
  /// The day after its last day: the first that need not be paid for.
  package let exitOn: Day
  /// How often the contract has renewed by its end.
  package let renewals: Int
  /// What notice keeps the contract from renewing at its end.
  package let renewalNotice: RenewalNotice

  /// Its last day.
  package var lastDay: Day { exitOn.adding(days: -1) }
}

/// The right to keep a contract from renewing at the end of a term.
package enum RenewalNotice: Hashable, Sendable {
  /// The contract does not renew.
  case none
  /// The contract renews, and no period for the notice is on record: the terms must be looked up.
  case notRecorded
  /// The last day on which the notice can be given.
  case last(Day)

  /// The last day on which the notice can be given; `nil` if there is none, or it is not recorded.
  package var lastDay: Day? { if case .last(let day) = self { day } else { nil } }
}

/// A length of time before something: days, or months, whose arithmetic clamps.
package enum NoticePeriod: Hashable, Sendable {
  /// A number of days.
  case days(Int)
  /// A number of calendar months.
  case months(Int)

  /// The first of the two that is given.
  init?(days: Int?, months: Int?) {
    if let days {
      self = .days(days)
    } else if let months {
      self = .months(months)
    } else {
      return nil
    }
  }

  /// The day so much after another.
  package func after(_ day: Day) -> Day {
    switch self {
    case .days(let count): day.adding(days: count)
    case .months(let count): day.adding(months: count)
    }
  }

  /// The day so much before another.
  package func before(_ day: Day) -> Day {
    switch self {
    case .days(let count): day.adding(days: -count)
    case .months(let count): day.adding(months: -count)
    }
  }
}

extension NoticePeriod: CustomStringConvertible {
  /// `90 days`, `3 months`.
  package var description: String {
    switch self {
    case .days(let count): count == 1 ? "1 day" : "\(count) days"
    case .months(let count): count == 1 ? "1 month" : "\(count) months"
    }
  }
}

// MARK: The terms of a contract

extension ContractFile {
  /// The day from which the contract's term counts, and whether that is the signing for want of a
  /// start.
  package var start: (date: PartialDate, isSigning: Bool)? {
    if let date = contract.fact.effectiveOn { return (date, false) }
    return contract.fact.signedOn.map { ($0, true) }
  }

  /// The period of a notice for convenience.
  package var noticePeriod: NoticePeriod? {
    NoticePeriod(days: contract.fact.exit.noticeDays, months: contract.fact.exit.noticeMonths)
  }

  /// The period of a notice that keeps the contract from renewing.
  package var renewalNoticePeriod: NoticePeriod? {
    NoticePeriod(
      days: contract.fact.exit.renewalNoticeDays, months: contract.fact.exit.renewalNoticeMonths)
  }

  /// The day after the first term; `nil` if no end is known. A date without a day counts as its last.
  var firstTermExit: Day? {
    if let last = contract.fact.endsOn?.last { return last.adding(days: 1) }
    guard let months = contract.fact.headline?.termMonths, let start else { return nil }
    return start.date.first.adding(months: months)
  }

  /// The last month of the first term; `nil` if no end is known.
  package var firstTermLastMonth: Month? { firstTermExit?.adding(days: -1).month }

  /// By how many months the contract renews by itself; `nil` if it does not, or has expired instead.
  package var renewalMonths: Int? {
    guard contract.fact.status != .expired else { return nil }
    return contract.fact.autoRenewalMonths.flatMap { $0 > 0 ? $0 : nil }
  }

  /// The term that ends the contract if notice is given on a day: the first whose renewal can still be
  /// stopped then, or which has not ended if that notice is not recorded; `nil` if no end is known.
  func term(on day: Day) -> ContractTerm? {
    firstTerm(from: day) { day <= $0.renewalNotice.lastDay ?? $0.lastDay }
  }

  /// The term that a day lies in, or the first if it has not begun; `nil` if no end is known.
  package func runningTerm(on day: Day) -> ContractTerm? {
    firstTerm(from: day) { day <= $0.lastDay }
  }

  /// The exit days of the first term and of those that it renewed for, before a day.
  package func terms(before day: Day) -> [Day] {
    guard let first = firstTermExit, first < day else { return [] }
    guard let months = renewalMonths else { return [first] }
    var (exits, next) = ([Day](), first)
    while next < day, next.month.year <= 9998 {
      exits.append(next)
      next = first.adding(months: months * exits.count)
    }
    return exits
  }

  private func firstTerm(
    from day: Day, where isWanted: (ContractTerm) -> Bool
  ) -> ContractTerm? {
    guard let first = firstTermExit else { return nil }
    guard let months = renewalMonths else {
      return ContractTerm(exitOn: first, renewals: 0, renewalNotice: .none)
    }
    var renewals = max(0, (day.month.number - first.month.number) / months - 1)
    while true {
      let term = term(from: first, renewedBy: months, times: renewals)
      // The calendar ends, and so must the search.
      if isWanted(term) || term.exitOn.month.year > 9998 { return term }
      renewals += 1
    }
  }

  private func term(from first: Day, renewedBy months: Int, times: Int) -> ContractTerm {
    let exit = first.adding(months: months * times)
    let notice = renewalNoticePeriod.map { RenewalNotice.last($0.before(exit).adding(days: -1)) }
    return ContractTerm(exitOn: exit, renewals: times, renewalNotice: notice ?? .notRecorded)
  }

  /// Until when no notice for convenience can be given; of months and a date the later holds.
  package var lockIn: LockIn {
    let exit = contract.fact.exit
    guard let months = exit.lockInMonths, months > 0 else {
      return exit.lockInUntil.map { .until($0, isFromSigning: false) } ?? .none
    }
    guard let start else {
      return .unknown("lock-in of \(months) months from a start that is not known")
    }
    let last = start.date.first.adding(months: months).adding(days: -1)
    if let until = exit.lockInUntil, until > last { return .until(until, isFromSigning: false) }
    return .until(last, isFromSigning: start.isSigning)
  }
}

/// Until when no notice for convenience can be given.
package enum LockIn: Hashable, Sendable {
  /// Notice can be given at any time.
  case none
  /// The last day on which no notice can be given; whether its start was taken from the signing.
  case until(Day, isFromSigning: Bool)
  /// Why its end is not known.
  case unknown(String)

  /// The first day from a day on on which notice can be given, or why that is not known.
  package func firstNotice(from day: Day) -> Figure<Day> {
    switch self {
    case .none: .known(day)
    case .until(let last, _): .known(max(day, last.adding(days: 1)))
    case .unknown(let reason): .unavailable(.notRecorded, reason)
    }
  }
}

extension NoticeTo {
  /// The first day on or after another on which an exit is allowed.
  package func firstExit(from day: Day) -> Day {
    let grain: Grain? =
      switch self {
      case .anyDay: nil
      case .monthEnd: .month
      case .quarterEnd: .quarter
      case .yearEnd: .year
      }
    guard let grain else { return day }
    let period = grain.range(around: day.month)
    return day == period.firstDay ? day : period.endDay
  }
}
