internal import Ledger
internal import Procurement
package import Queries
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
  /// `isExplained` says whether the formulas and their rows follow.
  package init(_ report: UnbilledReport, isExplained: Bool, parameters: [Parameter]) throws {
    let currencies = Dictionary(grouping: report.months, by: \.contract.currency)
    self.init(
      .unbilled, title: "Delivered and not billed, billed and not delivered",
      basis: "accrued, by the days of the service; straight line against billing months",
      parameters: parameters,
      sections: [
        try UnbilledMonth.table.section(
          report.months, totals: currencies.sorted { $0.key.code < $1.key.code }.map(\.value)),
        StraightLineMonth.table.section(
          ifAny: report.schedules.flatMap { $0.months.value ?? [] }),
        StraightLineSchedule.unknownTable.section(
          ifAny: report.schedules.filter { $0.months.value == nil }),
      ],
      explaining: isExplained
        ? report.months.map(\.explanation) + report.schedules.map(\.explanation) : nil,
      notes: report.notes)
  }
}

extension UnbilledReport {
  fileprivate var notes: [String] {
    let assumed = months.map(\.assumedLines).reduce(0, +)
    let unknown = months.filter { $0.unbilled.value == nil }.count
    return (unknown > 0 ? ["the total leaves out \(unknown) months that are not known"] : [])
      + (assumed > 0
        ? ["\(assumed) lines have no service period; their billing month was taken"] : [])
  }
}

extension UnbilledMonth {
  /// What is unbilled and what is prepaid are never set off against each other.
  fileprivate static let table = Table<UnbilledMonth> {
    Column("provider", \.contract.provider).total { _ in "total" }
    Column("contract", \.contract.reference)
    Column("buyer", \.contract.buyer)
    Column("month", \.month)
    Column("currency", \.contract.currency).total { $0.first?.contract.currency }
    Column("fee", meaning: "Of the whole month.", \.fee)
    Column("delivered_share") { month in
      month.expected?.share
        ?? .unavailable(month.fee.unavailable ?? Unavailable(.notApplicable, "no fee"))
    }
    Column(
      "delivered_value", meaning: "Fee × delivered share, for the days that count.",
      \.deliveredValue.roundedToMinorUnit)
    Column("billed", \.billed.roundedToMinorUnit).total { sum($0.map(\.billed)) }
    Column("unbilled", meaning: "Delivered and not billed.", \.unbilled.roundedToMinorUnit)
      .total { sum($0.map(\.unbilled)) }
    Column("prepaid", meaning: "Billed and not delivered.", \.prepaid.roundedToMinorUnit)
      .total { sum($0.map(\.prepaid)) }
  }

  /// What is known of some amounts of one currency, added and then rounded.
  private static func sum(_ figures: [Figure<Money>]) -> Figure<Money> {
    let known = figures.compactMap(\.value)
    guard let currency = known.first?.currency else {
      return .unavailable(.notRecorded, "none known")
    }
    return known.sum(in: currency).roundedToMinorUnit
  }
}

extension StraightLineMonth {
  fileprivate static let table = Table<StraightLineMonth>("straight_line", title: "Straight line") {
    Column("provider", \.contract.provider)
    Column("contract", \.contract.reference)
    Column("month", \.month)
    Column("currency", \.contract.currency)
    Column("straight_line", \.straightLine)
    Column("straight_line_to_date", \.straightLineToDate)
    Column("billed_to_date", \.billedToDate)
    Column("accrued", meaning: "Straight line beyond what was billed, to date.", \.accrued)
    Column("prepaid", meaning: "Billed beyond the straight line, to date.", \.prepaid)
  }
}

extension StraightLineSchedule {
  fileprivate static let unknownTable = Table<StraightLineSchedule>(
    "no_straight_line", title: "No straight line"
  ) {
    Column("provider", \.contract.provider)
    Column("contract", \.contract.reference)
    Column("reason", \.months.reason)
  }
}
