internal import Procurement

extension Chart {
  /// The most series and categories; the picture says what it leaves out.
  ///
  /// Of stacked columns and of bars the smallest become one, named with their number; of lines and bullets, which
  /// cannot be added up, the smallest or the last are left out.
  func limited(series: Int, categories: Int) -> Chart {
    switch kind {
    case .columns: withLatest(categories).stacked(atMost: series)
    case .lines: withLatest(categories).withLargest(series)
    case .bars: sorted.withRest(beyond: categories)
    case .bullets: withFirst(categories)
    }
  }

  /// The largest series first, those beyond a limit added up as one; those that have nothing to be drawn, and
  /// all others that are not drawn by themselves, leave their gaps. Series of equal size stay in their order.
  private func stacked(atMost limit: Int) -> Chart {
    let sizes = series.map(size)
    let ranked = series.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let drawn = ranked.filter { sizes[$0] > 0 }
    guard let first = ranked.first else { return self }
    let named =
      drawn.isEmpty ? [first] : drawn.count > limit ? Array(drawn.prefix(limit - 1)) : drawn
    let others = drawn.dropFirst(named.count).map { series[$0] }
    let sum = ChartSeries(
      "\(others.count) others", .others,
      values: categories.indices.map { index in measure.sum(others.map { $0.values[index] }) })
    let rest = ranked.filter { !named.contains($0) }.map { series[$0] }
    let gaps = ChartSeries(
      "", .gaps,
      values: categories.indices.map { index in
        rest.lazy.map { $0.values[index] }.first { gapReason($0) != nil } ?? .empty
      })
    return with(
      series: named.map { series[$0] } + (others.isEmpty ? [] : [sum])
        + (rest.isEmpty ? [] : [gaps]))
  }

  private func size(_ series: ChartSeries) -> UInt128 {
    series.values.reduce(0) { $0 &+ (measure.units(of: $1)?.magnitude ?? 0) }
  }

  private func withLatest(_ limit: Int) -> Chart {
    guard categories.count > limit else { return self }
    return with(
      categories: Array(categories.suffix(limit)),
      series: series.map {
        ChartSeries($0.name, $0.role, values: Array($0.values.suffix(limit)))
      },
      remarks: ["\(categories.count - limit) earlier periods are not drawn"])
  }

  private func withFirst(_ limit: Int) -> Chart {
    guard categories.count > limit else { return self }
    return with(
      categories: Array(categories.prefix(limit)),
      series: series.map {
        ChartSeries($0.name, $0.role, values: Array($0.values.prefix(limit)))
      },
      remarks: ["\(categories.count - limit) more rows of the table are not drawn"])
  }

  private func withLargest(_ limit: Int) -> Chart {
    let values = series.indices.filter { series[$0].role == .value }
    guard values.count > limit else { return self }
    let last = values.map { place in
      (place, series[place].values.lazy.compactMap(measure.units).last?.magnitude ?? 0)
    }
    let kept = Set(last.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(limit).map(\.0))
    return with(
      series: series.indices.filter { series[$0].role != .value || kept.contains($0) }
        .map { series[$0] },
      remarks: [
        "\(values.count - limit) more lines, of smaller latest values, are not drawn"
      ])
  }

  /// The categories by their values, the largest first and those without one last.
  private var sorted: Chart {
    let sizes = categories.indices.map { index in
      series.first.flatMap { measure.units(of: $0.values[index]) } ?? .min
    }
    let order = categories.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return with(
      categories: order.map { categories[$0] },
      series: series.map { one in
        ChartSeries(one.name, one.role, values: order.map { one.values[$0] })
      })
  }

  private func withRest(beyond limit: Int) -> Chart {
    guard categories.count > limit else { return self }
    let count = categories.count - limit + 1
    return with(
      categories: categories.prefix(limit - 1) + [.named("\(count) others")],
      series: series.map { one in
        ChartSeries(
          one.name, one.role,
          values: one.values.prefix(limit - 1) + [measure.sum(Array(one.values.suffix(count)))])
      })
  }
}

extension ChartMeasure {
  /// The exact sum of the figures among some cells. Without any it is why there is none; what cannot be added
  /// up, such as quotients, has no sum.
  fileprivate func sum(_ cells: [Cell]) -> Cell {
    switch self {
    case .money(let currency):
      let amounts = cells.compactMap { if case .money(let money) = $0 { money } else { nil } }
      guard !amounts.isEmpty else { return ChartMeasure.absence(of: cells) }
      let sum = Figure<Money>.held(try Money(exactly: amounts.units, of: currency))
      return sum.value.map { .money($0) } ?? .unavailable(Unavailable(.tooLarge, "too large"))
    case .number:
      let counts = cells.compactMap(units)
      guard !counts.isEmpty else { return ChartMeasure.absence(of: cells) }
      return .decimal(ExactDecimal(coefficient: counts.sum, decimals: decimals))
    case .share: return .unavailable(Unavailable(.notApplicable, "shares are not added"))
    }
  }

  private static func absence(of cells: [Cell]) -> Cell {
    cells.first { $0 != .empty } ?? .empty
  }
}
