internal import Procurement

/// Which columns are the quantity, its unit and the price of one: never a quantity of one unit with the
/// price of another's.
struct QuantityRoles {
  /// By field.
  private(set) var columns: [String: ColumnGuess] = [:]

  private let rows: RelationSurvey
  private let quantities: [Int]
  private let prices: [Int]
  private let units: [Int]

  init(_ rows: RelationSurvey, amount: Int?) {
    self.rows = rows
    let taken: Set<Int> = Set([amount].compactMap(\.self))
    quantities = rows.money.quantities.filter { $0 != amount }
    prices = rows.money.prices.filter { $0 != amount }
    units = rows.guess.columns(of: "unit", without: taken).map(\.index)
      .filter { !rows.survey.profiles[$0].isNumbers || rows.survey.profiles[$0].isEmpty }
    decidePair(amount)
    decideUnit()
  }

  /// A quantity and a price that multiply to an amount in every row, whichever column that is.
  static func product(_ rows: RelationSurvey) -> NumberRelations.Evidence? {
    let others = rows.money.quantities + rows.money.prices + rows.money.taxes
    return rows.relations.products.shown.first { !others.contains($0.triple.result) }
  }

  // MARK: Quantity and price

  private mutating func decidePair(_ amount: Int?) {
    let pairs = quantities.flatMap { quantity in
      prices.filter { $0 != quantity }.map { (quantity: quantity, price: $0) }
    }
    let products = amount.map { amount in
      pairs.compactMap { pair in
        rows.relations.products.of(pair.quantity, pair.price, result: amount).map {
          (pair, $0.rows)
        }
      }
    }
    if let best = products?.filter({ $0.1 > 0 }).max(by: { $0.1 < $1.1 }) {
      columns["quantity"] = ColumnGuess(best.0.quantity, .sure)
      columns["unit_price"] = ColumnGuess(best.0.price, .sure)
      return
    }
    guard let quantity = quantities.first else { return takePriceAlone() }
    columns["quantity"] = ColumnGuess(quantity, certainty(of: quantity))
    guard let price = prices.first(where: { $0 != quantity }),
      !rows.survey.profiles[price].isEmpty
    else { return }
    columns["unit_price"] = ColumnGuess(
      price, .open("no row shows that it is the price of \(words(quantity))"))
  }

  private func certainty(of quantity: Int) -> Certainty {
    if rows.survey.profiles[quantity].isEmpty { return .likely("it has no value") }
    let rival = quantities.first { $0 != quantity && !rows.survey.profiles[$0].isEmpty }
    return rival.map { .likely("\(words($0)) is another") } ?? .sure
  }

  private mutating func takePriceAlone() {
    guard let price = prices.first else { return }
    columns["unit_price"] = ColumnGuess(price, .sure)
  }

  // MARK: The unit

  private mutating func decideUnit() {
    guard let quantity = columns["quantity"]?.index, let first = units.first else { return }
    let kind = QuantityKind(title: title(quantity))
    let fitting = units.filter { QuantityKind(title: title($0)) == kind }
    let isOnly = quantities.count == 1 && units.count == 1
    if let unit = fitting.first, kind != nil || isOnly {
      columns["unit"] = ColumnGuess(unit, .sure)
    } else if isOnly, kind == nil || QuantityKind(title: title(first)) == nil {
      columns["unit"] = ColumnGuess(first, .sure)
    } else if let next = units.first(where: { $0 == quantity + 1 }), fitting.contains(next) {
      columns["unit"] = ColumnGuess(next, .likely("it is next to \(words(quantity))"))
    } else {
      columns["unit"] = ColumnGuess(
        first, .open("no title shows that it is the unit of \(words(quantity))"))
    }
  }

  private func title(_ column: Int) -> String { rows.survey.titles[column] }

  private func words(_ column: Int) -> String {
    EscapedText.text(rows.survey.titles.name(of: column), limit: 40)
  }
}

/// What a title says that a quantity or a unit is of: use, or what is priced.
private enum QuantityKind: Equatable {
  case usage, pricing

  private static let words: [(kind: QuantityKind, words: [String])] = [
    (
      .pricing,
      [
        "pricing", "priced", "billed", "billing", "billable", "abrechnung", "factur", "fattur",
        "fatur", "請求", "청구", "计费", "計費",
      ]
    ),
    (
      .usage,
      [
        "usage", "used", "consum", "verbrauch", "nutzung", "utilis", "verbruik", "gebruik", "使用",
        "利用", "사용", "이용", "用量",
      ]
    ),
  ]

  init?(title: String) {
    let folded = title.foldedTitle
    let found = QuantityKind.words.first { _, words in words.contains(where: folded.contains) }
    guard let found else { return nil }
    self = found.kind
  }
}
