package import Ledger
package import Procurement
internal import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report commitments`.
  package static let commitments = ReportOutline(
    "commitments",
    chart:
      "For each of the first \(mostBurnUps) contracts and kinds of minimums, what is applied against what "
      + "is committed, month by month, and where the pace leads.",
    CommitmentProgress.table.outline(), StretchRow.table.outline(),
    CommitmentProgress.usageTable.outline(), StretchRow.usageTable.outline())

  /// How many charts the report has at most.
  fileprivate static let mostBurnUps = 12
}

extension Report {
  /// How far minimums are drawn on, how fast, and what is missing in each interval.
  ///
  /// `paceMonths` is how many full months the pace is the mean of; `isExplained` says whether the
  /// formulas and their rows follow, `isDrawn` whether there are charts.
  package init(
    commitmentsIn book: Book, asOf: Day, paceMonths: Int, isExplained: Bool,
    isDrawn: Bool = false, in choice: CurrencyChoice? = nil, parameters: [Parameter]
  ) throws {
    var rows = CommitmentRows()
    let origins = try CommitmentProgress.origins(in: book)
    let rates = try book.balanceRates(of: origins, into: choice, asOf: asOf)
    try CommitmentProgress.forEach(in: book, asOf: asOf, paceMonths: paceMonths) { progress in
      var shown = progress
      if let rate = rates[progress.contract.origin] { shown.show(at: rate) }
      rows.append(shown, isExplained: isExplained)
    }
    let notes = OnDemand(CurrencyNotes.notes(Set(rates.values.map(\.currency))))
    let burnUps =
      try isDrawn
      ? BurnUp.first(
        ReportOutline.mostBurnUps, in: book, asOf: asOf, paceMonths: paceMonths, at: rates) : []
    self = Report(
      .commitments, title: "Minimums applied, pace and shortfall",
      basis: "billed for the days of the service, by invoices issued by the as-of day, net of tax"
        + CurrencyNotes.basis(choice, of: asOf),
      parameters: parameters,
      sections: rows.sections + (isExplained ? [rows.explanations.section()] : [])
    ).with(notes: notes.followed(by: rows.notes.laidOut.mapped(\.note)))
      .drawn { heading in burnUps.map { $0.chart(heading) } }
  }
}

/// The tables of the report, to which the minimums are added one after the other.
private struct CommitmentRows {
  private var spend = CommitmentProgress.table.rows()
  private var intervals = StretchRow.table.rows()
  private var usage = CommitmentProgress.usageTable.rows()
  private var usageIntervals = StretchRow.usageTable.rows()
  private(set) var explanations = ExplanationLine.table.rows()
  private(set) var notes = StretchRow.missingTable.rows()

  mutating func append(_ commitment: CommitmentProgress, isExplained: Bool) {
    let stretches = commitment.stretches.map { StretchRow(stretch: $0, commitment: commitment) }
    if commitment.measure.isMoney {
      spend.append(commitment)
      for stretch in stretches { intervals.append(stretch) }
    } else {
      usage.append(commitment)
      for stretch in stretches { usageIntervals.append(stretch) }
    }
    for stretch in stretches where stretch.missing != nil { notes.append(stretch) }
    if isExplained {
      for explanation in commitment.explanations { explanations.append(explanation) }
    }
  }

  var sections: [Section?] {
    [
      spend.section(), intervals.sectionIfAny(), usage.sectionIfAny(),
      usageIntervals.sectionIfAny(),
    ]
  }
}

extension CommitmentMeasure {
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

  /// A column of sums that may be too large.
  fileprivate init(
    _ name: String, _ kind: ReportColumn.Kind, meaning: String? = nil,
    sum: @escaping @Sendable (Row) -> Figure<CommitmentAmount>
  ) {
    self.init(name, kind, meaning: meaning, cell: { sum($0).cell })
  }

  fileprivate init(
    _ name: String, _ kind: ReportColumn.Kind, meaning: String? = nil,
    figure: @escaping @Sendable (Row) -> Figure<CommitmentAmount>
  ) {
    self.init(name, kind, hasReasons: true, meaning: meaning, cell: { figure($0).cell })
  }
}

extension CommitmentAmount {
  var cell: Cell {
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
    "usage", title: "Usage minimums"
  ) {
    columns(.decimal, of: "unit")
  }

  @ColumnBuilder<CommitmentProgress> private static func columns(
    _ kind: ReportColumn.Kind, of measure: String
  ) -> [Column<CommitmentProgress>] {
    Column("provider", \.contract.provider).detail
    Column("contract", \.contract.reference).key
    Column("buyer", \.contract.buyer).detail
    Column(measure, \.measure.name).key
    Column("draw", \.draw.words).detail
    Column("committed_to_date", kind, sum: \.committedToDate)
    Column("applied_to_date", kind, sum: \.appliedToDate).key
    Column("utilisation", meaning: "Applied over committed to date.", \.utilisation).key
    Column("unused", kind, sum: \.unused).detail
    Column("overage", kind, sum: \.overage).detail
    Column("committed", kind, sum: \.committed).key
    Column("remaining", kind, sum: \.remaining)
    Column("ends_on", \.days.last)
    Column("months_left", \.monthsLeft).detail
    Column("required_per_month", kind, figure: \.requiredPerMonth).detail
    Column("actual_per_month", kind, figure: \.actualPerMonth).detail
    Column("pace", meaning: "Actual over required per month.", \.pace)
    Column("risk", \.risk?.rawValue).key
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
}

private struct StretchRow {
  let stretch: CommittedStretch
  let commitment: CommitmentProgress

  static let table = Table<StretchRow>("intervals", title: "Intervals") { columns(.money) }

  static let usageTable = Table<StretchRow>("usage_intervals", title: "Usage intervals") {
    columns(.decimal)
  }

  /// What the note on an interval without all of its invoices is made of.
  static let missingTable = Table<StretchRow>("missing") {
    Column("contract", \.commitment.contract.reference)
    Column("from", \.stretch.days.from)
    Column("to", \.stretch.days.last)
    Column("months", \.missing)
  }

  /// The months whose invoices are missing; `nil` if none is.
  var missing: String? {
    guard case .invoicesMissing(let months) = stretch.state else { return nil }
    return months.map(\.description).joined(separator: ", ")
  }

  @ColumnBuilder<StretchRow> private static func columns(
    _ kind: ReportColumn.Kind
  ) -> [Column<StretchRow>] {
    Column("contract", \.commitment.contract.reference).key
    Column("from", \.stretch.days.from).detail
    Column("to", \.stretch.days.last).key
    Column("minimum", kind, amount: \.stretch.minimum).detail
    Column(
      "delivered_share", meaning: "The share to which late delivery lowers the minimum.",
      \.stretch.relief
    ).detail
    Column("required", kind, figure: \.stretch.required).key
    Column("applied", kind, amount: \.stretch.applied).key
    Column("carried_in", kind, amount: \.stretch.broughtForward).detail
    Column("projected", kind, hasReasons: true, cell: \.projected).detail
    Column("shortfall", kind, figure: \.stretch.shortfall).key
    Column("carried_out", kind, amount: \.stretch.carriedForward).detail
    Column(
      "shortfall_due", kind, hasReasons: true,
      meaning: "The assessed shortfall that is payable.", cell: \.due
    ).key
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

extension [Cell] {
  /// The note that a row of `StretchRow.missingTable` makes.
  fileprivate var note: String {
    let words = map { $0.plain ?? "" }
    return "\(words[0]), \(words[1]) to \(words[2]): no invoice for \(words[3]); "
      + "the shortfall may be less"
  }
}
