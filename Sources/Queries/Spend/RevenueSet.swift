internal import Ledger
internal import Procurement

/// The figures of one basis and currency of an organization; of several for one period, only the one
/// that was said last (METRICS, rulings 12, 29 and 38).
struct RevenueSet: Sendable {
  /// By first day, then the longer ones.
  private let figures: [Recorded<Revenue>]
  /// The places of figures, in the order in which they were said.
  private let ranks: [Int]
  /// For each figure, the places of those inside it that are taken out of it.
  private var inside: [[Int]]

  /// The figures of one basis and currency.
  init(_ all: [Recorded<Revenue>]) {
    figures = Dictionary(grouping: all, by: \.fact.period).values
      .compactMap { $0.max { $0.said < $1.said } }
      .sorted { ($0.period.from, $1.period.last) < ($1.period.from, $0.period.last) }
    var ranks = [Int](repeating: 0, count: figures.count)
    let said = figures.indices.sorted { [figures] in figures[$0].said < figures[$1].said }
    for (rank, place) in said.enumerated() { ranks[place] = rank }
    self.ranks = ranks
    inside = []
    // All of these lie wholly in the figure, so that none is taken out of them yet.
    inside = figures.indices.map { best(of: placesInside($0), over: [figures[$0].period]) }
  }

  /// What the figures say of a stretch of months; `nil` if they cover none of them.
  func cover(_ months: MonthRange) -> RevenueOverTime? {
    let stretch = DayRange(from: months.firstDay, through: months.endDay.adding(days: -1))
    let touching = figures.indices.filter { figures[$0].period.overlap(stretch) > 0 }
    let chosen = best(of: touching, over: [stretch])
    let covered = months.months.filter { month in
      chosen.reduce(0) { $0 + figures[$1].period.overlap(DayRange(of: month)) } == month.dayCount
    }
    guard !covered.isEmpty else { return nil }
    let days = covered.runs
    let pieces = chosen.flatMap { self.pieces(of: $0, over: days) }
    let currency = figures[chosen[0]].amount.currency
    let exact = Figure<Ratio>.held(try self.sum(pieces))
    return RevenueOverTime(
      basis: figures[chosen[0]].basis, exact: exact, currency: currency,
      coveredMonths: Set(covered),
      monthCount: months.monthCount,
      parts: pieces.map { part($0) }.sorted { $0.row.period.from < $1.row.period.from })
  }
}

// MARK: Which figures

extension RevenueSet {
  /// Figures without overlap, and how good they are together.
  private struct Choice {
    var places: [Int] = []
    var days = 0
    var prorated = 0
    /// The ranks of the figures, the one said last first.
    var ranks: [Int] = []

    /// Whether it covers more days; of such, has fewer prorated; of such, was said later.
    func isBetter(than other: Choice) -> Bool {
      if days != other.days { return days > other.days }
      if prorated != other.prorated { return prorated < other.prorated }
      return other.ranks.lexicographicallyPrecedes(ranks)
    }
  }

  /// The figures inside another one.
  private func placesInside(_ place: Int) -> [Int] {
    let period = figures[place].period
    return figures.indices[place...].dropFirst().prefix { figures[$0].period.from <= period.last }
      .filter { figures[$0].period.last <= period.last }
  }

  /// The figures without overlap that cover most of `days`; of such, those of which fewest
  /// are prorated; of such, those said last.
  private func best(of places: [Int], over days: [DayRange]) -> [Int] {
    let places = places.sorted { figures[$0].period.last < figures[$1].period.last }
    var choices = [Choice()]
    for place in places {
      // The best of those that end before it begins, and it.
      let earlier = places.prefix(choices.count - 1).partitioningIndex {
        figures[$0].period.last >= figures[place].period.from
      }
      let with = adding(place, to: choices[earlier], over: days)
      let without = choices[choices.count - 1]
      choices.append(with.isBetter(than: without) ? with : without)
    }
    return choices[choices.count - 1].places
  }

  private func adding(_ place: Int, to choice: Choice, over days: [DayRange]) -> Choice {
    var choice = choice
    choice.places.append(place)
    choice.days += days.overlap(figures[place].period)
    choice.prorated += pieces(of: place, over: days).count { $0.counted < $0.days }
    let rank = ranks[place]
    let index = choice.ranks.firstIndex { $0 < rank } ?? choice.ranks.endIndex
    choice.ranks.insert(rank, at: index)
    return choice
  }
}

// MARK: How much

extension RevenueSet {
  /// A figure, or what is left of it.
  private struct Piece {
    let place: Int
    /// The figures that are taken out of it.
    let without: [Int]
    let days, counted: Int
  }

  /// A figure as one piece if all of it counts; else the pieces of those inside it, and what is left.
  private func pieces(of place: Int, over days: [DayRange]) -> [Piece] {
    let period = figures[place].period
    let counted = days.overlap(period)
    guard counted > 0 else { return [] }
    let without = counted == period.dayCount ? [] : inside[place]
    let rest = Piece(
      place: place, without: without,
      days: without.reduce(period.dayCount) { $0 - figures[$1].period.dayCount },
      counted: without.reduce(counted) { $0 - days.overlap(figures[$1].period) })
    return without.flatMap { pieces(of: $0, over: days) } + (rest.counted > 0 ? [rest] : [])
  }

  /// What the pieces have of the days that count, in stored units, exact: what is left of a figure is
  /// spread evenly over the days left.
  private func sum(_ pieces: [Piece]) throws(MoneyError) -> Ratio {
    var sum = Ratio.zero
    for piece in pieces {
      var whole = Ratio(Int128(figures[piece.place].amount.units))
      for inner in piece.without {
        whole = try whole.subtracting(figures[inner].amount.exact)
      }
      sum = try sum.adding(whole.times(Ratio(days: piece.counted, of: piece.days))).reduced
    }
    return sum
  }

  private func part(_ piece: Piece) -> RevenueOverTime.Part {
    RevenueOverTime.Part(
      row: figures[piece.place], without: piece.without.map { figures[$0] },
      dayCount: piece.days, countedDays: piece.counted)
  }
}

extension [DayRange] {
  /// How many days of a range are in these, which do not overlap.
  fileprivate func overlap(_ range: DayRange) -> Int { reduce(0) { $0 + $1.overlap(range) } }
}

extension [Month] {
  /// The days of months that are in order, in runs.
  fileprivate var runs: [DayRange] {
    var runs: [DayRange] = []
    for month in self {
      if let last = runs.last, last.last.adding(days: 1) == month.firstDay {
        runs[runs.count - 1] = DayRange(from: last.from, through: month.lastDay)
      } else {
        runs.append(DayRange(of: month))
      }
    }
    return runs
  }
}
