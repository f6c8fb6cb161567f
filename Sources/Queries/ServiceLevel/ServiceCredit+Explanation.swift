internal import Ledger
internal import Procurement

extension ServiceCreditMonth {
  /// The credit of each part and the cap, then what is missing, with the rows behind them.
  package var explanation: Explanation {
    Explanation(
      figure: "\(contract.reference) \(month)",
      formula: (parts.map(\.words) + [capWords, missingWords].compactMap { $0 })
        .joined(separator: "; "),
      evidence: [contract.evidence] + evidence)
  }

  private var capWords: String? {
    guard let cap, let percent = contract.service.creditCapPercent else { return nil }
    return "at most \(percent) % of the month's fee: \(cap.words)"
  }

  private var missingWords: String {
    "owed \(owed.words) - received \(received) = missing \(missing.words)"
  }
}

extension ServiceCredit {
  fileprivate var words: String {
    let whole = month.dayCount * 86_400
    let share =
      "\(tranche.map { "\($0): " } ?? "")1 - \(downtimeSeconds) s / \(whole) s = "
      + "\(availability.percent(places: 4)) %"
    guard let tier else { return share + ", no credit" }
    let amount = owed == credit ? credit.words : "\(credit.words), capped \(owed.words)"
    return share + " < \(tier.belowPercent) %: "
      + "\(tier.creditPercent) % × \(fee.roundedToMinorUnit.words) = \(amount)"
  }
}

extension Figure {
  /// For formulas: the figure, or `n/a (reason)`.
  var words: String { value.map { "\($0)" } ?? "n/a (\(reason ?? "not known"))" }
}
