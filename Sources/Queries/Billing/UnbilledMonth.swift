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
  /// What should be charged for the capacity in service; `nil` if no fee covers the month.
  package let expected: ExpectedCharge?
  /// What should be charged: 0 for a month without a fee.
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
    deliveredValue.flatMap { Figure.known(billed).excess(over: .known($0)) }
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
    return Set(billed.keys).union(fees.keys).filter { window?.contains($0) ?? true }.sorted()
      .map { month in
        UnbilledMonth(of: contract, in: month, expected: fees[month], billed: billed[month])
      }
  }

  private init(
    of contract: ContractFile, in month: Month, expected: ExpectedCharge?,
    billed: BilledService?
  ) {
    let nothing = Money.zero(contract.currency)
    self.contract = contract
    self.month = month
    self.expected = expected
    deliveredValue = expected?.amount ?? .known(nothing)
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
    var sums: [Month: (units: Int128, assumedLines: Int)] = [:]
    for charge in charges.ofFees(in: currency) {
      for (month, piece) in charge.days.pieces(of: charge.amount) {
        sums[month, default: (0, 0)].units.add(units: piece.units)
        sums[month]?.assumedLines += charge.isAssumed ? charge.lineCount : 0
      }
    }
    return try sums.mapValues {
      BilledService(
        amount: try Money(exactly: $0.units, of: currency), assumedLines: $0.assumedLines)
    }
  }
}
