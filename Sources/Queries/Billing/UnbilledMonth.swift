package import Procurement
package import Ledger

/// What was delivered under a contract in a month and not billed, or billed and not delivered
/// (METRICS, M17).
///
/// Contracts are never netted against each other, nor months of one. Source: goods received, not
/// invoiced.
package struct UnbilledMonth: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The month of the service.
  package let month: Month
  /// What should be charged for the capacity in service; `nil` if the contract has no fee for days of
  /// the month that have passed.
  package let expected: ExpectedCharge?
  /// The fees of the whole month, whatever was delivered; not applicable where the contract has no day of
  /// it.
  package let fee: Figure<Money>
  /// What should be charged, in stored units: 0 for a month after the fees, not known for one whose fee is
  /// not.
  package let deliveredValue: Figure<Money>
  /// What was charged for the month's days, by invoices issued by the as-of day; taxes and credits
  /// apart.
  package let billed: Figure<Money>
  /// How many of its lines have no service period, so that the billing month was assumed.
  package let assumedLines: Int
  /// What should be charged, exact, in stored units.
  let deliveredUnits: Figure<Ratio>
  /// What converts its amounts into the currency of the report.
  var rate: AmountRate
  /// Its amounts in that currency; `nil` where nothing is converted.
  var converted: UnbilledAmounts?

  /// What is delivered and not billed: 0 at least.
  package var unbilled: Figure<Money> { deliveredValue.excess(over: billed) }
  /// What is billed and not delivered: 0 at least.
  package var prepaid: Figure<Money> {
    deliveredValue.value == nil ? deliveredValue : billed.excess(over: deliveredValue)
  }

  /// The months of a contract that have a fee, through the as-of day's, and those that were billed; of one
  /// without fees all from the first that was billed.
  static func all(
    of contract: ContractFile, _ charges: [Charge], in window: MonthRange?, asOf: Day
  ) throws -> [UnbilledMonth] {
    let billed = BilledService.byMonth(charges, in: contract.currency)
    let expected =
      contract.standing(on: asOf).owesFees
      ? try ExpectedCharge.all(of: contract, in: window, asOf: asOf) : []
    let fees = Dictionary(uniqueKeysWithValues: expected.map { ($0.month, $0) })
    let service = ServiceDays(of: contract, asOf: asOf)
    let used = service.usedMonths(from: billed.keys.min())
    return Set(billed.keys).union(fees.keys).union(used).filter { window?.contains($0) ?? true }
      .sorted()
      .map { month in
        UnbilledMonth(
          of: service, in: month, expected: fees[month], billed: billed[month])
      }
  }

  private init(
    of service: ServiceDays, in month: Month, expected: ExpectedCharge?, billed: BilledService?
  ) {
    let contract = service.contract
    let nothing = Figure.known(Money.zero(contract.currency))
    self.contract = contract
    self.month = month
    self.expected = expected
    fee =
      expected?.fee
      ?? (contract.isUsageBased || service.owesFees(of: month)
        ? contract.fee(of: month) : .unavailable(.notApplicable, "no fee"))
    deliveredUnits =
      expected?.units
      ?? (contract.isUsageBased || service.days(of: month) != nil
      ? contract.fee(of: month) : nothing).map(\.exact)
    deliveredValue = deliveredUnits.flatMap { $0.roundedToStoredUnit(of: contract.currency) }
    rate = AmountRate(of: contract.currency)
    self.billed = billed?.amount ?? nothing
    assumedLines = billed?.assumedLines ?? 0
  }
}

extension ServiceDays {
  /// The months whose use may be billed, through the as-of day's: none of a contract with fees.
  fileprivate func usedMonths(from first: Month?) -> [Month] {
    guard contract.isUsageBased, contract.standing(on: asOf).owesFees, let first,
      first <= asOf.month
    else { return [] }
    return MonthRange(from: first, through: asOf.month).months.filter { days(of: $0) != nil }
  }
}

/// What was charged for the days of a month.
private struct BilledService {
  let amount: Figure<Money>
  let assumedLines: Int

  /// Lines of several months are split by their days, so that the pieces add up (METRICS, rule 5).
  static func byMonth(
    _ charges: [Charge], in currency: Currency
  ) -> [Month: BilledService] {
    charges.piecesOfFees(in: currency).mapValues { pieces in
      BilledService(
        amount: pieces.map(\.amount).sum(in: currency),
        assumedLines: pieces.filter(\.charge.isAssumed).reduce(0) { $0 + $1.charge.lineCount })
    }
  }
}
