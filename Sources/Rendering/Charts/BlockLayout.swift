internal import Procurement

/// How the rows of a block chart share a line: a name, a bar, a figure.
struct BlockLayout {
  private static let widestName = 20

  private let name: Int
  private let bar: Int
  private let extent: (low: Int128, high: Int128)

  /// `names` are those of the rows, if they are not the categories.
  init(_ chart: Chart, _ values: ChartValues, _ numbers: ChartNumbers, names: [String]? = nil) {
    let names = names ?? chart.categories.map(\.name)
    let totals = chart.categories.indices.compactMap(values.total)
    let figures =
      (chart.kind == .lines || chart.kind == .bullets
        ? chart.series.flatMap { $0.values.compactMap(numbers.label) }
        : totals.map(numbers.label)) + ["n/a"]
    name = min(names.map { CharacterWidth.of($0) }.max() ?? 0, BlockLayout.widestName)
    let figure = (figures.map { CharacterWidth.of($0) }.max() ?? 0) + 1
    bar = max(BlockText.width - name - figure - 2, 10)
    extent = values.extent
  }

  /// A row.
  func line(_ name: String, _ bar: String, _ figure: String) -> String {
    let cut = BlockLayout.cut(name, to: self.name)
    let padding = String(repeating: " ", count: self.name - CharacterWidth.of(cut))
    let line = "\(cut)\(padding) \(bar) \(figure)"
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// The parts above zero to the right of it, those below to its left. Together they are as long as their sum
  /// rounds to; without a part there is no bar.
  func bar(_ parts: [Int128?], _ blocks: [Character]) -> String {
    let span = max(extent.high &- extent.low, 1)
    let cells = { (units: Int128) in
      Int((Int128(self.bar) &* units).dividedHalfToEven(by: span))
    }
    var (above, below) = (Int128(0), Int128(0))
    var (right, left) = ("", "")
    for (part, block) in zip(parts, blocks) {
      guard let part, part != 0 else { continue }
      if part > 0 {
        right += String(
          repeating: block, count: cells(above &+ part) - cells(above))
        above = above &+ part
      } else {
        left = String(repeating: block, count: cells(below) - cells(below &+ part)) + left
        below = below &+ part
      }
    }
    if right.isEmpty, left.isEmpty, let part = parts.compactMap({ $0 }).first(where: { $0 != 0 }) {
      if part > 0 { right = "▏" } else { left = "▕" }
    }
    let room = cells(0 &- extent.low)
    return String(repeating: " ", count: max(room - left.count, 0)) + left + right
  }

  private static func cut(_ text: String, to width: Int) -> String {
    guard CharacterWidth.of(text) > width else { return text }
    var (shown, left) = ("", width - 1)
    for character in text {
      left -= CharacterWidth.of(character)
      guard left >= 0 else { break }
      shown.append(character)
    }
    return shown + "…"
  }
}
