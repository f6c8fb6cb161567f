import Procurement
import Rendering

let dollar = Currency(code: "USD", minorDigits: 2, scale: 6)
let yen = Currency(code: "JPY", minorDigits: 0, scale: 4)

/// `dollars("1250000000")`.
func dollars(_ text: String) throws -> Money { try Money(ExactDecimal(parsing: text), in: dollar) }

/// `ratio(15, 18.674)` in thousandths.
func ratio(_ numerator: Int128, _ denominator: Int128) throws -> Cell {
  guard let ratio = Ratio(numerator, over: denominator) else {
    return .unavailable(Unavailable(.notRecorded, "zero"))
  }
  return .ratio(ratio)
}

/// A report of one table.
func report(
  _ columns: [ReportColumn], _ rows: [[Cell]], totals: [[Cell]] = [], title: String = "Title",
  basis: String? = nil, parameters: [Report.Parameter] = [], notes: [String] = []
) -> Report {
  Report(
    name: "name", title: title, basis: basis, parameters: parameters,
    sections: [Section(columns: columns, rows: rows, totals: totals)], notes: notes)
}
