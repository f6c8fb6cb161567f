internal import Ledger
internal import Procurement
internal import Queries

extension ExitExposure {
  /// What a reader must know of the figures.
  var notes: [String] {
    [scheduleNote, startNote, endNote, renewalNote].compactMap { $0 }
      + exits.compactMap(\.assumption).map { "\(contract.reference): \($0)" }
  }

  /// What the sum of the schedule leaves out.
  private var scheduleNote: String? {
    guard scheduled.known != nil, scheduled.unknownMonths > 0 else { return nil }
    return "\(contract.reference): scheduled is the sum of \(scheduled.knownMonths) known fees; "
      + "\(scheduled.unknownMonths) more are not disclosed"
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
    return "\(contract.reference): notice on \(noticeDay) is too late for the term to \(end); "
      + "the next that it ends is that to \(term.lastDay)"
  }
}
