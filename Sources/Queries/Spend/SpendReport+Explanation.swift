internal import Procurement
package import Ledger

extension SpendReport {
  /// Opens each sum up: the formula with its numbers, and the invoices behind it, or, by SKU, the
  /// parts of them (METRICS, rule 9).
  ///
  /// - Throws: `SQLiteError` if the store fails.
  package func explanations(in book: Book) throws -> [Explanation] {
    let invoices =
      dimensions.contains(.sku)
      ? try book.billedInvoiceParts(in: window) : try book.billedInvoices(in: window)
    let own = Dictionary(grouping: invoices, by: key)
    return groups.map { group in
      explanation(of: group, own[GroupKey(keys: group.keys, currency: group.currency)] ?? [])
    }
  }

  private func explanation(of group: Group, _ invoices: [BilledInvoice]) -> Explanation {
    let keys = zip(group.keys, dimensions).map { $0 ?? "(no \($1.rawValue))" }
    let amount = group.amount.map(\.description) ?? "n/a (no invoice)"
    let (count, missing) = (invoices.count, group.missingCount)
    let gap = missing == 0 ? "" : "; \(missing) invoice\(missing == 1 ? "" : "s") missing"
    return Explanation(
      figure: (keys + [group.currency.code]).joined(separator: " "),
      formula: "spend = sum of \(count) amount\(count == 1 ? "" : "s") = \(amount)\(gap)",
      evidence: invoices.map(\.evidence))
  }
}
