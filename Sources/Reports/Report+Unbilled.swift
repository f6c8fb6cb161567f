package import Ledger
package import Procurement
internal import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report unbilled`.
  package static let unbilled = ReportOutline(
    "unbilled", UnbilledMonth.table.outline(), StraightLineMonth.table.outline(),
    StraightLineSchedule.unknownTable.outline())
}

extension Report {
  /// What was delivered and not billed, or the opposite, month by month; and the straight line of
  /// fixed payments.
  ///
  /// `window` is the months to show, `nil` for all; `isExplained` says whether the formulas and their
  /// rows follow.
  package init(
    unbilledIn book: Book, window: MonthRange?, asOf: Day, isExplained: Bool,
    in choice: CurrencyChoice? = nil, parameters: [Parameter]
  ) throws {
    var rows = UnbilledRows()
    if let choice {
      // Pieces that add up need all of them.
      let report = try UnbilledReport(in: book, window: window, asOf: asOf)
      rows.append(try report.shown(in: choice, asOf: asOf, book), isExplained: isExplained)
    } else {
      try UnbilledReport.forEachContract(in: book, window: window, asOf: asOf) {
        rows.append($0, isExplained: isExplained)
      }
    }
    self.init(
      .unbilled, title: "Delivered and not billed, billed and not delivered",
      basis: "accrued, by the days of the service; straight line against billing months"
        + (choice?.words ?? ""),
      parameters: parameters,
      sections: rows.sections + (isExplained ? [rows.explanation] : []), notes: rows.notes)
  }
}

/// The tables of the report, to which the contracts are added one after the other.
private struct UnbilledRows {
  private var months = UnbilledMonth.table.rows()
  private var straightLines = StraightLineMonth.table.rows()
  private var withoutLine = StraightLineSchedule.unknownTable.rows()
  private var explanations = (
    months: ExplanationLine.table.rows(), lines: ExplanationLine.table.rows()
  )
  private var totals: [Currency: UnbilledTotal] = [:]
  private var unknown = 0
  private var assumed = 0

  mutating func append(_ report: UnbilledReport, isExplained: Bool) {
    for month in report.months {
      months.append(month)
      totals[month.currency, default: UnbilledTotal(month.currency)].add(month)
      unknown += month.unbilled.value == nil ? 1 : 0
      assumed += month.assumedLines
      if isExplained { explanations.months.append(month.explanation) }
    }
    for schedule in report.schedules {
      for month in schedule.months.value ?? [] { straightLines.append(month) }
      if schedule.months.value == nil { withoutLine.append(schedule) }
      if isExplained { explanations.lines.append(schedule.explanation) }
    }
  }

  var sections: [Section?] {
    [
      months.section(
        totals: totals.values.sorted { $0.currency.code < $1.currency.code },
        of: UnbilledTotal.table),
      straightLines.sectionIfAny(), withoutLine.sectionIfAny(),
    ]
  }

  var explanation: Section {
    ExplanationLine.table.section(
      laidOut: explanations.months.laidOut.followed(by: explanations.lines.laidOut))
  }

  var notes: [String] {
    CurrencyNotes.notes(totals.keys)
      + (unknown > 0
        ? [
          "the total leaves out \(unknown == 1 ? "1 month that is" : "\(unknown) months that are") not known"
        ] : [])
      + (assumed > 0
        ? [
          assumed == 1
            ? "1 line has no service period; its billing month was used"
            : "\(assumed) lines have no service period; their billing months were used"
        ] : [])
  }
}

extension UnbilledMonth {
  fileprivate static let table = Table<UnbilledMonth> {
    Column("provider", \.contract.provider).detail
    Column("contract", \.contract.reference).key
    Column("buyer", \.contract.buyer).detail
    Column("month", \.month).key
    Column("currency", \.currency).key
    Column("fee", meaning: "Of the whole month.", \.amounts.fee)
    Column("delivered_share") { month in
      month.expected?.share
        ?? .unavailable(month.fee.unavailable ?? Unavailable(.notApplicable, "no fee"))
    }
    Column(
      "delivered_value", meaning: "Fee × delivered share, for the days that count.",
      \.amounts.deliveredValue)
    Column("billed", \.amounts.billed).key
    Column("unbilled", meaning: "Delivered and not billed.", \.amounts.unbilled).key
    Column("prepaid", meaning: "Billed and not delivered.", \.amounts.prepaid).key
  }
}

extension UnbilledTotal {
  fileprivate static let table = Table<UnbilledTotal> {
    Column("provider") { _ in "total" }
    Column("currency", \.currency)
    Column("billed", \.billed)
    Column("unbilled", \.unbilled)
    Column("prepaid", \.prepaid)
  }
}

extension StraightLineMonth {
  fileprivate static let table = Table<StraightLineMonth>("straight_line", title: "Straight line") {
    Column("provider", \.contract.provider).detail
    Column("contract", \.contract.reference).key
    Column("month", \.month).key
    Column("currency", \.currency).key
    Column("straight_line", \.straightLine)
    Column("straight_line_to_date", \.straightLineToDate)
    Column("billed_to_date", \.billedToDate)
    Column("accrued", meaning: "Straight line beyond what was billed, to date.", \.accrued).key
    Column("prepaid", meaning: "Billed beyond the straight line, to date.", \.prepaid).key
  }
}

extension StraightLineSchedule {
  fileprivate static let unknownTable = Table<StraightLineSchedule>(
    "no_straight_line", title: "No straight line"
  ) {
    Column("provider", \.contract.provider).detail
    Column("contract", \.contract.reference).key
    Column("reason", \.months.reason).key
  }
}
