/// How people write periods, read as of a day: the one place where their words are known.
package struct PeriodWords: Hashable, Sendable {
  /// The day that `this month`, `ytd`, `yesterday` and the like count from.
  package let asOf: Day
  /// Where the years of `FY2026`, `this quarter` and `ytd` begin; `2026` and `2026Q1` are calendar
  /// years and quarters.
  package let years: YearStart

  /// The words as of a day.
  package init(asOf: Day, years: YearStart = .january) {
    self.asOf = asOf
    self.years = years
  }

  /// What words mean.
  package struct Meaning: Hashable, Sendable {
    /// The months.
    package let months: MonthRange
    /// Whether it is those months alone that are meant, also where it is said as a beginning: a range, or
    /// a period such as `last month` and `ytd`.
    package let isAlone: Bool
  }

  /// Reads `2026`, `2026Q1`, `2026-Q1`, `2026H1`, `FY2026`, `FY2026Q1`, `2026-05`; `this` or `last` with
  /// `month`, `quarter`, `half` or `year`; `ytd`; `today`, `yesterday` and `-3 months`, which mean the
  /// month of that day; or two of them with `..` between, of which both ends are included.
  /// - Throws: `PeriodError` for anything else, and for a range that runs backward.
  package func meaning(of text: String) throws(PeriodError) -> Meaning {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 2 else {
      guard let meaning = single(text) else { throw PeriodError(text: text) }
      return meaning
    }
    guard let first = single(ends[0]), let last = single(ends[1]),
      first.months.from < last.months.to
    else { throw PeriodError(text: text) }
    return Meaning(
      months: MonthRange(from: first.months.from, to: last.months.to), isAlone: true)
  }

  private func single(_ text: String) -> Meaning? {
    if let named = named(text) { return Meaning(months: named, isAlone: false) }
    if let relative = relative(text) { return Meaning(months: relative, isAlone: true) }
    return RelativeDay(offset: text).map {
      Meaning(months: MonthRange($0.day(from: asOf).month), isAlone: false)
    }
  }

  /// A year, a part of one, or a month.
  private func named(_ text: String) -> MonthRange? {
    var word = text.uppercased()
    let isFiscal = word.hasPrefix("FY")
    if isFiscal { word.removeFirst(2) }
    let start = isFiscal ? years : .january
    guard let year = PeriodWords.year(String(word.prefix(4))) else { return nil }
    let rest = word.dropFirst(4)
    guard !rest.isEmpty else { return start.year(year) }
    if !isFiscal, let month = try? Month(parsing: text) { return MonthRange(month) }
    let part = rest.hasPrefix("-") ? rest.dropFirst() : rest
    guard let (grain, number) = PeriodWords.part(String(part)) else { return nil }
    return start.part(number, of: grain, year)
  }

  private func relative(_ text: String) -> MonthRange? {
    let words = text.lowercased().split(separator: " ").map(String.init)
    if words == ["ytd"] {
      return MonthRange(from: years.range(of: .year, around: asOf.month).from, through: asOf.month)
    }
    guard words.count == 2, let grain = Grain(rawValue: words[1]), !grain.isOverlapping else {
      return nil
    }
    let current = years.range(of: grain, around: asOf.month)
    switch words[0] {
    case "this": return current
    case "last": return years.range(of: grain, around: current.from.adding(months: -1))
    default: return nil
    }
  }

  /// Reads `2026`.
  static func year(_ text: String) -> Int? {
    guard case .year(let year)? = try? PartialDate(parsing: text) else { return nil }
    return year
  }

  /// Reads `Q1` to `Q4`, `H1` and `H2`.
  static func part(_ text: String) -> (Grain, Int)? {
    switch text {
    case "Q1": (.quarter, 1)
    case "Q2": (.quarter, 2)
    case "Q3": (.quarter, 3)
    case "Q4": (.quarter, 4)
    case "H1": (.half, 1)
    case "H2": (.half, 2)
    default: nil
    }
  }
}
