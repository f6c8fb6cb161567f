import Procurement

/// The right to leave by notice at any time (METRICS, M0).
struct Convenience: Sendable {
  private let period: Period
  private let alignment: String?
  private let party: String?
  private let lock: Lock

  /// What bars notice.
  private enum Lock {
    case none
    /// The first day on which notice can be given.
    case to(Day)
    /// Months from a start that nobody recorded.
    case notKnown
  }

  /// `nil` for a contract that does not give the right.
  init?(_ contract: Row, start: Day?) {
    guard let period = Period(contract, days: "notice_days", months: "notice_months") else {
      return nil
    }
    self.period = period
    alignment = contract["notice_to"]
    party = contract["notice_by"]
    let until = contract.last("lock_in_until")?.adding(days: 1)
    if let months = contract.number("lock_in_months") {
      lock = start.map { .to(max($0.adding(months: months), until ?? $0)) } ?? .notKnown
    } else {
      lock = until.map { .to($0) } ?? .none
    }
  }

  /// An empty `notice_by` lets the buyer leave (ruling 30).
  var isBuyers: Bool { party != "provider" }

  /// Chosen: an empty `notice_by` does not let the provider leave.
  var isProviders: Bool { party == "provider" || party == "either" }

  /// The exit of notice on a day, or of the first one after it that the lock-in allows.
  func exit(noticeOn day: Day) -> Day? {
    switch lock {
    case .none: period.after(day).allowed(alignment)
    case .to(let first): period.after(max(day, first)).allowed(alignment)
    case .notKnown: nil
    }
  }

  /// The first day on which notice can be given; `nil` without a lock-in.
  var firstNotice: Day? { if case .to(let day) = lock { day } else { nil } }
}
