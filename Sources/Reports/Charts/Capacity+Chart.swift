internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering

extension [CapacityGroup] {
  /// What is contracted, due and delivered: accelerators, then megawatts of each kind.
  func charts(_ heading: ChartHeading) -> [Chart] {
    let kinds = Dictionary(grouping: self, by: \.key.megawattBasis).sorted {
      ($0.key?.rawValue ?? "") < ($1.key?.rawValue ?? "")
    }
    let accelerators = chart(.accelerators, of: "accelerators", heading)
    return [accelerators].compactMap { $0 }
      + kinds.compactMap { kind, groups in
        groups.chart(
          .kilowatts, of: kind.map { "MW, \($0.words)" } ?? "MW", heading)
      }
  }

  /// `nil` where nothing is contracted and nothing delivered in a measure.
  private func chart(
    _ measure: TrancheStatus.Measure, of things: String, _ heading: ChartHeading
  ) -> Chart? {
    let rows = filter { !$0.isEmpty(measure) }
    guard !rows.isEmpty else { return nil }
    let words = rows.map(\.chartWords)
    let names = ChartNames.names(words)
    return Chart(
      .bullets, heading, measure: .number(of: things),
      categories: words.map { .named(names[$0] ?? "") },
      series: [
        ChartSeries("contracted", .bound, values: rows.map { $0.contractedCell(measure) }),
        ChartSeries("delivered", values: rows.map { $0.deliveredCell(measure) }),
        ChartSeries("due", .mark, values: rows.map { $0.dueCell(measure) }),
      ])
  }
}

extension CapacityGroup {
  /// What tells it from others, the most telling first.
  fileprivate var chartWords: [String?] {
    [
      [key.contract ?? key.provider, key.tranche ?? key.site ?? key.accelerator]
        .compactMap { $0 }.joined(separator: " "),
      key.provider, key.site, key.accelerator, key.buyer, key.megawattBasis?.words,
    ]
  }

  fileprivate func isEmpty(_ measure: TrancheStatus.Measure) -> Bool {
    contractedCell(measure) == .empty && deliveredCell(measure) == .empty
  }
}

extension [CapacityCost] {
  /// What capacity cost month by month, contract upon contract.
  func charts(_ heading: ChartHeading) -> [Chart] {
    let names = ChartNames.names(map(\.chartKey))
    return charts(by: \.currency) { currency, costs in
      Chart(
        .columns, heading, measure: .money(currency),
        points: costs.map { cost in
          ChartPoint(
            over: cost.period.chartCategory, at: cost.period.months.from.number,
            of: cost.chartKey, named: names[cost.chartKey] ?? "",
            cost.cost.roundedToMinorUnit.cell)
        })
    }
  }
}

extension CapacityCost {
  fileprivate var chartKey: [String?] {
    [contract.reference, contract.provider, accelerator, megawattBasis?.words]
  }
}
