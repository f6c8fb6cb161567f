internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// What was delivered and not billed, or the opposite, month by month; and the straight line of
  /// fixed payments.
  ///
  /// `isExplained` says whether the formulas and their rows follow.
  package init(_ report: UnbilledReport, isExplained: Bool, parameters: [Parameter]) throws {
    let known = report.schedules.flatMap { $0.months.value ?? [] }
    let sections = [
      try Section(report.months), Section(known),
      Section(unknown: report.schedules.filter { $0.months.value == nil }),
    ]
    let explanations = report.months.map(\.explanation) + report.schedules.map(\.explanation)
    let assumed = report.months.map(\.assumedLines).reduce(0, +)
    let unknown = report.months.filter { $0.unbilled.value == nil }.count
    self.init(
      name: "unbilled", title: "Delivered and not billed, billed and not delivered",
      basis: "accrued, by the days of the service; straight line against billing months",
      parameters: parameters,
      sections: sections.filter { $0.name == "rows" || !$0.rows.isEmpty }
        + (isExplained ? [Section(explaining: explanations)] : []),
      notes: (unknown > 0 ? ["the total leaves out \(unknown) months that are not known"] : [])
        + (assumed > 0
          ? ["\(assumed) lines have no service period; their billing month was taken"] : []))
  }
}

extension Section {
  fileprivate init(_ months: [UnbilledMonth]) throws {
    self.init(
      columns: [
        ReportColumn("provider", .text), ReportColumn("contract", .text),
        ReportColumn("buyer", .text), ReportColumn("month", .month),
        ReportColumn("currency", .text), ReportColumn("fee", .money, hasReasons: true),
        ReportColumn("delivered_share", .ratio, hasReasons: true),
        ReportColumn("delivered_value", .money, hasReasons: true),
        ReportColumn("billed", .money), ReportColumn("unbilled", .money, hasReasons: true),
        ReportColumn("prepaid", .money, hasReasons: true),
      ],
      rows: months.map(\.cells), totals: try UnbilledTotal.all(months).map(\.cells))
  }

  fileprivate init(_ months: [StraightLineMonth]) {
    self.init(
      name: "straight_line", title: "Straight line",
      columns: [
        ReportColumn("provider", .text), ReportColumn("contract", .text),
        ReportColumn("month", .month), ReportColumn("currency", .text),
        ReportColumn("straight_line", .money), ReportColumn("straight_line_to_date", .money),
        ReportColumn("billed_to_date", .money), ReportColumn("accrued", .money),
        ReportColumn("prepaid", .money),
      ],
      rows: months.map { month in
        [
          .text(month.contract.provider), .text(month.contract.reference), .month(month.month),
          .text(month.contract.currency.code), .money(month.straightLine),
          .money(month.straightLineToDate), .money(month.billedToDate), .money(month.accrued),
          .money(month.prepaid),
        ]
      })
  }

  fileprivate init(unknown schedules: [StraightLineSchedule]) {
    self.init(
      name: "no_straight_line", title: "No straight line",
      columns: [
        ReportColumn("provider", .text), ReportColumn("contract", .text),
        ReportColumn("reason", .text),
      ],
      rows: schedules.map {
        [.text($0.contract.provider), .text($0.contract.reference), .text($0.months.reason)]
      })
  }
}

extension UnbilledMonth {
  fileprivate var cells: [Cell] {
    [
      .text(contract.provider), .text(contract.reference), .text(contract.buyer), .month(month),
      .text(contract.currency.code), expected.map { Cell($0.fee) } ?? .undefined("no fee"), share,
      Cell(deliveredValue), .money(billed), Cell(unbilled), Cell(prepaid),
    ]
  }

  /// The share of a single fee; of several, the value over all of them.
  private var share: Cell {
    guard let expected else { return .undefined("no fee") }
    if expected.parts.count == 1, let part = expected.parts.first {
      if part.isFixed { return .undefined("fixed fee") }
      return part.share.value.map { .ratio($0) } ?? .undefined(part.share.reason ?? "not known")
    }
    guard let value = expected.amount.value else {
      return .undefined(expected.amount.reason ?? "not known")
    }
    return expected.fee.value.flatMap { Ratio(value, over: $0) }.map { .ratio($0) }
      ?? .undefined("fee is zero")
  }
}

/// What is unbilled, and what is prepaid, in one currency: never one less the other.
private struct UnbilledTotal {
  let currency: Currency
  var billed: Money
  var unbilled: Money
  var prepaid: Money
  var knownCount = 0

  static func all(_ months: [UnbilledMonth]) throws -> [UnbilledTotal] {
    let currencies = Dictionary(grouping: months, by: \.contract.currency)
    return try currencies.sorted { $0.key.code < $1.key.code }.map { currency, months in
      let zero = Money.zero(currency)
      var total = UnbilledTotal(currency: currency, billed: zero, unbilled: zero, prepaid: zero)
      for month in months {
        total.billed = try total.billed.adding(month.billed)
        total.unbilled = try total.unbilled.adding(month.unbilled.value ?? zero)
        total.prepaid = try total.prepaid.adding(month.prepaid.value ?? zero)
        total.knownCount += month.unbilled.value == nil ? 0 : 1
      }
      return total
    }
  }

  var cells: [Cell] {
    [
      .text("total"), .empty, .empty, .empty, .text(currency.code), .empty, .empty, .empty,
      .money(billed), knownCount > 0 ? .money(unbilled) : .undefined("none known"),
      knownCount > 0 ? .money(prepaid) : .undefined("none known"),
    ]
  }
}
