internal import Ledger
internal import Procurement

extension UnbilledMonth {
  /// The fees with their delivered shares, and the rows behind them.
  package var explanation: Explanation {
    let code = contract.currency.code
    let value = expected.map(\.formula) ?? "no fee = \(contract.currency.zeroText)"
    let shown = (unbilled.roundedToMinorUnit, prepaid.roundedToMinorUnit)
    let result =
      shown.0.value.map { "unbilled \($0) \(code), prepaid \(shown.1.value ?? $0)" }
      ?? "n/a (\(unbilled.reason ?? ""))"
    return Explanation(
      figure: "\(contract.reference) \(month)",
      formula:
        "delivered value \(value); billed \(billed.value.map(\.description) ?? "too large"): \(result)"
        + rate.words(amounts.unbilled),
      evidence: (expected?.parts.map(\.fee.evidence) ?? []) + rate.evidence)
  }
}

extension ExpectedCharge {
  /// `200000.00 × 14/28 × 16700/18200 = 91758.24`: the fee, its days and the delivered share.
  package var formula: String {
    let words = parts.map { part in
      let fee = part.fee.monthlyFee?.words ?? "fee not disclosed"
      let days = part.days == .one ? "" : " × \(part.days.numerator)/\(part.days.denominator)"
      let whole = fee + (part.fee.tranche.map { " (\($0))" } ?? "") + days
      switch part.share {
      case .known(let share) where part.isFixed || share.numerator == share.denominator:
        return whole
      case .known(let share): return "\(whole) × \(share.numerator)/\(share.denominator)"
      case .unavailable(let reason): return "\(whole) × n/a (\(reason))"
      }
    }
    let sum = amount.value?.words ?? "n/a (\(amount.reason ?? ""))"
    return "\(words.joined(separator: " + ")) = \(sum)"
  }
}

extension StraightLineSchedule {
  /// The whole that is spread, and the rows of its fees.
  package var explanation: Explanation {
    Explanation(
      figure: "\(contract.reference) straight line",
      formula: total.map { "all fixed payments \($0) \(contract.currency.code), by days" }
        ?? "n/a (\(months.reason ?? ""))",
      evidence: evidence)
  }
}

extension Currency {
  fileprivate var zeroText: String { "\(Money.zero(self))" }
}
