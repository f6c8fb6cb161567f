internal import Procurement

/// The cell as OpenDocument writes it.
extension SpreadsheetCell {
  /// The cell as XML.
  var xml: String { xml(styled: format?.name) }

  /// The cell as XML, in the style of that name.
  func xml(styled style: String?) -> String {
    guard let shown = cell.plain else { return "<table:table-cell/>" }
    let name = style.map { " table:style-name=\"\(Markup.escaped($0))\"" } ?? ""
    return
      "<table:table-cell\(name)\(value)>\(SpreadsheetCell.paragraphs(shown))</table:table-cell>"
  }

  /// The value, as programs read it, with its type.
  private var value: String {
    switch cell {
    case .empty, .unavailable: ""
    case .text, .date(.year), .date(.month): attributes("string", [])
    case .date(.day(let day)): attributes("date", [("date-value", "\(day)")])
    case .month(let month): attributes("date", [("date-value", "\(month.firstDay)")])
    case .count, .decimal: attributes("float", [("value", cell.plain ?? "")])
    case .money(let money):
      attributes("currency", [("currency", money.currency.code), ("value", "\(money)")])
    case .ratio, .qualified, .fineRatio:
      attributes("percentage", [("value", cell.plain ?? "")])
    }
  }

  private func attributes(_ type: String, _ others: [(String, String)]) -> String {
    ([("value-type", type)] + others).map { " office:\($0)=\"\(Markup.escaped($1))\"" }.joined()
  }

  /// A row of cells.
  static func row(_ cells: [String]) -> String {
    "<table:table-row>" + cells.joined() + "</table:table-row>\n"
  }

  /// A paragraph for each line of a text. Blanks that would be dropped are elements.
  ///
  /// Source: OpenDocument 1.3, part 3, 6.1.2, white space.
  private static func paragraphs(_ text: String) -> String {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { "<text:p>\(spaced(String($0)))</text:p>" }.joined()
  }

  private static func spaced(_ line: String) -> String {
    guard line.utf8.contains(where: { $0 == 0x20 || $0 == 0x09 }) else {
      return Markup.escaped(line)
    }
    var (spaced, words) = ("", "")
    var isAfterSpace = true
    for (offset, scalar) in line.unicodeScalars.enumerated() {
      let isLast = offset == line.unicodeScalars.count - 1
      let isElement = scalar == "\t" || scalar == " " && (isAfterSpace || isLast)
      isAfterSpace = scalar == " " || scalar == "\t"
      guard isElement else {
        words.unicodeScalars.append(scalar)
        continue
      }
      spaced += Markup.escaped(words) + (scalar == "\t" ? "<text:tab/>" : "<text:s/>")
      words = ""
    }
    return spaced + Markup.escaped(words)
  }
}

extension NumberFormat {
  /// The name of the style of cells.
  var name: String {
    switch self {
    case .amount(let currency, let decimals): "amount-\(currency)-\(decimals)"
    case .number(let decimals): "number-\(decimals)"
    case .percentage: "percentage"
    case .day: "day"
    case .month: "month"
    }
  }

  /// The style of cells, and before it the format that it names.
  var definition: String {
    let (element, content) = parts
    let format = Markup.escaped("format-\(name)")
    return "<number:\(element) style:name=\"\(format)\">\(content)</number:\(element)>"
      + "<style:style style:name=\"\(Markup.escaped(name))\" style:family=\"table-cell\" "
      + "style:parent-style-name=\"Default\" style:data-style-name=\"\(format)\"/>\n"
  }

  private var parts: (element: String, content: String) {
    let (year, month) = (
      "<number:year number:style=\"long\"/>", "<number:month number:style=\"long\"/>"
    )
    let hyphen = "<number:text>-</number:text>"
    return switch self {
    case .amount(let currency, let decimals):
      (
        "currency-style",
        "<number:currency-symbol>\(Markup.escaped(currency))</number:currency-symbol>"
          + "<number:text> </number:text>" + NumberFormat.digits(decimals)
      )
    case .number(let decimals): ("number-style", NumberFormat.digits(decimals))
    case .percentage:
      ("percentage-style", NumberFormat.digits(1) + "<number:text> %</number:text>")
    case .day:
      ("date-style", year + hyphen + month + hyphen + "<number:day number:style=\"long\"/>")
    case .month: ("date-style", year + hyphen + month)
    }
  }

  private static func digits(_ decimals: Int) -> String {
    "<number:number number:decimal-places=\"\(decimals)\" number:min-decimal-places=\"\(decimals)\" "
      + "number:min-integer-digits=\"1\" number:grouping=\"true\"/>"
  }
}
