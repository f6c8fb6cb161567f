package import Ledger
package import Procurement

/// A figure opened up: its formula with the numbers in it, and the rows behind them.
package struct Explanation: Hashable, Sendable {
  /// Which figure: `anthropic 2026Q3`.
  package let figure: String
  /// `3,750,000,000.00 / 10,900,000,000.00 = 34.4 %`.
  package let formula: String
  /// The rows, in the order in which the formula uses them.
  package let evidence: [Evidence]

  /// A figure's formula and rows.
  package init(figure: String, formula: String, evidence: [Evidence]) {
    self.figure = figure
    self.formula = formula
    self.evidence = evidence
  }
}

extension Figure where Value: CustomStringConvertible {
  /// The figure, or `n/a` with its reason.
  package var words: String { value?.description ?? "n/a (\(reason ?? ""))" }
}
