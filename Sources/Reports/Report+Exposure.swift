package import Ledger
package import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report exposure`.
  package static let exposure = ReportOutline(
    "exposure",
    chart: "A bar for each contract; by month, a line for each contract.",
    ExposureRow.table(isBeside: true).outline(byContract),
    ExposureRow.announcedTable(isBeside: true).outline(byContract),
    ExitRow.table(isBeside: true).outline(byContract),
    ExitOutlook.table(noticeOn: []).outline(
      "By month, with a column for each month.", hasFurtherColumns: true))

  private static let byContract = "By contract; the last two columns with `--convention both`."
}

extension Report {
  /// What each contract still costs if notice is given on the as-of day, and by each of its exits.
  ///
  /// `convention` is theirs. `others` are the same contracts by days, to stand beside; `isExplained`
  /// says whether the formula and its rows follow.
  package init(
    _ exposures: [ExitExposure], convention: DayConvention, beside others: [ExitExposure]? = nil,
    isExplained: Bool, in choice: CurrencyChoice? = nil, parameters: [Parameter]
  ) throws {
    let rows = exposures.enumerated().map { ExposureRow(exposure: $1, byDays: others?[$0]) }
    let firm = rows.filter { !$0.exposure.isAnnounced }
    self = try Report(
      .exposure, title: "Cost to leave if notice is given on the as-of day",
      basis: Report.basis([convention] + (others == nil ? [] : [.days]))
        + CurrencyNotes.basis(choice, of: exposures.first?.noticeDay), parameters: parameters,
      sections: [
        ExposureRow.table(isBeside: others != nil).section(
          firm, totals: firm.groupedIfSeveral(by: \.exposure.rate.currency)),
        ExposureRow.announcedTable(isBeside: others != nil).section(
          ifAny: rows.filter(\.exposure.isAnnounced)),
        ExitRow.table(isBeside: others != nil).section(ifAny: rows.flatMap(\.exits)),
      ],
      explaining: isExplained ? (exposures + (others ?? [])).map(\.explanation) : nil,
      notes: CurrencyNotes.notes(exposures.map(\.rate.currency))
        + firm.groupedIfSeveral(by: \.exposure.rate.currency).compactMap { rows in
          rows.leftOutNote(
            "cost to leave", of: rows.first?.exposure.rate.currency, \.exposure.costToLeave)
        }
        + exposures.flatMap(\.notes)
    ).drawn { exposures.charts($0) }
  }

  /// What each contract costs by its cheapest exit if notice is given on the as-of day, a month later, and so on.
  package init(
    _ outlooks: [ExitOutlook], days: [Day], convention: DayConvention, isExplained: Bool,
    in choice: CurrencyChoice? = nil, parameters: [Parameter]
  ) {
    self = Report(
      .exposure, title: "Cost to leave by the month of the notice",
      basis: Report.basis([convention])
        + "; notice on the as-of day, and on that day of each month"
        + CurrencyNotes.basis(choice, of: days.first),
      parameters: parameters, sections: [ExitOutlook.table(noticeOn: days).section(outlooks)],
      explaining: isExplained ? outlooks.flatMap(\.explanations) : nil,
      notes: CurrencyNotes.notes(outlooks.compactMap(\.months.first?.rate.currency))
        + outlooks.compactMap(\.months.first).flatMap(\.notes)
    ).drawn { outlooks.charts(noticeOn: days, $0) }
  }

  private static func basis(_ conventions: [DayConvention]) -> String {
    "fees from the notice to the exit, minimums, shortfalls due, termination fee and prepaid, less "
      + "credits due; "
      + "convention: " + conventions.map(\.label).joined(separator: " and ")
  }
}

/// A contract's exposure, and by days if that is to stand beside.
private struct ExposureRow {
  let exposure: ExitExposure
  let byDays: ExitExposure?

  static func announcedTable(isBeside: Bool) -> Table<ExposureRow> {
    table(isBeside: isBeside, named: "announced", title: "Only announced")
  }

  static func table(
    isBeside: Bool, named name: String = "rows", title: String? = nil
  ) -> Table<ExposureRow> {
    Table(name, title: title) {
      Column("contract", \.exposure.contract.reference).total { _ in "total" }.key
      Column("buyer", \.exposure.contract.buyer).detail
      Column("provider", \.exposure.contract.provider).detail
      Column("currency", \.exposure.rate.currency).total { $0.first?.exposure.rate.currency }.key
      Column("headline", \.exposure.headline)
      Column("headline_kind", \.exposure.contract.headline?.kind?.words).detail
      Column("monthly_fee", \.exposure.monthlyFee)
      Column("notice", \.exposure.contract.noticeText)
      Column("lock_in_until", .date, hasReasons: true, cell: \.exposure.lockIn.cell)
      Column("exit_on", \.exposure.exitOn).key
      Column(
        "cost_to_leave", meaning: "By the cheapest exit; at least 0.", \.exposure.costToLeave
      ).total { rows in
        rows.sum(\.exposure.costToLeave, in: rows.first?.exposure.rate.currency)
      }.key
      Column("share_of_headline", \.exposure.shareOfHeadline).key
      Column("scheduled", meaning: "The sum of the known fees of the schedule.") {
        $0.exposure.scheduled.total
      }.detail
      Column("share_of_schedule", \.exposure.shareOfSchedule).detail
      Column("exit_kind", \.exposure.cheapest?.kind.rawValue).detail
      Column("last_notice_on", \.exposure.term?.renewalNotice.lastDay)
      if isBeside {
        columnsByDays("cost_to_leave_days", { $0.exposure.cheapest }, { $0.byDays })
      }
    }
  }

  var exits: [ExitRow] { exposure.exits.map { ExitRow(exit: $0, row: self) } }
}

/// An exit of a contract, and by days if that is to stand beside.
private struct ExitRow {
  let exit: ContractExit
  let row: ExposureRow

  static func table(isBeside: Bool) -> Table<ExitRow> {
    Table("exits", title: "Exits") {
      Column("contract", \.row.exposure.contract.reference).key
      Column("kind", \.exit.kind.rawValue).key
      Column("exit_on", \.exit.exitOn).key
      Column("currency", \.exit.rate.currency).key
      Column("fees", meaning: "From the notice to the exit.", \.exit.fees).detail
      Column(
        "beyond_fees", title: "minimum top-up",
        meaning:
          "Minimums beyond the fees, and prepaid pools that begin before the exit.",
        \.exit.beyondFees
      ).detail
      Column(
        "shortfall_due", meaning: "Assessed shortfalls that have not been paid.",
        \.exit.shortfallDue
      ).detail
      Column("termination_fee", \.exit.terminationFee).detail
      Column("prepaid_forfeited", \.exit.prepaidForfeited).detail
      Column("credits_due", meaning: "Credits that lower the amount.", \.exit.creditsDue).detail
      Column("amount", title: "cost to leave", meaning: "At least 0.", \.exit.amount).key
      Column("share_of_headline", \.exit.shareOfHeadline)
      Column("is_cheapest", title: "cheapest exit", meaning: "`yes` or empty.", \.cheapestWord)
        .key
      if isBeside {
        columnsByDays("amount_days", { $0.exit }, { $0.row.byDays })
      }
    }
  }

  private var cheapestWord: String? {
    exit == row.exposure.cheapest && exit.amount.value != nil ? "yes" : nil
  }
}

/// Each row's exit by days: what it costs, and its share of the headline value.
@ColumnBuilder<Row> private func columnsByDays<Row>(
  _ name: String, _ exit: @escaping @Sendable (Row) -> ContractExit?,
  _ byDays: @escaping @Sendable (Row) -> ExitExposure?
) -> [Column<Row>] {
  Column(name, meaning: "By days.") { row in byDays(row)?.amount(besideOf: exit(row)) }
  Column("share_of_headline_days", meaning: "By days.") { row in
    byDays(row)?.share(besideOf: exit(row))
  }
}

extension ExitExposure {
  fileprivate func amount(besideOf exit: ContractExit?) -> Figure<Money> {
    exits.first { $0.kind == exit?.kind }?.amount ?? costToLeave
  }

  fileprivate func share(besideOf exit: ContractExit?) -> Figure<Share> {
    exits.first { $0.kind == exit?.kind }?.shareOfHeadline ?? shareOfHeadline
  }
}

extension ExitOutlook {
  fileprivate static func table(noticeOn days: [Day]) -> Table<ExitOutlook> {
    Table {
      Column("contract", \.contract.reference).key
      Column("currency") { $0.months.first?.rate.currency ?? $0.contract.currency }.key
      for (index, day) in days.enumerated() {
        Column("\(day.month)") { $0.months[index].costToLeave }
      }
    }
  }
}

extension LockIn {
  fileprivate var cell: Cell {
    switch self {
    case .none: .empty
    case .until(let day, _): day.cell
    case .unknown(let reason): .unavailable(Unavailable(.notRecorded, reason))
    }
  }
}

extension ContractFile {
  /// The notice period and who may give notice: `90 days, either`; `nil` where neither is known.
  var noticeText: String? {
    guard let period = noticePeriod else {
      return contract.fact.exit.noticeBy.map { "by \($0.rawValue)" }
    }
    return "\(period)" + (contract.fact.exit.noticeBy.map { ", \($0.rawValue)" } ?? "")
  }
}
