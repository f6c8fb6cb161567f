internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering

/// A row of the ladder of obligations.
struct LadderRow {
  /// What tells it from others, the most telling first.
  let words: [String?]
  let currency: Currency
  /// What is owed in each year, and after them.
  let ladder: Figure<PurchaseObligation.Ladder>

  init(words: [String?], currency: Currency, _ ladder: Figure<PurchaseObligation.Ladder>) {
    (self.words, self.currency, self.ladder) = (words, currency, ladder)
  }

  /// A cell for each of the first `years` years, and for what comes after them.
  fileprivate func cells(years: Int) -> [Cell] {
    (0...years).map { index in ladder.map { $0.all[index] }.cell }
  }
}

extension [LadderRow] {
  /// What must be paid in each year, row upon row; deals that are only announced are left out.
  func charts(years: [MonthRange], _ heading: ChartHeading) -> [Chart] {
    let names = ChartNames.names(map(\.words))
    return charts(by: \.currency) { currency, rows in
      Chart(
        .columns, heading, measure: .money(currency),
        categories: years.map { .named($0.fiscalYear) } + [.named("thereafter")],
        series: rows.map { row in
          ChartSeries(names[row.words] ?? "", values: row.cells(years: years.count))
        })
    }
  }
}
