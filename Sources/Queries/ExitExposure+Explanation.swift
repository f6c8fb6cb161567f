internal import Procurement

extension ExitExposure {
  /// The formula with its numbers, the contract and its fees.
  package var explanation: Explanation {
    Explanation(
      figure: contract.reference, formula: formula,
      evidence: [contract.evidence] + fees.map(\.evidence))
  }

  private var formula: String {
    let notice = noticeOn.map { "notice on \($0)" } ?? "no notice"
    let exit = exitOn.value.map { "exit on \($0)" } ?? "no exit: \(exitOn.reason ?? "")"
    let sum = firmWords.map { $0.isEmpty ? "" : "\($0) = " } ?? ""
    let amount =
      firm.value.map { "\($0) \(contract.currency.code)" } ?? "n/a (\(firm.reason ?? ""))"
    return "as of \(asOf), \(notice), \(exit), by \(convention.rawValue): \(sum)\(amount); "
      + "share of headline \(shareOfHeadline.text), of schedule \(shareOfSchedule.text)"
  }
}
