package import Procurement
package import Queries
package import Rendering

extension Report {
  /// What each contract still costs if notice is given on the as-of day, and by each of its exits.
  ///
  /// `convention` is theirs. `others` are the same contracts by days, to stand beside; `isExplained`
  /// says whether the formula and its rows follow.
  package init(
    _ exposures: [ExitExposure], convention: DayConvention, beside others: [ExitExposure]? = nil,
    isExplained: Bool, parameters: [Parameter]
  ) {
    let sections = [
      Section(exposures, beside: others), Section(exitsOf: exposures, beside: others),
    ]
    self.init(
      name: "exposure", title: "Firm amount if notice is given on the as-of day",
      basis: Report.basis([convention] + (others == nil ? [] : [.days])), parameters: parameters,
      sections: sections.filter { $0.name == "rows" || !$0.rows.isEmpty }
        + (isExplained
          ? [Section(explaining: (exposures + (others ?? [])).map(\.explanation))] : []),
      notes: exposures.flatMap(\.notes))
  }

  /// The least that each contract costs if notice is given on the as-of day, a month later, and so on.
  package init(
    _ outlooks: [ExitOutlook], days: [Day], convention: DayConvention, isExplained: Bool,
    parameters: [Parameter]
  ) {
    let columns = days.map { day in
      ReportColumn("\(day.month)", .money, hasReasons: true)
    }
    let main = Section(
      columns: [ReportColumn("contract", .text), ReportColumn("currency", .text)] + columns,
      rows: outlooks.map { outlook in
        [.text(outlook.contract.reference), .text(outlook.contract.currency.code)]
          + outlook.months.map { Cell($0.firm) }
      })
    self.init(
      name: "exposure", title: "Firm amount by the month of the notice",
      basis: Report.basis([convention])
        + "; notice on the as-of day, and on that day of each month",
      parameters: parameters,
      sections: [main]
        + (isExplained ? [Section(explaining: outlooks.flatMap(\.explanations))] : []),
      notes: outlooks.compactMap(\.months.first).flatMap(\.notes))
  }

  private static func basis(_ conventions: [DayConvention]) -> String {
    "fees from the notice to the exit, minimums, termination fee and prepaid, less credits due; "
      + "convention: " + conventions.map(\.label).joined(separator: " and ")
  }
}

extension Section {
  fileprivate init(_ exposures: [ExitExposure], beside others: [ExitExposure]?) {
    self.init(
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
        ReportColumn("exit_kind", .text), ReportColumn("last_notice_on", .date),
      ] + (others == nil ? [] : Section.besideColumns("firm_days")),
      rows: exposures.indices.map { index in
        exposures[index].cells
          + (others.map { others in
            exposures[index].least.map { others[index].cells(besideOf: $0.kind) }
              ?? [Cell(others[index].firm), Cell(others[index].shareOfHeadline)]
          } ?? [])
      })
  }

  fileprivate init(exitsOf exposures: [ExitExposure], beside others: [ExitExposure]?) {
    self.init(
      name: "exits", title: "Exits",
      columns: [
        ReportColumn("contract", .text), ReportColumn("kind", .text),
        ReportColumn("exit_on", .date, hasReasons: true), ReportColumn("currency", .text),
        ReportColumn("fees", .money, hasReasons: true),
        ReportColumn("beyond_fees", .money, hasReasons: true, title: "up to minimums"),
        ReportColumn("termination_fee", .money, hasReasons: true),
        ReportColumn("prepaid_forfeited", .money, hasReasons: true),
        ReportColumn("credits_due", .money, hasReasons: true),
        ReportColumn("amount", .money, hasReasons: true),
        ReportColumn("share_of_headline", .ratio, hasReasons: true),
        ReportColumn("is_least", .text, title: "least"),
      ] + (others == nil ? [] : Section.besideColumns("amount_days")),
      rows: exposures.indices.flatMap { index in
        exposures[index].exits.map { exit in
          exit.cells(of: exposures[index])
            + (others.map { $0[index].cells(besideOf: exit.kind) } ?? [])
        }
      })
  }

  private static func besideColumns(_ amount: String) -> [ReportColumn] {
    [
      ReportColumn(amount, .money, hasReasons: true),
      ReportColumn("share_of_headline_days", .ratio, hasReasons: true),
    ]
  }
}

extension ContractExit {
  fileprivate func cells(of exposure: ExitExposure) -> [Cell] {
    [
      .text(exposure.contract.reference), .text(kind.rawValue), Cell(exitOn),
      .text(exposure.contract.currency.code), Cell(fees), Cell(beyondFees), Cell(terminationFee),
      Cell(prepaidForfeited), Cell(creditsDue), Cell(amount), Cell(shareOfHeadline),
      .text(self == exposure.least && amount.value != nil ? "yes" : nil),
    ]
  }
}

extension Cell {
  /// A day, or why there is none.
  fileprivate init(_ day: KnownOr<Day>) {
    self = day.value.map { .date(.day($0)) } ?? .undefined(day.reason ?? "not known")
  }
}

extension ExitExposure {
  /// The same exit by this convention.
  fileprivate func cells(besideOf kind: ContractExit.Kind) -> [Cell] {
    let exit = exits.first { $0.kind == kind }
    return [Cell(exit?.amount ?? firm), Cell(exit?.shareOfHeadline ?? shareOfHeadline)]
  }

  fileprivate var cells: [Cell] {
    [
      .text(contract.reference), .text(contract.buyer), .text(contract.provider),
      .text(contract.currency.code),
      contract.headline.map { .money($0) } ?? .undefined("not known"),
      .text(contract.headlineKind.map { String($0.rawValue.map { $0 == "_" ? " " : $0 }) }),
      Cell(monthlyFee), .text(contract.noticeText), lockInCell, Cell(exitOn), Cell(firm),
      Cell(shareOfHeadline),
      scheduled.known.map { .money($0) } ?? .undefined(scheduled.reason ?? "not known"),
      Cell(shareOfSchedule), .text(least?.kind.rawValue),
      .date(term?.lastNoticeOn.map { .day($0) }),
    ]
  }

  private var lockInCell: Cell {
    switch lockIn {
    case .none: .empty
    case .until(let day, _): .date(.day(day))
    case .unknown(let reason): .undefined(reason)
    }
  }
}

extension ContractTerms {
  /// The notice period and who may give notice: `90 days, either`; `nil` where neither is known.
  var noticeText: String? {
    guard let days = exit.noticeDays else { return exit.noticeBy.map { "by \($0.rawValue)" } }
    return "\(days) days" + (exit.noticeBy.map { ", \($0.rawValue)" } ?? "")
  }
}
