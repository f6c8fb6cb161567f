package import Ledger
internal import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report accruals`.
  package static let accruals = ReportOutline("accruals", Accrual.table.outline())
}

extension Report {
  /// What is to be accrued at the end of a month; `isExplained` says whether the formulas and their rows follow.
  package init(
    _ accruals: [Accrual], isExplained: Bool, in choice: CurrencyChoice?, parameters: [Parameter]
  ) throws {
    self.init(
      .accruals, title: "Accruals at the end of the month",
      basis: "balances, net of tax, of all months through this one"
        + CurrencyNotes.basis(choice, of: accruals.first?.ratedOn),
      parameters: parameters,
      sections: [
        try Accrual.table.section(
          accruals,
          totals: accruals.grouped(by: \.rate.currency))
      ],
      explaining: isExplained ? accruals.map(\.explanation) : nil,
      notes: CurrencyNotes.notes(accruals.map(\.rate.currency)) + accruals.notes)
  }
}

extension [Accrual] {
  /// What the totals leave out.
  fileprivate var notes: [String] {
    let parts: [(words: String, figure: (Accrual) -> Figure<Ratio>?)] = [
      ("what is unbilled", \.unbilled), ("the shortfall", \.shortfall),
      // Of a contract without fixed fees there is none to leave out.
      ("the straight line", { $0.contract.fees.isEmpty ? nil : $0.straightLineDifference }),
    ]
    return parts.compactMap { words, figure in
      let count = filter { figure($0)?.unavailable != nil }.count
      guard count > 0 else { return nil }
      return "the total leaves out \(words) of "
        + (count == 1 ? "1 contract that is" : "\(count) contracts that are") + " not known"
    }
  }

  /// The sum of what is known of a part, rounded once; `nil` where nothing is.
  fileprivate func total(_ figures: (Accrual) -> [Figure<Ratio>]) -> Figure<Money>? {
    guard let currency = first?.rate.currency else { return nil }
    return flatMap(figures).sumOfKnown?.rounded(to: currency)
  }
}

extension Accrual {
  fileprivate static let table = Table<Accrual> {
    Column("provider", \.contract.provider).total { _ in "total" }
    Column("contract", \.contract.reference).key
    Column("buyer", \.contract.buyer).detail
    Column("currency", \.rate.currency).total { $0.first?.rate.currency }.key
    Column("unbilled", meaning: "Delivered and not billed.") { $0.shown($0.unbilled) }
      .total { $0.total { [$0.unbilled] } }
    Column("shortfall", meaning: "Shortfalls of ended intervals that have not been billed.") {
      $0.shown($0.shortfall)
    }.total { $0.total { [$0.shortfall] } }
    Column(
      "accrued", meaning: "Unbilled plus shortfall: for accounts that record cost by delivery."
    ) { $0.shown($0.accrued) }.total { $0.total { $0.accruedParts(isSpread: false) } }.key
    Column(
      "straight_line_difference",
      meaning: "Straight line to date less what was delivered to date; negative where fees fall."
    ) { $0.shown($0.straightLineDifference) }
    .total { $0.total { [$0.straightLineDifference] } }.detail
    Column(
      "accrued_straight_line",
      meaning: "Accrued plus the difference: for accounts that spread fixed fees evenly."
    ) { $0.shown($0.accruedStraightLine) }
    .total { $0.total { $0.accruedParts(isSpread: true) } }
    Column("prepaid", meaning: "Billed and not delivered: an asset, not part of the accrual.") {
      $0.shown($0.prepaid)
    }.total { $0.total { [$0.prepaid] } }
  }

  /// Rounded half to even to the minor unit.
  fileprivate func shown(_ figure: Figure<Ratio>) -> Figure<Money> {
    figure.rounded(to: rate.currency)
  }
}
