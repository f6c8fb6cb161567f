internal import Procurement
internal import Store

// What the terms of contracts ask for by themselves.

extension ContractTerms {
  /// The last day for notice and the renewal, or the end of the term; and the end of the lock-in.
  func agenda(asOf: Day) -> [AgendaItem] {
    let lockIn = [lockInEnd].compactMap { $0 }
    guard let end = endOfRunningTerm(on: asOf) else { return lockIn }
    let assumed = endsOn.map(\.wordsOfLastDay) ?? ""
    guard let months = autoRenewalMonths, months > 0 else {
      return lockIn + [AgendaItem(.contractEnd, end, self, "the term ends\(assumed)")]
    }
    let renewal = end.adding(days: 1)
    let renews = "renews by \(months) months on \(renewal)\(assumed)"
    let (last, why) = lastNotice(before: end, asOf: asOf)
    let notice = last.map {
      AgendaItem(
        .lastNotice, $0, self, "last day for notice; otherwise it \(renews)",
        distinction: "\(renewal)")
    }
    let renewing = AgendaItem(
      .autoRenewal, renewal, self, renews + (why.map { "; \($0)" } ?? ""),
      distinction: "\(renewal)")
    return lockIn + [notice, renewing].compactMap { $0 }
  }

  /// The last day on which the buyer's notice ends the contract with a term (METRICS, M19), or why
  /// there is none. That it cannot be given because of the lock-in is such a reason.
  private func lastNotice(before end: Day, asOf: Day) -> (day: Day?, why: String?) {
    if exit.noticeBy == .provider { return (nil, "only the provider may give notice") }
    guard let days = exit.noticeDays else { return (nil, "notice period not known") }
    let last = end.adding(days: -days)
    let lockIn = LockIn(of: self)
    guard let first = lockIn.firstNotice(asOf: last) else { return (last, lockIn.reason) }
    guard first <= last else { return (nil, "the lock-in leaves no day for notice before") }
    return (last, last < asOf ? "the last day for notice, \(last), is over" : nil)
  }

  /// The first day on which the buyer can give notice, where it could not be given before and does not
  /// come after the contract's end.
  private var lockInEnd: AgendaItem? {
    guard case .until(let locked, let isFromSigning) = LockIn(of: self),
      let days = exit.noticeDays, exit.noticeBy != .provider
    else { return nil }
    let first = locked.adding(days: 1)
    if autoRenewalMonths == nil, let end = endsOn?.last, end < first { return nil }
    let start = exit.lockInUntil == nil ? start?.date : nil
    let signing = isFromSigning ? "; it counts from the signing" : ""
    let signed = isFromSigning ? start?.exactDay.map { ", \($0)" } ?? "" : ""
    return AgendaItem(
      .lockInEnd, first, self,
      "the lock-in is over; notice of \(days) days can be given" + signing + signed
        + (start.map(\.wordsOfFirstDay) ?? ""))
  }

  /// The last day of the term that runs on a day, renewals counted; `nil` where no end is known.
  private func endOfRunningTerm(on day: Day) -> Day? {
    guard let first = endsOn?.last else { return nil }
    guard let months = autoRenewalMonths, months > 0, first < day else { return first }
    let start = first.adding(days: 1)
    let count = (day.month.number - start.month.number) / months
    let ends = (count...count + 1).map {
      start.adding(months: $0 * months).adding(days: -1)
    }
    return ends.first { $0 >= day } ?? start.adding(months: (count + 2) * months).adding(days: -1)
  }
}

extension PartialDate {
  /// ` (2029-05, taken as its last day)`; nothing where the source gave the day.
  var wordsOfLastDay: String { exactDay == nil ? " (\(self), taken as its last day)" : "" }
  /// The same of its first day.
  fileprivate var wordsOfFirstDay: String {
    exactDay == nil ? " (\(self), taken as its first day)" : ""
  }
}
