package import Ledger
package import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report capacity`.
  package static let capacity = ReportOutline(
    "capacity",
    chart:
      "For each tranche, site or accelerator what is contracted, due and delivered, in accelerators "
      + "and in megawatts; by month, columns of the cost, in which contracts are stacked.",
    CapacityGroup.table(by: .tranche).outline("By tranche."),
    CapacityGroup.table(by: .site).outline("By site."),
    CapacityGroup.table(by: .accelerator).outline("By accelerator."),
    TrancheStatus.slipTable.outline("By tranche, site or accelerator."),
    CapacityCost.costTable.outline("By tranche, site or accelerator."),
    CapacityCost.table.outline("By month."))
}

extension Report {
  /// What was promised, what arrived and when, and what it cost.
  ///
  /// `isExplained` says whether the rows behind it follow.
  package init(
    _ tranches: [TrancheStatus], by dimension: CapacityGroup.Dimension, costs: [CapacityCost],
    tax: TaxTreatment, in choice: CurrencyChoice? = nil, isExplained: Bool,
    parameters: [Parameter]
  ) {
    let promised = tranches.filter { $0.promise != nil }
    let ofNone = tranches.filter { $0.contract == nil }
    // What a source says of a site may be what another said of it before: not to be added up.
    let added = dimension == .accelerator ? tranches.filter { $0.contract != nil } : tranches
    let groups = CapacityGroup.all(added, by: dimension)
    self = Report(
      .capacity, title: "Capacity promised and delivered",
      basis: "delivered by the as-of day; cost accrued by the days of its service, \(tax.words)"
        + (choice?.words ?? ""),
      parameters: parameters,
      sections: [
        CapacityGroup.table(by: dimension).section(groups),
        TrancheStatus.slipTable.section(ifAny: promised),
        CapacityCost.costTable.section(ifAny: costs),
      ],
      explaining: isExplained ? tranches.map(\.explanation) + costs.map(\.explanation) : nil,
      notes: CurrencyNotes.notes(costs.map(\.currency)) + promised.compactMap(\.openNote)
        + costs.compactMap(\.assumedNote)
        + (added.count < tranches.count
          ? ["left out, because they belong to no contract: \(ofNone.count) records of sites"] : [])
    ).drawn { groups.charts($0) }
  }

  /// What capacity cost, month by month.
  package init(
    monthly costs: [CapacityCost], tax: TaxTreatment, in choice: CurrencyChoice? = nil,
    isExplained: Bool, parameters: [Parameter]
  ) {
    self = Report(
      .capacity, title: "Cost of capacity by month",
      basis: "accrued, by the days of the service, \(tax.words); "
        + "accelerators and power by the days in service" + (choice?.words ?? ""),
      parameters: parameters, sections: [CapacityCost.table.section(costs)],
      explaining: isExplained ? costs.map(\.explanation) : nil,
      notes: CurrencyNotes.notes(costs.map(\.currency)) + costs.compactMap(\.assumedNote)
    ).drawn { costs.charts($0) }
  }
}

extension CapacityGroup {
  fileprivate static func table(by dimension: Dimension) -> Table<CapacityGroup> {
    let isOfContract = dimension != .accelerator
    return Table {
      Column("provider", \.key.provider).key
      if isOfContract {
        Column("contract", \.key.contract).key
        Column("buyer", \.key.buyer).detail
      }
      if dimension == .tranche { Column("tranche", \.key.tranche).key }
      if dimension == .site { Column("site", \.key.site).key }
      if dimension == .tranche { Column("site", \.key.site).detail }
      if isOfContract {
        Column("accelerator", \.key.accelerator).detail
      } else {
        Column("accelerator", \.key.accelerator).key
      }
      Column("due_on", meaning: "Empty if the tranches have different days.", \.dueOn)
      columns(.accelerators, .count, suffix: "")
      Column("mw_basis", meaning: "Which megawatts are counted.", \.key.megawattBasis?.words)
        .detail
      columns(.kilowatts, .decimal, suffix: " MW")
    }
  }

  /// Contracted, due, delivered, accepted, withdrawn and planned.
  @ColumnBuilder<CapacityGroup> private static func columns(
    _ measure: TrancheStatus.Measure, _ kind: ReportColumn.Kind, suffix: String
  ) -> [Column<CapacityGroup>] {
    let column = { (word: String, meaning, hasReasons, cell: @escaping @Sendable (Self) -> Cell) in
      Column<CapacityGroup>(
        word + (suffix.isEmpty ? "" : "_mw"), kind, hasReasons: hasReasons, title: word + suffix,
        meaning: meaning, cell: cell)
    }
    let figure = {
      (word: String, meaning, value: @escaping @Sendable (TrancheStatus) -> Figure<Int>) in
      column(word, meaning, true) { $0.figure(measure, value) }
    }
    column("contracted", "Contracted in total.", false) { $0.contractedCell(measure) }
      .key
    column("due", "Contracted and due by the as-of day.", true) { $0.dueCell(measure) }.detail
    column("delivered", nil, true) { $0.deliveredCell(measure) }.key
    figure("accepted", nil) { $0.accepted(measure) }.detail
    figure("withdrawn", nil) { $0.withdrawn(measure) }.detail
    column("planned", "Announced but not contracted.", false) { $0.planned(measure).cell(measure) }
      .detail
  }

  /// What is promised in all.
  func contractedCell(_ measure: TrancheStatus.Measure) -> Cell {
    contracted(measure).value.cell(measure)
  }

  /// What was promised by the as-of day.
  func dueCell(_ measure: TrancheStatus.Measure) -> Cell { figure(measure) { $0.due(measure) } }

  /// What was delivered by the as-of day.
  func deliveredCell(_ measure: TrancheStatus.Measure) -> Cell {
    figure(measure) { $0.delivered(measure) }
  }

  private func contracted(_ measure: TrancheStatus.Measure) -> Figure<Int> {
    sum { $0.contracted(measure).or(.notDisclosed, "not disclosed") }
  }

  private func planned(_ measure: TrancheStatus.Measure) -> Int? {
    let plans = tranches.compactMap { $0.planned(measure) }
    return plans.isEmpty ? nil : plans.reduce(0, +)
  }

  /// Nothing can be said of what nobody promised and nobody delivered in this measure.
  private func figure(
    _ measure: TrancheStatus.Measure, _ value: (TrancheStatus) -> Figure<Int>
  ) -> Cell {
    guard contracted(measure).value != nil || sum({ $0.delivered(measure) }).value != nil else {
      return .empty
    }
    let sum = sum(value)
    return sum.value.cell(measure, or: sum.unavailable)
  }
}

extension Int? {
  fileprivate func cell(_ measure: TrancheStatus.Measure, or reason: Unavailable? = nil) -> Cell {
    guard let self else { return reason.map { .unavailable($0) } ?? .empty }
    return switch measure {
    case .accelerators: .count(self)
    case .kilowatts: .decimal(ExactDecimal(coefficient: Int128(self), decimals: 3))
    }
  }
}

extension TrancheStatus {
  fileprivate static let slipTable = Table<TrancheStatus>(
    "slip", title: "Days from due to delivered"
  ) {
    Column("contract", \.contract?.reference).key
    Column("tranche", \.tranche).key
    Column("due_on", \.promise?.dueOn)
    Column("slip_days", as: .days, meaning: "To the last delivery, or to the as-of day.") {
      $0.slip.map(\.days)
    }.key
    Column("state", meaning: "`open`, `late` or `on time`.", \.slipWords).key
    Column("on_time_share", .ratio, hasReasons: true) {
      $0.slip.value?.amounts?.onTimeShare.cell ?? .empty
    }
    Column("weighted_days", meaning: "Days late, weighted by the late capacity.") {
      $0.slip.value?.amounts?.weightedDays?.exactDecimal(places: 2)
    }.detail
    Column("late", title: "amount × days late", \.slip.value?.amounts?.late).detail
    Column("late_unit", \.slip.value?.amounts?.lateUnit).detail
    Column("first_due_on", meaning: "As first recorded.", \.firstDueOn).detail
    Column("first_slip_days", as: .days, meaning: "Against the first due day.") {
      $0.originalSlip.map(\.days)
    }.detail
  }

  private var slipWords: String? {
    slip.value.map { $0.isOpen ? "open" : $0.days > 0 ? "late" : "on time" }
  }

  /// What is open for want of a record may have come and not been told.
  fileprivate var openNote: String? {
    guard let slip = slip.value, slip.isOpen,
      !deliveries.contains(where: { $0.isDelivered(by: asOf) })
    else { return nil }
    return "\(contract?.reference ?? provider), \(tranche ?? ""): no delivery is recorded; "
      + "the slip counts it as open"
  }
}

extension DeliverySlip.Amounts {
  fileprivate var late: ExactDecimal {
    ExactDecimal(coefficient: unitDaysLate, decimals: measure == .kilowatts ? 3 : 0)
  }

  fileprivate var lateUnit: String {
    measure == .kilowatts ? "MW-days" : "accelerator-days"
  }
}

extension CapacityCost {
  fileprivate static let table = Table<CapacityCost> { columns }
  fileprivate static let costTable = Table<CapacityCost>("cost", title: "Cost") { columns }

  @ColumnBuilder<CapacityCost> private static var columns: [Column<CapacityCost>] {
    Column("contract", \.contract.reference).key
    Column("months", \.period.label).key
    Column("currency", \.currency).key
    Column("cost", \.cost.roundedToMinorUnit).key
    Column("tax", meaning: "Whether or not it is in the cost.", \.tax?.roundedToMinorUnit).detail
    Column("accelerator", \.accelerator).detail
    Column("accelerator_hours") {
      $0.acceleratorHours.map { ExactDecimal(coefficient: $0, decimals: 0) }
    }
    Column("cost_per_accelerator_hour", \.perAcceleratorHour)
    Column("mw_basis", meaning: "Which megawatts are counted.", \.megawattBasis?.words).detail
    Column("mw_months") { $0.megawattMonths.map { $0.exactDecimal(places: 3) } }.detail
    Column("cost_per_mw_month", \.perMegawattMonth)
    Column("fee_per_accelerator_month", \.feePerAcceleratorMonth)
  }

  fileprivate var assumedNote: String? {
    guard assumedLines > 0 else { return nil }
    return
      "\(contract.reference), \(period.label): \(assumedLines) line\(assumedLines == 1 ? "" : "s") "
      + "without a service period; the billing month was assumed"
  }
}
