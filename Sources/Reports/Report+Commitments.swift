internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// How far minimums are drawn on, how fast, and what is missing in each interval.
  ///
  /// `isExplained` says whether the formulas and their rows follow.
  package init(
    _ commitments: [CommitmentProgress], isExplained: Bool, parameters: [Parameter]
  ) {
    let spend = commitments.filter { $0.measure.isMoney }
    let usage = commitments.filter { !$0.measure.isMoney }
    let sections = [
      Section(spend, named: "rows", title: nil),
      Section(intervalsOf: spend, named: "intervals", title: "Intervals"),
      Section(usage, named: "usage", title: "Minimums of use"),
      Section(intervalsOf: usage, named: "usage_intervals", title: "Intervals of use"),
    ]
    self.init(
      name: "commitments", title: "Minimums applied, pace and shortfall",
      basis: "billed for the days of the service, by invoices issued by the as-of day, taxes apart",
      parameters: parameters,
      sections: sections.filter { $0.name == "rows" || !$0.rows.isEmpty }
        + (isExplained ? [Section(explaining: commitments.flatMap(\.explanations))] : []),
      notes: commitments.flatMap(\.notes))
  }
}

extension CommitmentMeasure {
  fileprivate var isMoney: Bool { if case .money = self { true } else { false } }

  fileprivate var name: String {
    switch self {
    case .money(let currency): currency.code
    case .quantity(let unit): unit
    }
  }
}

extension Section {
  fileprivate init(_ commitments: [CommitmentProgress], named name: String, title: String?) {
    let kind: ReportColumn.Kind = name == "rows" ? .money : .decimal
    self.init(
      name: name, title: title,
      columns: [
        ReportColumn("provider", .text), ReportColumn("contract", .text),
        ReportColumn("buyer", .text), ReportColumn(name == "rows" ? "currency" : "unit", .text),
        ReportColumn("draw", .text), ReportColumn("committed_to_date", kind),
        ReportColumn("applied_to_date", kind),
        ReportColumn("utilisation", .ratio, hasReasons: true),
        ReportColumn("unused", kind), ReportColumn("overage", kind),
        ReportColumn("committed", kind), ReportColumn("remaining", kind),
        ReportColumn("ends_on", .date), ReportColumn("months_left", .count),
        ReportColumn("required_per_month", kind, hasReasons: true),
        ReportColumn("actual_per_month", kind, hasReasons: true),
        ReportColumn("pace", .ratio, hasReasons: true), ReportColumn("risk", .text),
        ReportColumn("reached_in", .month, hasReasons: true), ReportColumn("state", .text),
      ],
      rows: commitments.map(\.cells))
  }

  fileprivate init(
    intervalsOf commitments: [CommitmentProgress], named name: String, title: String
  ) {
    let kind: ReportColumn.Kind = name == "intervals" ? .money : .decimal
    self.init(
      name: name, title: title,
      columns: [
        ReportColumn("contract", .text), ReportColumn("from", .date), ReportColumn("to", .date),
        ReportColumn("minimum", kind), ReportColumn("delivered_share", .ratio, hasReasons: true),
        ReportColumn("required", kind, hasReasons: true), ReportColumn("applied", kind),
        ReportColumn("carried_in", kind), ReportColumn("projected", kind, hasReasons: true),
        ReportColumn("shortfall", kind, hasReasons: true), ReportColumn("carried_out", kind),
        ReportColumn("state", .text),
      ],
      rows: commitments.flatMap { commitment in
        commitment.stretches.map { $0.cells(of: commitment) }
      })
  }
}

extension Cell {
  fileprivate init(_ amount: CommitmentAmount) {
    self = amount.money.map { .money($0) } ?? .decimal(amount.decimal)
  }

  fileprivate init(_ amount: KnownOr<CommitmentAmount>) {
    self = amount.value.map { Cell($0) } ?? .undefined(amount.reason ?? "not known")
  }
}

extension CommitmentProgress {
  fileprivate var cells: [Cell] {
    [
      .text(contract.provider), .text(contract.reference), .text(contract.buyer),
      .text(measure.name), .text(draw.words), Cell(committedToDate), Cell(appliedToDate),
      Cell(utilisation), Cell(unused), Cell(overage), Cell(committed), Cell(remaining),
      .date(.day(days.last)), .count(monthsLeft), Cell(requiredPerMonth.rounded),
      Cell(actualPerMonth.rounded), Cell(pace), .text(risk?.rawValue), endCell,
      .text(endWords),
    ]
  }

  private var endCell: Cell {
    switch end {
    case .fulfilled(let month), .projected(let month): .month(month)
    case .never: .undefined("never")
    case .final: .undefined("final")
    case .unknown(let reason): .undefined(reason)
    }
  }

  private var endWords: String? {
    switch end {
    case .fulfilled: "fulfilled"
    case .projected(let month): month <= days.last.month ? "in time" : "too late"
    case .never: "nothing drawn"
    case .final: draw == .burnDown ? "expired" : "over"
    case .unknown: nil
    }
  }

  /// What is projected, and what has no invoice.
  fileprivate var notes: [String] {
    stretches.compactMap { stretch in
      guard case .invoicesMissing(let months) = stretch.state else { return nil }
      return "\(contract.reference), \(stretch.days.from) to \(stretch.days.last): no invoice for "
        + months.map(\.description).joined(separator: ", ") + "; the shortfall may be less"
    }
  }
}

extension CommittedStretch {
  fileprivate func cells(of commitment: CommitmentProgress) -> [Cell] {
    var projection = Cell.empty
    let words: String
    switch state {
    case .assessed: words = commitment.draw == .burnDown ? "expired" : "assessed"
    case .invoicesMissing: words = "invoices missing"
    case .open(let projected):
      words = "projected"
      projection = Cell(projected.rounded)
    }
    return [
      .text(commitment.contract.reference), .date(.day(days.from)), .date(.day(days.last)),
      Cell(minimum.rounded), Cell(relief), Cell(required.rounded), Cell(applied),
      Cell(carriedIn.rounded), projection, Cell(shortfall.rounded), Cell(carriedOut.rounded),
      .text(words),
    ]
  }
}

extension Cell {
  fileprivate init(_ ratio: KnownOr<Ratio>) {
    self = ratio.value.map { .ratio($0) } ?? .undefined(ratio.reason ?? "not known")
  }
}

extension KnownOr<CommitmentAmount> {
  fileprivate var rounded: KnownOr<CommitmentAmount> { map(\.rounded) }
}

extension CommitmentDraw {
  fileprivate var words: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }
}
