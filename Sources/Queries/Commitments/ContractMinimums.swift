internal import Ledger
package import Procurement

/// The minimums of a contract of one measure and draw, with what they are compared with as of a day.
struct ContractMinimums {
  let contract: ContractFile
  /// One minimum after the other; what is carried forward is brought forward into the next.
  let commitments: [Recorded<Commitment>]
  let draw: CommitmentDraw
  let draws: CommitmentDraws
  /// What was promised, if late delivery gives relief from a minimum.
  let tranches: [TrancheStatus]
  /// What should be charged for days that nobody has billed.
  let service: ServiceDays
  /// The months whose invoice is missing, as far as the fees tell.
  private let missingInvoices: Set<Month>
  /// Days that something is charged for, whether or not it is drawn on these minimums; runs in order.
  private let charged: [DayRange]
  private let begun = Once<[CommittedStretch]>()

  var measure: CommitmentMeasure { draws.measure }
  var asOf: Day { draws.asOf }

  /// The days of the minimums, as runs in order.
  var days: [DayRange] {
    commitments.map { DayRange(from: $0.from, through: $0.to) }.union
  }

  /// The minimums of one contract by measure and draw, in the order of their rows.
  static func all(
    of contract: ContractFile, in book: Book, asOf: Day, paceMonths: Int
  ) throws -> [ContractMinimums] {
    let kinds = contract.kindsOfMinimums
    guard !kinds.isEmpty else { return [] }
    return try all(kinds, of: contract, in: book, asOf: asOf, paceMonths: paceMonths)
  }

  /// The minimums of some kinds.
  static func all(
    _ kinds: [KindOfMinimums], of contract: ContractFile, in book: Book, asOf: Day, paceMonths: Int
  ) throws -> [ContractMinimums] {
    let service = ServiceDays(of: contract, asOf: asOf)
    let missing = try MissingInvoice.all(of: contract, in: book, asOf: asOf).map(\.month)
    let charged = try book.charges(of: contract, issuedBy: asOf).filter(\.isCharge).map(\.days)
      .union
    return try kinds.map { kind in
      let draws = try draws(kind.measure, contract, in: book, asOf: asOf)
      return ContractMinimums(
        contract: contract,
        commitments: contract.minimums(of: kind),
        draw: kind.draw,
        draws: try CommitmentDraws(draws, kind.measure, asOf: asOf, paceMonths: paceMonths),
        tranches: service.promised, service: service, missingInvoices: Set(missing),
        charged: charged)
    }
  }

  private static func draws(
    _ measure: CommitmentMeasure, _ contract: ContractFile, in book: Book, asOf: Day
  ) throws -> [CommitmentDraws.Draw] {
    switch measure {
    case .money(let currency):
      try book.charges(of: contract, issuedBy: asOf).draws(in: currency, pools: contract.pools)
    case .quantity(let unit):
      try book.uses(of: contract.id, unit: unit, issuedBy: asOf).map {
        CommitmentDraws.Draw(
          days: $0.days, units: try measure.units(of: $0.quantity), isCharge: true)
      }
    }
  }

  /// Whether the invoice of a month is missing; of a contract without fees, whether nothing is charged
  /// for the month.
  func isInvoiceMissing(_ month: Month) -> Bool {
    contract.fees.isEmpty
      ? !charged.contains { $0.overlap(DayRange(of: month)) > 0 } : missingInvoices.contains(month)
  }

  /// The intervals with their minimums, in order.
  var intervals: [CommittedInterval] {
    get throws {
      try commitments.flatMap { commitment in
        let whole = Ratio(try measure.units(of: commitment.minimum))
        return commitment.fact.intervals.map {
          CommittedInterval(stretch: $0, commitment: commitment.fact, whole: whole)
        }
      }
    }
  }

  /// The intervals that have begun by the as-of day.
  func stretches() throws -> [CommittedStretch] { try begun { try makeStretches() } }

  private func makeStretches() throws -> [CommittedStretch] {
    var (stretches, carried) = ([CommittedStretch](), Ratio.zero)
    for interval in try intervals where interval.days.from <= asOf {
      let stretch = try CommittedStretch(interval, of: self, carried: carried)
      carried = stretch.carriedForward.units
      stretches.append(stretch)
    }
    return stretches
  }
}

/// An interval of a minimum.
struct CommittedInterval {
  let stretch: CommitmentStretch
  let commitment: Commitment
  /// The minimum of a whole interval, in units of its measure.
  let whole: Ratio

  var days: DayRange { stretch.days }

  /// The minimum of its days through one: M × days / days of the interval.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  func minimum(through last: Day) throws -> Ratio {
    guard days.from <= last else { return .zero }
    let count = DayRange(from: days.from, through: min(days.last, last)).dayCount
    return try whole.times(Ratio(days: count, of: stretch.wholeDayCount))
  }

  /// The minimum of all of its days.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  var minimum: Ratio { get throws { try minimum(through: days.last) } }
}

extension Commitment {
  /// Its intervals.
  package var intervals: [CommitmentStretch] {
    interval.stretches(of: DayRange(from: from, through: to))
  }

  /// The minimum of one of its intervals.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  package func minimum(of stretch: CommitmentStretch) throws -> CommitmentAmount {
    let measure = CommitmentMeasure(of: minimum)
    let whole = Ratio(try measure.units(of: minimum))
    let interval = CommittedInterval(stretch: stretch, commitment: self, whole: whole)
    return CommitmentAmount(measure: measure, units: try interval.minimum)
  }
}

/// Minimums that are counted in one measure and drawn on in one way.
struct KindOfMinimums: Hashable {
  let measure: CommitmentMeasure
  let draw: CommitmentDraw
}

extension ContractFile {
  /// The kinds of its minimums, in the order of their rows.
  var kindsOfMinimums: [KindOfMinimums] {
    var kinds: [KindOfMinimums] = []
    for commitment in commitments {
      let kind = KindOfMinimums(
        measure: CommitmentMeasure(of: commitment.minimum), draw: commitment.draw)
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }

  /// Its minimums of a kind.
  func minimums(of kind: KindOfMinimums) -> [Recorded<Commitment>] {
    commitments.filter {
      CommitmentMeasure(of: $0.minimum) == kind.measure && $0.draw == kind.draw
    }
  }

  /// The days of its prepaid pools.
  fileprivate var pools: Set<DayRange> {
    Set(
      commitments.filter { $0.draw == .burnDown }.flatMap { $0.fact.intervals.map(\.days) })
  }
}
