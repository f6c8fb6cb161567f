package import Procurement
package import Ledger

/// What the live lines of a contract's invoices cost in one month, by the days of their service
/// (METRICS, M1).
package struct AccruedSpend: Hashable, Sendable {
  /// The contract's identity.
  package let contract: ContractID
  /// The month of the service.
  package let month: Month
  /// The sum of the pieces of the lines that fall into the month; credit notes count negative.
  package let amount: Money
  /// How many lines have no service period, so that their invoice's billing month was assumed.
  package let assumedLines: Int

  /// The months of the selected contracts that have a cost, by contract, month and currency.
  ///
  /// A line whose service reaches over several months is split by its days, so that the pieces add up
  /// to it (METRICS, rule 5). Lines of the same days are added before they are split.
  /// Days after `last`, if that is given, do not count.
  /// - Throws: `MoneyError` if a sum does not fit.
  package static func all(
    in book: Book, through last: Day? = nil
  ) throws -> [AccruedSpend] {
    let services = Dictionary(
      grouping: try book.charges.values.joined()
    ) { Service(contract: $0.contract, days: $0.days, currency: $0.amount.currency) }
    var sums: [Key: (units: Int128, assumedLines: Int)] = [:]
    for (service, charges) in services {
      let whole = try charges.reduce(Money.zero(service.currency)) { try $0.adding($1.amount) }
      let assumed = charges.filter(\.isAssumed).map(\.lineCount).reduce(0, +)
      for (month, piece) in service.days.pieces(of: whole, through: last) {
        let key = Key(contract: service.contract, month: month, currency: whole.currency)
        sums[key, default: (0, 0)].units.add(units: piece.units)
        sums[key]?.assumedLines += assumed
      }
    }
    return try sums.sorted { $0.key < $1.key }.map { key, sum in
      AccruedSpend(
        contract: key.contract, month: key.month,
        amount: try Money(exactly: sum.units, of: key.currency), assumedLines: sum.assumedLines)
    }
  }

  private struct Service: Hashable {
    let contract: ContractID
    let days: DayRange
    let currency: Currency
  }

  private struct Key: Hashable, Comparable {
    let contract: ContractID
    let month: Month
    let currency: Currency

    static func < (left: Key, right: Key) -> Bool {
      (left.contract.number, left.month, left.currency.code)
        < (right.contract.number, right.month, right.currency.code)
    }
  }
}
