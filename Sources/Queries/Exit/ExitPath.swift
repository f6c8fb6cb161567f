internal import Ledger
internal import Procurement

/// An exit path: a way to leave a contract, with the day from which nothing need be paid.
struct ExitPath {
  /// When the notice counts; `nil` if none is to be given.
  let noticeOn: Day?
  /// The period of that notice.
  let period: NoticePeriod?
  /// The first unpaid day, or why there is none.
  let exitOn: Figure<Day>

  private init(_ exitOn: Figure<Day>, noticeOn: Day? = nil, period: NoticePeriod? = nil) {
    self.noticeOn = noticeOn
    self.period = period
    self.exitOn = exitOn
  }

  /// By a notice for convenience that is given on a day or, if the lock-in lasts longer, after it.
  static func notice(of contract: ContractFile, on day: Day) -> ExitPath {
    ExitPath(
      contract.convenienceExit(noticeOn: day),
      noticeOn: contract.lockIn.firstNotice(from: day).value, period: contract.noticePeriod)
  }

  /// After a notice that was given.
  static func after(_ notice: NoticeGiven) -> ExitPath { ExitPath(notice.exitOn) }

  /// Without a notice: at once, or at the end of a term.
  static func at(_ exit: Day) -> ExitPath { ExitPath(.known(exit)) }

  /// None, and why.
  static func none(_ reason: Unavailable) -> ExitPath { ExitPath(.unavailable(reason)) }

  /// The earliest exits that cost no penalty, by the terms: the one after a notice that was given; else
  /// by notice, as soon as leaving costs nothing, or at the end of the term if that comes first. Two
  /// if both are on one day.
  /// - Throws: `MoneyError` if the cost of an exit does not fit.
  static func withoutPenalty(
    of contract: ContractFile, _ terms: TerminationTerms, asOf: Day
  ) throws -> [ExitPath] {
    let standing = contract.standing(on: asOf)
    if let over = standing.overWords { return [none(Unavailable(.over, over))] }
    if let notice = standing.notice { return [after(notice)] }
    let end = standing.term?.exitOn
    let atTheEnd =
      end.map { at($0) } ?? none(Unavailable(.notRecorded, "exit terms not known"))
    guard contract.noticePeriod != nil, contract.exit.noticeBy != .provider else {
      return [atTheEnd]
    }
    let earliest = notice(of: contract, on: asOf)
    guard let first = earliest.exitOn.value else { return [earliest] }
    // An exit at the end of a term costs nothing, whatever leaving costs before it.
    if first == end { return [earliest, atTheEnd] }
    guard let free = try earliest.whenFree(terms, contract.exit.noticeTo, before: end),
      let exit = free.exitOn.value, end.map({ exit <= $0 }) ?? true
    else { return [atTheEnd] }
    return exit == end ? [free, atTheEnd] : [free]
  }

  /// This notice given later, so that the exit costs nothing; `nil` if every exit costs something.
  private func whenFree(
    _ terms: TerminationTerms, _ allowed: NoticeTo?, before end: Day?
  ) throws -> ExitPath? {
    guard let first = exitOn.value, let period else { return self }
    var exit = first
    // A schedule of fees has an end, and so has the search.
    for _ in 0..<1000 {
      guard let free = try terms.firstFreeDay(from: exit, before: end) else { return nil }
      exit = (allowed ?? .anyDay).firstExit(from: free)
      if exit == free {
        return exit == first
          ? self : ExitPath(.known(exit), noticeOn: period.before(exit), period: period)
      }
    }
    return nil
  }
}
