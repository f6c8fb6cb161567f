internal import Ledger
internal import Procurement

extension PurchaseObligation {
  /// What the whole is the sum of, with the contract, its fees and its minimums.
  package var explanation: Explanation {
    let exit = exitOn.value.map { "exit on \($0)" } ?? "no exit: \(exitOn.reason ?? "")"
    let sum = words.map { $0.isEmpty ? "" : "\($0) = " } ?? ""
    let amount =
      ownLadder.value.map {
        "\($0.total) \(contract.currency.code)\(rate.words(ladder.map(\.total)))"
      }
      ?? "n/a (\(ownLadder.reason ?? ""))"
    return Explanation(
      figure: contract.reference, formula: "from \(asOf), \(exit): \(sum)\(amount)",
      evidence: evidence + rate.evidence)
  }
}
