import Foundation
import Procurement
import Rendering
import Testing

/// A series of dollars; `nil` is a gap.
private func series(_ name: String, _ dollars: [Int64?], _ role: ChartSeries.Role = .value)
  -> ChartSeries
{
  ChartSeries(
    name, role,
    values: dollars.map { amount in
      amount.map { .money(Money(units: $0 * 1_000_000, of: dollar)) }
        ?? .unavailable(Unavailable(.notBilled, "not billed"))
    })
}

private func chart(
  _ kind: Chart.Kind, _ series: [ChartSeries], categories: [ChartCategory]? = nil,
  measure: ChartMeasure = .money(dollar), title: String = "Spend"
) -> Chart {
  let count = series.first?.values.count ?? 0
  return Chart(
    kind, ChartHeading(title, basis: "billed"), measure: measure,
    categories: categories
      ?? (0..<count).map { .month(Month(year: 2026, month: 1).adding(months: $0)) },
    series: series)
}

private func columns(_ series: [ChartSeries]) -> Chart { chart(.columns, series) }

/// What stands between the tags of each element `text`, without the titles in it.
private func texts(_ svg: String) -> [String] {
  svg.matches(of: #/<text [^>]*>(?:<title>[^<]*</title>)?([^<]*)</text>/#).map { String($0.1) }
}

/// Height and lower end of each rectangle of a class, in hundredths of a pixel.
private func rectangles(_ svg: String, _ style: String) throws -> [(top: Int, bottom: Int)] {
  try svg.matches(
    of: #/<rect x="[^"]*" y="([^"]*)" width="[^"]*" height="([^"]*)" class="([^"]*)"/#
  )
  .filter { $0.3 == style }
  .map { (try hundredths($0.1), try hundredths($0.1) + hundredths($0.2)) }
}

private func hundredths(_ text: Substring) throws -> Int {
  Int(try #require(ExactDecimal(parsing: String(text)).rounded(toPlaces: 2)))
}

struct ChartTests {
  @Test func namesEverySeriesBesideItsColumn() {
    let svg = SVGText.inline(
      columns([series("oracle", [1, 2]), series("spacex", [3, 4])]), prefix: "a")
    #expect(texts(svg).contains("oracle"))
    #expect(texts(svg).contains("spacex"))
    #expect(svg.contains("2026-02, spacex: USD 4.00"))
  }

  @Test func stacksPartsThatAddUpToTheirSum() throws {
    let parts: [Int64] = [1, 333_333, 1_000_003, 7]
    let whole = SVGText.inline(columns([series("all", [parts.reduce(0, +)])]), prefix: "a")
    let stack = SVGText.inline(
      columns(parts.enumerated().map { series("s\($0)", [$1]) }), prefix: "a")
    let column = try #require(try rectangles(whole, "chart-fill-1").first)
    let pieces = try (1...4).flatMap { try rectangles(stack, "chart-fill-\($0)") }
      // Not the squares of the key, which are ten pixels high.
      .filter { $0.bottom - $0.top > 500 && $0.bottom - $0.top != 1000 }
    #expect(try #require(pieces.map(\.bottom).max()) == column.bottom)
    #expect(abs(try #require(pieces.map(\.top).min()) - column.top) <= 100)
    #expect(texts(stack).contains { $0 == "1.33" })
  }

  @Test func drawsCreditsBelowZero() throws {
    let svg = SVGText.inline(
      columns([series("charges", [100]), series("credits", [-40])]), prefix: "a")
    let charges = try #require(try rectangles(svg, "chart-fill-1").first)
    let credits = try #require(try rectangles(svg, "chart-fill-2").first)
    #expect(credits.top >= charges.bottom)
    #expect(texts(svg).contains("60.00"))
  }

  @Test func leavesAGapWhereThereIsNoFigure() {
    let svg = SVGText.inline(columns([series("spacex", [5, nil, 0])]), prefix: "a")
    #expect(svg.components(separatedBy: "chart-fill-1").count == 2)
    #expect(texts(svg).contains("n/a"))
    #expect(texts(svg).contains("0.00"))
    #expect(texts(svg).contains("Note: no figure for 1 of 3 (n/a or *): not billed"))
  }

  @Test func saysOfAColumnThatAPartIsNotKnown() {
    let svg = SVGText.inline(
      columns([series("oracle", [5]), series("spacex", [nil])]), prefix: "a")
    #expect(texts(svg).contains("5.00*"))
  }

  @Test func breaksALineAtAGap() {
    let svg = SVGText.inline(chart(.lines, [series("a", [1, 2, nil, 4, 5])]), prefix: "a")
    #expect(svg.matches(of: /<polyline [^>]*chart-line-1/).count == 2)
  }

  @Test func marksALonePointBetweenGaps() {
    let svg = SVGText.inline(chart(.lines, [series("a", [nil, 2, nil])]), prefix: "a")
    #expect(svg.contains("<circle"))
    #expect(svg.matches(of: /<polyline [^>]*chart-line-1/).isEmpty)
  }

  @Test(arguments: [Chart.Kind.columns, .bars, .lines, .bullets])
  func drawsWhatIsEmptyZeroOrOne(_ kind: Chart.Kind) {
    for values: [Int64?] in [[], [0, 0], [7], [nil]] {
      let svg = SVGText.inline(chart(kind, [series("spacex", values)]), prefix: "a")
      #expect(svg.hasSuffix("</svg>\n"))
      #expect(!svg.contains("nan"))
    }
    #expect(SVGText.inline(chart(kind, []), prefix: "a").hasSuffix("</svg>\n"))
  }

  @Test(arguments: [Chart.Kind.columns, .bars, .lines, .bullets])
  func drawsTheLargestAmounts(_ kind: Chart.Kind) {
    let largest = Cell.money(Money(units: .max, of: dollar))
    let least = Cell.money(Money(units: -Int64.max, of: dollar))
    let many = (0..<200).map { ChartSeries("p\($0)", values: [largest, least]) }
    let svg = SVGText.inline(chart(kind, many), prefix: "a")
    #expect(svg.hasSuffix("</svg>\n"))
  }

  @Test func leavesOutAShareThatIsTooLargeToBeDrawn() throws {
    let shares = [try ratio(1, 2), try ratio(Int128.max, 1)]
    let svg = SVGText.inline(
      chart(.lines, [ChartSeries("a", values: shares)], measure: .share), prefix: "a")
    #expect(texts(svg).contains("Note: no figure for 1 of 2: too large to be drawn"))
  }

  @Test func addsUpProvidersThatHaveNoColor() {
    let many = (0..<200).map { series("p\($0)", [Int64(1000 - $0)]) }
    let svg = SVGText.inline(columns(many), prefix: "a")
    #expect(texts(svg).contains("194 others"))
    #expect(svg.contains("2026-01, 194 others: USD 174,115.00"))
    #expect(texts(svg).contains("p5"))
    #expect(!texts(svg).contains("p6"))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "a&b\"c'", "\u{202E}evil", "\u{0}\u{FFFE}",
    "株式会社クラウド計算基盤インフラストラクチャー事業本部",
    String(repeating: "very-long-provider-name-", count: 40),
  ])
  func escapesAndCutsNames(_ name: String) {
    for kind in [Chart.Kind.columns, .bars, .lines, .bullets] {
      let svg = SVGText.inline(
        chart(
          kind, [series(name, [1]), series("b", [2])], categories: [.named(name)], title: name),
        prefix: "a")
      #expect(!svg.contains("<script"))
      #expect(!svg.contains("\u{202E}") && !svg.contains("\u{0}") && !svg.contains("\u{FFFE}"))
      #expect(texts(svg).allSatisfy { $0.count < 140 })
      #expect(
        svg.components(separatedBy: "<text ").count == svg.components(separatedBy: "</text>").count)
    }
  }

  @Test func keepsItsStyleAndIdentifiersToItself() {
    let one = SVGText.inline(columns([series("a", [1])]), prefix: "spend")
    #expect(!one.contains("<style") && !one.contains("style="))
    #expect(one.contains("aria-labelledby=\"spend-title spend-desc\""))
    #expect(one.matches(of: #/ id="([^"]*)"/#).allSatisfy { $0.1.hasPrefix("spend-") })
    let rules = SVGText.styleSheet.split(separator: "\n").filter {
      !$0.hasPrefix("@media") && $0 != "}"
    }
    #expect(rules.allSatisfy { $0.hasPrefix(".offtake-chart") })
  }

  @Test func tellsInWordsWhatItShows() {
    let svg = SVGText.inline(columns([series("spacex", [5, nil])]), prefix: "a")
    #expect(svg.contains("Spend, USD, 2026-01 to 2026-02. spacex: 5.00 in 2026-01."))
  }

  @Test func countsInTheUnitThatIsAskedFor() {
    let svg = SVGText.inline(
      columns([series("spacex", [1_250_000_000])]), unit: .million, prefix: "a")
    #expect(texts(svg).contains("USD million; billed"))
    #expect(texts(svg).contains("1,250.00"))
  }

  @Test func hasAColumnForAMonthWithoutAPoint() {
    let points = [1, 4].map { month in
      ChartPoint(
        over: .month(Month(year: 2026, month: month)), at: month, of: ["a"], named: "a",
        .money(Money(units: 1, of: dollar)))
    }
    let chart = Chart(
      .columns, ChartHeading("Spend"), measure: .money(dollar), points: points)
    #expect(chart.categories.count == 4)
    #expect(chart.series[0].values[1] == .empty)
  }

  @Test func namesNoSeriesThatHasNothingToBeDrawn() {
    let svg = SVGText.inline(
      columns([series("oracle", [5, 6]), series("spacex", [nil, 0]), series("lambda", [0, 0])]),
      prefix: "a")
    #expect(!texts(svg).contains("spacex") && !texts(svg).contains("lambda"))
    #expect(texts(svg).contains("5.00*") && texts(svg).contains("6.00"))
    #expect(texts(svg).contains("Note: no figure for 1 of 6 (n/a or *): not billed"))
  }

  @Test func marksASumOfOthersOfWhichOneIsNotKnown() {
    let many = (0..<9).map { series("p\($0)", [$0 == 8 ? nil : Int64(100 - $0), 1]) }
    #expect(texts(SVGText.inline(columns(many), prefix: "a")).contains { $0.hasSuffix("*") })
  }
}
