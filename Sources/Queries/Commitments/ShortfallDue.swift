package import Ledger
package import Procurement

/// A shortfall that is assessed and stays owed until it is charged for (METRICS, M7 and ruling 2).
package struct ShortfallDue: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The interval of the minimum; a true-up has it as its service period.
  package let days: DayRange
  /// What is missing, or why that is not known.
  package let amount: Figure<CommitmentAmount>
  /// The last day of the interval and the payment terms (METRICS, ruling 36).
  package let dueOn: Day
  /// The row of the minimum.
  package let minimum: Recorded<Commitment>

  /// The interval in words: `2026-01-01 to 2026-03-31`.
  package var subject: String { "\(days.from) to \(days.last)" }

  /// The shortfalls of a contract that are due as of a day, by measure and interval.
  /// - Throws: `SQLiteError`, or `MoneyError.tooLarge` if a sum does not fit.
  package static func all(
    of contract: ContractFile, in book: Book, asOf: Day
  ) throws -> [ShortfallDue] {
    guard !contract.commitments.isEmpty else { return [] }
    return all(
      in: try CommitmentProgress.all(of: contract, in: book, asOf: asOf, paceMonths: 1))
  }

  /// The shortfalls of a contract's minimums.
  package static func all(in progress: [CommitmentProgress]) -> [ShortfallDue] {
    progress.flatMap { progress in
      progress.stretches.compactMap { ShortfallDue($0, of: progress) }
    }
  }

  private init?(_ stretch: CommittedStretch, of progress: CommitmentProgress) {
    let minimum = progress.contract.commitments.first {
      CommitmentMeasure(of: $0.minimum) == progress.measure && $0.draw == progress.draw
        && $0.from <= stretch.days.from && stretch.days.last <= $0.to
    }
    guard let amount = stretch.shortfallDue, let minimum else { return nil }
    contract = progress.contract
    days = stretch.days
    self.amount = amount
    dueOn = stretch.dueOn
    self.minimum = minimum
  }
}
