internal import Ledger
internal import Procurement

/// The fees of a scope's contracts for the months to come, each in the currency of its contract.
struct BudgetFees {
  /// The fees of the contracts; or why their sum is not known.
  let parts: Figure<[Part]>

  /// The fees of one contract.
  struct Part: Hashable {
    let origin: AmountOrigin
    /// In stored units.
    let units: Ratio
  }

  /// The fees of some months, the last ones of the window: of a contract that renews also after its term, of any
  /// other up to its exit.
  init(
    of scope: BudgetScope, _ months: [Month], _ question: BudgetReport.Question, in book: Book
  ) throws {
    parts = try BudgetFees.parts(of: scope, months, question, in: book)
  }

  private static func parts(
    of scope: BudgetScope, _ months: [Month], _ question: BudgetReport.Question, in book: Book
  ) throws -> Figure<[Part]> {
    guard let first = months.first else { return .known([]) }
    guard question.basis != .paid else {
      return .unavailable(.notApplicable, "fees are not payments")
    }
    let contracts = try book.contracts.filter(scope.hasFees)
    guard !contracts.isEmpty else { return .unavailable(.notApplicable, "no contract") }
    var parts: [Part] = []
    for contract in contracts {
      let standing = contract.standing(on: question.asOf)
      let end = standing.isRenewing ? nil : standing.exitOn
      let stop = min(end ?? question.window.endDay, question.window.endDay)
      guard standing.owesFees, first.firstDay < stop else { continue }
      let fees = try Figure<FeeSum>.held {
        try FeeSum.ofDays(from: first.firstDay, before: stop, contract)
      }
      guard let units = fees.value?.units else {
        return .unavailable(fees.unavailable ?? contract.unknown("fee"))
      }
      parts.append(Part(origin: contract.origin, units: units))
    }
    return .known(parts)
  }
}

extension BudgetScope {
  /// Whether the fees of a contract are in it; what is only talked of has none.
  fileprivate func hasFees(of contract: ContractFile) -> Bool {
    includes(contract.buyer, contract.provider, contract.reference) && !contract.status.isTalk
  }
}
