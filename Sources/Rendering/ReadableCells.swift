internal import Procurement

/// The cells of a table for a medium that wraps and scrolls by itself, such as a page.
package struct ReadableCells: Sendable {
  /// What the amounts of the larger columns are counted in; `nil` for the currency itself.
  package let unit: AmountUnit?
  private let columns: [ReportColumn]
  private let columnsInUnit: Set<Int>
  private let plain: CellFormat
  private let counted: CellFormat

  /// The cells of a section, of which `rows` are shown. Amounts are counted in the unit of the largest of
  /// them, except in columns that are too small for it, such as prices.
  package init(of section: Section, showing rows: [[Cell]]) {
    // In a list of fields, amounts of different kinds stand below each other: each is written out.
    let amounts = section.columns.indices.filter { section.columns[$0].kind == .money }
    let largest = amounts.map { column in rows.compactMap { $0[column].wholeAmount }.max() ?? 0 }
    let unit = AmountUnit(for: largest.max() ?? 0)
    self.unit = unit
    columns = section.columns
    columnsInUnit =
      unit.map { unit in
        let smallest = Int128.powerOfTen(unit.digits - 2)
        return Set(zip(amounts, largest).filter { $1 == 0 || $1 >= smallest }.map(\.0))
      } ?? []
    plain = CellFormat(section, TableStyle())
    counted = CellFormat(section, TableStyle(unit: unit))
  }

  /// Whether the amounts of a column are counted in the unit.
  package func isInUnit(_ column: Int) -> Bool { columnsInUnit.contains(column) }

  /// The cells of a row. A reason stands in the first cell that has it.
  package func cells(_ row: [Cell]) -> [ReadableCell] {
    let (exact, inUnit) = (plain.texts(row), unit == nil ? [] : counted.texts(row))
    var said: Set<String> = []
    return row.indices.map { column in
      let text = isInUnit(column) ? inUnit[column] : exact[column]
      let reason = row[column].reason.map { EscapedText.text($0) }
      return ReadableCell(
        text: text.text, remark: reason.flatMap { said.insert($0).inserted ? $0 : nil },
        value: columns[column].isNumeric || row[column].isNumeric ? row[column].plain : nil,
        tone: text.tone)
    }
  }
}

/// A cell as people read it.
package struct ReadableCell: Hashable, Sendable {
  /// One line, safe to show: control characters are escaped, markup is not.
  package let text: String
  /// Why there is no figure, or what must be said of it, where the row has not said so before.
  package let remark: String?
  /// A number with all its digits, as programs read it; `nil` for words.
  package let value: String?
  /// What should be looked at first.
  package let tone: Tone?
}

extension Money {
  /// The amount in a sentence: `USD 6.52 billion`, `EUR 1,200.00`; rounded to two decimals of its unit.
  package var inWords: String {
    let unit = AmountUnit(for: Cell.money(self).wholeAmount ?? 0, isInWords: true)
    let format = CellFormat(Section(columns: [], rows: []), TableStyle(unit: unit))
    return "\(currency.code) \(format.text(of: self))" + (unit.map { " \($0.rawValue)" } ?? "")
  }
}

extension AmountUnit {
  /// The unit for a table or, if `isInWords` says so, a sentence with amounts of this size; `nil` if they
  /// are small enough to be written out.
  fileprivate init?(for wholeAmount: Int128, isInWords: Bool = false) {
    switch wholeAmount {
    case Int128.powerOfTen(9)... where isInWords: self = .billion
    case Int128.powerOfTen(9)...: self = .million
    case Int128.powerOfTen(6)... where isInWords: self = .million
    case Int128.powerOfTen(7)...: self = .thousand
    default: return nil
    }
  }
}

extension Cell {
  /// The size of an amount in whole currency, without a fraction.
  fileprivate var wholeAmount: Int128? {
    guard case .money(let money) = self else { return nil }
    let whole = Int128(money.units) / Int128.powerOfTen(money.currency.scale)
    return whole < 0 ? 0 &- whole : whole
  }

  /// Whether it is a number.
  package var isNumeric: Bool {
    switch self {
    case .count, .money, .decimal, .ratio, .qualified, .fineRatio: true
    case .empty, .text, .date, .month, .unavailable: false
    }
  }
}
