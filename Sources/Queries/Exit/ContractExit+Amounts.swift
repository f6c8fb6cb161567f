internal import Ledger
package import Procurement

/// What an exit comes to, part by part, in stored units of the contract's currency, exact.
struct ExitParts: Hashable {
  /// The currency of the contract.
  let currency: Currency
  let fees, beyondFees, shortfallDue, terminationFee, prepaidForfeited, creditsDue,
    cost: Figure<Ratio>

  /// The parts and the cost.
  var all: [Figure<Ratio>] {
    [fees, beyondFees, shortfallDue, terminationFee, prepaidForfeited, creditsDue, cost]
  }

  init(_ price: ExitPrice, in currency: Currency) throws {
    self.currency = currency
    fees = price.owed.fees.map(\.units)
    beyondFees = try Figure.held { try price.owed.beyondFees.map { try $0.units } }
    shortfallDue = price.owed.shortfallDue.map(\.units)
    terminationFee = price.owed.termination.map(\.units)
    prepaidForfeited = price.prepaid
    creditsDue = price.credits.map(\.exact)
    cost = price.cost
  }
}

/// Each is exact until it is shown, then rounded half to even to the minor unit.
extension ContractExit {
  /// Fees from the day of the notice to the exit.
  package var fees: Figure<Money> { rate.rounded(parts.fees) }
  /// What minimums ask for beyond them, and pools that begin before the exit.
  package var beyondFees: Figure<Money> { rate.rounded(parts.beyondFees) }
  /// Shortfalls of intervals that are assessed.
  package var shortfallDue: Figure<Money> { rate.rounded(parts.shortfallDue) }
  /// What leaving costs in addition.
  package var terminationFee: Figure<Money> { rate.rounded(parts.terminationFee) }
  /// What was paid before and is lost.
  package var prepaidForfeited: Figure<Money> { rate.rounded(parts.prepaidForfeited) }
  /// Service credits that are owed and have not come.
  package var creditsDue: Figure<Money> { rate.rounded(parts.creditsDue) }
  /// The cost to leave: all of it, less the credits, 0 at least.
  package var amount: Figure<Money> { rate.rounded(parts.cost) }
  /// The cost in the currency of the contract.
  var ownAmount: Figure<Money> { parts.cost.rounded(to: parts.currency) }
}
