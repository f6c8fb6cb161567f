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

  var quantity = ExactDecimal.zero
  var units = Int128(0)
  var category = ChargeCategory.usage
}

/// What a quantity of accelerators is multiplied by.
enum AcceleratorTime: String {
  case hour, day, month

  /// Reads `accelerator-month`, `GPU hours`, `chip_days`; `nil` for any other unit.
  init?(unit: String) {
    let words = unit.lowercased().split { !$0.isLetter && !$0.isNumber }
    guard words.count == 2, let thing = words.first, let time = words.last,
      ["accelerator", "accelerators", "gpu", "gpus", "chip", "chips", "tpu", "tpus"]
        .contains(String(thing))
    else { return nil }
    switch time {
    case "hour", "hours", "hr", "hrs": self = .hour
    case "day", "days": self = .day
    case "month", "months": self = .month
    default: return nil
    }
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
    guard isUse, !invoice.isCreditNote, !book.isCredited(invoice) else { return }
    if line.hasService, let sku = line.sku {
      spans[sku, default: []].append(ServiceSpan(line, of: invoice))
    }
    guard !isRefused, let quantity = line.quantity, line.days.from.month == line.days.last.month,
      let unit = line.unit.flatMap({ book.acceleratorTimes[$0] })
    else { return }
    let key = ChargedQuantity.Key(month: line.days.from.month, unit: unit)
    var sum = quantities[key] ?? ChargedQuantity()
    sum.quantity = sum.quantity.adding(quantity) ?? sum.quantity
    sum.units.add(units: line.amount.units)
    sum.category = line.category
    quantities[key] = sum
  }

  /// Checks the accelerators that were charged against those in service.
  mutating func checkQuantities(_ contract: AuditedContract) throws {
    guard contract.firstDelivery != nil else { return }
    for (key, charged) in quantities.sorted(by: { $0.key.order < $1.key.order }) {
      guard key.month.lastDay <= book.asOf, charged.quantity.coefficient > 0,
        let available = try contract.acceleratorTime(key)
      else { continue }
      let quantity = charged.quantity
      // quantity > available, both multiplied out.
      let limit = try available.numerator * .powerOfTen(quantity.decimals)
      guard try quantity.coefficient * available.denominator > limit else { continue }
      try addBeyond(available, in: key, charged: charged, under: contract)
    }
  }

  private mutating func addBeyond(
    _ available: Ratio, in key: ChargedQuantity.Key, charged: ChargedQuantity,
    under contract: AuditedContract
  ) throws {
    let currency = contract.terms.currency
    let billed = try Money(exactly: charged.units, of: currency)
    let delivered = available.exactDecimal(places: 6)
    let expected = try Money(
      roundingToMinorUnit: charged.units * delivered.coefficient
        * .powerOfTen(charged.quantity.decimals),
      over: charged.quantity.coefficient * .powerOfTen(delivered.decimals), of: currency)
    let beyond = try Money(
      exactly: Int128(billed.units) - Int128(expected.units), of: currency)
    guard !tolerance.allows(beyond, of: expected) else { return }
    addOfMonth(
      .beyondDelivered, key.month, charged: months[key.month] ?? ChargedMonth(), under: contract,
      expected: expected, billed: billed,
      variance: try Variance(billed: billed, expected: expected, quantity: Int128(beyond.units)),
      found: "\(charged.quantity) accelerator-\(key.unit.rawValue)s are billed, \(delivered) stood "
        + "there", facts: [charged.quantity.description, delivered.description])
    explain(beyond, on: DayRange(of: key.month), charged.category)
  }

  /// Service of a SKU on days that another invoice also bills.
  mutating func checkSpans() throws {
    for (sku, all) in spans.sorted(by: { $0.key < $1.key }) {
      var latest: [ServiceSpan] = []
      for span in all.sorted(by: { $0.order < $1.order }) {
        if let other = latest.first(where: {
          $0.invoice.rowID != span.invoice.rowID && span.days.overlap($0.days) > 0
        }) {
          try addOverlap(span, other, sku)
        }
        // The two that reach furthest, of different invoices.
        latest.removeAll {
          $0.invoice.rowID == span.invoice.rowID && $0.days.last <= span.days.last
        }
        if !latest.contains(where: { $0.invoice.rowID == span.invoice.rowID }) {
          latest.append(span)
        }
        latest = Array(latest.sorted { $0.days.last > $1.days.last }.prefix(2))
      }
    }
  }

  private mutating func addOverlap(
    _ span: ServiceSpan, _ other: ServiceSpan, _ sku: Int64
  ) throws {
    let overlap = DayRange(
      from: max(span.days.from, other.days.from), through: min(span.days.last, other.days.last))
    let amount = span.amount
    let part = amount.part(ofDays: overlap.dayCount, of: span.days.dayCount)
    let expected = try Money(
      exactly: Int128(amount.units) - Int128(part.units), of: amount.currency)
    add(
      finding(
        .serviceOverlap, span.invoice, line: span.line, expected: expected, billed: amount,
        variance: try Variance(billed: amount, expected: expected, quantity: Int128(part.units)),
        found: "\(book.skus[sku] ?? "its SKU") of \(overlap.from) to \(overlap.last) is on invoice "
          + "\(other.invoice.number), too", facts: [other.invoice.number]))
    explain(part, on: overlap, span.category)
  }
}

extension ChargedQuantity.Key {
  fileprivate var order: (Int, String) { (month.number, unit.rawValue) }
}

extension ServiceSpan {
  fileprivate var order: (Int, Int64) { (days.from.number, invoice.rowID) }
}

extension AuditedContract {
  /// The accelerators in service in a month, times its hours or days or as a share of it; `nil` if
  /// that is not known.
  fileprivate func acceleratorTime(_ key: ChargedQuantity.Key) throws(MoneyError) -> Ratio? {
    let month = DayRange(of: key.month)
    var unitDays = Int128(0)
    for part in tranches.flatMap(\.deliveries) where part.status == .delivered {
      guard let count = part.capacity.acceleratorCount,
        let days = part.dayCount(from: month.from, before: month.last.adding(days: 1))
      else { return nil }
      try unitDays += Int128(count, times: days)
    }
    switch key.unit {
    case .hour: return try Ratio(unitDays * 24, over: 1)
    case .day: return Ratio(unitDays, over: 1)
    case .month: return Ratio(unitDays, over: Int128(month.dayCount))
    }
  }
}
