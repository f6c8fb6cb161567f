internal import Ledger
internal import Procurement

extension CapacityCost {
  /// The cost over the capacity in service, and the rows of what was delivered.
  package var explanation: Explanation {
    let months = megawattMonths.map { $0.decimal(places: 3) }
    return Explanation(
      figure: "\(contract.reference) \(period.label)",
      formula: "\(cost.words) / \(acceleratorHours.words) accelerator-hours = "
        + "\(perAcceleratorHour.words); / \(months.words) "
        + "MW-months = \(perMegawattMonth.words)",
      evidence: [contract.evidence] + evidence)
  }
}
