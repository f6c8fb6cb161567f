package import Procurement
internal import SQLite
package import Store

/// Lines of a contract's live invoices that are for the same days, added up.
package struct ServiceCharge: Hashable, Sendable {
  /// The contract's identity.
  package let contract: ContractID
  /// The billing month of their invoices.
  package let billingMonth: Month
  /// The first and the last day of the service; the whole billing month where no line says.
  package let days: DayRange
  /// Whether the lines have no service period, so that the billing month was assumed.
  package let isAssumed: Bool
  /// What kind of charge it is.
  package let category: ChargeCategory
  /// The sum of the lines; credits count negative.
  package let amount: Money
  /// How many lines there are.
  package let lineCount: Int

  /// What was charged under the selected contracts, by contract and days; of invoices that were
  /// issued by the end of a day, or of all.
  package static func all(
    _ selection: Selection, issuedBy day: Day? = nil, from store: borrowing Store
  ) throws -> [ServiceCharge] {
    var rows = try Statement(
      """
      SELECT invoice.contract_id, invoice.billing_month, line.service_from, line.service_to,
             line.charge_category, currency.code, minor_digits, scale, sum(line.amount_units), count(*)
      FROM invoice
      JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      JOIN currency ON currency.code = invoice.currency
      WHERE invoice.ended_by IS NULL AND invoice.contract_id IS NOT NULL
        AND (?1 IS NULL OR invoice.buyer_id = ?1)
        AND (?2 IS NULL OR invoice.provider_id = ?2)
        AND (?3 IS NULL OR invoice.contract_id = ?3)
        AND (?4 IS NULL OR substr(invoice.issued_on || '-01-01', 1, 10) <= ?4)
      GROUP BY invoice.contract_id, invoice.billing_month, line.service_from, line.service_to,
               line.charge_category, invoice.currency
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    try rows.bind(day?.description, at: 4)
    var charges: [ServiceCharge] = []
    while try rows.step() { charges.append(try ServiceCharge(rows)) }
    return charges
  }

  private init(_ row: borrowing Statement) throws {
    let service = row.service(from: 2)
    contract = ContractID(number: row.int64(0))
    billingMonth = try row.month(1)
    days = service ?? DayRange(of: billingMonth)
    isAssumed = service == nil
    category = row.choice(4) ?? .usage
    amount = Money(units: row.int64(8), of: row.currency(from: 5))
    lineCount = row.number(9) ?? 0
  }
}

extension ServiceCharge {
  /// Whether it is a tax, which buys no compute.
  var isTax: Bool { category == .tax }
}

extension [ServiceCharge] {
  /// What a contract's invoices charge for its fees, in its currency: what they call a purchase, with
  /// use on top of it, or all but taxes and credits where they call nothing so.
  ///
  /// Source: FOCUS, ChargeCategory.
  func ofFees(in currency: Currency) -> [ServiceCharge] {
    let own = filter { $0.amount.currency == currency }
    let isPurchased = own.contains { $0.category == .purchase }
    return own.filter { $0.category.isOfFee(isPurchased: isPurchased) }
  }
}

extension ChargeCategory {
  /// Whether it counts as a contract's fee; `isPurchased` says whether anything of it is a purchase.
  func isOfFee(isPurchased: Bool) -> Bool {
    switch self {
    case .purchase, .adjustment: true
    case .usage: !isPurchased
    case .tax, .credit: false
    }
  }
}

/// A quantity of a unit that the lines of a contract's live invoices have for the same days.
struct ServiceUse {
  /// The first and the last day of the service; the whole billing month where no line says.
  let days: DayRange
  /// The exact quantity of one line.
  let quantity: ExactDecimal

  /// What was used of a unit, whatever its case, under a contract: all but taxes, of invoices that
  /// were issued by the end of a day.
  static func all(
    of contract: ContractID, unit: String, issuedBy day: Day, from store: borrowing Store
  ) throws -> [ServiceUse] {
    var rows = try Statement(
      """
      SELECT invoice.billing_month, line.service_from, line.service_to, line.quantity
      FROM invoice
      JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      JOIN unit ON unit.id = line.unit_id
      WHERE invoice.ended_by IS NULL AND invoice.contract_id = ?1
        AND lower(unit.name) = lower(?2) AND line.quantity IS NOT NULL
        AND line.charge_category <> 'Tax'
        AND substr(invoice.issued_on || '-01-01', 1, 10) <= ?3
      """, on: store.connection)
    try rows.bind([.integer(contract.number), .text(unit), .text(day.description)])
    var uses: [ServiceUse] = []
    while try rows.step() {
      uses.append(
        ServiceUse(
          days: try rows.service(from: 1) ?? DayRange(of: rows.month(0)),
          quantity: try ExactDecimal(parsing: rows.string(3))))
    }
    return uses
  }
}

extension DayRange {
  /// What of an amount falls into each month, by days; days after `last` do not count.
  func pieces(of whole: Money, through last: Day? = nil) -> [(Month, Money)] {
    let end = min(self.last, last ?? self.last)
    guard from <= end else { return [] }
    // Almost every line is for days of one month.
    if end == self.last, from.month == end.month { return [(from.month, whole)] }
    let counted = DayRange(from: from, through: end)
    let months = MonthRange(from: from.month, through: end.month).months
    let weights = months.map { counted.overlap(DayRange(of: $0)) } + [self.last.days(since: end)]
    return Array(zip(months, whole.split(by: weights)))
  }
}

extension Statement {
  /// The first and the last day of a line's service, from two columns; `nil` where it has none.
  func service(from column: Int) -> DayRange? {
    guard let first = optionalInt64(column), let last = optionalInt64(column + 1) else {
      return nil
    }
    return DayRange(from: Day(importable: first), to: Day(importable: last).adding(days: 1))
  }
}

extension Day {
  /// The day of a stored number, or the nearest that an import takes: a damaged file may hold any, and a
  /// service of eight thousand years has no end.
  fileprivate init(importable number: Int64) {
    let first = Month(year: 1900, month: 1).firstDay
    let last = Month(year: 2199, month: 12).lastDay
    self = min(max(Day(number: Int(clamping: number)), first), last)
  }
}
