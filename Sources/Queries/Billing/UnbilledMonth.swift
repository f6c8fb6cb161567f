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
  /// What should be charged: 0 for a month after the fees, not known for one whose fee is not.
  package let deliveredValue: Figure<Money>
  /// What was charged for the month's days, by invoices issued by the as-of day; taxes and credits
  /// apart.
  package let billed: Money
  /// How many of its lines have no service period, so that the billing month was assumed.
  package let assumedLines: Int

  /// What is delivered and not billed: 0 at least.
  package var unbilled: Figure<Money> { deliveredValue.excess(over: .known(billed)) }
  /// What is billed and not delivered: 0 at least.
  package var prepaid: Figure<Money> {
    deliveredValue.value == nil ? deliveredValue : .known(billed).excess(over: deliveredValue)
  }

  /// The months of a contract that have a fee, through the as-of day's, and those that were billed.
  static func all(
    of contract: ContractFile, _ charges: [Charge], in window: MonthRange?, asOf: Day
  ) throws -> [UnbilledMonth] {
    let billed = try BilledService.byMonth(charges, in: contract.currency)
    let expected =
      contract.standing(on: asOf).owesFees
      ? try ExpectedCharge.all(of: contract, in: window, asOf: asOf) : []
    let fees = Dictionary(uniqueKeysWithValues: expected.map { ($0.month, $0) })
    let service = ServiceDays(of: contract, asOf: asOf)
    return try Set(billed.keys).union(fees.keys).filter { window?.contains($0) ?? true }.sorted()
      .map { month in
        try UnbilledMonth(
          of: service, in: month, expected: fees[month], billed: billed[month])
      }
  }

  private init(
    of service: ServiceDays, in month: Month, expected: ExpectedCharge?, billed: BilledService?
  ) throws {
    let contract = service.contract
    let nothing = Money.zero(contract.currency)
    self.contract = contract
    self.month = month
    self.expected = expected
    deliveredValue =
      expected?.amount
      ?? (contract.isUsageBased || service.days(of: month) != nil
        ? contract.fee(of: month) : .known(nothing))
    self.billed = billed?.amount ?? nothing
    assumedLines = billed?.assumedLines ?? 0
  }
}

/// What was charged for the days of a month.
private struct BilledService {
  let amount: Money
  let assumedLines: Int

  /// Lines of several months are split by their days, so that the pieces add up (METRICS, rule 5).
  static func byMonth(
    _ charges: [Charge], in currency: Currency
  ) throws -> [Month: BilledService] {
    try charges.piecesOfFees(in: currency).mapValues { pieces in
      BilledService(
        amount: try Money.sum(pieces.map(\.amount), of: currency),
        assumedLines: pieces.filter(\.charge.isAssumed).reduce(0) { $0 + $1.charge.lineCount })
    }
  }
}
