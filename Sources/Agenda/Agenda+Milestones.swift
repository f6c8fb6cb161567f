internal import Ledger
internal import Procurement
internal import Queries

extension AgendaItem {
  /// How far the minimums of a contract are drawn on, projected by the last three months.
  static func progress(
    of contract: ContractFile, in book: Book, _ asOf: Day
  ) throws -> [CommitmentProgress] {
    try CommitmentProgress.all(of: contract, in: book, asOf: asOf, paceMonths: 3)
  }

  /// The end of the interval of each minimum that is open, with what is missing by projection, and of
  /// the one after it (METRICS, M7).
  static func milestones(
    _ contract: ContractFile, _ progress: [CommitmentProgress], _ asOf: Day
  ) throws -> [AgendaItem] {
    try progress.flatMap { progress in
      let minimums = contract.commitments.filter {
        CommitmentMeasure(of: $0.minimum) == progress.measure && $0.draw == progress.draw
      }
      let open = progress.stretches.compactMap { stretch in
        minimums.first { $0.fact.has(stretch) }.flatMap { minimum in
          AgendaItem(stretch, of: minimum, contract)
        }
      }
      return try open + [AgendaItem(nextOf: minimums, progress, asOf)].compactMap { $0 }
    }
  }

  /// An interval that is open; `nil` for one that has ended.
  private init?(
    _ stretch: CommittedStretch, of minimum: Recorded<Commitment>, _ contract: ContractFile
  ) {
    guard case .open = stretch.state else { return nil }
    let missing = stretch.shortfall.value.flatMap { $0.units > .zero ? $0 : nil }
    let projected =
      switch (missing, minimum.draw) {
      case (let missing?, .buildUp): "projected shortfall \(missing.words)"
      case (let missing?, .burnDown): "projected unused: \(missing.words)"
      case (nil, .buildUp):
        stretch.shortfall.reason.map { "shortfall n/a (\($0))" }
          ?? "no shortfall projected"
      case (nil, .burnDown):
        stretch.shortfall.reason.map { "unused n/a (\($0))" }
          ?? "all of it projected to be used"
      }
    self.init(
      days: stretch.days, size: stretch.minimum, of: minimum, in: contract, projected: projected,
      amount: missing?.money, exact: missing?.units)
  }

  /// The first interval that has not begun.
  private init?(
    nextOf minimums: [Recorded<Commitment>], _ progress: CommitmentProgress, _ asOf: Day
  ) throws {
    let coming = minimums.flatMap { minimum in
      minimum.fact.intervals.filter { $0.days.from > asOf }.map { (minimum, $0) }
    }
    guard let (minimum, stretch) = coming.min(by: { $0.1.days.from < $1.1.days.from }) else {
      return nil
    }
    let amount = try minimum.fact.minimum(of: stretch)
    self.init(
      days: stretch.days, size: amount, of: minimum, in: progress.contract,
      projected: "not started",
      amount: nil, exact: nil)
  }

  private init(
    days: DayRange, size: CommitmentAmount, of minimum: Recorded<Commitment>,
    in contract: ContractFile, projected: String, amount: Money?, exact: Ratio?
  ) {
    let what =
      switch minimum.draw {
      case .buildUp: "Minimum of \(size.words) is assessed; \(projected)"
      case .burnDown: "Unused part of the \(size.words) prepaid expires; \(projected)"
      }
    self.init(
      .milestone, on: days.last, of: contract, subject: "\(days.from) to \(days.last)", what,
      amount: amount, exact: exact,
      evidence: [minimum.evidence],
      // A contract may have minimums of several kinds for the same days.
      distinction: "\(minimum.kind.rawValue) from \(minimum.from)")
  }
}

extension AgendaItem {
  /// Shortfalls that are owed and not billed, on the day on which they are payable.
  static func shortfalls(
    _ contract: ContractFile, _ progress: [CommitmentProgress]
  ) throws -> [AgendaItem] {
    ShortfallDue.all(in: progress).map { shortfall in
      let what =
        shortfall.amount.value.map { "Shortfall of \($0.words) is due and has not been billed" }
        ?? "Shortfall is due; its amount is not known: \(shortfall.amount.reason ?? "")"
      return AgendaItem(
        .shortfallDue, on: shortfall.dueOn, of: contract, subject: shortfall.subject, what,
        amount: shortfall.amount.value?.money, exact: shortfall.amount.value?.units,
        evidence: [shortfall.minimum.evidence], distinction: shortfall.minimum.kind.rawValue)
    }
  }
}

extension Commitment {
  fileprivate func has(_ stretch: CommittedStretch) -> Bool {
    from <= stretch.days.from && intervals.contains { $0.days == stretch.days }
  }
}
