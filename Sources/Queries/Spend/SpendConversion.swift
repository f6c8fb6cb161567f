internal import Ledger
internal import Procurement

/// Spend converted into one currency (METRICS, rule 7).
///
/// Each amount is exact until the one rounding, to the minor unit. The groups of a report then add up to the
/// whole (rule 5); of two dimensions, those of each first key add up to that key's piece of the whole.
struct SpendConversion {
  /// The rates.
  let rates: CurrencyConversion
  private let treatment: TaxTreatment

  private var currency: Currency { rates.currency }

  /// Finds the rates for some spend.
  /// - Throws: `MissingRatesError` with all that are missing; else `SQLiteError`.
  init(
    of items: [BilledSpend], into choice: CurrencyChoice, _ treatment: TaxTreatment, asOf: Day,
    in book: Book
  ) throws {
    let requests = Set(items.map { RateRequest($0, choice.rule, asOf: asOf) })
    self.init(
      at: try CurrencyConversion(requests, into: choice, asOf: asOf, in: book), treatment)
  }

  /// Converts at rates that were found.
  init(at rates: CurrencyConversion, _ treatment: TaxTreatment) {
    (self.rates, self.treatment) = (rates, treatment)
  }

  /// The place of the rate of some spend.
  func place(of item: BilledSpend) -> Int { rates.place(of: item) }

  /// Amounts each converted and rounded for itself.
  func converted<Key: Hashable>(_ spend: [Key: SpendOverTime]) -> [Key: SpendOverTime] {
    converted(spend) { sums in
      sums.sums.mapValues { MoneySum($0.rounded(to: currency), currency) }
    }
  }

  /// `pieces` makes the whole minor units of exact sums.
  private func converted<Key: Hashable>(
    _ spend: [Key: SpendOverTime], _ pieces: (ConvertedSums<Key>) -> [Key: MoneySum]
  ) -> [Key: SpendOverTime] {
    var amounts = ConvertedSums<Key>(in: currency, at: rates.perUnit)
    var taxes = amounts
    for (key, spend) in spend {
      for (rate, sum) in spend.unconverted {
        amounts.add(sum.spend(treatment), at: rate, to: key)
        taxes.add(sum.tax, at: rate, to: key)
      }
    }
    let (exact, whole, tax) = (amounts.sums, pieces(amounts), pieces(taxes))
    return Dictionary(
      uniqueKeysWithValues: spend.map { key, spend in
        (key, self.spend(spend, whole[key], tax: tax[key], exact[key]))
      })
  }

  private func spend(
    _ spend: SpendOverTime, _ amount: MoneySum?, tax: MoneySum?, _ exact: Figure<Ratio>?
  ) -> SpendOverTime {
    guard let amount, let tax else { return spend }
    let parts = spend.unconverted.values
    let sum = BilledSum(
      net: treatment == .include ? amount.without(tax) : amount,
      parts.map(\.netLineCount).reduce(0, +), tax: tax, parts.map(\.taxLineCount).reduce(0, +))
    return SpendOverTime(sum, exact, spend.missingCount)
  }
}

// MARK: Groups

extension SpendConversion {
  /// The groups of a report, whose amounts add up. Those of overlapping periods do so in each period.
  ///
  /// What they are set against adds up too unless time is divided: then it is rounded for itself.
  func converted(
    _ groups: [SpendReport.Group], _ question: SpendReport.Question
  ) -> [SpendReport.Group] {
    let paths = groups.map { $0.path(question) }
    let depth = question.grain?.isOverlapping == true ? 1 : 0
    let spend = converted(by: paths, groups.map(\.spend), depth: depth)
    let earlierDepth = question.grain == nil ? 0 : nil
    let previous = converted(by: paths, groups.map(\.earlier?.previous), depth: earlierDepth)
    let year = converted(by: paths, groups.map(\.earlier?.yearBefore), depth: earlierDepth)
    return zip(groups, paths).map { group, path in
      var group = group
      group.spend = spend[path] ?? group.spend
      if let previous = previous[path], let year = year[path] {
        group.earlier = SpendReport.Group.Earlier(previous: previous, yearBefore: year)
      }
      return group
    }
  }

  /// Amounts that are there; with a depth, they add up to a whole for each prefix of as many keys, else each
  /// is rounded for itself.
  private func converted(
    by paths: [[String?]], _ spend: [SpendOverTime?], depth: Int?
  ) -> [[String?]: SpendOverTime] {
    let known = zip(paths, spend).compactMap { path, spend in spend.map { (path, $0) } }
    let all = Dictionary(known) { $0.adding($1) }
    guard let depth else { return converted(all) }
    return converted(all) { pieces(of: $0, depth) }
  }

  /// The amount of each path: pieces of the piece of its first key, which is a piece of the whole.
  private func pieces(
    of sums: ConvertedSums<[String?]>, _ depth: Int
  ) -> [[String?]: MoneySum] {
    let wholes = sums.grouped { Array($0.prefix(depth)) }.sums
      .mapValues { MoneySum($0.rounded(to: currency), currency) }
    let firsts = sums.grouped { Array($0.prefix(depth + 1)) }.sums
    return pieces(of: pieces(of: wholes, depth, by: firsts), depth + 1, by: sums.sums)
  }

  /// The amount of each part, of that of its beginning.
  private func pieces(
    of wholes: [[String?]: MoneySum], _ depth: Int, by parts: [[String?]: Figure<Ratio>]
  ) -> [[String?]: MoneySum] {
    var pieces: [[String?]: MoneySum] = [:]
    for (beginning, own) in Dictionary(grouping: parts.keys, by: { Array($0.prefix(depth)) }) {
      let keys = own.sorted {
        $0.lexicographicallyPrecedes($1) { ($0 ?? "~") < ($1 ?? "~") }
      }
      let split = minorUnits(of: wholes[beginning], by: keys.map { parts[$0] ?? .tooLarge })
      for (key, piece) in zip(keys, split) { pieces[key] = piece }
    }
    return pieces
  }

  /// Whole minor units for each part, which add up to the whole; too large where that is.
  private func minorUnits(of whole: MoneySum?, by parts: [Figure<Ratio>]) -> [MoneySum] {
    let exact = parts.compactMap(\.value)
    guard exact.count == parts.count, let whole = whole?.figure.value,
      let split = try? whole.minorUnits(of: exact)
    else { return parts.map { _ in .tooLarge(currency) } }
    return split.map { MoneySum($0.currency, units: Int128($0.units)) }
  }
}

extension SpendReport.Group {
  /// Its keys; if periods overlap, after that of its period.
  fileprivate func path(_ question: SpendReport.Question) -> [String?] {
    guard question.grain?.isOverlapping == true else { return keys }
    let others = zip(keys, question.dimensions).filter { !$0.1.isTime }.map(\.0)
    return [period?.label] + others
  }
}

extension SpendOverTime {
  /// The two together.
  fileprivate func adding(_ other: SpendOverTime) -> SpendOverTime { .sum([self, other]) }
}
