internal import Ledger
internal import Procurement

/// The months that are over and were spent in, of which forecasts are made: billed, those with an invoice, since a
/// credit note is none; accrued or paid, those with an amount above zero.
struct SpentMonths {
  private let months: Set<InvoicedMonth>

  /// Finds the months among what was spent.
  /// - Throws: `SQLiteError` if the store fails.
  init(_ spend: [BilledSpend], _ question: BudgetReport.Question, in book: Book) throws {
    let found =
      question.basis == .billed
      ? try book.invoicedMonths(by: question.asOf)
      : Set(spend.filter(\.isAboveZero).map(InvoicedMonth.init))
    months = found.filter { question.isOver($0.month) }
  }

  /// The months of a scope, in order.
  func all(of scope: BudgetScope) -> [Month] {
    Set(months.filter { scope.includes($0.buyer, $0.provider, $0.contract) }.map(\.month)).sorted()
  }
}

extension SpentMonths {
  /// The months of a window after the last one of a scope.
  func following(of scope: BudgetScope, in window: MonthRange) -> [Month] {
    let last = all(of: scope).last
    return window.months.filter { month in last.map { month > $0 } ?? true }
  }
}

extension BilledSpend {
  fileprivate var isAboveZero: Bool { sum.net.units > 0 || sum.net.isTooLarge }
}

extension InvoicedMonth {
  fileprivate init(_ spend: BilledSpend) {
    self.init(
      buyer: spend.buyer, provider: spend.provider, contract: spend.contract, month: spend.month)
  }
}
