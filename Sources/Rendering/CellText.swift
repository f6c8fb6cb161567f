internal import Procurement

/// A cell as people read it, besides the number of its footnote.
struct CellText {
  /// One line, safe to show.
  let text: String
  /// Why there is no figure, or what must be said of it.
  var remark: Remark?
  var tone: Tone?
  /// Whether an amount has more digits than are shown.
  var isRounded = false

  init(_ text: String, remark: Remark? = nil) {
    self.text = text
    self.remark = remark
  }
}

/// What a footnote says.
enum Remark: Hashable {
  case unavailable(Unavailable)
  case qualified(String)

  /// `not_recorded: revenue missing`; the code alone where the words say no more.
  var words: String {
    switch self {
    case .unavailable(let reason):
      reason.words == reason.code.rawValue.replacing("_", with: " ")
        ? reason.code.rawValue
        : "\(reason.code.rawValue): \(EscapedText.text(reason.words))"
    case .qualified(let words): EscapedText.text(words)
    }
  }

  /// What a cell shows of it in parentheses, where every column stands on one line.
  var inCell: String {
    switch self {
    case .unavailable(let reason): "n/a (\(EscapedText.text(reason.words)))"
    case .qualified(let words): "(\(EscapedText.text(words)))"
    }
  }
}

/// How the cells of a table are written.
struct CellFormat {
  private let style: TableStyle
  private let columns: [ReportColumn]
  /// By column: how many decimals its exact amounts of a currency share.
  private let decimals: [[Currency: Int]]

  /// Exact amounts of a column have as many decimals as the one with the most, which its cells are gone
  /// through for.
  init(_ section: Section, _ style: TableStyle) {
    self.style = style
    columns = section.columns
    guard style.isExact else {
      decimals = []
      return
    }
    var decimals = [[Currency: Int]](repeating: [:], count: columns.count)
    for row in [AnyCollection(section.rows), AnyCollection(section.totals)].joined() {
      for (column, cell) in row.enumerated() {
        guard case .money(let money) = cell, section.columns[column].kind == .money else {
          continue
        }
        decimals[column][money.currency, default: 0] = max(
          decimals[column][money.currency] ?? 0, money.decimal.decimals)
      }
    }
    self.decimals = decimals
  }

  /// The cells of a row.
  func texts(_ row: [Cell]) -> [CellText] {
    var said: Set<String> = []
    return row.enumerated().map { column, cell in
      var text = text(cell, column)
      if style.width == nil { text = withRemark(text, &said) }
      if text.tone == nil { text.tone = columns[column].toning?.tone(of: text.text) }
      return text
    }
  }

  private func text(_ cell: Cell, _ column: Int) -> CellText {
    switch cell {
    case .empty: CellText("")
    case .text(let text): CellText(EscapedText.text(text))
    case .date(let date): CellText(date.description)
    case .month(let month): CellText(month.description)
    case .count(let count): CellText(GroupedDigits.text(String(count)))
    case .money(let money): amount(money, column)
    case .decimal(let decimal): CellText(GroupedDigits.text(decimal.description))
    case .ratio(let ratio): CellText(CellFormat.percent(ratio))
    case .unavailable(let reason): CellText("n/a", remark: .unavailable(reason))
    case .qualified(let ratio, let words):
      CellText(CellFormat.percent(ratio), remark: .qualified(words))
    case .fineRatio(let ratio, let places, let words):
      CellText(
        CellFormat.percent(ratio, places: max(places - 2, 1)),
        remark: words.map { .qualified($0) })
    }
  }

  /// With the reason in the cell: once in a row, since what follows from it is `n/a` for the same.
  private func withRemark(_ text: CellText, _ said: inout Set<String>) -> CellText {
    switch text.remark {
    case nil: text
    case .unavailable(let reason)?:
      said.insert(reason.words).inserted
        ? CellText(Remark.unavailable(reason).inCell) : CellText(text.text)
    case .qualified(let words)?: CellText("\(text.text) \(Remark.qualified(words).inCell)")
    }
  }

  /// An amount outside a table.
  func text(of money: Money) -> String { amount(money, 0).text }

  private func amount(_ money: Money, _ column: Int) -> CellText {
    let currency = money.currency
    var text: CellText
    if let unit = style.unit {
      text = CellFormat.amount(money, dividedBy: currency.scale + unit.digits - 2, decimals: 2)
      text.isRounded = false
    } else if !style.isExact, let digits = currency.minorDigits {
      text = CellFormat.amount(money, dividedBy: currency.scale - digits, decimals: digits)
    } else {
      text = CellText(GroupedDigits.text(exact(money, column)))
    }
    text.tone = money.isNegative ? .alarm : nil
    return text
  }

  private func exact(_ money: Money, _ column: Int) -> String {
    let text = money.description
    let point = text.firstIndex(of: ".")
    let own = point.map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    let wanted = decimals.isEmpty ? 0 : decimals[column][money.currency] ?? 0
    guard own < wanted else { return text }
    return text + (point == nil ? "." : "") + String(repeating: "0", count: wanted - own)
  }

  /// The stored units over a power of ten, rounded half to even.
  private static func amount(
    _ money: Money, dividedBy digits: Int, decimals: Int
  ) -> CellText {
    let divisor = Int128.powerOfTen(digits)
    // Almost every amount has no more digits than are shown.
    if let small = Int64(exactly: divisor), money.units.isMultiple(of: small) {
      return CellText(
        GroupedDigits.text(FixedPoint.text(Int128(money.units / small), decimals: decimals)))
    }
    let units = Int128(money.units)
    var text = CellText(
      GroupedDigits.text(
        FixedPoint.text(units.dividedHalfToEven(by: divisor), decimals: decimals)))
    text.isRounded = !units.isMultiple(of: divisor)
    return text
  }

  /// One decimal unless told otherwise, rounded half to even: `80.3 %`.
  private static func percent(_ ratio: Ratio, places: Int = 1) -> String {
    GroupedDigits.text(
      FixedPoint.text(
        ratio.rounded(toUnitsOf: Int64(Int128.powerOfTen(places + 2))), decimals: places)) + " %"
  }
}
