internal import Procurement

/// A report as text for people: aligned columns, digits grouped, percentages.
package enum TableText {
  /// The whole report, ending in a newline. What files brought in is escaped.
  package static func text(_ report: Report) -> String {
    var text = ""
    write(report) { text += $0 }
    return text
  }

  /// Hands the text over, line by line.
  package static func write<Failure: Error>(
    _ report: Report, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    for line in heading(report) { try take(line + "\n") }
    for section in report.sections {
      try take("\n")
      if let title = section.title { try take(title + "\n") }
      try write(section, to: take)
    }
    if !report.notes.isEmpty { try take("\n") }
    for note in report.notes { try take("Note: \(EscapedText.text(note))\n") }
  }

  private static func heading(_ report: Report) -> [String] {
    let parameters = report.parameters.map { "\($0.name) \($0.value)" }
    let context = ([report.basis].compactMap { $0 } + parameters).joined(separator: "; ")
    return [EscapedText.text(report.title)] + (context.isEmpty ? [] : [EscapedText.text(context)])
  }

  /// So many rows are kept as text between the two times that they are gone through.
  private static let keptRows = 16_384

  /// The rows are gone through twice: once for the widths of the columns, and once to be written.
  private static func write<Failure: Error>(
    _ section: Section, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    guard !section.rows.isEmpty else { return try take("(none)\n") }
    let headings = section.columns.map { EscapedText.text($0.heading) }
    let totals = section.totals.map(shown)
    let kept = section.rows.count <= keptRows ? section.rows.map(shown) : []
    let rows =
      kept.isEmpty ? section.rows.mapped { shown($0) } : OnDemand(kept)
    let widths = widths(headings, totals, rows)
    let line = { (cells: [String]) in aligned(cells, widths, section.columns) + "\n" }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ") + "\n"
    try take(line(headings) + rule)
    for row in rows { try take(line(row)) }
    if !totals.isEmpty { try take(rule) }
    for total in totals { try take(line(total)) }
  }

  private static func widths(
    _ headings: [String], _ totals: [[String]], _ rows: OnDemand<[String]>
  ) -> [Int] {
    var widths = headings.map(width)
    func widen(_ cells: [String]) {
      for (column, cell) in cells.enumerated() { widths[column] = max(widths[column], width(cell)) }
    }
    for total in totals { widen(total) }
    for row in rows { widen(row) }
    return widths
  }

  static func aligned(
    _ cells: [String], _ widths: [Int], _ columns: [ReportColumn]
  ) -> String {
    // Blanks that nothing follows are never made: a single long cell would make them of every row.
    var (line, blanks) = ("", 0)
    for (index, cell) in cells.enumerated() {
      // A stream may have a cell that is wider than those that were measured.
      let padding = max(0, widths[index] - width(cell))
      blanks += (index == 0 ? 0 : 2) + (columns[index].isNumeric ? padding : 0)
      if !cell.isEmpty {
        line += String(repeating: " ", count: blanks) + cell
        blanks = 0
      }
      blanks += columns[index].isNumeric ? 0 : padding
    }
    guard let last = line.utf8.lastIndex(where: { $0 != UInt8(ascii: " ") }) else { return "" }
    return String(line[..<line.utf8.index(after: last)])
  }

  /// A reason is said once in a row; what follows from it is `n/a`.
  private static func shown(_ row: [Cell]) -> [String] {
    var said: Set<String> = []
    return row.map { cell in
      guard case .unavailable(let reason) = cell, !said.insert(reason.words).inserted else {
        return shown(cell)
      }
      return "n/a"
    }
  }

  private static func shown(_ cell: Cell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): EscapedText.text(text)
    case .date(let date): date.description
    case .month(let month): month.description
    case .count(let count): GroupedDigits.text(String(count))
    case .money(let money): GroupedDigits.text(money.description)
    case .decimal(let decimal): GroupedDigits.text(decimal.description)
    case .ratio(let ratio): percent(ratio)
    case .unavailable(let reason): "n/a (\(EscapedText.text(reason.words)))"
    case .qualified(let ratio, let words): "\(percent(ratio)) (\(EscapedText.text(words)))"
    }
  }

  /// One decimal, rounded half to even: `80.3 %`.
  private static func percent(_ ratio: Ratio) -> String {
    GroupedDigits.text(FixedPoint.text(ratio.rounded(toUnitsOf: 1000), decimals: 1)) + " %"
  }

  /// How many columns of a terminal a text takes: wide letters take two, marks none.
  static func width(_ text: String) -> Int {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.utf8.count }
    return text.reduce(0) { sum, character in
      sum + (character.unicodeScalars.contains(where: isWide) ? 2 : 1)
    }
  }

  /// Source: Unicode Standard Annex 11, the main blocks of wide characters.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

/// Digits in groups of three, for people only.
enum GroupedDigits {
  /// `-1250000000.00` becomes `-1,250,000,000.00`.
  static func text(_ number: String) -> String {
    let bytes = number.utf8Span.span
    let first = bytes.count > 0 && bytes[0] == UInt8(ascii: "-") ? 1 : 0
    var end = first
    while end < bytes.count, bytes[end] != UInt8(ascii: ".") { end += 1 }
    guard end - first > 3 else { return number }
    var grouped: [UInt8] = []
    grouped.reserveCapacity(bytes.count + (end - first) / 3)
    for index in bytes.indices {
      if index > first, index < end, (end - index) % 3 == 0 { grouped.append(UInt8(ascii: ",")) }
      grouped.append(bytes[index])
    }
    return String(decoding: grouped, as: UTF8.self)
  }
}
