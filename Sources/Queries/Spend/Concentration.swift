package import Ledger
package import Procurement

/// How much of the spend of some months lies with few providers (METRICS, M10).
///
/// Providers count as their ultimate parents. Shares are of the positive net spend of all of them
/// (ruling 38); one to which no more was paid than it gave back is listed and left out.
package struct Concentration: Hashable, Sendable {
  /// The months; `nil` for all.
  package let period: Period?
  /// The currency of the spend.
  package let currency: Currency
  /// Ultimate parents, from the largest spend down.
  package let providers: [Provider]
  /// The spend with those that count: the sum of what is shown of each.
  package let total: MoneySum
  /// The sum of the squares of their shares, exact, or why there is none: the index is 10,000 times it.
  package let squares: Figure<Ratio>
  /// Months with a fee and no invoice, by which shares may be wrong.
  package let missing: [MissingInvoice]

  /// The providers of one ultimate parent.
  package struct Provider: Hashable, Sendable {
    /// The slug of the parent.
    package let parent: String
    /// The slugs of the providers that were paid, in order.
    package let members: [String]
    /// What was paid to them; exact unless it was converted, and rounded to the minor unit then.
    package let spend: MoneySum
    /// What shares are made of: stored units or, of what was converted, millionths of them.
    fileprivate let weight: Int128
    /// Its share, or why there is none.
    package fileprivate(set) var share: Figure<Ratio>
    /// Its share with those of larger ones.
    package fileprivate(set) var cumulated: Figure<Ratio>

    /// Whether it counts.
    package var counts: Bool { weight > 0 && !spend.isTooLarge }

    /// Why it has no share, unless it counts: its spend is zero, negative or too large.
    fileprivate static func leftOut(_ spend: MoneySum, weight: Int128) -> Figure<Ratio> {
      spend.isTooLarge
        ? .tooLarge : .unavailable(weight == 0 ? .zero : .negative, "no net spend")
    }
  }

  /// The index from which spend is highly concentrated. Source: US Merger Guidelines 2023.
  package static let highFrom = 1800

  /// Herfindahl-Hirschman index: 0 to 10,000.
  package var index: Figure<ExactDecimal> {
    squares.map { ExactDecimal(coefficient: $0.rounded(toUnitsOf: 100_000), decimals: 1) }
  }

  /// How many equal providers would be as concentrated: 10,000 over the index.
  package var effectiveCount: Figure<ExactDecimal> {
    squares.flatMap { Ratio($0.denominator, over: $0.numerator).or(.zero, "no spend") }
      .map { $0.exactDecimal(places: 2) }
  }

  /// Whether the index is above 1,800, before it is rounded.
  package var isHigh: Bool {
    squares.value.map { $0 > Ratio(days: Concentration.highFrom, of: 10_000) } ?? false
  }

  /// The share of a given number of the largest, or why there is none.
  package func share(ofLargest count: Int) -> Figure<Ratio> {
    let counted = providers.filter(\.counts).prefix(count)
    return counted.last?.cumulated
      ?? squares.flatMap { _ in .unavailable(.zero, "no net spend") }
  }
}

extension Optional where Wrapped == Ratio {
  fileprivate func or(_ code: Unavailable.Code, _ words: String) -> Figure<Ratio> {
    map { .known($0) } ?? .unavailable(code, words)
  }
}

extension Concentration {
  /// What is asked.
  package struct Question: Sendable {
    /// How time is divided; `nil` if it is not.
    package let grain: Grain?
    /// The billing months, `nil` for all; of trailing months, those in which they end.
    package let window: MonthRange?
    /// Where years begin.
    package let years: YearStart
    /// Invoices that were issued later do not count.
    package let asOf: Day
    /// Whether tax is in the spend.
    package let tax: TaxTreatment
    /// The currency of all amounts; `nil` for that of each.
    package var choice: CurrencyChoice?

    /// A question about a window of months.
    package init(
      by grain: Grain?, window: MonthRange?, years: YearStart = .january, asOf: Day,
      tax: TaxTreatment = .exclude, choice: CurrencyChoice? = nil
    ) {
      self.grain = grain
      self.window = window
      self.years = years
      self.asOf = asOf
      self.tax = tax
      self.choice = choice
    }
  }

  /// The concentration of each currency and period, in this order.
  /// - Throws: `MissingRatesError` if an amount cannot be converted; `SQLiteError` if the store fails.
  package static func all(_ question: Question, in book: Book) throws -> [Concentration] {
    let time = question.grain.flatMap { SpendDimension(rawValue: $0.rawValue) }
    let spend = try SpendReport(
      SpendReport.Question(
        by: [time, .provider].compactMap(\.self), window: question.window, years: question.years,
        asOf: question.asOf, tax: question.tax, choice: question.choice, hasSums: false), in: book)
    let parents = try UltimateParents(in: book)
    var all: [Concentration] = []
    for run in spend.groups.runs(by: { [$0.currency.code, $0.period?.label] }) {
      all.append(try Concentration(of: run, spend.missing, parents, question))
    }
    return all
  }

  private init(
    of groups: [SpendReport.Group], _ missing: [MissingInvoice], _ parents: UltimateParents,
    _ question: Question
  ) throws {
    let currency = groups[0].currency
    let byParent = Dictionary(grouping: groups.filter { $0.sum != nil }) {
      parents.parent(of: $0.keys.last.flatMap(\.self) ?? "")
    }
    var providers = byParent.map { Provider($0, groups: $1, in: currency, question) }
    providers.sort { ($1.weight, $0.parent) < ($0.weight, $1.parent) }
    period = groups[0].period
    self.currency = currency
    self.missing = missing.filter { item in
      (question.choice != nil || item.currency == currency)
        && (groups[0].period?.months.contains(item.month) ?? true)
    }
    total = providers.filter(\.counts).reduce(into: MoneySum(currency)) { $0.add($1.spend) }
    squares = Concentration.squares(of: providers, total)
    self.providers = Concentration.shared(providers, of: total)
  }

  private static func squares(of providers: [Provider], _ total: MoneySum) -> Figure<Ratio> {
    guard !total.isTooLarge, !providers.contains(where: \.spend.isTooLarge) else {
      return .tooLarge
    }
    guard providers.contains(where: \.counts) else { return .unavailable(.zero, "no net spend") }
    return .held(try squares(of: providers.filter(\.counts).map(\.weight)))
  }

  /// The quotient for amounts above zero, without what divides all of them, so that large ones fit.
  private static func squares(of units: [Int128]) throws(MoneyError) -> Ratio {
    let divisor = units.reduce(0, commonDivisor)
    var (sum, squares) = (Int128(0), Int128(0))
    for amount in units {
      let part = amount / divisor
      sum = try sum + part
      squares = try squares + part * part
    }
    return Ratio(squares, over: try sum * sum) ?? .zero
  }

  private static func commonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
    var (divisor, rest) = (left, right)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    return divisor
  }

  private static func shared(_ providers: [Provider], of total: MoneySum) -> [Provider] {
    let counted = providers.filter(\.counts)
    let whole = counted.map(\.weight).reduce(0, &+)
    var running = Int128(0)
    return providers.map { provider in
      var provider = provider
      guard provider.counts else { return provider }
      guard !total.isTooLarge else {
        (provider.share, provider.cumulated) = (.tooLarge, .tooLarge)
        return provider
      }
      running = running &+ provider.weight
      provider.share = Ratio(provider.weight, over: whole).or(.zero, "no spend")
      provider.cumulated = Ratio(running, over: whole).or(.zero, "no spend")
      return provider
    }
  }
}

extension Concentration.Provider {
  /// The spend of some groups of one ultimate parent.
  fileprivate init(
    _ parent: String, groups: [SpendReport.Group], in currency: Currency,
    _ question: Concentration.Question
  ) {
    let spend = SpendReport.Group.sum(groups)?.spend ?? SpendOverTime()
    let sum = spend.sum?.spend(question.tax) ?? MoneySum(currency)
    self.parent = parent
    members = groups.compactMap { $0.keys.last ?? nil }.sorted()
    self.spend = sum
    weight =
      question.choice == nil
      ? sum.units : spend.exact(question.tax, on: .billed).value?.rounded(toUnitsOf: 1_000_000) ?? 0
    share = Self.leftOut(sum, weight: weight)
    cumulated = share
  }
}

/// The organization that owns another, directly or through others, and is owned by none.
struct UltimateParents {
  private let names: [OrganizationID: String]
  private let parents: [String: OrganizationID]

  init(in book: Book) throws {
    let organizations = try book.organizations
    names = Dictionary(
      organizations.map { ($0.key, $0.value.fact.slug) }, uniquingKeysWith: { first, _ in first })
    parents = Dictionary(
      organizations.values.compactMap { organization in
        organization.fact.parent.map { (organization.fact.slug, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The slug of the ultimate parent: its own if it has none, the last one before a circle if an older
  /// version stored one.
  func parent(of slug: String) -> String {
    var (slug, seen) = (slug, Set([slug]))
    while let parent = parents[slug].flatMap({ names[$0] }), seen.insert(parent).inserted {
      slug = parent
    }
    return slug
  }
}
