internal import Procurement

/// How a spreadsheet shows a number or a date.
enum NumberFormat: Hashable {
  case amount(currency: String, decimals: Int)
  case number(decimals: Int)
  case percentage, day, month

  /// The format of a cell; `nil` if it is no number and no date.
  init?(of cell: Cell) {
    switch cell {
    case .empty, .text, .unavailable, .date(.year), .date(.month): return nil
    case .date(.day): self = .day
    case .month: self = .month
    case .count: self = .number(decimals: 0)
    case .decimal(let decimal): self = .number(decimals: decimal.decimals)
    case .money(let money):
      let digits = money.description.utf8.split(separator: UInt8(ascii: ".")).dropFirst().first
      self = .amount(currency: money.currency.code, decimals: digits?.count ?? 0)
    case .ratio, .qualified, .fineRatio: self = .percentage
    }
  }
}
