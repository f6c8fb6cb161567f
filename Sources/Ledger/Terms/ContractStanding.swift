package import Procurement

/// What state a contract is in on a day (METRICS, M0): the one answer to whether it is running, over,
/// renewable, and how it can be left.
package struct ContractStanding: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The day.
  package let day: Day
  /// The notice or termination that was given by that day and ends it; `nil` if there is none.
  package let notice: NoticeGiven?
  /// The term that runs, whether or not notice was given; `nil` if no end is known.
  package let termIfNoNotice: ContractTerm?
  /// The first unpaid day, after which it does not go on: by notice, by what its
  /// status says, or at the end of a term that does not renew; `nil` if no such day is known.
  package let end: Day?
}

/// A notice that ends a contract.
package struct NoticeGiven: Hashable, Sendable {
  /// The event.
  package let event: Recorded<ContractEvent>
  /// The first unpaid day; none if neither the event nor the terms give it.
  package let exitOn: Figure<Day>
}

extension ContractStanding {
  init(of contract: ContractFile, on day: Day) {
    let term = contract.term(on: day)
    let termEnd = contract.renewalMonths == nil ? term?.exitOn : nil
    let notice = contract.noticeGiven(by: day, endingBy: termEnd)
    let status = contract.status
    self.contract = contract
    self.day = day
    self.notice = notice
    termIfNoNotice = term
    // A status that says over was recorded with its event, whenever that was; the end of the term is
    // when a contract expires, and not when one is terminated or superseded.
    end =
      status.isOver
      ? contract.noticeGiven(by: nil, endingBy: termEnd)?.exitOn.value
        ?? (status == .expired ? termEnd : nil)
      : notice?.exitOn.value ?? termEnd
  }

  /// Whether it has ended.
  package var isOver: Bool { end.map { $0 <= day } ?? contract.status.isOver }
  /// Why it has ended, for people: `ended 2026-06-30`, `terminated`; `nil` if it has not.
  package var overWords: String? {
    guard isOver else { return nil }
    guard !contract.status.isOver, let end else { return contract.status.rawValue }
    return "ended \(end.adding(days: -1))"
  }
  /// Whether the parties are bound: it is agreed and not over.
  package var isBinding: Bool { !isOver && !contract.status.isTalk }
  /// The term at whose end it ends if nothing but that is done; `nil` if no end is known, or if notice
  /// was given.
  package var term: ContractTerm? { notice == nil ? termIfNoNotice : nil }
  /// The first unpaid day, as far as is known: when it ends, or at the end of the
  /// term, unless it renews.
  package var exitOn: Day? { end ?? term?.exitOn }
  /// Whether it renews at the end of the term unless notice is given.
  package var isRenewing: Bool {
    notice == nil && !isOver && contract.renewalMonths != nil && term != nil
  }

  /// Whether fees are owed for its days: the parties are bound, or were until a day on record.
  package var owesFees: Bool { !contract.status.isTalk && !(isOver && end == nil) }
  /// The days of a month that it has, as far as its start and end are known; `nil` if there are none.
  package func days(of month: Month) -> DayRange? {
    let next = month.adding(months: 1).firstDay
    return contract.days(from: month.firstDay, before: min(exitOn ?? next, next))
  }
}

extension ContractStatus {
  /// Whether it is only talked of: it may bind nobody.
  package var isTalk: Bool { self == .reported || self == .announced }
  /// Whether it says that the contract has ended.
  fileprivate var isOver: Bool { self == .expired || self == .terminated || self == .superseded }
}

extension ContractFile {
  /// What state it is in on a day.
  package func standing(on day: Day) -> ContractStanding { ContractStanding(of: self, on: day) }
}

// MARK: Notice

extension ContractFile {
  /// The notice that holds on a day, `nil` for ever: of those given by then and not withdrawn, the one
  /// with the earliest exit. A date without a day counts as its last. No notice makes a contract longer
  /// than to `end`.
  fileprivate func noticeGiven(by day: Day?, endingBy end: Day?) -> NoticeGiven? {
    var holding: [NoticeGiven] = []
    for event in exitEvents where day.map({ event.occurredOn.last <= $0 }) ?? true {
      if event.kind == .noticeWithdrawn {
        holding = []
      } else {
        let exit = exitDay(of: event).map { exit in end.map { min($0, exit) } ?? exit }
        let known =
          exit.map { .known($0) }
          ?? Figure<Day>.unavailable(.notRecorded, "exit day of the notice not known")
        holding.append(NoticeGiven(event: event, exitOn: known))
      }
    }
    return holding.filter { $0.exitOn.value != nil }
      .min { ($0.exitOn.value?.number ?? 0) < ($1.exitOn.value?.number ?? 0) } ?? holding.last
  }

  /// Notices, terminations and withdrawals by day; on one day the withdrawal comes last.
  private var exitEvents: [Recorded<ContractEvent>] {
    changes.filter { [.notice, .terminated, .noticeWithdrawn].contains($0.kind) }
      .sorted { left, right in
        let order = { (event: Recorded<ContractEvent>) in
          (event.occurredOn.last.number, event.kind == .noticeWithdrawn ? 1 : 0)
        }
        return order(left) < order(right)
      }
  }

  /// The exit day that an event gives, else the one that the terms give; `nil` if they give none.
  private func exitDay(of event: Recorded<ContractEvent>) -> Day? {
    if let day = event.effectiveOn?.first { return day }
    let given = event.occurredOn.last
    guard event.kind == .notice else { return given }
    // Whichever right it uses: for convenience, unless the term ends first.
    let exits = [convenienceExit(noticeOn: given).value, term(on: given)?.exitOn]
    return exits.compactMap { $0 }.min()
  }

  /// The exit day if notice for convenience is given on a day, or as soon after it as the lock-in
  /// allows.
  package func convenienceExit(noticeOn day: Day) -> Figure<Day> {
    guard let period = noticePeriod else {
      return .unavailable(.notRecorded, "notice period not known")
    }
    return lockIn.firstNotice(from: day).map {
      (contract.fact.exit.noticeTo ?? .anyDay).firstExit(from: period.after($0))
    }
  }
}
