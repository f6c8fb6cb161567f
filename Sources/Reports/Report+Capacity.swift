internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// What was promised, what arrived and when, and what it cost.
  ///
  /// `isExplained` says whether the rows behind it follow.
  package init(
    _ tranches: [TrancheStatus], by dimension: CapacityGroup.Dimension, costs: [CapacityCost],
    isExplained: Bool, parameters: [Parameter]
  ) {
    let promised = tranches.filter { $0.promise != nil }
    let ofNone = tranches.filter { $0.contract == nil }
    // What a source says of a site may be what another said of it before: not to be added up.
    let added = dimension == .accelerator ? tranches.filter { $0.contract != nil } : tranches
    let sections = [
      Section(CapacityGroup.all(added, by: dimension), by: dimension),
      Section(slipOf: promised), Section(costs, name: "cost", title: "Cost"),
    ]
    self.init(
      name: "capacity", title: "Capacity promised and delivered",
      basis: "delivered by the as-of day; cost accrued by the days of its service",
      parameters: parameters,
      sections: sections.filter { $0.name == "rows" || !$0.rows.isEmpty }
        + (isExplained
          ? [Section(explaining: tranches.map(\.explanation) + costs.map(\.explanation))] : []),
      notes: promised.compactMap(\.openNote) + costs.compactMap(\.assumedNote)
        + (added.count < tranches.count
          ? ["left out, since it belongs to no contract: \(ofNone.count) records of sites"] : []))
  }

  /// What capacity cost, month by month.
  package init(monthly costs: [CapacityCost], isExplained: Bool, parameters: [Parameter]) {
    self.init(
      name: "capacity", title: "Cost of capacity by month",
      basis: "accrued, by the days of the service; accelerators and power by the days they stood",
      parameters: parameters,
      sections: [Section(costs)]
        + (isExplained ? [Section(explaining: costs.map(\.explanation))] : []),
      notes: costs.compactMap(\.assumedNote))
  }
}

extension Section {
  fileprivate init(_ groups: [CapacityGroup], by dimension: CapacityGroup.Dimension) {
    let isOfContract = dimension != .accelerator
    let names =
      [ReportColumn("provider", .text)]
      + (isOfContract ? [ReportColumn("contract", .text), ReportColumn("buyer", .text)] : [])
      + (dimension == .tranche ? [ReportColumn("tranche", .text)] : [])
      + (isOfContract ? [ReportColumn("site", .text)] : [])
    self.init(
      columns: names + [
        ReportColumn("accelerator", .text), ReportColumn("due_on", .date),
        ReportColumn("contracted", .count), ReportColumn("due", .count, hasReasons: true),
        ReportColumn("delivered", .count, hasReasons: true),
        ReportColumn("accepted", .count, hasReasons: true),
        ReportColumn("withdrawn", .count, hasReasons: true), ReportColumn("planned", .count),
        ReportColumn("mw_basis", .text),
        ReportColumn("contracted_mw", .decimal, title: "contracted MW"),
        ReportColumn("due_mw", .decimal, hasReasons: true, title: "due MW"),
        ReportColumn("delivered_mw", .decimal, hasReasons: true, title: "delivered MW"),
        ReportColumn("accepted_mw", .decimal, hasReasons: true, title: "accepted MW"),
        ReportColumn("withdrawn_mw", .decimal, hasReasons: true, title: "withdrawn MW"),
        ReportColumn("planned_mw", .decimal, title: "planned MW"),
      ],
      rows: groups.map { group in
        let key = group.key
        return [.text(key.provider)]
          + (isOfContract ? [.text(key.contract), .text(key.buyer)] : [])
          + (dimension == .tranche ? [.text(key.tranche)] : [])
          + (isOfContract ? [.text(key.site)] : [])
          + [.text(key.accelerator), .date(group.dueOn)]
          + group.cells(.accelerators) + [.text(key.megawattBasis?.words)]
          + group.cells(.kilowatts)
      })
  }

  fileprivate init(slipOf tranches: [TrancheStatus]) {
    self.init(
      name: "slip", title: "Days from due to delivered",
      columns: [
        ReportColumn("contract", .text), ReportColumn("tranche", .text),
        ReportColumn("due_on", .date), ReportColumn("slip_days", .days, hasReasons: true),
        ReportColumn("state", .text), ReportColumn("on_time_share", .ratio, hasReasons: true),
        ReportColumn("weighted_days", .decimal),
        ReportColumn("late", .decimal, title: "amount × days late"),
        ReportColumn("late_unit", .text), ReportColumn("first_due_on", .date),
        ReportColumn("first_slip_days", .days, hasReasons: true),
      ],
      rows: tranches.map(\.slipCells))
  }

  fileprivate init(_ costs: [CapacityCost], name: String = "rows", title: String? = nil) {
    self.init(
      name: name, title: title,
      columns: [
        ReportColumn("contract", .text), ReportColumn("months", .text),
        ReportColumn("currency", .text), ReportColumn("cost", .money, hasReasons: true),
        ReportColumn("accelerator", .text),
        ReportColumn("accelerator_hours", .decimal, hasReasons: true),
        ReportColumn("cost_per_accelerator_hour", .money, hasReasons: true),
        ReportColumn("mw_basis", .text), ReportColumn("mw_months", .decimal, hasReasons: true),
        ReportColumn("cost_per_mw_month", .money, hasReasons: true),
        ReportColumn("fee_per_accelerator_month", .money, hasReasons: true),
      ],
      rows: costs.map(\.cells))
  }
}

extension CapacityGroup {
  /// Contracted, due, delivered, accepted, withdrawn and planned.
  fileprivate func cells(_ measure: TrancheStatus.Measure) -> [Cell] {
    let contracted = sum { tranche in
      tranche.contracted(measure).map { .known($0) } ?? .unknown("not disclosed")
    }
    // Of what nobody promised and nobody delivered in this measure, there is nothing to say.
    guard contracted.value != nil || sum({ $0.delivered(measure) }).value != nil else {
      return Array(repeating: .empty, count: 5) + [plannedCell(measure)]
    }
    let figures =
      [sum { $0.due(measure) }, sum { $0.delivered(measure) }]
      + [sum { $0.accepted(measure) }, sum { $0.withdrawn(measure) }]
    return [contracted.value.map { Cell($0, measure) } ?? .empty]
      + figures.map { $0.value.map { Cell($0, measure) } ?? .undefined($0.reason ?? "") }
      + [plannedCell(measure)]
  }

  private func plannedCell(_ measure: TrancheStatus.Measure) -> Cell {
    let plans = tranches.compactMap { $0.planned(measure) }
    return plans.isEmpty ? .empty : Cell(plans.reduce(0, +), measure)
  }
}

extension Cell {
  fileprivate init(_ count: Int, _ measure: TrancheStatus.Measure) {
    self =
      switch measure {
      case .accelerators: .count(count)
      case .kilowatts: .decimal(ExactDecimal(coefficient: Int128(count), decimals: 3))
      }
  }

  /// Days, or why they are not known.
  fileprivate init(_ slip: KnownOr<DeliverySlip>) {
    self = slip.value.map { .count($0.days) } ?? .undefined(slip.reason ?? "not known")
  }
}

extension TrancheStatus {
  fileprivate var slipCells: [Cell] {
    let amounts = slip.value?.amounts
    return [
      .text(contract?.reference), .text(tranche), .date(promise?.dueOn), Cell(slip),
      .text(slip.value.map { $0.isOpen ? "open" : $0.days > 0 ? "late" : "on time" }),
      amounts?.onTimeShare.map { .ratio($0) } ?? .empty,
      amounts?.weightedDays.map { .decimal($0.exactDecimal(places: 2)) } ?? .empty,
      amounts.map { .decimal($0.late) } ?? .empty, .text(amounts?.lateUnit),
      .date(promise?.firstDueOn), Cell(originalSlip),
    ]
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

extension MegawattBasis {
  fileprivate var words: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }
}

extension CapacityCost {
  fileprivate var cells: [Cell] {
    [
      .text(contract.reference), .text("\(window)"), .text(contract.currency.code), Cell(cost),
      .text(accelerator),
      acceleratorHours.value.map { .decimal(ExactDecimal(coefficient: $0, decimals: 0)) }
        ?? .undefined(acceleratorHours.reason ?? ""),
      Cell(perAcceleratorHour), .text(megawattBasis?.words),
      megawattMonths.value.map { .decimal($0.exactDecimal(places: 3)) }
        ?? .undefined(megawattMonths.reason ?? ""),
      Cell(perMegawattMonth), Cell(feePerAcceleratorMonth),
    ]
  }

  fileprivate var assumedNote: String? {
    guard assumedLines > 0 else { return nil }
    return "\(contract.reference), \(window): \(assumedLines) line\(assumedLines == 1 ? "" : "s") "
      + "without a service period; the billing month was assumed"
  }
}
