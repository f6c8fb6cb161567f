internal import Ledger
internal import Procurement

/// A live invoice or credit note, as the audit looks at it; what is noted of its lines refers to it.
final class AuditedInvoice {
  let booked: BookedInvoice
  /// What was paid of it; `nil` if nothing is on record.
  let paid: PaidSum?
  /// What credit notes deduct from it, negative, in stored units.
  let credits: Int128
  /// The part in dispute on the as-of day; `nil` if there is none.
  let disputed: DisputedPart?
  /// The shortest payment terms of its contracts.
  let paymentTermsDays: Int?

  init(
    _ booked: BookedInvoice, paid: PaidSum?, credits: Int128, disputed: DisputedPart?,
    paymentTermsDays: Int?
  ) {
    self.booked = booked
    self.paid = paid
    self.credits = credits
    self.disputed = disputed
    self.paymentTermsDays = paymentTermsDays
  }

  /// The payable amount: its total, less what credit notes deduct from it.
  var payable: Int128 {
    var units = credits
    units.add(units: total.units)
    return units
  }

  /// Whether credit notes cancel all of it.
  var isCredited: Bool { total.units != 0 && payable == 0 }

  var rowID: Int64 { booked.rowID }
  var id: InvoiceID { booked.id }
  var provider: OrganizationID { booked.invoice.provider }
  /// The contract that the invoice, or this part of it, is checked against.
  var contract: ContractID? { booked.invoice.contract }
  var number: String { booked.invoice.number }
  var billingMonth: Month { booked.invoice.billingMonth }
  var issuedOn: PartialDate { booked.invoice.issuedOn }
  var receivedOn: PartialDate? { booked.invoice.receivedOn }
  var dueOn: PartialDate? { booked.invoice.dueOn }
  var total: Money { booked.total }
  var isCreditNote: Bool { booked.invoice.kind == .creditNote }
}

/// A line of an invoice, as the audit looks at it.
struct AuditedLine {
  let booked: BookedLine
  /// The days of its service; the billing month if it says none.
  let days: DayRange
  /// The month of the first of them.
  let month: Month

  init(_ line: BookedLine, of invoice: BookedInvoice) {
    booked = line
    days = line.service ?? DayRange(of: invoice.invoice.billingMonth)
    month = days.from.month
  }

  /// Whether all of its days are of one month.
  var isOfOneMonth: Bool { days.last <= month.lastDay }

  var number: Int { booked.number }
  var sku: Int64? { booked.sku }
  var unit: Int64? { booked.unit }
  var quantity: ExactDecimal? { booked.quantity?.value }
  var unitPrice: ExactDecimal? { booked.unitPrice?.value }
  var amount: Money { booked.amount }
  var category: ChargeCategory { booked.category }
  /// Quantity times unit price in stored units, or that it is too large; `nil` if it has not both.
  var product: Figure<Int128>? {
    guard let quantity, let unitPrice else { return nil }
    return AuditedLine.product(quantity, unitPrice, amount.currency)
  }

  /// Quantity times unit price less the discount in stored units, or that it is too large; `nil` if it
  /// has not both.
  var priced: Figure<Int128>? {
    guard let product, let units = product.value else { return product }
    switch booked.discount {
    case nil: return product
    case .amount(let discount):
      guard let off = discount.rounded(toPlaces: amount.currency.scale) else { return .tooLarge }
      return .held(.known(try units - off))
    case .percent(let percent):
      let parts = Int128.powerOfTen(percent.decimals + 2)
      return .held(
        .known(
          try (units * (parts - percent.coefficient)).dividedHalfToEven(by: parts)))
    }
  }

  /// Quantity times unit price in words, with the discount.
  var productWords: String {
    discounted("\((quantity ?? .zero).words) × \((unitPrice ?? .zero).words)")
  }

  /// Quantity times unit price as a fact of a finding: facts are digested, so that their form never changes.
  var productFact: String { discounted("\(quantity ?? .zero) × \(unitPrice ?? .zero)") }

  private func discounted(_ product: String) -> String {
    booked.discount.map { "\(product) less \($0.text)" } ?? product
  }

  /// A quantity at a price in stored units; far enough from what an `Int128` holds that it can be doubled
  /// and added to.
  static func product(
    _ quantity: ExactDecimal, _ price: ExactDecimal, _ currency: Currency
  ) -> Figure<Int128> {
    guard let units = quantity.units(times: price, scale: currency.scale),
      units.magnitude < Int128.powerOfTen(37).magnitude
    else { return .unavailable(.tooLarge, "too large") }
    return .known(units)
  }

  /// Whether it gives its days of service.
  var hasService: Bool { booked.service != nil }
  /// Whether some of an invoice's lines may be identical; their descriptions are not read.
  static func mayRepeat(_ lines: [AuditedLine]) -> Bool {
    guard lines.count > 1 else { return false }
    var contents: Set<Int> = []
    for line in lines {
      var hasher = Hasher()
      hasher.combine(line.sku)
      hasher.combine(line.amount.units)
      hasher.combine(line.booked.quantity)
      hasher.combine(line.booked.service)
      guard contents.insert(hasher.finalize()).inserted else { return true }
    }
    return false
  }

  /// Whether it buys something: neither a tax nor a credit.
  var isCharge: Bool { category != .tax && category != .credit }
}
