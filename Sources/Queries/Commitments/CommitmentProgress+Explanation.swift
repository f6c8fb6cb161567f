internal import Ledger
internal import Procurement

extension CommitmentProgress {
  /// The utilisation and the pace, then each interval, with the minimums' rows.
  package var explanations: [Explanation] {
    let name = contract.reference
    let utilisation = Explanation(
      figure: "\(name) utilisation",
      formula: "\(words(appliedToDate)) / \(words(committedToDate)) = \(self.utilisation.text)",
      evidence: evidence + rates)
    let months = paceMonths.map(\.description).joined(separator: ", ")
    let pace = Explanation(
      figure: "\(name) pace",
      formula: "mean of \(months.isEmpty ? "no month" : months): \(words(actualPerMonth)); "
        + "required \(words(remaining)) / \(monthsLeft) months = \(words(requiredPerMonth)); "
        + "pace \(self.pace.text)",
      evidence: [])
    return [utilisation, pace]
      + stretches.map { stretch in
        Explanation(
          figure: "\(name) \(stretch.days.from) to \(stretch.days.last)",
          formula: "max(0, \(words(stretch.required)) - \(stretch.drawnWords) - "
            + "\(stretch.broughtForward.text)) = \(words(stretch.shortfall)); carried on "
            + "\(stretch.carriedForward.text)",
          evidence: [])
      }
  }

  private func words(_ amount: Figure<CommitmentAmount>) -> String {
    amount.value.map { $0.text } ?? "n/a (\(amount.reason ?? ""))"
  }
}

extension CommittedStretch {
  fileprivate var drawnWords: String {
    guard case .open(let projected) = state else { return "\(applied.text)" }
    return projected.value.map { "\($0.text) projected" } ?? "n/a (\(projected.reason ?? ""))"
  }
}
