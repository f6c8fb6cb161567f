internal import Procurement

/// How the figures of a chart are written: short, in one unit, which the heading names.
struct ChartNumbers {
  private let measure: ChartMeasure
  private let unit: AmountUnit?
  /// Whether the unit was asked for, so that amounts have the two decimals of tables.
  private let isChosen: Bool

  /// Amounts in `unit`; without one, in the largest that an amount of `extent` reaches.
  init(_ measure: ChartMeasure, unit: AmountUnit?, extent: (low: Int128, high: Int128)) {
    self.measure = measure
    isChosen = unit != nil
    guard case .money(let currency) = measure else {
      self.unit = nil
      return
    }
    let largest = max(extent.high.magnitude, extent.low.magnitude)
    self.unit =
      unit
      ?? AmountUnit.allCases.last {
        largest >= Int128.powerOfTen(currency.scale + max($0.digits, 4)).magnitude
      }
  }

  /// What the figures count: `USD billion`, `MW`, `percent`.
  var words: String {
    switch measure {
    case .money(let currency): currency.code + (unit.map { " \($0.rawValue)" } ?? "")
    case .number(let things): EscapedText.text(things)
    case .share: "percent"
    }
  }

  /// How many digits of the units stand behind the point of what is shown.
  private var digits: Int {
    switch measure {
    case .money(let currency): currency.scale + (unit?.digits ?? 0)
    case .number: measure.decimals
    case .share: measure.decimals - 2
    }
  }

  private var suffix: String { measure == .share ? " %" : "" }

  /// A tick, with as many decimals as the ticks of its axis need.
  func tick(_ units: Int128, step: Int128) -> String {
    var places = digits
    while places > 0, step.isMultiple(of: .powerOfTen(digits - places + 1)) { places -= 1 }
    return text(units, places: places)
  }

  /// A figure or sum: money of a unit in three digits or more, unless the unit was asked for.
  func label(_ units: Int128) -> String {
    switch measure {
    case .money(let currency):
      guard unit != nil else { return text(units, places: currency.minorDigits ?? 0) }
      return text(units, places: isChosen ? 2 : places(units))
    case .number:
      return GroupedDigits.text(
        ExactDecimal(coefficient: units, decimals: digits).description)
    case .share: return text(units, places: 1)
    }
  }

  /// Two decimals below ten, one below a hundred.
  private func places(_ units: Int128) -> Int {
    let whole = units.magnitude / Int128.powerOfTen(digits).magnitude
    return whole >= 100 ? 0 : whole >= 10 ? 1 : 2
  }

  private func text(_ units: Int128, places: Int) -> String {
    let shown = units.dividedHalfToEven(by: .powerOfTen(digits - places))
    return GroupedDigits.text(FixedPoint.text(shown, decimals: places)) + suffix
  }

  /// The figure of a cell, rounded once.
  func label(_ cell: Cell) -> String? {
    switch cell {
    case .ratio(let ratio), .qualified(let ratio, _), .fineRatio(let ratio, _, _):
      measure.units(of: cell).map { _ in
        GroupedDigits.text(FixedPoint.text(ratio.rounded(toUnitsOf: 1000), decimals: 1)) + suffix
      }
    default: measure.units(of: cell).map(label)
    }
  }

  /// The figure of a cell with all its digits, its currency or unit and its remark; why there is none.
  func exact(_ cell: Cell) -> String {
    switch cell {
    case .money(let money): "\(money.currency.code) \(GroupedDigits.text(money.description))"
    case .count, .decimal: GroupedDigits.text(cell.plain ?? "") + " " + words
    case .unavailable(let reason): "n/a (\(EscapedText.text(reason.words)))"
    default:
      (label(cell) ?? "n/a") + (cell.reason.map { " (\(EscapedText.text($0)))" } ?? "")
    }
  }
}
