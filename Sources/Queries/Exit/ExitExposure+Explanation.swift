internal import Ledger
internal import Procurement

extension ExitExposure {
  /// The formula of each exit with its numbers, and the rows behind it.
  package var explanation: Explanation {
    Explanation(
      figure: contract.reference, formula: formula, evidence: evidence + rate.evidence)
  }

  private var formula: String {
    let given = cheapest.map { $0.noticeOn } ?? noticeOn
    let notice = given.map { "notice on \($0)" } ?? "no notice"
    let exit = exitOn.value.map { "exit on \($0)" } ?? "no exit: \(exitOn.reason ?? "")"
    let kind = cheapest.map { " (\($0.kind.rawValue))" } ?? ""
    let others = exits.filter { $0 != cheapest }.map { "; \($0.formula)" }.joined()
    return "as of \(noticeDay), \(notice), \(exit)\(kind), by \(convention.rawValue): "
      + (cheapest?.sum ?? "n/a (\(exitOn.reason ?? ""))")
      + "; share of headline \(shareOfHeadline.text), of schedule \(shareOfSchedule.text)" + others
  }
}

extension ContractExit {
  /// `3 × 1000.00 = 3000.00 USD`.
  fileprivate var sum: String {
    let parts = words.map { $0.isEmpty ? "" : "\($0) = " } ?? ""
    return parts
      + (ownAmount.value.map { "\($0) \($0.currency.code)\(rate.words(amount))" }
        ?? "n/a (\(ownAmount.reason ?? ""))")
  }

  fileprivate var formula: String {
    "\(kind.rawValue)" + (exitOn.value.map { " on \($0): \(sum)" } ?? ": \(sum)")
  }
}

extension ExitOutlook {
  /// The formulas of each month, the rows behind them once.
  package var explanations: [Explanation] {
    months.enumerated().map { index, exposure in
      let whole = exposure.explanation
      return Explanation(
        figure: "\(contract.reference) \(exposure.noticeDay)", formula: whole.formula,
        evidence: index == 0 ? whole.evidence : [])
    }
  }
}
