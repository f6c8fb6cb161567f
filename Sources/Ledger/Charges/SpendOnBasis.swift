package import Procurement

extension Book {
  /// Spend of each month, contract and currency, and of each SKU if that is asked for, by the as-of day.
  ///
  /// The month is that of the basis, and `window` is of such months, `nil` for all. Without `isByContract`,
  /// contracts need not be told apart.
  /// - Throws: `SQLiteError` if the store fails.
  package func spend(
    on basis: SpendBasis, in window: MonthRange?, isBySKU: Bool = false,
    isByContract: Bool = true, asOf: Day
  ) throws -> [BilledSpend] {
    switch basis {
    case .billed:
      try spend(in: window, isBySKU: isBySKU, isByContract: isByContract, issuedBy: asOf)
    case .accrued: try accruedParts(in: window, isBySKU, isByInvoice: false, asOf).map(\.spend)
    case .paid: try paidParts(in: window, isBySKU, asOf).map(\.spend)
    }
  }

  /// The rows behind that: invoices; or pieces of them, by the months of their service; or payments.
  package func rows(
    on basis: SpendBasis, in window: MonthRange?, isBySKU: Bool = false, asOf: Day
  ) throws -> [BilledInvoice] {
    switch basis {
    case .billed: try billedInvoices(in: window, isBySKU: isBySKU, issuedBy: asOf)
    case .accrued: try accruedParts(in: window, isBySKU, isByInvoice: true, asOf)
    case .paid: try paidParts(in: window, isBySKU, asOf)
    }
  }
}

extension BilledSum {
  /// An amount that is tax, or is none.
  init(_ amount: MoneySum, isTax: Bool, _ lineCount: Int) {
    let none = MoneySum(amount.currency)
    self =
      isTax
      ? BilledSum(net: none, 0, tax: amount, lineCount)
      : BilledSum(net: amount, lineCount, tax: none, 0)
  }
}
