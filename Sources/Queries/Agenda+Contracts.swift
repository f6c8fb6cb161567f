internal import Procurement
internal import Store

// What contracts ask for by themselves.

extension ContractTerms {
  /// The last day for notice and the renewal, or the end of the term.
  func agenda(asOf: Day) -> [AgendaItem] {
    guard let end = endOfRunningTerm(on: asOf) else { return [] }
    let assumed =
      endsOn?.exactDay == nil ? " (\(endsOn?.description ?? ""), taken as its last day)" : ""
    guard let months = autoRenewalMonths, months > 0 else {
      return [AgendaItem(.contractEnd, end, self, "the term ends\(assumed)")]
    }
    let renewal = end.adding(days: 1)
    let lastNotice = end.adding(days: -(exit.noticeDays ?? 0))
    let renews = "renews by \(months) months on \(renewal)"
    let notice = AgendaItem(
      .lastNotice, lastNotice, self,
      "last day for notice; otherwise it \(renews)\(assumed)",
      distinction: "\(renewal)")
    let isOver = lastNotice < asOf ? "; the last day for notice, \(lastNotice), is over" : ""
    let renewing = AgendaItem(
      .autoRenewal, renewal, self, renews + isOver, distinction: "\(renewal)")
    return exit.noticeBy == .provider ? [renewing] : [notice, renewing]
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

extension AgendaItem {
  /// The first day on which notice can be given, where it could not be before.
  static func lockIns(
    _ selection: Selection, _ asOf: Day, _ store: borrowing Store
  ) throws -> [AgendaItem] {
    try ExitExposure.all(selection, asOf: asOf, convention: .months, from: store).compactMap {
      guard case .until(let last, _) = $0.lockIn, $0.contract.exit.noticeDays != nil,
        $0.contract.reasonItHasEnded(by: asOf) == nil
      else { return nil }
      return AgendaItem(
        .lockInEnd, last.adding(days: 1), $0.contract, "the lock-in is over; notice can be given")
    }
  }

  /// The end of each interval of a minimum that has begun.
  static func milestones(
    _ selection: Selection, _ asOf: Day, _ store: borrowing Store
  ) throws -> [AgendaItem] {
    try CommitmentProgress.all(selection, asOf: asOf, paceMonths: 3, from: store)
      .filter { $0.contract.reasonItHasEnded(by: asOf) == nil }
      .flatMap { progress in
        progress.stretches.compactMap { stretch in
          guard case .open = stretch.state, let row = progress.evidence.first else { return nil }
          return AgendaItem(
            .milestone, stretch.days.to, progress.contract,
            subject: "\(stretch.days.from) to \(stretch.days.to)", stretch.words,
            amount: stretch.shortfall.value.flatMap(\.moneyMissing), evidence: row
          )
        }
      }
  }

  /// Service credits that are owed and did not come.
  static func claims(
    _ selection: Selection, _ asOf: Day, _ store: borrowing Store
  ) throws -> [AgendaItem] {
    try ServiceCreditMonth.all(selection, asOf: asOf, isOwedOnly: true, from: store).compactMap {
      guard let missing = $0.missing.value, missing.units > 0, let day = $0.claimBy,
        let row = $0.evidence.first
      else { return nil }
      return AgendaItem(
        .claimDeadline, day, $0.contract, subject: "\($0.month)",
        "last day to claim the service credit of \($0.month)", amount: missing, evidence: row)
    }
  }

  /// Promised capacity that is not all there.
  static func deliveries(
    _ selection: Selection, _ asOf: Day, _ store: borrowing Store
  ) throws -> [AgendaItem] {
    try TrancheStatus.all(selection, asOf: asOf, from: store).compactMap { status in
      guard let contract = status.contract, contract.reasonItHasEnded(by: asOf) == nil,
        let promise = status.promise, let due = promise.dueOn, let open = status.openWords
      else { return nil }
      let assumed = due.exactDay == nil ? " (\(due), taken as its last day)" : ""
      return AgendaItem(
        .deliveryDue, due.last, contract, subject: promise.tranche, open + assumed,
        evidence: promise.evidence)
    }
  }
}

extension TrancheStatus {
  /// What of the promise is not there: `50 of 100 accelerators are to come`; `nil` where all is.
  fileprivate var openWords: String? {
    let measure: Measure = contracted(.accelerators) != nil ? .accelerators : .kilowatts
    guard let promised = contracted(measure) else {
      return deliveries.contains { $0.isDelivered(by: asOf) } ? nil : "capacity is to come"
    }
    let unit = measure == .accelerators ? "accelerators" : "kW"
    guard let there = delivered(measure).value else {
      return "\(promised) \(unit) are to come; no delivery recorded"
    }
    return there < promised ? "\(promised - there) of \(promised) \(unit) are to come" : nil
  }
}

extension CommittedStretch {
  fileprivate var words: String {
    let missing =
      switch shortfall {
      case .known(let amount) where amount.units > 0:
        "; projected shortfall \(amount.moneyMissing.map { "\($0)" } ?? "\(amount.decimal)")"
      case .known: "; no shortfall projected"
      case .unknown(let reason): "; shortfall n/a (\(reason))"
      }
    return "the minimum of \(minimum.decimal) is assessed" + missing
  }
}

extension CommitmentAmount {
  /// Money that is missing, rounded half to even to the coin; `nil` where none is, or it is of use.
  fileprivate var moneyMissing: Money? {
    guard let money, money.units > 0 else { return nil }
    return try? Money(roundingToCoin: units, over: 1, of: money.currency)
  }
}
