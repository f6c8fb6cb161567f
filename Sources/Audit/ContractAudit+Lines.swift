internal import Ledger
internal import Procurement
internal import Queries

// Checks of a line of an invoice.

extension ContractAudit {
  /// Quantity times unit price, rounded to the minor unit where the amount is of whole minor units. A credit
  /// may be negative beside a positive quantity.
  mutating func checkArithmetic(_ line: AuditedLine, of invoice: AuditedInvoice) {
    guard let result = line.priced else { return }
    guard let product = result.value else {
      return add(
        finding(
          .lineArithmetic, invoice, line: line.number, billed: line.amount,
          found: "\(line.productWords) is too large to compare",
          facts: [line.productFact]))
    }
    let (currency, amount) = (line.amount.currency, Int128(line.amount.units))
    let minorUnit = currency.unitsPerMinorUnit
    let isInMinorUnits = amount % minorUnit == 0
    let exact = line.amount.units < 0 && product > 0 ? 0 &- product : product
    let expected =
      isInMinorUnits ? exact.dividedHalfToEven(by: minorUnit) &* minorUnit : exact
    let isEqual =
      isInMinorUnits ? line.isWithinHalfAMinorUnit(of: exact) : amount == exact
    guard !isEqual, !tolerance.allows(amount &- expected, of: expected) else { return }
    addDifference(
      .lineArithmetic, invoice, line: line.number, expected: expected, exact: exact,
      billed: line.amount,
      found: "\(line.productWords) = \(currency.words(expected))")
    noteArithmetic(amount &- expected, of: line)
  }

  /// Tells lines that say what others of their invoice say.
  mutating func addRepeatedLines(_ repeats: RepeatedLines, of invoice: AuditedInvoice) {
    let (count, amount) = (repeats.count, repeats.amount.value)
    let words = amount?.words ?? "more than can be added"
    add(
      finding(
        .repeatedLine, invoice,
        found:
          "\(count) line\(count == 1 ? " is" : "s are") identical to others of the invoice; \(words) in total",
        facts: ["\(count)", amount?.description ?? Unavailable.Code.tooLarge.rawValue]))
  }

  /// The price that the contract fixes for the SKU, of the same unit; what cannot be compared is noted.
  ///
  /// Prices are equal if the product or the amount differs by half a minor unit at most: a price may be
  /// printed with fewer decimals than it has.
  mutating func checkPrice(
    _ line: AuditedLine, of invoice: AuditedInvoice, _ contract: AuditedContract
  ) {
    switch comparison(of: line, contract) {
    case .notCompared(let reason): noteNotCompared(line, of: invoice, reason)
    case .price(let fixed, let units):
      // Without a price of its own, the line's is what its amount makes it.
      let product = line.product?.value ?? Int128(line.amount.units)
      let beyond = product &- units
      guard !line.amount.currency.isHalfAMinorUnit(beyond),
        !line.isWithinHalfAMinorUnit(of: units)
      else { return }
      addPrice(fixed, units, beyond, line, of: invoice)
    }
  }

  private mutating func addPrice(
    _ fixed: Recorded<ContractPrice>, _ units: Int128, _ beyond: Int128, _ line: AuditedLine,
    of invoice: AuditedInvoice
  ) {
    let currency = line.amount.currency
    let minorUnit = currency.unitsPerMinorUnit
    let rounded = units.dividedHalfToEven(by: minorUnit) &* minorUnit
    guard !tolerance.allows(beyond, of: rounded) else { return }
    let expected = currency.money(rounded)
    let sku = line.sku.flatMap { book.skus[$0] } ?? fixed.sku
    add(
      finding(
        .priceDiffers, invoice, line: line.number, expected: expected, billed: line.amount,
        variance: expected.flatMap {
          Variance(
            billed: line.amount, expected: $0, price: beyond,
            exact: Variance.parts(
              price: beyond, of: Int128(line.amount.units) &- units))
        }, exact: .init(expected: Ratio(units)),
        found:
          "\(line.unitPrice?.words ?? "price") per \(fixed.unit) of \(sku); the contract price is "
          + "\(fixed.unitPrice.words) \(currency.code)", facts: [fixed.unitPrice.description]))
    explain(beyond, of: line)
  }

  /// Whether days of it are before the contract's start, or after its end or the exit.
  mutating func checkTerm(
    _ line: AuditedLine, of invoice: AuditedInvoice, _ contract: AuditedContract
  ) -> Bool {
    if let (date, isFromSigning) = contract.terms.start, line.days.from < date.first {
      let start = date.first
      let outside = DayRange(
        from: line.days.from, through: min(line.days.last, start.adding(days: -1)))
      refuse(
        outside, of: line, on: invoice, .outsideTerm,
        "is before the contract's start on \(start)" + (isFromSigning ? " (its signing)" : ""),
        basis: contract.terms.evidence)
      return true
    }
    guard let last = contract.lastDay, line.days.last > last else { return false }
    refuseDays(of: line, after: last, on: invoice, contract)
    return true
  }

  /// Reports the days of a line after the last one of its contract.
  private mutating func refuseDays(
    of line: AuditedLine, after last: Day, on invoice: AuditedInvoice, _ contract: AuditedContract
  ) {
    let outside = DayRange(
      from: max(line.days.from, last.adding(days: 1)), through: line.days.last)
    if let notice = contract.notice {
      refuse(
        outside, of: line, on: invoice, .afterExit, "is after the exit on \(last)",
        basis: notice.event.evidence)
    } else {
      refuse(
        outside, of: line, on: invoice, .outsideTerm, "is after the contract's end on \(last)",
        basis: contract.terms.evidence)
    }
  }

  /// Whether days of it are before the first delivery; also checks the acceptance, if one is
  /// recorded.
  mutating func checkDelivery(
    _ line: AuditedLine, of invoice: AuditedInvoice, _ contract: AuditedContract
  ) -> Bool {
    guard let delivered = contract.firstDelivery else { return false }
    if line.days.from < delivered {
      let outside = DayRange(
        from: line.days.from, through: min(line.days.last, delivered.adding(days: -1)))
      refuse(
        outside, of: line, on: invoice, .beforeDelivery,
        "is before the first delivery on \(delivered)")
      return true
    }
    if let accepted = contract.firstAcceptance, line.days.from < accepted {
      let outside = DayRange(
        from: line.days.from, through: min(line.days.last, accepted.adding(days: -1)))
      add(
        finding(
          .beforeAcceptance, invoice, line: line.number, billed: line.amount,
          found: "\(outside.words) is before the first acceptance on \(accepted)",
          facts: [outside.fact]))
    }
    return false
  }

  /// Reports the part of a line for days that should not be billed.
  private mutating func refuse(
    _ outside: DayRange, of line: AuditedLine, on invoice: AuditedInvoice, _ code: AuditCode,
    _ words: String, basis: Evidence? = nil
  ) {
    let part = line.amount.part(ofDays: outside.dayCount, of: line.days.dayCount)
    let expected = line.amount.rest(without: part)
    let exact = try? line.amount.exact.times(
      Ratio(days: outside.dayCount, of: line.days.dayCount))
    add(
      finding(
        code, invoice, line: line.number, expected: expected, billed: line.amount,
        variance: Variance(
          billed: line.amount, expected: expected, quantity: Int128(part.units),
          exact: exact.map { [.zero, $0, .zero, .zero] }),
        exact: .init(expected: exact.flatMap { try? line.amount.exact.subtracting($0) }),
        found: "\(outside.words) \(words)", basis: basis, facts: [outside.fact]))
    explain(part, on: outside, line.category)
  }
}

extension AuditedLine {
  /// Whether its amount equals a number of stored units, as far as half a minor unit goes.
  fileprivate func isWithinHalfAMinorUnit(of units: Int128) -> Bool {
    amount.currency.isHalfAMinorUnit(Int128(amount.units) &- units)
  }
}

extension Currency {
  /// Whether an amount in stored units is half a minor unit at most.
  fileprivate func isHalfAMinorUnit(_ units: Int128) -> Bool {
    2 * units.magnitude <= unitsPerMinorUnit.magnitude
  }
}

extension DayRange {
  /// `service of 2026-05-03`, `service of 2026-05-03 to 2026-05-31`.
  fileprivate var words: String {
    from == last ? "service of \(from)" : "service of \(from) to \(last)"
  }

  /// Days of service as a fact of a finding: facts are digested, so that their form never changes, whatever
  /// the words become.
  fileprivate var fact: String {
    from == last ? "service of \(from)" : "service of \(from) to \(last)"
  }
}
