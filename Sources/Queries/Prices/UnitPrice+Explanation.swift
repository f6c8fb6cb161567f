internal import Ledger
internal import Procurement

extension UnitPrice {
  /// The quotient with its numbers, and the contract's price.
  package var explanation: Explanation {
    let quotient = "\(amount.words) / \(quantity.words) over \(lineCount) lines"
    let result =
      price.value.map { "\($0.exactDecimal(places: 6))" } ?? "n/a (\(price.reason ?? ""))"
    let against =
      fixed.value.map { "; the contract has \($0.unitPrice): \(changeFromFixed.text)" } ?? ""
    return Explanation(
      figure: [provider, contract, sku, month.description].compactMap { $0 }.joined(separator: " "),
      formula: "\(quotient) = \(result)\(against)",
      evidence: fixed.value.map { [$0.evidence] } ?? [])
  }
}
