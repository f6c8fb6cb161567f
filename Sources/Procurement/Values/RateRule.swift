/// Which rate of a month converts what flows in it (METRICS, rule 7).
package enum RateRule: String, CaseIterable, Sendable {
  /// The mean of its stored daily rates.
  case average
  /// The last one on or before its last day.
  case closing
}
