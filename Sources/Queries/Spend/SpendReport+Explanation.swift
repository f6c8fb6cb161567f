internal import Procurement
package import Ledger

extension SpendReport {
  /// Opens each sum up: the formula with its numbers, and the invoices behind it, or, by SKU, the
  /// parts of them (METRICS, rule 9).
  ///
  /// - Throws: `SQLiteError` if the store fails.
  package func explanations(in book: Book) throws -> [Explanation] {
    let invoices = try book.billedInvoices(
      in: question.monthsShown, isBySKU: dimensions.contains(.sku), issuedBy: question.asOf)
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
    return Explanation(
      figure: (keys + [group.currency.code]).joined(separator: " "),
      formula: "spend = sum of \(count) amount\(count == 1 ? "" : "s") = \(amount)\(words)\(gap)"
        + group.comparison,
      evidence: invoices.map { $0.evidence(tax) })
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
