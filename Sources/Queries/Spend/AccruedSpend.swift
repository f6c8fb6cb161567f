package import Procurement
package import Ledger

/// What the live lines of a contract's invoices cost in one month, by the days of their service
/// (METRICS, M1).
package struct AccruedSpend: Hashable, Sendable {
  /// The contract's identity.
  package let contract: ContractID
  /// The month of the service.
  package let month: Month
  /// The pieces of the lines that fall into the month; credit notes count negative.
  package let sum: BilledSum
  /// How many lines but taxes have no service period, so that their invoice's billing month was assumed.
  package let assumedLines: Int

  /// The months of the selected contracts that have a cost by the as-of day: of each contract, by month and
  /// currency.
  ///
  /// A line whose service reaches over several months is split by its days, so that the pieces add up
  /// to it (METRICS, rule 5). Lines of one contract, billing month, issue day, currency, category and
  /// service are added before they are split (ruling 19). Invoices issued after `asOf` do not count,
  /// and neither do days after it (ruling 16).
  package static func all(in book: Book, asOf: Day) throws -> [ContractID: [AccruedSpend]] {
    try book.charges(issuedBy: asOf).mapValues { all($0, asOf: asOf) }
      .filter { !$0.value.isEmpty }
  }

  private static func all(_ charges: [Charge], asOf: Day) -> [AccruedSpend] {
    var sums: [Key: (sum: BilledSum, assumedLines: Int)] = [:]
    for charge in charges {
      for (month, piece) in charge.days.pieces(of: charge.amount, through: asOf) {
        let key = Key(contract: charge.contract, month: month, currency: piece.currency)
        sums[key, default: (BilledSum(piece.currency), 0)].sum.add(BilledSum(piece, of: charge))
        sums[key]?.assumedLines += charge.isAssumed && !charge.isTax ? charge.lineCount : 0
      }
    }
    return sums.sorted { $0.key < $1.key }.map { key, value in
      AccruedSpend(
        contract: key.contract, month: key.month, sum: value.sum, assumedLines: value.assumedLines)
    }
  }

  private struct Key: Hashable, Comparable {
    let contract: ContractID
    let month: Month
    let currency: Currency

    static func < (left: Key, right: Key) -> Bool {
      left.month == right.month
        ? left.currency.code < right.currency.code : left.month < right.month
    }
  }
}

extension BilledSum {
  /// A piece of a charge.
  fileprivate init(_ piece: Money, of charge: Charge) {
    let sum = MoneySum(piece.currency, units: Int128(piece.units))
    let none = MoneySum(piece.currency)
    self =
      charge.isTax
      ? BilledSum(net: none, 0, tax: sum, charge.lineCount)
      : BilledSum(net: sum, charge.lineCount, tax: none, 0)
  }
}
