/// Whether a figure of spend has the tax in it (METRICS, ruling 6).
package enum TaxTreatment: String, CaseIterable, Sendable {
  /// Spend is net; the tax stands beside it.
  case exclude
  /// Spend is gross.
  case include

  /// For the basis of a report: `net of tax`, `tax included`.
  package var words: String { self == .exclude ? "net of tax" : "tax included" }
}
