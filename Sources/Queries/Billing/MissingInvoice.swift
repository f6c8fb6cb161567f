package import Ledger
package import Procurement

/// A month for which a contract has a fee and no invoice: missing, not zero (METRICS, rule 4 and M0).
///
/// A credit note alone is no invoice of its month.
package struct MissingInvoice: Hashable, Sendable {
  /// The contract.
  package let file: ContractFile
  /// The billing month that has none.
  package let month: Month
  /// Whether the fee that should have been billed is known.
  package let isFeeKnown: Bool

  /// The provider's slug.
  package var provider: String { file.provider }
  /// The buyer's slug.
  package var buyer: String { file.buyer }
  /// The contract's reference.
  package var contract: String { file.reference }
  /// The contract's currency.
  package var currency: Currency { file.currency }

  /// The missing invoices of a book on a day, by contract, provider and month; `window` is the billing
  /// months, `nil` for all.
  package static func all(
    in book: Book, window: MonthRange?, asOf: Day
  ) throws -> [MissingInvoice] {
    let billed = try book.billedMonths
    let candidates = try book.contracts.flatMap { contract in
      contract.unbilledMonths(billed[contract.id] ?? BilledMonths(), in: window, asOf: asOf)
        .map { MissingInvoice(contract, $0) }
    }
    let months = candidates.map(\.month)
    guard let first = months.min(), let last = months.max() else { return [] }
    // Charges are read only of contracts that seem to miss an invoice, and for months that do.
    let days = DayRange(from: first.firstDay, through: last.lastDay)
    let charged = try book.narrowed(to: Set(candidates.map(\.file.id)))
      .charges(for: days, issuedBy: asOf)
    return candidates.filter { candidate in
      !(charged[candidate.file.id] ?? []).contains { $0.isCharge(forDaysOf: candidate.month) }
    }.sorted()
  }

  /// The missing invoices of one contract of the book on a day, by month.
  static func all(of contract: ContractFile, in book: Book, asOf: Day) throws -> [MissingInvoice] {
    let billed = try book.billedMonths[contract.id] ?? BilledMonths()
    let months = contract.unbilledMonths(billed, in: nil, asOf: asOf)
    guard !months.isEmpty else { return [] }
    let charges = try book.charges(of: contract, issuedBy: asOf)
    return months.filter { month in !charges.contains { $0.isCharge(forDaysOf: month) } }
      .map { MissingInvoice(contract, $0) }
  }

  /// What the invoice should charge; `nil` if no day of the month counts.
  package func expectedCharge(asOf: Day) throws -> ExpectedCharge? {
    let window = MonthRange(from: month, to: month.adding(months: 1))
    return try ExpectedCharge.all(of: file, in: window, asOf: asOf).first
  }

  init(_ contract: ContractFile, _ month: Month) {
    file = contract
    self.month = month
    isFeeKnown = contract.fees.covering(month).allSatisfy { $0.monthlyFee != nil }
  }
}

extension ContractFile {
  /// The months that an invoice is to be expected for: over on a day, from the start and before the exit day, with a fee
  /// that is not known to be 0. None of a contract that may bind nobody.
  package func monthsToBill(asOf: Day) -> [Month] {
    monthsToBill(asOf: asOf) { _ in true }
  }

  /// The months to bill in a window that have no invoice.
  fileprivate func unbilledMonths(
    _ billed: BilledMonths, in window: MonthRange?, asOf: Day
  ) -> [Month] {
    monthsToBill(asOf: asOf) { month in
      (window?.contains(month) ?? true) && !billed.contains(month, issuedBy: asOf)
    }
  }

  private func monthsToBill(asOf: Day, where isAskedFor: (Month) -> Bool) -> [Month] {
    let standing = standing(on: asOf)
    guard standing.owesFees else { return [] }
    let end = asOf.adding(days: 1).month
    let months = fees.flatMap { $0.months(before: end).filter(isAskedFor) }
    return (fees.count > 1 ? Set(months).sorted() : months).filter { month in
      standing.days(of: month) != nil
        && fees.covering(month).contains { $0.monthlyFee?.units != 0 }
    }
  }
}

extension Charge {
  /// Whether it charges anything: it is neither a tax nor a credit, nor an adjustment that takes something
  /// off.
  var isCharge: Bool { category.charges(amount.units) }

  /// Whether it charges anything for a day of a month.
  func isCharge(forDaysOf month: Month) -> Bool {
    isCharge && days.overlap(DayRange(of: month)) > 0
  }
}

extension MissingInvoice: Comparable {
  /// By contract, provider and month.
  package static func < (left: Self, right: Self) -> Bool {
    (left.contract, left.provider, left.month) < (right.contract, right.provider, right.month)
  }
}
