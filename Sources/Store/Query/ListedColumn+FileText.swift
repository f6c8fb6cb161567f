internal import Procurement
internal import SQLite

extension ListedColumn {
  /// What a file says in the column so that an import stores what is stored; empty for nothing.
  package func fileText(in row: ListedRow) -> String {
    guard let value = row.values[column.name] else { return "" }
    switch (value, content) {
    case (.integer(let units), .money):
      return row.currency.map { Money(units: units, of: $0).description } ?? "\(units)"
    case (.integer(let kilowatts), .kilowatts):
      return ExactDecimal(coefficient: Int128(kilowatts), decimals: 3).description
    case (.integer(let day), .day): return Day(number: Int(day)).description
    case (.integer(let flag), .flag): return flag == 0 ? "no" : "yes"
    case (.integer(let number), _): return "\(number)"
    case (.text(let text), _): return text
    case (.null, _), (.real, _), (.blob, _): return ""
    }
  }
}
