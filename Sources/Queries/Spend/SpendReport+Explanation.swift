internal import Procurement
package import Ledger

extension SpendReport {
  /// Opens each sum up: the formula with its numbers, and the invoices behind it, or, by SKU, the
  /// parts of them (METRICS, rule 9).
  ///
  /// - Throws: `SQLiteError` if the store fails.
  package func explanations(in book: Book) throws -> [Explanation] {
    let invoices = try book.rows(
      on: question.basis, in: question.monthsShown, isBySKU: dimensions.contains(.sku),
      asOf: question.asOf)
    let own = Dictionary(grouping: invoices, by: key).mapValues { invoices in
      Dictionary(grouping: invoices, by: \.month)
    }
    return groups.map { group in
      let months = own[group.key] ?? [:]
      let period = (group.period?.months ?? question.window).map(\.months)
      return explanation(
        of: group, (period ?? months.keys.sorted()).flatMap { months[$0] ?? [] })
    }
  }

  private func explanation(of group: Group, _ invoices: [BilledInvoice]) -> Explanation {
    let keys = zip(group.keys, dimensions).map { $0 ?? "(no \($1.rawValue))" }
    let amount = group.amount.words
    let (count, missing) = (invoices.count, group.missingCount)
    let gap = missing == 0 ? "" : "; \(missing) invoice\(missing == 1 ? "" : "s") missing"
    let words = tax.words(for: group.sum?.tax)
    let pieces = question.basis.piece + (count == 1 ? "" : "s")
    let rule = conversion.map { " at the \($0.choice.rule.rawValue) rates of their months" } ?? ""
    return Explanation(
      figure: (keys + [group.currency.code]).joined(separator: " "),
      formula: "spend = sum of \(count) \(pieces)\(rule) = \(amount)\(words)\(gap)"
        + group.comparison,
      evidence: invoices.map { $0.evidence(tax) }
        + (conversion?.evidence(of: invoices) ?? []))
  }
}

extension SpendBasis {
  /// What is added up.
  fileprivate var piece: String {
    switch self {
    case .billed: "amount"
    case .accrued: "piece"
    case .paid: "payment"
    }
  }
}

extension SpendReport.Group {
  /// `; change = (30.00 - 20.00) / 20.00 = 50.0 %`, and the same for the year before; empty unless it is set
  /// against earlier periods.
  fileprivate var comparison: String {
    [("change", previous, change), ("year_change", yearBefore, yearChange)].map {
      name, earlier, growth in
      guard let earlier, let growth else { return "" }
      return "; \(name) = (\(amount.words) - \(earlier.words)) / \(earlier.words) = \(growth.text)"
    }.joined()
  }
}

extension TaxTreatment {
  /// `, net of 10.00 tax` or `, 10.00 tax included`; empty if there is none.
  func words(for tax: MoneySum?) -> String {
    guard let tax, tax.units != 0 || tax.isTooLarge else { return "" }
    let amount = tax.figure.words
    return self == .exclude ? ", net of \(amount) tax" : ", \(amount) tax included"
  }
}
