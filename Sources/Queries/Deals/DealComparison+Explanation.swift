internal import Ledger
internal import Procurement

extension DealComparison {
  /// The quotients with their numbers, and the rows behind them.
  package var explanation: Explanation {
    let fee = monthlyFee.words
    let count = acceleratorCount.map { "\($0)" } ?? "n/a"
    let power = kilowatts.map { "\(ExactDecimal(coefficient: Int128($0), decimals: 3))" } ?? "n/a"
    return Explanation(
      figure: contract.reference,
      formula: "12 × \(fee) = \(annualised.words); \(fee) / \(count) accelerators = "
        + "\(feePerAcceleratorMonth.words); 12 × \(fee) / \(power) MW = "
        + "\(feePerMegawattYear.words); cost to leave \(costToLeave.words) / headline "
        + "\(contract.headline.map { "\($0)" } ?? "n/a") = \(shareOfHeadline.text)",
      evidence: evidence + rate.evidence)
  }
}
