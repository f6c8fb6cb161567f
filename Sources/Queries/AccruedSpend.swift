package import Procurement
internal import SQLite
package import Store

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
  /// to it (METRICS, rule 5). Lines of one billing month and service are added before they are split.
  /// - Throws: `MoneyError` where a sum does not fit.
  package static func all(
    _ selection: Selection, from store: borrowing Store
  ) throws -> [AccruedSpend] {
    var rows = try Statement(
      """
      SELECT invoice.contract_id, invoice.billing_month, line.service_from, line.service_to,
             currency.code, minor_digits, scale, sum(line.amount_units), count(*)
      FROM invoice
      JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      JOIN currency ON currency.code = invoice.currency
      WHERE invoice.ended_by IS NULL AND invoice.contract_id IS NOT NULL
        AND (?1 IS NULL OR invoice.buyer_id = ?1)
        AND (?2 IS NULL OR invoice.provider_id = ?2)
        AND (?3 IS NULL OR invoice.contract_id = ?3)
      GROUP BY invoice.contract_id, invoice.billing_month, line.service_from, line.service_to,
               invoice.currency
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var sums: [Key: (units: Int128, assumedLines: Int)] = [:]
    while try rows.step() {
      let whole = Money(units: rows.int64(7), of: rows.currency(from: 4))
      let contract = ContractID(number: rows.int64(0))
      let service = rows.service(from: 2)
      let pieces = try service?.pieces(of: whole) ?? [(try rows.month(1), whole)]
      for (month, piece) in pieces {
        let key = Key(contract: contract, month: month, currency: whole.currency)
        sums[key, default: (0, 0)].units += Int128(piece.units)
        if service == nil { sums[key]?.assumedLines += rows.number(8) ?? 0 }
      }
    }
    return try sums.sorted { $0.key < $1.key }.map { key, sum in
      AccruedSpend(
        contract: key.contract, month: key.month,
        amount: try Money(exactly: sum.units, of: key.currency), assumedLines: sum.assumedLines)
    }
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

extension DayRange {
  /// What of an amount falls into each month, by days.
  func pieces(of whole: Money) throws -> [(Month, Money)] {
    let months = MonthRange(from: from.month, to: to.month.adding(months: 1)).months
    guard months.count > 1 else { return [(from.month, whole)] }
    let days = months.map { month in
      min(to, month.lastDay).days(since: max(from, month.firstDay)) + 1
    }
    return Array(zip(months, whole.split(by: days)))
  }
}

extension Statement {
  /// The first and the last day of a line's service, from two columns; `nil` where it has none.
  fileprivate func service(from column: Int) -> DayRange? {
    guard let first = optionalInt64(column), let last = optionalInt64(column + 1) else {
      return nil
    }
    return DayRange(
      from: Day(number: Int(clamping: first)), to: Day(number: Int(clamping: last)))
  }
}
