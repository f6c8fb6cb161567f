internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// What each contract still costs if notice is given on the as-of day.
  ///
  /// `isExplained` says whether the formula and its rows follow.
  package init(
    _ exposures: [ExitExposure], convention: DayConvention, isExplained: Bool,
    parameters: [Parameter]
  ) {
    let main = Section(
      columns: [
        ReportColumn("contract", .text), ReportColumn("buyer", .text),
        ReportColumn("provider", .text), ReportColumn("currency", .text),
        ReportColumn("headline", .money, hasReasons: true), ReportColumn("headline_kind", .text),
        ReportColumn("monthly_fee", .money, hasReasons: true), ReportColumn("notice", .text),
        ReportColumn("lock_in_until", .date, hasReasons: true),
        ReportColumn("exit_on", .date, hasReasons: true),
        ReportColumn("firm", .money, hasReasons: true),
        ReportColumn("share_of_headline", .ratio, hasReasons: true),
        ReportColumn("scheduled", .money, hasReasons: true),
        ReportColumn("share_of_schedule", .ratio, hasReasons: true),
      ],
      rows: exposures.map(\.cells))
    self.init(
      name: "exposure", title: "Firm amount if notice is given on the as-of day",
      basis: "fees from the as-of day to the exit; convention: \(convention.label)",
      parameters: parameters,
      sections: [main]
        + (isExplained ? [Section(explaining: exposures.map(\.explanation))] : []),
      notes: exposures.compactMap(\.scheduleNote) + exposures.compactMap(\.startNote)
        + exposures.compactMap(\.endNote))
  }
}

extension ExitExposure {
  fileprivate var cells: [Cell] {
    let exit: Cell =
      switch exitOn {
      case .known(let day): .date(.day(day))
      case .unknown(let reason): .undefined(reason)
      }
    return [
      .text(contract.reference), .text(contract.buyer), .text(contract.provider),
      .text(contract.currency.code),
      contract.headline.map { .money($0) } ?? .undefined("not known"),
      .text(contract.headlineKind.map { String($0.rawValue.map { $0 == "_" ? " " : $0 }) }),
      Cell(monthlyFee), .text(noticeText), lockInCell, exit, Cell(firm), Cell(shareOfHeadline),
      scheduled.known.map { .money($0) } ?? .undefined(scheduled.reason ?? "not known"),
      Cell(shareOfSchedule),
    ]
  }

  private var noticeText: String? {
    guard let days = contract.exit.noticeDays else {
      return contract.exit.noticeBy.map { "by \($0.rawValue)" }
    }
    return "\(days) days" + (contract.exit.noticeBy.map { ", \($0.rawValue)" } ?? "")
  }

  private var lockInCell: Cell {
    switch lockIn {
    case .none: .empty
    case .until(let day, _): .date(.day(day))
    case .unknown(let reason): .undefined(reason)
    }
  }

  /// What the sum of the schedule leaves out.
  fileprivate var scheduleNote: String? {
    guard scheduled.known != nil, scheduled.unknownMonths > 0 else { return nil }
    return "\(contract.reference): scheduled is the sum of \(scheduled.knownMonths) known fees; "
      + "\(scheduled.unknownMonths) more are not disclosed"
  }

  /// From which day the lock-in was counted, where that was a choice.
  fileprivate var startNote: String? {
    guard case .until = lockIn, contract.exit.lockInUntil == nil, let start = contract.start,
      start.isSigning || start.date.exactDay == nil
    else { return nil }
    return "\(contract.reference): the lock-in counts from the "
      + (start.isSigning ? "signing" : "effective date") + ", \(start.date)"
      + (start.date.exactDay == nil ? ", taken as its first day" : "")
      + (start.isSigning ? "; no effective date is known" : "")
  }

  /// Which day the end of the term was taken for, where its source gave none.
  fileprivate var endNote: String? {
    guard let end = contract.endsOn, end.exactDay == nil, exitOn.value == end.last else {
      return nil
    }
    return "\(contract.reference): the term ends \(end), taken as its last day"
  }
}
