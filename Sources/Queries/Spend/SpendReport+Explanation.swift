internal import Procurement
package import Ledger

extension SpendReport {
  /// Opens each sum up: the formula with its numbers, and the invoices behind it, or, by SKU, the
  /// parts of them (METRICS, rule 9).
  ///
  /// - Throws: `SQLiteError` if the store fails.
  package func explanations(in book: Book) throws -> [Explanation] {
    let invoices = try book.billedInvoices(
      in: window, isBySKU: dimensions.contains(.sku), issuedBy: asOf)
    let own = Dictionary(grouping: invoices, by: key)
    return groups.map { group in
      explanation(of: group, own[GroupKey(keys: group.keys, currency: group.currency)] ?? [])
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
      formula: "spend = sum of \(count) amount\(count == 1 ? "" : "s") = \(amount)\(words)\(gap)",
      evidence: invoices.map { $0.evidence(tax) })
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
