internal import Procurement
internal import Workbooks

extension SpreadsheetCell {
  /// The cell as a workbook holds it. Workbooks begin with the year 1900; earlier days are text.
  var workbookCell: WorkbookCell {
    WorkbookCell(content, format: format?.workbookFormat)
  }

  private var content: WorkbookCell.Content {
    guard let plain = cell.plain else { return .empty }
    return switch cell {
    case .empty, .unavailable: .empty
    case .text, .date(.year), .date(.month): .text(Markup.withoutControls(plain))
    case .date(.day(let day)): SpreadsheetCell.content(day, written: plain)
    case .month(let month): SpreadsheetCell.content(month.firstDay, written: plain)
    case .count, .decimal, .money, .ratio, .qualified, .fineRatio: .number(plain)
    }
  }

  private static func content(_ day: Day, written plain: String) -> WorkbookCell.Content {
    guard day.month.year >= 1900 else { return .text(plain) }
    return .day(year: day.month.year, month: day.month.month, day: day.dayOfMonth)
  }
}

extension NumberFormat {
  /// The format as a workbook writes it, such as `[$USD] #,##0.00`.
  ///
  /// Source: ECMA-376, part 1, 18.8.31, `numFmts`.
  fileprivate var workbookFormat: String {
    switch self {
    case .amount(let currency, let decimals): "[$\(currency)] " + NumberFormat.pattern(decimals)
    case .number(let decimals): NumberFormat.pattern(decimals)
    case .percentage: NumberFormat.pattern(1) + " %"
    case .day: "yyyy-mm-dd"
    case .month: "yyyy-mm"
    }
  }

  private static func pattern(_ decimals: Int) -> String {
    "#,##0" + (decimals == 0 ? "" : "." + String(repeating: "0", count: decimals))
  }
}
