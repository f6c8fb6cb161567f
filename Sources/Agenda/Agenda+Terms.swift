internal import Ledger
internal import Procurement

// Deadlines that follow from the terms of contracts.

extension ContractStanding {
  /// The exit after notice that was given; else the end of the lock-in, and each renewal through a day
  /// with the last day for its notice, or the end of the term.
  func agenda(through last: Day) -> [AgendaItem] {
    if let notice {
      guard let exit = notice.exitOn.value else { return [] }
      let given = notice.event
      return [
        AgendaItem(
          .exit, on: exit, of: contract,
          "Contract ends by the \(given.kind.rawValue) of \(given.occurredOn)",
          evidence: [given.evidence, contract.evidence], distinction: "\(exit)")
      ]
    }
    return [lockInEnd].compactMap { $0 } + ends(through: last)
  }

  private func ends(through last: Day) -> [AgendaItem] {
    // A renewal on the day itself is still listed.
    guard let running = contract.runningTerm(on: day.adding(days: -1)) else { return [] }
    guard let months = contract.renewalMonths else {
      let assumed = contract.endsOn.map(\.wordsOfLastDay) ?? ""
      return [
        AgendaItem(.contractEnd, on: running.lastDay, of: contract, "Term ends\(assumed)")
      ]
    }
    var items = renewal(after: running, by: months)
    // The notice for a term that ends after the horizon may be due within it.
    var term = running
    while let next = contract.runningTerm(on: term.exitOn), next.exitOn > term.exitOn,
      next.renewalNotice.lastDay ?? next.lastDay <= last
    {
      items += renewal(after: next, by: months)
      term = next
    }
    return items
  }

  private func renewal(after running: ContractTerm, by months: Int) -> [AgendaItem] {
    let assumed = contract.endsOn.map(\.wordsOfLastDay) ?? ""
    let renewal = running.exitOn
    let renews = "renews for \(NoticePeriod.months(months)) on \(renewal)\(assumed)"
    let notice = running.renewalNotice.lastDay.map {
      AgendaItem(
        .lastNotice, on: $0, of: contract,
        "Last day to give notice; otherwise the contract \(renews)",
        distinction: "\(renewal)")
    }
    let renewing = AgendaItem(
      .autoRenewal, on: renewal, of: contract, "Contract " + renews + whyNoNotice(before: running),
      distinction: "\(renewal)")
    return [notice, renewing].compactMap { $0 }
  }

  /// Why no notice can prevent a renewal any more, or none is listed.
  private func whyNoNotice(before term: ContractTerm) -> String {
    switch term.renewalNotice {
    case .none: ""
    case .notRecorded: "; renewal notice period not recorded: look up the last day for notice"
    case .last(let last): last < day ? "; the last day for notice, \(last), has passed" : ""
    }
  }

  /// The first day on which the buyer can give notice, if it could not be given before and does not
  /// come after the contract's end.
  private var lockInEnd: AgendaItem? {
    guard case .until(let locked, let isFromSigning) = contract.lockIn,
      let period = contract.noticePeriod, contract.exit.noticeBy != .provider
    else { return nil }
    let first = locked.adding(days: 1)
    if contract.renewalMonths == nil, let end = term?.exitOn, end <= first { return nil }
    let start = contract.exit.lockInUntil == nil ? contract.start?.date : nil
    let signing = isFromSigning ? "; counted from the signing" : ""
    let signed = isFromSigning ? start?.exactDay.map { ", \($0)" } ?? "" : ""
    return AgendaItem(
      .lockInEnd, on: first, of: contract,
      "Lock-in has ended; notice of \(period) can be given" + signing + signed
        + (start.map(\.wordsOfFirstDay) ?? ""))
  }
}

extension PartialDate {
  /// ` (2029-05, taken as its last day)`; nothing where the source gave the day.
  var wordsOfLastDay: String { exactDay == nil ? " (\(self), taken as its last day)" : "" }
  /// ` (2026-05, taken as its first day)`; nothing if the source gave the day.
  fileprivate var wordsOfFirstDay: String {
    exactDay == nil ? " (\(self), taken as its first day)" : ""
  }
}
