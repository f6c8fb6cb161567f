internal import Procurement

/// Which columns state the total of an invoice: the same in all its rows, and what another column, or
/// two of them, add up to over these rows.
struct InvoiceTotals {
  /// Columns that add up to the total, which is `result`: `one`, and `other`, a tax, where there is one.
  struct Total: Hashable {
    let one: Int
    let other: Int?
    let result: Int
  }

  /// By total that holds so far: how many invoices show it.
  private(set) var totals: [Total: Int] = [:]
  /// Whether an invoice has several rows.
  private(set) var hasLongInvoices = false
  private let columns: [Int]
  private var invoice: [UInt8] = []
  private var rowCount = 0
  private var sums: [Int: CalculatedNumber?] = [:]
  private var stated: [Int: CalculatedNumber?] = [:]

  /// Nothing yet of `columns`, of which some may be totals.
  init(_ columns: [Int], _ money: MoneyColumns) {
    self.columns = columns
    let known = Set(columns)
    for result in money.totals where known.contains(result) {
      for one in columns where one != result {
        totals[Total(one: one, other: nil, result: result)] = 0
        for tax in money.taxes where known.contains(tax) && tax != one && tax != result {
          totals[Total(one: one, other: tax, result: result)] = 0
        }
      }
    }
  }

  /// Looks at a row of an invoice; those of one stand together.
  mutating func take(_ invoice: ArraySlice<UInt8>, _ numbers: [CalculatedNumber?]) {
    if rowCount > 0, !invoice.elementsEqual(self.invoice) { finish() }
    if rowCount == 0 { self.invoice = Array(invoice) }
    rowCount += 1
    for column in columns {
      let number = numbers[column] ?? .zero
      if rowCount == 1 {
        (sums[column], stated[column]) = (number, number)
      } else {
        sums[column] = .some(sums[column].flatMap { $0 }?.adding(number))
        if stated[column].flatMap({ $0 }) != number { stated[column] = .some(nil) }
      }
    }
  }

  /// Compares the last invoice's sums with what it states.
  mutating func finish() {
    guard rowCount > 0 else { return }
    hasLongInvoices = hasLongInvoices || rowCount > 1
    for total in Array(totals.keys) {
      guard let holds = holds(total) else { continue }
      if holds { totals[total]? += 1 } else { totals[total] = nil }
    }
    rowCount = 0
  }

  /// Whether a total is what the columns add up to; `nil` where an invoice does not tell.
  private func holds(_ total: Total) -> Bool? {
    guard let stated = stated[total.result].flatMap({ $0 }), let one = sums[total.one] ?? nil
    else { return false }
    guard let column = total.other else { return one == stated ? (one.isZero ? nil : true) : false }
    guard let other = sums[column] ?? nil, let sum = one.adding(other) else { return false }
    guard sum == stated else { return false }
    return one.isZero || other.isZero ? nil : true
  }
}
