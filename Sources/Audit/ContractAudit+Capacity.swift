internal import Ledger
internal import Procurement
internal import Queries

// Checks of the quantities and the service of lines, across all invoices of a contract.

/// Accelerators that lines of a month charge, in one unit of time.
struct ChargedQuantity {
  /// A month and a unit of measure.
  struct Key: Hashable {
    let month: Month
    let unit: AcceleratorTime
  }

  var quantity = DecimalSum()
  var units = Int128(0)
  var category = ChargeCategory.usage
}

/// What a quantity of accelerators is multiplied by.
enum AcceleratorTime: String {
  case hour, day, month

  /// Reads `accelerator-month`, `GPU hours`, `chip_days`; `nil` for any other unit.
  init?(_ unit: UnitName) {
    let words = unit.description.split(separator: "-")
    guard words.count == 2, ["accelerator", "gpu", "chip", "tpu"].contains(String(words[0]))
    else { return nil }
    self.init(rawValue: String(words[1]))
  }
}

/// The days of a line's service, and what it charges for them.
struct ServiceSpan {
  let days: DayRange
  let line: Int
  let amount: Money
  let category: ChargeCategory
  let invoice: AuditedInvoice

  init(_ line: AuditedLine, of invoice: AuditedInvoice) {
    days = line.days
    self.line = line.number
    amount = line.amount
    category = line.category
    self.invoice = invoice
  }
}

extension ContractAudit {
  /// Notes the service of a line, and its quantity unless it is refused.
  mutating func note(_ line: AuditedLine, of invoice: AuditedInvoice, isRefused: Bool) {
    let isUse = line.category == .usage || line.category == .purchase
    guard isUse, !invoice.isCreditNote, !invoice.isCredited else { return }
    if line.hasService, let sku = line.sku {
      spans[sku, default: []].append(ServiceSpan(line, of: invoice))
    }
    guard !isRefused, let quantity = line.quantity, line.isOfOneMonth,
      let unit = line.unit.flatMap({ book.acceleratorTimes[$0] })
    else { return }
    let key = ChargedQuantity.Key(month: line.month, unit: unit)
    var sum = quantities[key] ?? ChargedQuantity()
    sum.quantity.add(quantity)
    sum.units.add(units: line.amount.units)
    sum.category = line.category
    quantities[key] = sum
  }

  /// Checks the accelerators that were charged against those in service.
  mutating func checkQuantities(_ contract: AuditedContract) {
    for (key, charged) in quantities.sorted(by: { $0.key.order < $1.key.order }) {
      guard key.month.lastDay <= book.asOf else { continue }
      switch contract.acceleratorTime(key) {
      case .known(let available):
        guard let quantity = charged.quantity.value else {
          addBeyond(available, in: key, quantity: nil, charged: charged, under: contract)
          continue
        }
        guard quantity.coefficient > 0, quantity.isAbove(available) else { continue }
        addBeyond(available, in: key, quantity: quantity, charged: charged, under: contract)
      case .unavailable(let reason): noteUnconfirmed(key.unit, reason, contract)
      }
    }
  }

  /// Says once of a contract that promises capacity that what is billed cannot be compared with it; for a
  /// contract with fees its months say so.
  private mutating func noteUnconfirmed(
    _ unit: AcceleratorTime, _ reason: Unavailable, _ contract: AuditedContract
  ) {
    guard contract.terms.fees.isEmpty, contract.tranches.contains(where: { $0.promise != nil }),
      unconfirmed.insert(unit).inserted
    else { return }
    addNotCompared(
      "accelerator-\(unit.rawValue)s", of: nil,
      "cannot be compared with the delivery: \(reason.words)", facts: [reason.code.rawValue],
      contract)
  }

  private mutating func addBeyond(
    _ available: Ratio, in key: ChargedQuantity.Key, quantity: ExactDecimal?,
    charged: ChargedQuantity, under contract: AuditedContract
  ) {
    let currency = contract.currency
    let delivered = available.exactDecimal(places: 6)
    let expected = quantity.flatMap { charged.units(of: delivered, outOf: $0, currency) }
    if let expected, tolerance.allows(charged.units &- expected, of: expected) { return }
    let (billed, amount) = (currency.money(charged.units), expected.flatMap(currency.money))
    let beyond = expected.map { charged.units &- $0 } ?? 0
    let fact = quantity.map { "\($0)" } ?? Unavailable.Code.tooLarge.rawValue
    let words = quantity?.words ?? "more than can be added"
    addOfMonth(
      .beyondDelivered, key.month, charged: months[key.month] ?? ChargedMonth(), under: contract,
      expected: amount, billed: billed,
      variance: amount.flatMap { expected in
        billed.flatMap { Variance(billed: $0, expected: expected, quantity: beyond) }
      },
      found:
        "\(words) accelerator-\(key.unit.rawValue)s are billed; \(delivered.words) were in service",
      facts: [fact, delivered.description])
    if let disputed = currency.money(beyond) {
      chargedMonth(key.month).explain(disputed.units, charged.category)
    }
  }

  /// Service of a SKU on days that another invoice also bills.
  mutating func checkSpans() {
    for (sku, all) in spans.sorted(by: { $0.key < $1.key }) {
      var latest: [ServiceSpan] = []
      for span in all.sorted(by: { $0.order < $1.order }) {
        if let other = latest.first(where: {
          $0.invoice.rowID != span.invoice.rowID && span.days.overlap($0.days) > 0
        }) {
          addOverlap(span, other, sku)
        }
        // The two that reach furthest, of different invoices.
        latest.removeAll {
          $0.invoice.rowID == span.invoice.rowID && $0.days.last <= span.days.last
        }
        if !latest.contains(where: { $0.invoice.rowID == span.invoice.rowID }) {
          latest.append(span)
        }
        if latest.count > 1 { latest.sort { $0.days.last > $1.days.last } }
        if latest.count > 2 { latest.removeLast() }
      }
    }
  }

  private mutating func addOverlap(
    _ span: ServiceSpan, _ other: ServiceSpan, _ sku: Int64
  ) {
    let overlap = DayRange(
      from: max(span.days.from, other.days.from), through: min(span.days.last, other.days.last))
    let amount = span.amount
    let part = amount.part(ofDays: overlap.dayCount, of: span.days.dayCount)
    let expected = amount.rest(without: part)
    add(
      finding(
        .serviceOverlap, span.invoice, line: span.line, expected: expected, billed: amount,
        variance: Variance(billed: amount, expected: expected, quantity: Int128(part.units)),
        found:
          "\(book.skus[sku] ?? "its SKU") of \(overlap.from) to \(overlap.last) is also on invoice "
          + other.invoice.number, facts: [other.invoice.number]))
    explain(part, on: overlap, span.category)
  }
}

extension ChargedQuantity.Key {
  fileprivate var order: (Int, String) { (month.number, unit.rawValue) }
}

extension ServiceSpan {
  fileprivate var order: (Int, Int64) { (days.from.number, invoice.rowID) }
}

extension ChargedQuantity {
  /// What a part of its quantity costs at its mean price, rounded half to even to the minor unit, in
  /// stored units; `nil` where it is too large.
  fileprivate func units(
    of part: ExactDecimal, outOf quantity: ExactDecimal, _ currency: Currency
  ) -> Int128? {
    let amount = try? Money(
      roundingToMinorUnit: units * part.coefficient * .powerOfTen(quantity.decimals),
      over: quantity.coefficient * .powerOfTen(part.decimals), of: currency)
    return amount.map { Int128($0.units) }
  }
}

extension ExactDecimal {
  /// Whether it is more than a ratio; both are multiplied out.
  fileprivate func isAbove(_ ratio: Ratio) -> Bool {
    let left = coefficient.magnitude.multipliedFullWidth(by: ratio.denominator.magnitude)
    let right = ratio.numerator.magnitude.multipliedFullWidth(
      by: Int128.powerOfTen(decimals).magnitude)
    return (left.high, left.low) > (right.high, right.low)
  }
}

extension AuditedContract {
  /// The accelerators in service in a month, times its hours or days or as a share of it, or why that
  /// is not known.
  fileprivate func acceleratorTime(_ key: ChargedQuantity.Key) -> Figure<Ratio> {
    let delivered = tranches.flatMap { tranche in
      tranche.deliveries.filter { $0.isDelivered(by: tranche.asOf) }
    }
    guard !delivered.isEmpty else {
      return .unavailable(.noDeliveryRecorded, "no delivery recorded")
    }
    // Chips of one kind are never added to those of another.
    guard Set(delivered.map { $0.capacity.accelerator?.lowercased() }).count == 1 else {
      return .unavailable(.measuresDiffer, "different accelerators")
    }
    let month = DayRange(of: key.month)
    var unitDays = Int128(0)
    for part in delivered {
      guard let days = part.dayCount(from: month.from, before: month.last.adding(days: 1)) else {
        return .unavailable(.notRecorded, "day of a delivery not known")
      }
      guard let count = part.capacity.acceleratorCount else {
        return .unavailable(.notDisclosed, "accelerators of a delivery not disclosed")
      }
      unitDays = unitDays &+ Int128(count, times: days)
    }
    let (numerator, denominator): (Int128, Int128) =
      switch key.unit {
      case .hour: (unitDays &* 24, 1)
      case .day: (unitDays, 1)
      case .month: (unitDays, Int128(month.dayCount))
      }
    return Ratio(numerator, over: denominator).map { .known($0) }
      ?? .unavailable(.notApplicable, "no days")
  }
}
