internal import Ledger
internal import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report commitments`.
  package static let commitments = ReportOutline(
    "commitments", CommitmentProgress.table.outline(), StretchRow.table.outline(),
    CommitmentProgress.usageTable.outline(), StretchRow.usageTable.outline())
}

extension Report {
  /// How far minimums are drawn on, how fast, and what is missing in each interval.
  ///
  /// `isExplained` says whether the formulas and their rows follow.
  package init(
    _ commitments: [CommitmentProgress], isExplained: Bool, parameters: [Parameter]
  ) {
    let spend = commitments.filter { $0.measure.isMoney }
    let usage = commitments.filter { !$0.measure.isMoney }
    self.init(
      .commitments, title: "Minimums applied, pace and shortfall",
      basis: "billed for the days of the service, by invoices issued by the as-of day, taxes apart",
      parameters: parameters,
      sections: [
        CommitmentProgress.table.section(spend),
        StretchRow.table.section(ifAny: StretchRow.places(of: spend)) { $0.row(of: spend) },
        CommitmentProgress.usageTable.section(ifAny: usage),
        StretchRow.usageTable.section(ifAny: StretchRow.places(of: usage)) { $0.row(of: usage) },
      ],
      explaining: isExplained ? commitments.flatMap(\.explanations) : nil,
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

extension Column {
  /// A column of amounts of money or of use, as `kind` says.
  fileprivate init(
    _ name: String, _ kind: ReportColumn.Kind, meaning: String? = nil,
    amount: @escaping @Sendable (Row) -> CommitmentAmount
  ) {
    self.init(name, kind, meaning: meaning, cell: { amount($0).cell })
  }

  fileprivate init(
    _ name: String, _ kind: ReportColumn.Kind, meaning: String? = nil,
    figure: @escaping @Sendable (Row) -> Figure<CommitmentAmount>
  ) {
    self.init(name, kind, hasReasons: true, meaning: meaning, cell: { figure($0).cell })
  }
}

extension CommitmentAmount {
  fileprivate var cell: Cell {
    money?.cell ?? decimal?.cell ?? .unavailable(Unavailable(.tooLarge, "too large"))
  }
}

extension Figure<CommitmentAmount> {
  fileprivate var cell: Cell {
    switch self {
    case .known(let amount): amount.cell
    case .unavailable(let reason): .unavailable(reason)
    }
  }
}

extension CommitmentProgress {
  fileprivate static let table = Table<CommitmentProgress> { columns(.money, of: "currency") }

  fileprivate static let usageTable = Table<CommitmentProgress>(
    "usage", title: "Minimums of use"
  ) {
    columns(.decimal, of: "unit")
  }

  @ColumnBuilder<CommitmentProgress> private static func columns(
    _ kind: ReportColumn.Kind, of measure: String
  ) -> [Column<CommitmentProgress>] {
    Column("provider", \.contract.provider)
    Column("contract", \.contract.reference)
    Column("buyer", \.contract.buyer)
    Column(measure, \.measure.name)
    Column("draw", \.draw.words)
    Column("committed_to_date", kind, amount: \.committedToDate)
    Column("applied_to_date", kind, amount: \.appliedToDate)
    Column("utilisation", meaning: "Applied over committed to date.", \.utilisation)
    Column("unused", kind, amount: \.unused)
    Column("overage", kind, amount: \.overage)
    Column("committed", kind, amount: \.committed)
    Column("remaining", kind, amount: \.remaining)
    Column("ends_on", \.days.last)
    Column("months_left", \.monthsLeft)
    Column("required_per_month", kind, figure: \.requiredPerMonth)
    Column("actual_per_month", kind, figure: \.actualPerMonth)
    Column("pace", meaning: "Actual over required per month.", \.pace)
    Column("risk", \.risk?.rawValue)
    Column("reached_in", .month, hasReasons: true, cell: \.endCell)
    Column("state", \.endWords)
  }

  private var endCell: Cell {
    switch end {
    case .fulfilled(let month), .projected(let month): .month(month)
    case .never: .unavailable(Unavailable(.notApplicable, "never"))
    case .final: .unavailable(Unavailable(.over, "final"))
    case .unavailable(let reason): .unavailable(reason)
    }
  }

  private var endWords: String? {
    switch end {
    case .fulfilled: "fulfilled"
    case .projected(let month): month <= days.last.month ? "in time" : "too late"
    case .never: "nothing drawn"
    case .final: draw == .burnDown ? "expired" : "over"
    case .unavailable: nil
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

private struct StretchRow {
  let stretch: CommittedStretch
  let commitment: CommitmentProgress

  /// Which interval of which commitment a row is of: there may be too many rows to hold.
  struct Place {
    let commitment: Int
    let stretch: Int

    func row(of commitments: [CommitmentProgress]) -> StretchRow {
      let commitment = commitments[commitment]
      return StretchRow(stretch: commitment.stretches[stretch], commitment: commitment)
    }
  }

  static func places(of commitments: [CommitmentProgress]) -> [Place] {
    commitments.indices.flatMap { commitment in
      commitments[commitment].stretches.indices.map { Place(commitment: commitment, stretch: $0) }
    }
  }

  static let table = Table<StretchRow>("intervals", title: "Intervals") { columns(.money) }

  static let usageTable = Table<StretchRow>("usage_intervals", title: "Intervals of use") {
    columns(.decimal)
  }

  @ColumnBuilder<StretchRow> private static func columns(
    _ kind: ReportColumn.Kind
  ) -> [Column<StretchRow>] {
    Column("contract", \.commitment.contract.reference)
    Column("from", \.stretch.days.from)
    Column("to", \.stretch.days.last)
    Column("minimum", kind, amount: \.stretch.minimum)
    Column("delivered_share", meaning: "By which late delivery lowers it.", \.stretch.relief)
    Column("required", kind, figure: \.stretch.required)
    Column("applied", kind, amount: \.stretch.applied)
    Column("carried_in", kind, amount: \.stretch.broughtForward)
    Column("projected", kind, hasReasons: true, cell: \.projected)
    Column("shortfall", kind, figure: \.stretch.shortfall)
    Column("carried_out", kind, amount: \.stretch.carriedForward)
    Column(
      "shortfall_due", kind, hasReasons: true,
      meaning: "What is assessed and must be paid for.", cell: \.due)
    Column("state", \.state)
  }

  private var projected: Cell {
    if case .open(let projected) = stretch.state { projected.cell } else { .empty }
  }

  private var due: Cell { stretch.shortfallDue?.cell ?? .empty }

  private var state: String {
    switch stretch.state {
    case .assessed: commitment.draw == .burnDown ? "expired" : "assessed"
    case .invoicesMissing: "assessed, invoices missing"
    case .open: "projected"
    }
  }
}
