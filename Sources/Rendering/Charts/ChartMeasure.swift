package import Procurement

/// What the values of a chart count.
package enum ChartMeasure: Hashable, Sendable {
  /// Amounts of a currency.
  case money(Currency)
  /// A number of things, such as `MW` or `accelerators`.
  case number(of: String)
  /// Quotients.
  case share

  /// How many decimals a drawn unit has; for money they are those of the stored unit.
  var decimals: Int {
    switch self {
    case .money(let currency): currency.scale
    case .number: 3
    case .share: 6
    }
  }

  /// What is larger is not drawn, so that sums of values and their places on paper always fit.
  private static let bound = UInt128(Int128.powerOfTen(24))

  /// The figure of a cell in units of 10^-`decimals`; `nil` where there is none, where it is of another
  /// measure, or where it is too large to be drawn.
  func units(of cell: Cell) -> Int128? {
    let units: Int128? =
      switch (self, cell) {
      case (.money(let currency), .money(let money)):
        money.currency == currency ? Int128(money.units) : nil
      case (.number, .count(let count)): Int128(count, times: 1000)
      case (.number, .decimal(let decimal)): decimal.rounded(toPlaces: decimals)
      case (.share, .ratio(let ratio)), (.share, .qualified(let ratio, _)),
        (.share, .fineRatio(let ratio, _, _)):
        ratio.rounded(toUnitsOf: 1_000_000)
      default: nil
      }
    return units.flatMap { $0.magnitude <= ChartMeasure.bound ? $0 : nil }
  }
}
