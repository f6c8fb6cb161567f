internal import Procurement

/// The names below columns and points, as many as fit. Lengths are hundredths of a pixel.
struct CategoryAxis {
  private let categories: [ChartCategory]
  private let left: Int
  private let width: Int

  /// Categories that share a width from a place on.
  init(_ categories: [ChartCategory], from left: Int, through right: Int) {
    (self.categories, self.left, width) = (categories, left, right - left)
  }

  /// What each takes.
  var step: Int { width / max(categories.count, 1) }

  /// The middle of one.
  func center(_ index: Int) -> Int { left + width * (2 * index + 1) / (2 * categories.count) }

  /// The middle of one, moved inwards where something that wide would reach beyond the axis.
  func center(_ index: Int, keeping half: Int) -> Int {
    max(min(center(index), left + width - half), left + half)
  }

  /// Draws the names.
  /// - Returns: where they end.
  func draw(on canvas: inout SVGCanvas, from top: Int) -> Int {
    let months = categories.compactMap { if case .month(let month) = $0 { month } else { nil } }
    guard months.count == categories.count else {
      draw(names, on: &canvas, y: top + 1500)
      return top + 1900
    }
    draw(monthNames(months), on: &canvas, y: top + 1500)
    draw(years(months), on: &canvas, y: top + 1500 + ChartFrame.lineHeight)
    return top + 1900 + ChartFrame.lineHeight
  }

  private struct Name {
    let text: String
    let center: Int
  }

  /// Names that would touch the one before are left out.
  private func draw(_ names: [Name], on canvas: inout SVGCanvas, y: Int) {
    var free = 400
    for name in names {
      let half = TextAdvance.width(name.text, size: SVGStyleSheet.size) / 2 + 1
      let center = min(name.center, ChartFrame.width - 400 - half)
      guard center - half >= free else { continue }
      canvas.text(name.text, x: center, y: y, anchor: .middle, "chart-muted")
      free = center + half + 600
    }
  }

  /// One name of every few, each as long as its place.
  private var names: [Name] {
    let texts = categories.map(\.name)
    let widest = texts.map { TextAdvance.width($0, size: SVGStyleSheet.size) }.max() ?? 0
    let stride = min(max(1, (min(widest, 9000) + 800) / max(step, 1) + 1), max(texts.count, 1))
    let isEnough = widest + 800 <= step
    return texts.enumerated().filter { isEnough || $0.offset.isMultiple(of: stride) }.map {
      Name(
        text: TextAdvance.cut(
          $1, to: max(step * (isEnough ? 1 : stride) - 800, 1500), size: SVGStyleSheet.size),
        center: center($0))
    }
  }

  /// Every month, or every second, third, sixth, or January.
  private func monthNames(_ months: [Month]) -> [Name] {
    let stride = [1, 2, 3, 6, 12].first { step * $0 >= 3400 } ?? 12
    guard step * stride >= 3400 else { return [] }
    return months.enumerated().filter { $1.number.isMultiple(of: stride) }
      .map { Name(text: CategoryAxis.names[$1.month - 1], center: center($0)) }
  }

  /// Each year below its first month.
  private func years(_ months: [Month]) -> [Name] {
    months.enumerated().filter { $0.offset == 0 || $0.element.month == 1 }.filter {
      // A first year of few months gives way to the second.
      $0.offset > 0 || step * (13 - $0.element.month) >= 4000
        || months.count <= 13 - $0.element.month
    }.map { Name(text: String($1.year), center: center($0)) }
  }

  private static let names = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
