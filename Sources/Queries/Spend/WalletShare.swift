internal import Store
package import Ledger
package import Procurement

/// A provider's share of what a buyer spends: its share of wallet.
///
/// Net of tax, and billed, by billing month, unless something else is asked for.
package struct WalletShare: Sendable {
  /// The buyer's slug.
  package let buyer: String
  /// The provider's slug.
  package let provider: String
  /// The contract asked for, where one was.
  package let contract: String?
  /// A whole month, quarter, half or year, cut to the window; or twelve months.
  package let period: Period
  /// The currency of both amounts; others have rows of their own.
  package let currency: Currency
  /// What was billed by the provider, or why nothing was.
  package let spend: Figure<Money>
  /// What was billed to the buyer by all providers.
  package let buyerSpend: Figure<Money>
  /// The one over the other, or why there is no share.
  package let share: Figure<Share>
  /// The rates that convert what it is a part of; `nil` if nothing is converted.
  let conversion: CurrencyConversion?

  /// A row for each buyer, provider, currency and period, in this order; and months with a fee and no
  /// invoice, by which amounts are too low.
  /// - Throws: `SQLiteError` if the store fails.
  package static func all(
    _ question: SpendRatio.Question, in book: Book
  ) throws -> (rows: [WalletShare], missing: [MissingInvoice]) {
    let parts = try SpendReport(question.spend(by: [.buyer, .provider]), in: book)
    let all = try SpendReport(question.spend(by: [.buyer]), in: book.ofBuyer)
    let wholes = Dictionary(grouping: all.groups, by: Whole.init)
    let contract = book.scope.contracts.first.map { book.names.contracts.reference(of: $0) }
    let rows = parts.groups.compactMap { part in
      wholes[Whole(of: part)]?.first.flatMap {
        WalletShare(part, of: $0, contract, parts.conversion)
      }
    }
    return (rows.sorted { $0.order < $1.order }, all.missing)
  }

  /// What a part is of.
  private struct Whole: Hashable {
    let buyer: String?
    let period: Period?
    let currency: Currency

    init(of group: SpendReport.Group) {
      (buyer, period, currency) = (group.keys.first ?? nil, group.period, group.currency)
    }
  }

  private init?(
    _ part: SpendReport.Group, of whole: SpendReport.Group, _ contract: String?,
    _ conversion: CurrencyConversion?
  ) {
    guard let period = part.period, let buyer = part.keys[0], let provider = part.keys[1] else {
      return nil
    }
    self.buyer = buyer
    self.provider = provider
    self.contract = contract
    self.period = period
    currency = part.currency
    spend = part.amount
    buyerSpend = whole.amount
    share = part.share(of: whole)
    self.conversion = conversion
  }

  private var order: (String, String, String, Month, Month) {
    (buyer, currency.code, provider, period.months.from, period.months.to)
  }
}

extension SpendReport.Group {
  /// The amount over that of a group that it is in.
  func share(of whole: SpendReport.Group) -> Figure<Share> {
    Figure<Share>(
      spend.exact(taxTreatment, on: basis), over: whole.spend.exact(taxTreatment, on: basis),
      called: "total",
      qualified: MissingInvoice.words(whole.missingCount))
  }
}

extension SpendRatio.Question {
  /// The question for the spend alone, by period and something else.
  fileprivate func spend(by dimensions: [SpendDimension]) -> SpendReport.Question {
    let time = SpendDimension(rawValue: grain.rawValue) ?? .month
    return SpendReport.Question(
      by: dimensions + [time], window: window, years: years, asOf: asOf, tax: tax,
      basis: basis, choice: choice, hasSums: false)
  }
}

// MARK: Explained

extension WalletShare {
  /// Opens shares up: the formula with its numbers, and the provider's invoices (METRICS, rule 9).
  /// - Throws: `SQLiteError` if the store fails.
  package static func explanations(
    of rows: [WalletShare], _ question: SpendRatio.Question, in book: Book
  ) throws -> [Explanation] {
    let invoices = Dictionary(
      grouping: try book.rows(
        on: question.basis, in: question.monthsShown, asOf: question.asOf)
    ) {
      [$0.buyer, $0.provider, (question.choice?.currency ?? $0.sum.net.currency).code]
    }
    return rows.map { row in
      let own = (invoices[[row.buyer, row.provider, row.currency.code]] ?? []).filter {
        row.period.months.contains($0.month)
      }
      return Explanation(
        figure: [row.buyer, "with \(row.provider)", row.contract, row.period.label]
          .compactMap(\.self).joined(separator: " "),
        formula: "spend / spend with all = \(row.spend.words) / \(row.buyerSpend.words) "
          + "\(row.currency.code) = \(row.share.text)",
        evidence: own.map { $0.evidence(question.tax) }
          + (row.conversion?.evidence(of: own) ?? []))
    }
  }
}
