/// Columns of numbers whose titles say which numbers of an invoice they are, the most telling first.
struct MoneyColumns {
  let amounts: [Int]
  let totals: [Int]
  let taxes: [Int]
  /// Credits, discounts, and both.
  let credits: [Int]
  let discounts: [Int]
  let deductions: [Int]
  let quantities: [Int]
  let prices: [Int]

  init(_ guess: TitleGuess, _ profiles: [ColumnProfile]) {
    let numbers = { (keys: [String]) in
      guess.columns(meaning: keys).filter { profiles[$0].isNumbers }
    }
    let taxes = numbers(FieldSynonyms.tax)
    let deductions = numbers(FieldSynonyms.credit + FieldSynonyms.discount)
    self.taxes = taxes
    self.deductions = deductions
    credits = numbers(FieldSynonyms.credit)
    discounts = numbers(FieldSynonyms.discount)
    let fields = { (field: String) in
      guess.columns(of: field).map(\.index).filter { !taxes.contains($0) }
    }
    amounts = fields("amount").filter { !deductions.contains($0) }
    totals = (fields("total") + numbers(FieldSynonyms.gross)).uniqued
    quantities = fields("quantity")
    prices = fields("unit_price")
  }

  /// All of them, those that matter most first.
  var all: [Int] { (amounts + prices + quantities + totals + taxes + deductions).uniqued }
}

extension [Int] {
  /// Each number once, in the order in which they came.
  var uniqued: [Int] {
    var seen: Set<Int> = []
    return filter { seen.insert($0).inserted }
  }
}
