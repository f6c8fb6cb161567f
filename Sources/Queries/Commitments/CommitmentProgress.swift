package import Procurement
package import Ledger

/// How far the minimums of a contract of one kind are drawn on, how fast, and what is missing
/// (METRICS, M4 to M7).
package struct CommitmentProgress: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// What the minimums are counted in; spend and usage are never added.
  package let measure: CommitmentMeasure
  /// Whether cost builds up to the minimum, or a prepaid pool burns down.
  package let draw: CommitmentDraw
  /// The first and the last day of all of the minimums.
  package let days: DayRange
  /// The minimums of the intervals to date; an open one counts for the days that have passed.
  package let committedToDate: CommitmentAmount
  /// What was billed for days up to the as-of day, without taxes.
  package let appliedToDate: CommitmentAmount
  /// Applied over committed to date.
  package let utilisation: Figure<Share>
  /// What is committed to date and not applied; 0 where more is.
  package let unused: CommitmentAmount
  /// What is applied beyond what is committed to date; 0 where less is.
  package let overage: CommitmentAmount
  /// The minimums of all intervals.
  package let committed: CommitmentAmount
  /// The part that is not applied yet; 0 if more is.
  package let remaining: CommitmentAmount
  /// Months that have not ended by the as-of day.
  package let monthsLeft: Int
  /// The part of the remainder that each month left must take.
  package let requiredPerMonth: Figure<CommitmentAmount>
  /// The mean of the last full months that have invoices.
  package let actualPerMonth: Figure<CommitmentAmount>
  /// The months of that mean.
  package let paceMonths: [Month]
  /// Actual over required.
  package let pace: Figure<Share>
  /// How likely the minimum is missed.
  package let risk: Risk?
  /// When the sum of all minimums is reached.
  package let end: End
  /// The intervals that have begun.
  package let stretches: [CommittedStretch]
  /// The minimums' rows.
  package let evidence: [Evidence]

  /// How likely a minimum is missed, by its pace. Source: METRICS, M5 (Microsoft MACC practice).
  package enum Risk: String, Sendable {
    /// Above 1.1.
    case low
    /// 0.9 to 1.1.
    case medium
    /// Below 0.9.
    case high
  }

  /// When the sum of all minimums is reached.
  package enum End: Hashable, Sendable {
    /// It was reached in this month.
    case fulfilled(Month)
    /// It is reached in this month at the actual pace.
    case projected(Month)
    /// Nothing is drawn.
    case never
    /// The last day has passed.
    case final
    /// Why it is not known.
    case unavailable(Unavailable)
  }

  /// The selected contracts that have minimums, by provider, buyer, reference and measure.
  ///
  /// `paceMonths` is how many full months the pace is the mean of, 1 or more.
  package static func all(
    in book: Book, asOf: Day, paceMonths: Int
  ) throws -> [CommitmentProgress] {
    let committed = try book.contracts.filter { !$0.commitments.isEmpty }
    return try committed.flatMap { try all(of: $0, in: book, asOf: asOf, paceMonths: paceMonths) }
  }

  /// The minimums of one contract by measure, in the order of their rows.
  package static func all(
    of contract: ContractFile, in book: Book, asOf: Day, paceMonths: Int
  ) throws -> [CommitmentProgress] {
    var measures: [CommitmentMeasure] = []
    for commitment in contract.commitments {
      let measure = CommitmentMeasure(of: commitment.minimum)
      if !measures.contains(measure) { measures.append(measure) }
    }
    let tranches = measures.isEmpty ? [] : TrancheStatus.all(of: contract, asOf: asOf)
    return try measures.map { measure in
      let draws = try CommitmentProgress.draws(measure, contract, in: book, asOf: asOf)
      return try CommitmentProgress(
        of: contract,
        commitments: contract.commitments.filter { CommitmentMeasure(of: $0.minimum) == measure },
        draws: CommitmentDraws(draws, measure, asOf: asOf, paceMonths: paceMonths),
        tranches: tranches)
    }
  }

  private static func draws(
    _ measure: CommitmentMeasure, _ contract: ContractFile, in book: Book, asOf: Day
  ) throws -> [(days: DayRange, units: Int128)] {
    switch measure {
    case .money(let currency):
      try book.charges(of: contract, issuedBy: asOf).draws(in: currency)
    case .quantity(let unit):
      try book.uses(of: contract.id, unit: unit, issuedBy: asOf).map {
        ($0.days, try measure.units(of: $0.quantity))
      }
    }
  }

  private init(
    of contract: ContractFile, commitments: [Recorded<Commitment>], draws: CommitmentDraws,
    tranches: [TrancheStatus]
  ) throws {
    let measure = draws.measure
    let asOf = draws.asOf
    let sums = try Sums(commitments.map(\.fact), measure, asOf: asOf)
    let applied = try draws.units(
      in: DayRange(from: sums.days.from, through: max(asOf, sums.days.from)))
    let remaining = try max(0, sums.whole - applied)
    let monthsLeft = max(0, sums.days.last.month.number - asOf.firstMonthNotOver.number + 1)
    let paceOfMonths = try draws.pace()
    func amount(_ units: Int128) -> CommitmentAmount {
      CommitmentAmount(measure: measure, units: units)
    }
    self.contract = contract
    self.measure = measure
    draw = commitments.first?.draw ?? .buildUp
    days = sums.days
    committedToDate = amount(sums.toDate)
    appliedToDate = amount(applied)
    utilisation =
      Ratio(applied, over: sums.toDate).map { .ratio($0) }
      ?? .unavailable(.notYet, "nothing committed yet")
    unused = amount(try max(0, sums.toDate - applied))
    overage = amount(try max(0, applied - sums.toDate))
    committed = amount(sums.whole)
    self.remaining = amount(remaining)
    self.monthsLeft = monthsLeft
    paceMonths = paceOfMonths?.months ?? []
    let required = Ratio(remaining, over: Int128(monthsLeft))
    let actual = paceOfMonths.flatMap { Ratio($0.units, over: Int128($0.months.count)) }
    requiredPerMonth =
      required.map { .known(amount($0.rounded(toUnitsOf: 1))) } ?? .unavailable(.over, "final")
    actualPerMonth =
      actual.map { .known(amount($0.rounded(toUnitsOf: 1))) }
      ?? .unavailable(.notBilled, "no full month billed")
    pace = try CommitmentProgress.pace(actual, required, remaining)
    risk = try pace.ratio.map { try Risk(of: $0) }
    end =
      try remaining == 0
      ? draws.month(reaching: sums.whole, from: sums.days.from).map { .fulfilled($0) }
        ?? .unavailable(Unavailable(.notRecorded, "not known"))
      : monthsLeft == 0 ? .final : draws.end(reaching: sums.whole, from: sums.days.from)
    stretches = try CommitmentProgress.stretches(commitments.map(\.fact), draws, tranches)
    evidence = commitments.map(\.evidence)
  }

  private static func pace(
    _ actual: Ratio?, _ required: Ratio?, _ remaining: Int128
  ) throws(MoneyError) -> Figure<Share> {
    guard remaining > 0 else { return .unavailable(.over, "fulfilled") }
    guard let required else { return .unavailable(.over, "final") }
    guard let actual else { return .unavailable(.notBilled, "no full month billed") }
    let pace = try Ratio(
      actual.numerator * required.denominator, over: actual.denominator * required.numerator)
    return pace.map { .ratio($0) } ?? .unavailable(.notApplicable, "nothing required")
  }

  /// One minimum after the other; what is carried forward is brought forward into the next.
  private static func stretches(
    _ commitments: [Commitment], _ draws: CommitmentDraws, _ tranches: [TrancheStatus]
  ) throws -> [CommittedStretch] {
    var stretches: [CommittedStretch] = []
    for commitment in commitments {
      stretches += try CommittedStretch.all(
        of: commitment, draws, tranches, carried: stretches.last?.carriedForward.units ?? 0)
    }
    return stretches
  }

  /// What is committed by minimums of one measure.
  private struct Sums {
    let days: DayRange
    let whole: Int128
    let toDate: Int128

    init(_ commitments: [Commitment], _ measure: CommitmentMeasure, asOf: Day) throws {
      var (whole, toDate) = (Int128(0), Int128(0))
      for commitment in commitments {
        let minimum = try measure.units(of: commitment.minimum)
        let days = DayRange(from: commitment.from, through: commitment.to)
        for stretch in commitment.interval.stretches(of: days) {
          try whole += CommittedStretch.minimum(of: stretch, minimum)
          guard stretch.days.from <= asOf else { continue }
          let over = CommitmentStretch(
            days: DayRange(from: stretch.days.from, through: min(stretch.days.last, asOf)),
            wholeDayCount: stretch.wholeDayCount)
          try toDate += CommittedStretch.minimum(of: over, minimum)
        }
      }
      self.whole = whole
      self.toDate = toDate
      let first = commitments.map(\.from).min() ?? asOf
      days = DayRange(from: first, through: commitments.map(\.to).max() ?? first)
    }
  }
}

extension CommitmentProgress.Risk {
  fileprivate init(of pace: Ratio) throws(MoneyError) {
    let (tenfold, whole) = try (pace.numerator * 10, pace.denominator)
    self = try tenfold > whole * 11 ? .low : tenfold < whole * 9 ? .high : .medium
  }
}

extension Day {
  /// Its month, or the next if it is the last day of its month.
  fileprivate var firstMonthNotOver: Month { adding(days: 1).month }
}

extension CommitmentDraws {
  /// The month in which the sum of what is drawn from a day on reaches an amount.
  fileprivate func month(reaching whole: Int128, from start: Day) throws -> Month? {
    var sum = Int128(0)
    for month in months.sorted() where month.lastDay >= start {
      try sum += units(in: DayRange(from: max(month.firstDay, start), through: month.lastDay))
      if sum >= whole { return month }
    }
    return nil
  }

  /// The month in which the sum reaches an amount at the actual pace, counted from the last full month
  /// that is billed.
  fileprivate func end(reaching whole: Int128, from start: Day) throws -> CommitmentProgress.End {
    guard let pace = try pace(), let last = pace.months.last else {
      return .unavailable(Unavailable(.notBilled, "no full month billed"))
    }
    guard pace.units > 0 else { return .never }
    let drawn =
      start <= last.lastDay ? try units(in: DayRange(from: start, through: last.lastDay)) : 0
    let each = pace.units
    let left = try (whole - drawn) * Int128(pace.months.count)
    let count = try (left + each - 1) / each
    return .projected(last.adding(months: Int(clamping: max(count, 0))))
  }
}
