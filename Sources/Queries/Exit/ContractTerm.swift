package import Procurement

/// The term of a contract that runs on a day, or the one before it that can still be left at its end
/// (METRICS, M19).
package struct ContractTerm: Hashable, Sendable {
  /// Its last day.
  package let endsOn: Day
  /// The last day on which notice keeps it from renewing; `nil` where it does not renew.
  package let lastNoticeOn: Day?
  /// How often it has renewed by its end.
  package let renewals: Int
}

extension ContractTerms {
  /// The first term that ends with the contract where notice is given on a day; `nil` where no end is
  /// known.
  ///
  /// A contract that renews does so unless notice is given `notice_days` before the end of its term.
  /// A date without a day counts as its last.
  package func term(on day: Day) -> ContractTerm? {
    guard let end = endsOn?.last else { return nil }
    guard let months = autoRenewalMonths, months > 0 else {
      return ContractTerm(endsOn: end, lastNoticeOn: nil, renewals: 0)
    }
    var renewals = max(0, (day.month.number - end.month.number) / months - 1)
    while true {
      let term = renewed(end, months: months, times: renewals)
      // The calendar ends, and so must the search.
      if let last = term.lastNoticeOn, day <= last || term.endsOn.month.year > 9998 { return term }
      renewals += 1
    }
  }

  /// A term begins on the day after the one before it, so that one that ends with a month goes on
  /// doing so.
  private func renewed(_ end: Day, months: Int, times: Int) -> ContractTerm {
    let next = end.adding(days: 1).adding(months: months * times).adding(days: -1)
    return ContractTerm(
      endsOn: next, lastNoticeOn: next.adding(days: -(exit.noticeDays ?? 0)), renewals: times)
  }

  /// Whether nothing is to be paid any more on a day; a contract that renews does not end with its
  /// first term.
  func reasonItHasEnded(by day: Day) -> String? {
    guard let months = autoRenewalMonths, months > 0 else { return reasonItIsOver(on: day) }
    switch status {
    case .expired, .terminated, .superseded: return status?.rawValue
    default: return nil
    }
  }
}
