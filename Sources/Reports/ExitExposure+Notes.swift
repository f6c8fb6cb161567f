internal import Ledger
internal import Procurement
internal import Queries

extension ExitExposure {
  /// What a reader must know of the figures.
  var notes: [String] {
    let ofContract =
      [contract.exitBeforeStartNote(exitOn), contract.feesEndNote(through: exitOn)]
      .compactMap { $0 } + exits.compactMap(\.assumption).unique
    return [scheduleNote, startNote, endNote, renewalNote].compactMap { $0 }
      + ofContract.map { "\(contract.reference): \($0)" }
  }

  /// What the sum of the schedule leaves out.
  private var scheduleNote: String? {
    guard scheduled.known != nil, scheduled.unknownMonths > 0 else { return nil }
    return "\(contract.reference): scheduled is the sum of \(scheduled.knownMonths) known fees; "
      + "\(scheduled.unknownMonths) more are not known"
  }

  /// From which day the lock-in was counted, where that was a choice.
  private var startNote: String? {
    guard case .until = lockIn, contract.exit.lockInUntil == nil, let start = contract.start,
      start.isSigning || start.date.exactDay == nil
    else { return nil }
    return "\(contract.reference): the lock-in counts from the "
      + (start.isSigning ? "signing" : "effective date") + ", \(start.date)"
      + (start.date.exactDay == nil ? ", taken as its first day" : "")
      + (start.isSigning ? "; no effective date is known" : "")
  }

  /// Which day the end of the term was taken for, where its source gave none.
  private var endNote: String? {
    guard let end = contract.endsOn, end.exactDay == nil,
      exits.contains(where: { $0.exitOn.value == end.last.adding(days: 1) })
    else { return nil }
    return "\(contract.reference): the term ends \(end), taken as its last day"
  }

  /// Says that the term can no longer be left at its first end.
  private var renewalNote: String? {
    guard let term, term.renewals > 0, let end = contract.endsOn else { return nil }
    return "\(contract.reference): notice on \(noticeDay) is too late to end the term on \(end); "
      + "it ends the term on \(term.lastDay)"
  }
}

extension [String] {
  /// Each once, in order.
  fileprivate var unique: [String] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension ContractFile {
  /// Says that the contract has not begun by an exit.
  func exitBeforeStartNote(_ exit: Figure<Day>) -> String? {
    guard let exit = exit.value, let start, start.date.first >= exit else { return nil }
    return "the exit on \(exit) comes before its start on \(start.date)"
  }

  /// Says that months up to an exit that follow the fee schedule count as 0.
  func feesEndNote(through exit: Figure<Day>) -> String? {
    guard let exit = exit.value, !fees.isEmpty, !fees.contains(where: { $0.toMonth == nil }),
      let last = fees.compactMap(\.toMonth).max(), last < exit.adding(days: -1).month,
      renewalMonths == nil
    else { return nil }
    return "its fees end with \(last); months after that count as 0"
  }
}
