internal import Procurement

/// The largest keys of one dimension in each currency; all others go into one.
struct LargestKeys: Sendable {
  private let kept: [Currency: Set<String?>]
  private let rest: [Currency: String]

  /// Keeps all.
  init() { (kept, rest) = ([:], [:]) }

  /// Keeps the `count` keys with the largest spend, of equal ones those that come first by name; the
  /// others of twelve in all are `rest of 12`.
  init(_ count: Int, of spend: [SeriesKey: SpendOverTime], _ tax: TaxTreatment) {
    var (kept, rest) = ([Currency: Set<String?>](), [Currency: String]())
    for (currency, keys) in Dictionary(grouping: spend.keys, by: \.currency) {
      let sums = Dictionary(grouping: keys) { $0.names.first ?? nil }.mapValues { keys in
        SpendOverTime.sum(keys.compactMap { spend[$0] })
      }.filter { !$1.isEmpty }.mapValues { $0.units(tax) }
      guard sums.count > count else { continue }
      let order = sums.sorted { ($1.value, $0.key ?? "~") < ($0.value, $1.key ?? "~") }
      kept[currency] = Set(order.prefix(count).map(\.key))
      var label = "rest of \(sums.count)"
      while sums.keys.contains(label) { label += " in all" }
      rest[currency] = label
    }
    (self.kept, self.rest) = (kept, rest)
  }

  /// The key under which a series is shown.
  func shown(_ key: SeriesKey) -> SeriesKey {
    guard let kept = kept[key.currency], let first = key.names.first, !kept.contains(first) else {
      return key
    }
    return SeriesKey(names: [rest[key.currency]] + key.names.dropFirst(), currency: key.currency)
  }

  /// Whether a name is that of the rest.
  func isRest(_ name: String?, in currency: Currency) -> Bool {
    name != nil && rest[currency] == name
  }
}
