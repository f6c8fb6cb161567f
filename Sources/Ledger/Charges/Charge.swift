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

  /// What was charged by invoices that were issued by the end of a day, for a service that has days of
  /// `days`, by contract. It is read anew each time, as it is little of all that was charged.
  package func charges(
    for days: DayRange, issuedBy day: Day
  ) throws -> [ContractID: [Charge]] {
    try readCharges(for: days).mapValues { charges in charges.filter { $0.issuedOn.last <= day } }
  }

  private func readCharges(for days: DayRange? = nil) throws -> [ContractID: [Charge]] {
    var rows = try Statement(
      """
      SELECT contract_id, billing_month, issued_on, service_from, service_to, charge_category,
             currency, amount_high, amount_low, line_count, buyer_id
      FROM charge
      WHERE contract_id <> 0
        AND (?4 IS NULL OR service_from <= ?5 AND service_to >= ?4
             OR service_from = \(Store.noService) AND billing_month BETWEEN ?6 AND ?7)
        AND \(isRollupInScope)
      ORDER BY provider_id, contract_id, billing_month, currency, buyer_id, issued_on, service_from,
               service_to, charge_category, import_id
      """, on: store.connection)
    try rows.bind(scopeValues + days.bounds)
    var sums = ChargeRuns()
    while try rows.step() { try sums.add(rows, self) }
    return sums.charges
  }
}

extension DayRange? {
  /// The first and the last day, and their months.
  fileprivate var bounds: [Value] {
    guard let self else { return [.null, .null, .null, .null] }
    return [.integer(Int64(self.from.number)), .integer(Int64(self.last.number))]
      + [self.from, self.last].map { .text($0.month.description) }
  }
}

/// The charges of one contract after the other, added up over buyers and imports.
private struct ChargeRuns {
  private struct Key: Hashable {
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
    let key: Key
    var units: Int128
    var lineCount: Int

    /// A sum that no amount can hold comes in parts that one can, so that it ends no report.
    func addCharges(of contract: ContractID, to charges: inout [Charge]) {
      guard let whole = Int64(exactly: units), whole != .min else {
        for (index, part) in units.parts.enumerated() {
          charges.append(charge(of: contract, units: part, index == 0 ? lineCount : 0))
        }
        return
      }
      charges.append(charge(of: contract, units: whole, lineCount))
    }

    private func charge(of contract: ContractID, units: Int64, _ lineCount: Int) -> Charge {
      Charge(
        contract: contract, billingMonth: key.billingMonth, issuedOn: key.issuedOn,
        days: key.service ?? DayRange(of: key.billingMonth), isAssumed: key.service == nil,
        category: key.category, amount: Money(units: units, of: key.currency),
        lineCount: lineCount)
    }
  }

  private var closed: [ContractID: [Charge]] = [:]
  private var contract: ContractID?
  private var sums: [Sum] = []
  /// Whether a month has charges in several currencies or of several buyers, which come apart.
  private var isMixed = false
  private var buyer: Int64 = 0
  private var words = RowWords()

  mutating func add(_ row: borrowing Statement, _ book: Book) throws {
    let owner = ContractID(number: row.int64(0))
    if contract != owner { close() }
    contract = owner
    let key = Key(
      billingMonth: try words.month(row, 1), issuedOn: try words.date(row, 2),
      service: row.int64(3) == Store.noService ? nil : row.service(from: 3),
      category: try words.category(row, 5), currency: try words.currency(row, 6, of: book))
    let sum = Sum(key: key, units: row.wideSum(7), lineCount: row.change(9))
    if let last = sums.last, last.key.billingMonth == key.billingMonth {
      isMixed = isMixed || buyer != row.int64(10) || last.key.currency != key.currency
    }
    buyer = row.int64(10)
    add(sum)
  }

  private mutating func add(_ sum: Sum) {
    guard let last = sums.indices.last, sums[last].key == sum.key else { return sums.append(sum) }
    sums[last].units = sums[last].units &+ sum.units
    sums[last].lineCount += sum.lineCount
  }

  private mutating func close() {
    guard let contract else { return }
    if isMixed {
      let sorted = sums.sorted { $0.key.order < $1.key.order }
      sums = []
      for sum in sorted { add(sum) }
    }
    var charges: [Charge] = []
    charges.reserveCapacity(sums.count)
    for sum in sums where sum.lineCount > 0 { sum.addCharges(of: contract, to: &charges) }
    if !charges.isEmpty { closed[contract] = charges }
    sums.removeAll(keepingCapacity: true)
    isMixed = false
  }

  /// By contract, in the order of month, issue, service and category.
  var charges: [ContractID: [Charge]] {
    var all = self
    all.close()
    return all.closed
  }
}

extension Int128 {
  /// Numbers of 64 bits that add up to it, none of them `Int64.min`: almost always itself.
  var parts: [Int64] {
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
