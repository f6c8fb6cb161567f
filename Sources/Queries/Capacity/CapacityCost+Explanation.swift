internal import Ledger
internal import Procurement

extension CapacityCost {
  /// The cost over the capacity in service, and the rows of what was delivered.
  package var explanation: Explanation {
    Explanation(
      figure: "\(contract.reference) \(window)",
      formula: "\(words(cost)) / \(words(acceleratorHours)) accelerator-hours = "
        + "\(words(perAcceleratorHour)); / \(words(megawattMonths.map { $0.decimal(places: 3) })) "
        + "MW-months = \(words(perMegawattMonth))",
      evidence: [contract.evidence] + evidence)
  }

  private func words<Value>(_ figure: Figure<Value>) -> String {
    figure.value.map { "\($0)" } ?? "n/a (\(figure.reason ?? ""))"
  }
}
