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
    // Added up here, since SQLite would sort all lines to group them.
    var rows = try Statement(
      """
      SELECT invoice.id, line.service_from, line.service_to, line.charge_category,
             line.amount_units, \(Book.contractOfLine), invoice.billing_month, invoice.issued_on,
             invoice.currency
      FROM invoice
      CROSS JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      WHERE invoice.ended_by IS NULL AND \(Book.contractOfLine) IS NOT NULL
        AND \(Book.isLineInScope)
      """, on: store.connection)
    try rows.bind(scopeValues)
    var sums = ChargeSums()
    while try rows.step() { try sums.add(rows, self) }
    return sums.charges
  }
}

/// Lines added up by what they are for. Most that follow each other are for the same, which is then read and
/// looked up once.
private struct ChargeSums {
  private struct Key: Hashable {
    let contract: ContractID
    let billingMonth: Month
    let issuedOn: PartialDate
    let service: DayRange?
    let category: ChargeCategory
    let currency: Currency

    /// A month comes before its days.
    var order: (Int, Int, Int, Int, Int, String) {
      (
        billingMonth.number, issuedOn.first.number, -issuedOn.last.number,
        service?.from.number ?? .min, service?.last.number ?? .min,
        category.rawValue + currency.code
      )
    }
  }

  private struct Sum {
    var units = Int128(0)
    var lineCount = 0
  }

  /// Lines of one invoice and contract, one after the other, with the same words.
  private struct Run {
    let invoice, contract: Int64
    let from, to: Int64?
    let category: String
    let key: Key
    var sum = Sum()
  }

  private var sums: [Key: Sum] = [:]
  private var run: Run?

  mutating func add(_ row: borrowing Statement, _ book: Book) throws {
    let (invoice, from, to) = (row.int64(0), row.optionalInt64(1), row.optionalInt64(2))
    let contract = row.int64(5)
    let category = row.string(3)
    let isSame =
      run.map {
        $0.invoice == invoice && $0.contract == contract && $0.from == from && $0.to == to
          && $0.category == category
      } ?? false
    if !isSame {
      close()
      let key = Key(
        contract: ContractID(number: contract), billingMonth: try row.month(6),
        issuedOn: try PartialDate(parsing: row.string(7)), service: row.service(from: 1),
        category: try row.choice(3), currency: try book.currency(row.string(8)))
      run = Run(
        invoice: invoice, contract: contract, from: from, to: to, category: category, key: key)
    }
    run?.sum.units.add(units: row.int64(4))
    run?.sum.lineCount += 1
  }

  private mutating func close() {
    guard let run else { return }
    var sum = sums[run.key] ?? Sum()
    sum.units = sum.units &+ run.sum.units
    sum.lineCount += run.sum.lineCount
    sums[run.key] = sum
  }

  /// By contract, in the order of month, issue, service and category.
  var charges: [ContractID: [Charge]] {
    var all = self
    all.close()
    var charges: [ContractID: [Charge]] = [:]
    for (key, sum) in all.sums.sorted(by: { $0.key.order < $1.key.order }) {
      // A sum that no amount can hold comes in parts that one can, so that it ends no report.
      for (index, units) in sum.units.parts.enumerated() {
        charges[key.contract, default: []].append(
          Charge(
            contract: key.contract, billingMonth: key.billingMonth, issuedOn: key.issuedOn,
            days: key.service ?? DayRange(of: key.billingMonth), isAssumed: key.service == nil,
            category: key.category, amount: Money(units: units, of: key.currency),
            lineCount: index == 0 ? sum.lineCount : 0))
      }
    }
    return charges
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
