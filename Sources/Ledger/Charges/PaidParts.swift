package import Procurement
internal import SQLite
internal import Store

extension Book {
  /// What payments by the end of the as-of day pay of the lines of their invoices, by the month of the
  /// payment (METRICS, ruling 6).
  ///
  /// A payment is spread over all lines in proportion, net and tax: what was paid up to it, split over the
  /// lines so that the pieces add up to the last unit, less what was up to the one before. Of an invoice whose
  /// total is 0 there is no proportion: its payments are for its one contract, net, if no line is tax; else what
  /// they pay is not known, and `paymentsNotSpread` has them.
  func paidParts(in window: MonthRange?, _ isBySKU: Bool, _ asOf: Day) throws -> [BilledInvoice] {
    let lines = try paidLines(isBySKU)
    let names = (skus: isBySKU ? try skus : [:], rates: try contractRates)
    var payments = try Statement(
      """
      SELECT invoice.id, \(Store.lastDay("payment.paid_on")), payment.amount_units, invoice.number,
             coalesce(payment.restored_from, payment.recorded_by), payment.recorded_line,
             payment.source, payment.notes
      FROM payment
      JOIN invoice ON invoice.invoice_id = payment.invoice_id AND invoice.ended_by IS NULL
      WHERE payment.ended_by IS NULL AND \(isInvoiceInScope)
        AND \(Store.lastDay("payment.paid_on")) <= ?4
      ORDER BY invoice.id, 2, payment.id
      """, on: store.connection)
    try payments.bind(scopeValues + [.text(asOf.description)])
    var parts: [BilledInvoice] = []
    var paid = PaidInvoice(id: 0, lines: [])
    while try payments.step() {
      let id = payments.int64(0)
      if id != paid.id { paid = PaidInvoice(id: id, lines: lines[id] ?? []) }
      let month = try Day(parsing: payments.string(1)).month
      let row = evidence("payment of invoice \(payments.string(3))", nil, payments, from: 4)
      let pieces = paid.pieces(ofPayment: payments.int64(2))
      guard window?.contains(month) ?? true else { continue }
      var own: [BilledInvoice] = []
      for (line, amount) in zip(paid.paidLines, pieces) where isInScope(line.contract) {
        let part = part(line, amount, month, row, names)
        // The tax comes right after the lines that it is on.
        if let last = own.last, last.contract == part.contract, last.sku == part.sku {
          own[own.count - 1] = last.adding(part)
        } else {
          own.append(part)
        }
      }
      parts += own
    }
    return parts.sorted { $0.month < $1.month }
  }

  private func part(
    _ line: PaidLines, _ amount: MoneySum, _ month: Month, _ row: Evidence,
    _ names: (skus: [Int64: String], rates: ContractRates)
  ) -> BilledInvoice {
    BilledInvoice(
      buyer: slug(line.buyer), provider: slug(line.provider),
      contract: line.contract.map { reference($0) }, month: month,
      sku: line.sku.flatMap { names.skus[$0] },
      sum: BilledSum(amount, isTax: line.isTax, line.count),
      fixedRate: names.rates[line.contract.map { ContractID(number: $0) }], row: row)
  }

  /// Payments by the end of the as-of day of which it is not known what they pay: the total of the invoice is 0,
  /// and its lines are under several contracts, or some are tax.
  package func paymentsNotSpread(in window: MonthRange?, asOf: Day) throws -> [Evidence] {
    var rows = try Statement(
      """
      SELECT \(Store.lastDay("payment.paid_on")), payment.amount_units, invoice.currency,
             invoice.number, coalesce(payment.restored_from, payment.recorded_by),
             payment.recorded_line, payment.source, payment.notes
      FROM payment
      JOIN invoice ON invoice.invoice_id = payment.invoice_id AND invoice.ended_by IS NULL
      WHERE payment.ended_by IS NULL AND invoice.total_units = 0 AND \(isInvoiceInScope)
        AND \(Store.lastDay("payment.paid_on")) <= ?4
        AND (SELECT count(DISTINCT coalesce(\(Book.contractOfLine), 0)) > 1
                    OR max(line.charge_category = 'Tax')
             FROM invoice_line AS line WHERE line.invoice_row_id = invoice.id)
      ORDER BY 1, invoice.number, payment.id
      """, on: store.connection)
    try rows.bind(scopeValues + [.text(asOf.description)])
    var payments: [Evidence] = []
    while try rows.step() {
      guard window?.contains(try Day(parsing: rows.string(0)).month) ?? true else { continue }
      let amount = Money(units: rows.int64(1), of: try currency(rows.string(2)))
      payments.append(evidence("payment of invoice \(rows.string(3))", amount, rows, from: 4))
    }
    return payments
  }

  private func isInScope(_ contract: Int64?) -> Bool {
    scope.contracts.isEmpty || scope.contracts.contains { $0.number == contract }
  }

  /// The lines of invoices that have a payment, added up by contract, SKU and whether they are tax, in the
  /// order of these; by the id of the invoice's row.
  private func paidLines(_ isBySKU: Bool) throws -> [Int64: [PaidLines]] {
    var rows = try Statement(
      """
      SELECT invoice.id, invoice.provider_id, invoice.buyer_id, \(Book.contractOfLine) AS contract,
             invoice.currency, iif(?4, line.sku_id, NULL) AS sku, line.charge_category = 'Tax' AS tax,
             sum(line.amount_units >> 32), sum(line.amount_units & 4294967295), count(*)
      FROM invoice
      CROSS JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      WHERE invoice.ended_by IS NULL AND \(isInvoiceInScope)
        AND invoice.invoice_id IN (SELECT invoice_id FROM payment WHERE ended_by IS NULL)
      GROUP BY invoice.id, contract, sku, tax
      ORDER BY invoice.id, contract, sku, tax
      """, on: store.connection)
    try rows.bind(scopeValues + [.integer(isBySKU ? 1 : 0)])
    var lines: [Int64: [PaidLines]] = [:]
    while try rows.step() {
      lines[rows.int64(0), default: []].append(
        PaidLines(
          provider: rows.int64(1), buyer: rows.int64(2), contract: rows.optionalInt64(3),
          currency: try currency(rows.string(4)), sku: rows.optionalInt64(5),
          isTax: rows.int64(6) != 0, units: rows.wideSum(7), count: rows.number(9) ?? 0))
    }
    return lines
  }
}

extension BilledInvoice {
  /// It with the lines of another part of the invoice.
  fileprivate func adding(_ other: BilledInvoice) -> BilledInvoice {
    var sum = sum
    sum.add(other.sum)
    return BilledInvoice(
      buyer: buyer, provider: provider, contract: contract, month: month, sku: sku, sum: sum,
      fixedRate: fixedRate, row: row)
  }
}

/// Lines of an invoice with one contract and SKU.
private struct PaidLines {
  let provider, buyer: Int64
  let contract: Int64?
  let currency: Currency
  let sku: Int64?
  let isTax: Bool
  let units: Int128
  let count: Int
}

extension PaidLines {
  /// What payments of an invoice whose total is 0 are for: its lines as one, if they are under one contract and
  /// none is tax; `nil` if that does not say it.
  fileprivate init?(ofNothing lines: [PaidLines]) {
    guard let first = lines.first,
      lines.allSatisfy({ $0.contract == first.contract && !$0.isTax })
    else { return nil }
    self.init(
      provider: first.provider, buyer: first.buyer, contract: first.contract,
      currency: first.currency, sku: lines.count == 1 ? first.sku : nil, isTax: false, units: 0,
      count: lines.map(\.count).reduce(0, +))
  }
}

/// An invoice whose payments come one after the other.
private struct PaidInvoice {
  let id: Int64
  private let lines: [PaidLines]
  /// What a payment is spread over.
  let paidLines: [PaidLines]
  private var paid = Int128(0)
  /// What was paid of each of the lines so far.
  private var pieces: [Int128]

  init(id: Int64, lines: [PaidLines]) {
    self.id = id
    self.lines = lines
    let isNothing = lines.map(\.units).reduce(0, &+) == 0
    paidLines = isNothing ? PaidLines(ofNothing: lines).map { [$0] } ?? [] : lines
    pieces = lines.map { _ in 0 }
  }

  /// What the next payment pays of each of the lines; too large where no split of it can be held.
  mutating func pieces(ofPayment units: Int64) -> [MoneySum] {
    paid.add(units: units)
    let weights = lines.map(\.units)
    guard weights.reduce(0, &+) != 0 else {
      return paidLines.map { MoneySum($0.currency, units: Int128(units)) }
    }
    guard let all = try? Apportionment.pieces(of: paid, inProportionTo: weights) else {
      return lines.map { .tooLarge($0.currency) }
    }
    defer { pieces = all }
    return lines.indices.map {
      MoneySum(lines[$0].currency, units: all[$0] &- pieces[$0])
    }
  }
}
