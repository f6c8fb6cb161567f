package import Procurement

/// What state a contract is in on a day (METRICS, M0): the one answer to whether it is running, over,
/// renewable, and how it can be left.
package struct ContractStanding: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The day.
  package let day: Day
  /// Whether the parties are bound: it is signed and not over.
  package let isBinding: Bool
  /// The notice or termination that was given by that day and ends it; `nil` if there is none.
  package let notice: NoticeGiven?
  /// The term that runs, whether or not notice was given; `nil` if no end is known.
  package let termIfNoNotice: ContractTerm?
  /// Why it is over; `nil` if it is not.
  package let over: Over?

  /// Why a contract is over.
  package struct Over: Hashable, Sendable {
    /// The first day that need not be paid for; `nil` if only its status says that it is over.
    package let exitOn: Day?
    /// For people: `ended 2026-06-30`, `terminated`.
    package let words: String
  }

  /// The term at whose end it ends if nothing but that is done; `nil` if no end is known, or if notice
  /// was given.
  package var term: ContractTerm? { notice == nil ? termIfNoNotice : nil }
  /// The first day that need not be paid for, as far as is known: by notice that was given, or at the
  /// end of the term.
  package var exitOn: Day? { over?.exitOn ?? notice?.exitOn ?? term?.exitOn }
  /// Whether it has ended.
  package var isOver: Bool { over != nil }
  /// Whether it renews at the end of the term unless notice is given.
  package var isRenewing: Bool {
    notice == nil && !isOver && contract.renewalMonths != nil && term != nil
  }
}

/// A notice that ends a contract.
package struct NoticeGiven: Hashable, Sendable {
  /// The event.
  package let event: Recorded<ContractEvent>
  /// The first day that need not be paid for.
  package let exitOn: Day

  /// The same, where the term ends first: no notice makes a contract longer.
  fileprivate func before(_ end: Day?) -> NoticeGiven {
    NoticeGiven(event: event, exitOn: end.map { min($0, exitOn) } ?? exitOn)
  }
}

extension ContractStanding {
  init(of contract: ContractFile, on day: Day) {
    let term = contract.status == .expired ? contract.firstTerm : contract.term(on: day)
    let notice = contract.noticeGiven(by: day)?.before(contract.isRenewed ? nil : term?.exitOn)
    self.contract = contract
    self.day = day
    self.notice = notice
    termIfNoNotice = term
    let over = Over(contract, notice, term, on: day)
    self.over = over
    isBinding = over == nil && !contract.status.isTalk
  }
}

extension ContractStanding.Over {
  /// A status says so on every day, unless the day on which it came about is on record.
  fileprivate init?(
    _ contract: ContractFile, _ notice: NoticeGiven?, _ term: ContractTerm?, on day: Day
  ) {
    let status = contract.status
    let isDatedByEvent = status == .terminated || status == .superseded
    let end = contract.isRenewed || isDatedByEvent ? nil : term?.exitOn
    let exit = [notice?.exitOn, end].compactMap { $0 }.min()
    if let exit, exit <= day {
      self.init(
        exitOn: exit,
        words: status.isOver ? status.rawValue : "ended \(exit.adding(days: -1))")
      return
    }
    let isDated =
      switch status {
      case .expired: contract.firstTermExit != nil || contract.isLeft
      case .terminated, .superseded: contract.isLeft
      default: false
      }
    guard status.isOver, !isDated else { return nil }
    self.init(exitOn: nil, words: status.rawValue)
  }
}

extension ContractStatus {
  /// Whether it is only talked of: it may bind nobody.
  package var isTalk: Bool { self == .reported || self == .announced }
  /// Whether it says that the contract has ended.
  var isOver: Bool { self == .expired || self == .terminated || self == .superseded }
}

extension ContractFile {
  /// What state it is in on a day.
  package func standing(on day: Day) -> ContractStanding { ContractStanding(of: self, on: day) }

  /// The first term, whether or not it has been renewed.
  fileprivate var firstTerm: ContractTerm? {
    firstTermExit.map { ContractTerm(exitOn: $0, renewals: 0, renewalNotice: .none) }
  }

  /// Whether it goes on after its term unless somebody prevents it.
  fileprivate var isRenewed: Bool { renewalMonths != nil && contract.fact.status != .expired }

  /// Whether an event tells when it was left.
  fileprivate var isLeft: Bool {
    events.contains { $0.kind == .terminated || $0.kind == .notice }
  }
}

// MARK: Notice

extension ContractFile {
  /// The notice that holds on a day: of those given by then and not withdrawn, the one with the
  /// earliest exit. A date without a day counts as its last.
  func noticeGiven(by day: Day) -> NoticeGiven? {
    var holding: [NoticeGiven] = []
    for event in exitEvents where event.occurredOn.last <= day {
      if event.kind == .noticeWithdrawn {
        holding = []
      } else if let exit = exitDay(of: event) {
        holding.append(NoticeGiven(event: event, exitOn: exit))
      }
    }
    return holding.min { $0.exitOn < $1.exitOn }
  }

  /// Notices, terminations and withdrawals by day; on one day the withdrawal comes last.
  private var exitEvents: [Recorded<ContractEvent>] {
    events.filter { [.notice, .terminated, .noticeWithdrawn].contains($0.kind) }
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
