internal import Ledger
internal import Procurement
internal import Queries

// Checks of a line of an invoice.

extension ContractAudit {
  /// Quantity times unit price, rounded to the minor unit where the amount is of whole minor units. A credit may be
  /// negative beside a positive quantity.
  mutating func checkArithmetic(_ line: AuditedLine, of invoice: AuditedInvoice) throws {
    guard let product = line.product else { return }
    let currency = line.amount.currency
    let minorUnit = currency.unitsPerMinorUnit
    let isInMinorUnits = Int128(line.amount.units) % minorUnit == 0
    let sign: Int128 = line.amount.units < 0 && product > 0 ? -1 : 1
    let expected = try Money(
      exactly: sign
        * (isInMinorUnits ? product.dividedHalfToEven(by: minorUnit) * minorUnit : product),
      of: currency)
    let difference = try Int128(line.amount.units) - sign * product
    guard isInMinorUnits ? 2 * difference.magnitude > minorUnit.magnitude : difference != 0 else {
      return
    }
    let variance = try Variance(billed: line.amount, expected: expected)
    guard !tolerance.allows(variance.total, of: expected) else { return }
    add(
      finding(
        .lineArithmetic, invoice, line: line.number, expected: expected, billed: line.amount,
        variance: variance,
        found: "\(line.quantity ?? .zero) × \(line.unitPrice ?? .zero) is \(expected)"))
    explain(variance.total, on: line.days, line.category)
  }

  /// The price that the contract fixes for the SKU, of the same unit.
  mutating func checkPrice(
    _ line: AuditedLine, of invoice: AuditedInvoice, _ contract: AuditedContract
  ) throws {
    guard let sku = line.sku, let key = book.skuKeys[sku], let quantity = line.quantity,
      let fixed = contract.prices.price(of: key, in: line.days.from.month),
      line.unit.flatMap({ book.unitKeys[$0] }) == fixed.unit.lowercased(),
      let units = fixed.unitPrice.units(times: quantity, scale: line.amount.currency.scale)
    else { return }
    let currency = line.amount.currency
    let minorUnit = currency.unitsPerMinorUnit
    let expected = try Money(
      exactly: units.dividedHalfToEven(by: minorUnit) * minorUnit, of: currency)
    // Without a price of its own, the line's is what its amount makes it.
    let beyond = try (line.product ?? Int128(line.amount.units)) - units
    guard 2 * beyond.magnitude > minorUnit.magnitude else { return }
    let variance = try Variance(billed: line.amount, expected: expected, price: beyond)
    let ofPrice = try Money(exactly: beyond, of: currency)
    guard !tolerance.allows(ofPrice, of: expected) else { return }
    add(
      finding(
        .priceDiffers, invoice, line: line.number, expected: expected, billed: line.amount,
        variance: variance,
        found:
          "\(line.unitPrice.map { "\($0)" } ?? "its price") per \(fixed.unit) of \(book.skus[sku] ?? key); the "
          + "contract has \(fixed.unitPrice)", facts: [fixed.unitPrice.description]))
    explain(ofPrice, on: line.days, line.category)
  }

  /// Whether days of it are before the contract's start, or after its end or the exit.
  mutating func checkTerm(
    _ line: AuditedLine, of invoice: AuditedInvoice, _ contract: AuditedContract
  ) throws -> Bool {
    if let (date, isFromSigning) = contract.terms.start, line.days.from < date.first {
      let start = date.first
      let outside = DayRange(
        from: line.days.from, through: min(line.days.last, start.adding(days: -1)))
      try refuse(
        outside, of: line, on: invoice, .outsideTerm,
        "before the contract's start on \(start)" + (isFromSigning ? ", its signing" : ""),
        basis: contract.terms.evidence)
      return true
    }
    guard let last = contract.lastDay, line.days.last > last else { return false }
    try refuseDays(of: line, after: last, on: invoice, contract)
    return true
  }

  /// Reports the days of a line after the last one of its contract.
  private mutating func refuseDays(
    of line: AuditedLine, after last: Day, on invoice: AuditedInvoice, _ contract: AuditedContract
  ) throws {
    let outside = DayRange(
      from: max(line.days.from, last.adding(days: 1)), through: line.days.last)
    if let notice = contract.notice {
      try refuse(
        outside, of: line, on: invoice, .afterExit, "after the exit on \(last)",
        basis: notice.event.evidence)
    } else {
      try refuse(
        outside, of: line, on: invoice, .outsideTerm, "after the contract's end on \(last)",
        basis: contract.terms.evidence)
    }
  }

  /// Whether days of it are before the first delivery; also checks the acceptance, if one is
  /// recorded.
  mutating func checkDelivery(
    _ line: AuditedLine, of invoice: AuditedInvoice, _ contract: AuditedContract
  ) throws -> Bool {
    guard let delivered = contract.firstDelivery else { return false }
    if line.days.from < delivered {
      let outside = DayRange(
        from: line.days.from, through: min(line.days.last, delivered.adding(days: -1)))
      try refuse(
        outside, of: line, on: invoice, .beforeDelivery, "before the first delivery on \(delivered)"
      )
      return true
    }
    if let accepted = contract.firstAcceptance, line.days.from < accepted {
      let outside = DayRange(
        from: line.days.from, through: min(line.days.last, accepted.adding(days: -1)))
      add(
        finding(
          .beforeAcceptance, invoice, line: line.number, billed: line.amount,
          found: "\(outside.words) before the first acceptance on \(accepted)",
          facts: [outside.words]))
    }
    return false
  }

  /// Reports the part of a line for days that should not be billed.
  private mutating func refuse(
    _ outside: DayRange, of line: AuditedLine, on invoice: AuditedInvoice, _ code: AuditCode,
    _ words: String, basis: Evidence? = nil
  ) throws {
    let part = line.amount.part(ofDays: outside.dayCount, of: line.days.dayCount)
    let expected = try Money(
      exactly: Int128(line.amount.units) - Int128(part.units), of: part.currency)
    add(
      finding(
        code, invoice, line: line.number, expected: expected, billed: line.amount,
        variance: try Variance(
          billed: line.amount, expected: expected, quantity: Int128(part.units)),
        found: "\(outside.words) \(words)", basis: basis, facts: [outside.words]))
    explain(part, on: outside, line.category)
  }
}

extension AuditedLine {
  /// Quantity times unit price in stored units; `nil` if it has not both.
  fileprivate var product: Int128? {
    guard let quantity, let unitPrice else { return nil }
    return quantity.units(times: unitPrice, scale: amount.currency.scale)
  }
}

extension DayRange {
  /// `service of 2026-05-03`, `service of 2026-05-03 to 2026-05-31`.
  fileprivate var words: String {
    from == last ? "service of \(from)" : "service of \(from) to \(last)"
  }
}
