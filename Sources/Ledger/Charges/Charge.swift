package import Procurement
internal import SQLite
internal import Store

/// Lines of a contract's live invoices that are for the same days, added up.
package struct Charge: Hashable, Sendable {
  /// The contract's identity.
  package let contract: ContractID
  /// The billing month of their invoices.
  package let billingMonth: Month
  /// When their invoices were issued.
  package let issuedOn: PartialDate
  /// The days of the service; the whole billing month if no line says.
  package let days: DayRange
  /// Whether the lines have no service period, so that the billing month was assumed.
  package let isAssumed: Bool
  /// What kind of charge it is.
  package let category: ChargeCategory
  /// The sum of the lines; credits count negative.
  package let amount: Money
  /// How many lines there are.
  package let lineCount: Int

  /// Whether it is a tax, which buys no compute.
  package var isTax: Bool { category == .tax }
}

extension Book {
  /// What was charged under the contracts of the scope, by contract: the one grouping of invoice lines.
  package var charges: [ContractID: [Charge]] {
    get throws { try chargeRows { try readCharges() } }
  }

  /// What was charged by invoices that were issued by the end of a day.
  package func charges(issuedBy day: Day) throws -> [ContractID: [Charge]] {
    try charges.compactMapValues { charges in
      let issued = charges.filter { $0.issuedOn.last <= day }
      return issued.isEmpty ? nil : issued
    }
  }

  /// What was charged under a contract of the scope by invoices that were issued by the end of a day.
  package func charges(of contract: ContractFile, issuedBy day: Day) throws -> [Charge] {
    try charges[contract.id, default: []].filter { $0.issuedOn.last <= day }
  }

  private func readCharges() throws -> [ContractID: [Charge]] {
    var rows = try Statement(
      """
      SELECT invoice.contract_id, invoice.billing_month, invoice.issued_on, line.service_from,
             line.service_to, line.charge_category, invoice.currency, count(*),
             sum(line.amount_units >> 32), sum(line.amount_units & 4294967295)
      FROM invoice
      CROSS JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      WHERE invoice.ended_by IS NULL AND invoice.contract_id IS NOT NULL
        AND \(Book.isInScope("invoice"))
      GROUP BY invoice.contract_id, invoice.billing_month, invoice.issued_on, line.service_from,
               line.service_to, line.charge_category, invoice.currency
      """, on: store.connection)
    try rows.bind(scopeValues)
    var charges: [ContractID: [Charge]] = [:]
    while try rows.step() {
      // A sum that no amount can hold comes in parts that one can, so that it ends no report.
      for (index, units) in rows.wideSum(8).parts.enumerated() {
        let charge = try Charge(rows, units, isFirst: index == 0, self)
        charges[charge.contract, default: []].append(charge)
      }
    }
    return charges
  }
}

extension Charge {
  fileprivate init(
    _ row: borrowing Statement, _ units: Int64, isFirst: Bool, _ book: Book
  ) throws {
    let service = row.service(from: 3)
    contract = ContractID(number: row.int64(0))
    billingMonth = try row.month(1)
    issuedOn = try PartialDate(parsing: row.string(2))
    days = service ?? DayRange(of: billingMonth)
    isAssumed = service == nil
    category = try row.choice(5)
    amount = Money(units: units, of: try book.currency(row.string(6)))
    lineCount = isFirst ? row.number(7) ?? 0 : 0
  }
}

extension Int128 {
  /// Numbers of 64 bits that add up to it, none of them `Int64.min`: almost always itself.
  fileprivate var parts: [Int64] {
    var (parts, rest) = ([Int64](), self)
    repeat {
      let part = Swift.min(Swift.max(rest, Int128(-Int64.max)), Int128(Int64.max))
      parts.append(Int64(part))
      rest = rest &- part
    } while rest != 0
    return parts
  }
}

/// A part of a charge: what it is for the days of one month.
package struct ChargePiece: Hashable, Sendable {
  /// The charge.
  package let charge: Charge
  /// The days of it that lie in the month.
  package let days: DayRange
  /// The part for these days.
  package let amount: Money
}

extension Charge {
  /// Its parts by month, which add up to it (METRICS, rule 5 and ruling 19).
  package var pieces: [ChargePiece] {
    days.pieces(of: amount).map { month, amount in
      ChargePiece(
        charge: self,
        days: DayRange(
          from: max(days.from, month.firstDay), through: min(days.last, month.lastDay)),
        amount: amount)
    }
  }
}

extension [Charge] {
  /// What a contract's invoices charge for its fees, in its currency, by the month of the service: in a
  /// month that has a purchase what they call so, with use on top of it, else all but taxes and credits
  /// (METRICS, ruling 38).
  ///
  /// Source: FOCUS, ChargeCategory.
  package func piecesOfFees(in currency: Currency) -> [Month: [ChargePiece]] {
    let pieces = filter { $0.amount.currency == currency }.flatMap(\.pieces)
    return Dictionary(grouping: pieces) { $0.days.from.month }.mapValues { pieces in
      let isPurchased = pieces.contains { $0.charge.category == .purchase }
      return pieces.filter { $0.charge.category.isOfFee(isPurchased: isPurchased) }
    }.filter { !$0.value.isEmpty }
  }

  /// What they charge for fees in each billing month, decided month by month (METRICS, ruling 38).
  package func ofFees(in currency: Currency) -> [Month: [Charge]] {
    Dictionary(grouping: filter { $0.amount.currency == currency }, by: \.billingMonth)
      .mapValues { charges in
        let isPurchased = charges.contains { $0.category == .purchase }
        return charges.filter { $0.category.isOfFee(isPurchased: isPurchased) }
      }
  }
}

extension ChargeCategory {
  /// Whether it counts as a contract's fee; `isPurchased` says whether anything of it is a purchase.
  package func isOfFee(isPurchased: Bool) -> Bool {
    switch self {
    case .purchase, .adjustment: true
    case .usage: !isPurchased
    case .tax, .credit: false
    }
  }
}
