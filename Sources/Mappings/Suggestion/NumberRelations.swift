internal import Procurement

/// Which columns of numbers add up to another, or multiply to it, in every row so far.
struct NumberRelations {
  /// One column and another make a third.
  struct Triple: Hashable {
    let one: Int
    let other: Int
    let result: Int
  }

  /// A relation that holds so far, and how many rows show it.
  struct Evidence {
    let triple: Triple
    fileprivate(set) var rows = 0
  }

  private(set) var sums: [Evidence] = []
  private(set) var products: [Evidence] = []
  /// By column of credits: the columns that have a number in a row where it has one.
  private(set) var together: [Int: Set<Int>] = [:]
  private let columns: [Int]
  private let credits: [Int]
  /// By column: the decimals that its numbers have.
  private let places: [Int]

  /// More columns of numbers than these are not held beside each other.
  static let mostColumns = 16

  /// Nothing yet of `columns`, whose numbers have a given number of `places`.
  init(_ columns: [Int], _ money: MoneyColumns, places: [Int]) {
    self.columns = columns
    self.places = places
    credits = money.credits
    let known = Set(columns)
    let addends = (money.taxes + money.deductions).uniqued
    sums = NumberRelations.evidence(addends, columns, results: columns, known)
    products = NumberRelations.evidence(money.quantities, money.prices, results: columns, known)
  }

  private static func evidence(
    _ ones: [Int], _ others: [Int], results: [Int], _ known: Set<Int>
  ) -> [Evidence] {
    var triples: Set<Triple> = []
    for one in ones where known.contains(one) {
      for other in others where known.contains(other) && other != one {
        for result in results where result != one && result != other {
          triples.insert(Triple(one: min(one, other), other: max(one, other), result: result))
        }
      }
    }
    let sorted = triples.sorted { ($0.result, $0.one, $0.other) < ($1.result, $1.one, $1.other) }
    return sorted.map { Evidence(triple: $0) }
  }

  /// Looks at the numbers of a row, by column; empty cells have none.
  mutating func take(_ numbers: [CalculatedNumber?]) {
    for credit in credits where numbers[credit] != nil {
      together[credit, default: []].formUnion(columns.filter { numbers[$0] != nil })
    }
    NumberRelations.check(&sums) { triple in NumberRelations.sum(triple, numbers) }
    NumberRelations.check(&products) { [places] triple in
      NumberRelations.product(triple, numbers, places[triple.result])
    }
  }

  /// Drops what does not hold, and counts the rows that show what does.
  private static func check(_ relations: inout [Evidence], _ test: (Triple) -> Bool?) {
    var hasFailed = false
    var failed = [Bool](repeating: false, count: relations.count)
    for index in relations.indices {
      guard let holds = test(relations[index].triple) else { continue }
      if holds { relations[index].rows += 1 } else { (failed[index], hasFailed) = (true, true) }
    }
    if hasFailed { relations = zip(relations, failed).filter { !$0.1 }.map(\.0) }
  }

  /// Whether two numbers add up to a third; `nil` where a row does not tell.
  private static func sum(_ triple: Triple, _ numbers: [CalculatedNumber?]) -> Bool? {
    guard let result = numbers[triple.result] else { return nil }
    let one = numbers[triple.one] ?? .zero
    let other = numbers[triple.other] ?? .zero
    guard let rest = one.adding(other)?.adding(result.negated) else { return nil }
    guard rest.isZero else { return false }
    return one.isZero || other.isZero ? nil : true
  }

  /// Whether two numbers multiply to a third, rounded to its decimals; `nil` where a row does not tell.
  private static func product(
    _ triple: Triple, _ numbers: [CalculatedNumber?], _ places: Int
  ) -> Bool? {
    guard let result = numbers[triple.result], let one = numbers[triple.one],
      let other = numbers[triple.other], let product = one.multiplied(by: other),
      let rest = product.adding(result.negated)
    else { return nil }
    guard rest.vanishes(atPlaces: places) else { return false }
    return one.isZero || other.isZero ? nil : true
  }
}

extension [NumberRelations.Evidence] {
  /// The relations that some row shows, the best shown first.
  var shown: [NumberRelations.Evidence] {
    filter { $0.rows > 0 }.sorted { $0.rows > $1.rows }
  }

  /// The relation of these columns to a result; `nil` where a row says otherwise.
  func of(_ one: Int, _ other: Int, result: Int) -> NumberRelations.Evidence? {
    first {
      $0.triple.result == result && $0.triple.one == Swift.min(one, other)
        && $0.triple.other == Swift.max(one, other)
    }
  }
}
