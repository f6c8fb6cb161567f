package import Ledger
package import Procurement

/// How far the minimums of a contract of one kind are drawn on, how fast, and what is missing
/// (METRICS, M4 to M7).
package struct CommitmentProgress: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// What the minimums are counted in; spend and usage are never added.
  package private(set) var measure: CommitmentMeasure
  /// Whether cost builds up to the minimum, or a prepaid pool burns down.
  package let draw: CommitmentDraw
  /// The first and the last day of all of the minimums.
  package let days: DayRange
  /// The minimums of the intervals to date; an open one counts for the days that have passed.
  package private(set) var committedToDate: Figure<CommitmentAmount>
  /// What was billed for days up to the as-of day, without taxes.
  package private(set) var appliedToDate: Figure<CommitmentAmount>
  /// Applied over committed to date.
  package let utilisation: Figure<Share>
  /// What is committed to date and not applied; 0 where more is.
  package private(set) var unused: Figure<CommitmentAmount>
  /// What is applied beyond what is committed to date; 0 where less is.
  package private(set) var overage: Figure<CommitmentAmount>
  /// The minimums of all intervals.
  package private(set) var committed: Figure<CommitmentAmount>
  /// The part that is not applied yet; 0 if more is.
  package private(set) var remaining: Figure<CommitmentAmount>
  /// Months that have not ended by the as-of day.
  package let monthsLeft: Int
  /// The part of the remainder that each month left must take.
  package private(set) var requiredPerMonth: Figure<CommitmentAmount>
  /// The mean of the last full months that have invoices.
  package private(set) var actualPerMonth: Figure<CommitmentAmount>
  /// The months of that mean.
  package let paceMonths: [Month]
  /// Actual over required.
  package let pace: Figure<Share>
  /// How likely the minimum is missed.
  package let risk: Risk?
  /// When the sum of all minimums is reached.
  package let end: End
  /// The intervals that have begun.
  package private(set) var stretches: [CommittedStretch]
  /// The minimums' rows.
  package let evidence: [Evidence]
  /// The stored rates by which it was converted; none where nothing was.
  package private(set) var rates: [Evidence] = []

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
    var all: [CommitmentProgress] = []
    try forEach(in: book, asOf: asOf, paceMonths: paceMonths) { all.append($0) }
    return all
  }

  /// Where the minimums of money of the selected contracts come from.
  package static func origins(in book: Book) throws -> Set<AmountOrigin> {
    var origins: Set<AmountOrigin> = []
    try book.forEachPart { part in
      for contract in try part.contracts
      where contract.kindsOfMinimums.contains(where: \.measure.isMoney) {
        origins.insert(contract.origin)
      }
    }
    return origins
  }

  /// Lends what `all` has, one after the other: all of them may be too much to hold.
  package static func forEach(
    in book: Book, asOf: Day, paceMonths: Int, _ body: (CommitmentProgress) throws -> Void
  ) throws {
    try book.forEachPart { part in
      for contract in try part.contracts {
        for kind in contract.kindsOfMinimums {
          try body(
            unlessTooLarge {
              try all(
                ContractMinimums.all(
                  [kind], of: contract, in: part, asOf: asOf, paceMonths: paceMonths))[0]
            } ?? CommitmentProgress(tooLarge: kind, of: contract, asOf))
        }
      }
    }
  }

  /// The minimums of one contract by measure and draw, in the order of their rows.
  package static func all(
    of contract: ContractFile, in book: Book, asOf: Day, paceMonths: Int
  ) throws -> [CommitmentProgress] {
    try all(ContractMinimums.all(of: contract, in: book, asOf: asOf, paceMonths: paceMonths))
  }

  private static func all(_ minimums: [ContractMinimums]) throws -> [CommitmentProgress] {
    try minimums.map { try CommitmentProgress($0) }
  }

  /// Minimums whose figures are too large to be kept (METRICS, ruling 15).
  private init(tooLarge kind: KindOfMinimums, of contract: ContractFile, _ asOf: Day) {
    let minimums = contract.minimums(of: kind)
    let runs = minimums.map { DayRange(from: $0.from, through: $0.to) }.union
    let reason = Unavailable(.tooLarge, "too large")
    let amount = Figure<CommitmentAmount>.unavailable(reason)
    self.contract = contract
    measure = kind.measure
    draw = kind.draw
    let first = runs.first?.from ?? asOf
    days = DayRange(from: first, through: max(first, runs.last?.last ?? first))
    (committedToDate, appliedToDate, unused, overage) = (amount, amount, amount, amount)
    (committed, remaining) = (amount, amount)
    (requiredPerMonth, actualPerMonth) = (amount, amount)
    (utilisation, pace, risk) = (.unavailable(reason), .unavailable(reason), nil)
    monthsLeft = runs.monthsNotOver(on: asOf)
    paceMonths = []
    end = .unavailable(reason)
    stretches = []
    evidence = minimums.map(\.evidence)
  }

  private init(_ minimums: ContractMinimums) throws {
    let (measure, asOf, runs) = (minimums.measure, minimums.asOf, minimums.days)
    let intervals = try minimums.intervals
    func amount(_ units: Ratio) -> CommitmentAmount {
      CommitmentAmount(measure: measure, units: units)
    }
    let whole = try intervals.reduce(Ratio.zero) { try $0.adding($1.minimum) }
    let toDate = try intervals.reduce(Ratio.zero) { try $0.adding($1.minimum(through: asOf)) }
    let applied = Ratio(try minimums.draws.units(in: runs.through(asOf)))
    let remaining = try whole.subtracting(applied).positivePart
    let monthsLeft = runs.monthsNotOver(on: asOf)
    let paceOfMonths = try minimums.draws.pace(of: runs)
    contract = minimums.contract
    self.measure = measure
    draw = minimums.draw
    let first = runs.first?.from ?? asOf
    days = DayRange(from: first, through: max(first, runs.last?.last ?? first))
    committedToDate = .known(amount(toDate))
    appliedToDate = .known(amount(applied))
    utilisation =
      try applied.divided(by: toDate).map { .ratio($0) }
      ?? .unavailable(.notYet, "nothing committed yet")
    unused = .known(amount(try toDate.subtracting(applied).positivePart))
    overage = .known(amount(try applied.subtracting(toDate).positivePart))
    committed = .known(amount(whole))
    self.remaining = .known(amount(remaining))
    self.monthsLeft = monthsLeft
    paceMonths = paceOfMonths?.months ?? []
    let required = try remaining.divided(by: Ratio(Int128(monthsLeft)))
    let actual = try paceOfMonths.flatMap {
      try Ratio($0.units).divided(by: Ratio(Int128($0.months.count)))
    }
    requiredPerMonth = required.map { .known(amount($0)) } ?? .unavailable(.over, "final")
    actualPerMonth =
      actual.map { .known(amount($0)) } ?? .unavailable(.notBilled, "no full month billed")
    pace = try CommitmentProgress.pace(actual, required, remaining)
    risk = pace.ratio.map { Risk(of: $0) }
    end =
      remaining.isZero
      ? try minimums.draws.month(reaching: whole, in: runs.through(asOf)).map { .fulfilled($0) }
        ?? .unavailable(Unavailable(.notRecorded, "not known"))
      : monthsLeft == 0 ? .final : try minimums.draws.end(reaching: whole, in: runs)
    stretches = try minimums.stretches()
    evidence = minimums.commitments.map(\.evidence)
  }

  private static func pace(
    _ actual: Ratio?, _ required: Ratio?, _ remaining: Ratio
  ) throws -> Figure<Share> {
    guard !remaining.isZero else { return .unavailable(.over, "fulfilled") }
    guard let required else { return .unavailable(.over, "final") }
    guard let actual else { return .unavailable(.notBilled, "no full month billed") }
    return try actual.divided(by: required).map { .ratio($0) }
      ?? .unavailable(.notApplicable, "nothing required")
  }
}

extension CommitmentProgress {
  /// Every amount of money at one rate, so that shares and pace stay what they are.
  package mutating func show(at rate: AmountRate) {
    guard case .money = measure else { return }
    measure = .money(rate.currency)
    rates = rate.evidence
    for amount in [
      \Self.committedToDate, \.appliedToDate, \.unused, \.overage, \.committed, \.remaining,
      \.requiredPerMonth, \.actualPerMonth,
    ] {
      self[keyPath: amount] = self[keyPath: amount].map { $0.shown(at: rate) }
    }
    stretches = stretches.map { $0.shown(at: rate) }
  }
}

extension CommitmentProgress.Risk {
  fileprivate init(of pace: Ratio) {
    let bounds = (Ratio(9, over: 10) ?? .one, Ratio(11, over: 10) ?? .one)
    self = pace > bounds.1 ? .low : pace < bounds.0 ? .high : .medium
  }
}

extension [DayRange] {
  /// Their days through one.
  func through(_ last: Day) -> [DayRange] {
    compactMap { DayRange(from: $0.from, to: Swift.min($0.last, last).adding(days: 1)) }
  }

  /// How many of their months have a day of theirs after a day.
  fileprivate func monthsNotOver(on day: Day) -> Int {
    Set(flatMap(\.byMonth).filter { $0.last > day }.map(\.from.month)).count
  }
}

extension CommitmentDraws {
  /// The month in which the sum of what is drawn on some days reaches an amount.
  fileprivate func month(reaching whole: Ratio, in runs: [DayRange]) throws -> Month? {
    var sum = Int128(0)
    for part in runs.flatMap(\.byMonth) {
      try sum += units(in: part)
      if Ratio(sum) >= whole { return part.from.month }
    }
    return nil
  }

  /// The month in which the sum reaches an amount at the actual pace, counted from the last full month
  /// that is billed.
  fileprivate func end(
    reaching whole: Ratio, in runs: [DayRange]
  ) throws -> CommitmentProgress.End {
    guard let pace = try pace(of: runs), let last = pace.months.last else {
      return .unavailable(Unavailable(.notBilled, "no full month billed"))
    }
    guard pace.units > 0 else { return .never }
    let drawn = Ratio(try units(in: runs.through(last.lastDay)))
    let mean = try Ratio(pace.units).divided(by: Ratio(Int128(pace.months.count))) ?? .one
    let left = try whole.subtracting(drawn).divided(by: mean) ?? .zero
    return .projected(last.adding(months: Int(clamping: left.roundedUp)))
  }
}

extension Ratio {
  /// The least whole number that is not below it, 0 at least.
  fileprivate var roundedUp: Int128 {
    let lowest = reduced
    guard lowest.numerator > 0 else { return 0 }
    return (lowest.numerator &- 1) / lowest.denominator &+ 1
  }
}
