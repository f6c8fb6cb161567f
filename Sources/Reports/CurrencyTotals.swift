internal import Procurement

// Totals of amounts: one for each currency, of what is known.

extension Array {
  /// The rows of each currency, by its code: each has a total.
  func grouped(by currency: (Element) -> Currency) -> [[Element]] {
    Dictionary(grouping: self, by: currency).sorted { $0.key.code < $1.key.code }.map(\.value)
  }

  /// The rows of each currency that has several: one row is its own total.
  func groupedIfSeveral(by currency: (Element) -> Currency) -> [[Element]] {
    grouped(by: currency).filter { $0.count > 1 }
  }

  /// The sum of the amounts that are known, as they are shown; `n/a` if none is.
  func sum(_ amount: (Element) -> Figure<Money>, in currency: Currency?) -> Figure<Money> {
    let figures = map(amount).filter(\.countsInTotal)
    guard let currency, !figures.isEmpty else { return .unavailable(.notRecorded, "none known") }
    return figures.reduce(into: MoneySum(currency)) { $0.add(MoneySum($1, currency)) }.figure
  }

  /// What a total leaves out: `the USD total leaves out 2 contracts whose cost to leave is n/a`;
  /// `nil` if nothing, or all of them.
  func leftOutNote(
    _ words: String, of currency: Currency?, _ amount: (Element) -> Figure<Money>
  ) -> String? {
    let count = count { amount($0).value == nil }
    guard count > 0, count < self.count else { return nil }
    return "the \(currency?.code ?? "") total leaves out "
      + (count == 1 ? "1 contract" : "\(count) contracts")
      + " whose \(words) is n/a"
  }
}
