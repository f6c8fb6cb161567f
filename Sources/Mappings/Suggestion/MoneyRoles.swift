internal import Procurement

extension ColumnRoles {
  /// Whether the rows of every invoice add up to its total.
  var hasProvenTotal: Bool {
    guard let amount = self["amount"], let total = self["total"], total.index != amount.index else {
      return false
    }
    return total.certainty == .sure
  }
}

/// Which columns are the amounts, quantities and prices of an invoice's lines.
struct MoneyRoles {
  /// By field.
  private(set) var columns: [String: ColumnGuess] = [:]
  /// The tax of a row.
  private(set) var tax: ColumnGuess?

  private let rows: RelationSurvey
  private let titles: [String]
  private let money: MoneyColumns

  init(_ rows: RelationSurvey) {
    self.rows = rows
    titles = rows.survey.titles
    money = rows.money
    decideAmount()
    decideTotal()
    decideTax()
    addCredit()
    addSign()
    let amount = columns["amount"].flatMap { $0.keys.isEmpty ? $0.index : nil }
    let quantities = QuantityRoles(rows, amount: amount)
    for (field, guess) in quantities.columns where columns[field] == nil { columns[field] = guess }
  }

  private var taxes: [Int] { money.taxes }

  private func words(_ column: Int) -> String {
    EscapedText.text(titles.name(of: column), limit: 40)
  }

  // MARK: The amount

  private mutating func decideAmount() {
    if let net = netOfTax {
      columns["amount"] = ColumnGuess(net.amount, .sure)
    } else if let net = netOfDeductions {
      columns["amount"] = ColumnGuess(net, .sure)
    } else if let product = QuantityRoles.product(rows) {
      let amount = product.triple.result
      let isTold = money.amounts.contains(amount) || product.rows > 1
      columns["amount"] = ColumnGuess(amount, isTold ? .sure : .likely("only one row shows it"))
    } else if let titled = money.amounts.first {
      let rivals = money.amounts.dropFirst().filter { !rows.survey.profiles[$0].isEmpty }
      let certainty: Certainty =
        rivals.isEmpty ? .sure : .likely("\(words(rivals[0])) may also be it")
      columns["amount"] = ColumnGuess(titled, certainty)
    } else if rows.product == nil {
      guessAmount()
    }
    if let amount = columns["amount"]?.index, rows.survey.profiles[amount].isEmpty {
      columns["amount"]?.certainty = .likely("it has no value")
    }
  }

  /// The amount that adds up with a tax to another column.
  private var netOfTax: (amount: Int, tax: Int, gross: Int, rows: Int)? {
    let nets = rows.relations.sums.shown.compactMap { sum -> (Int, Int, Int, Int)? in
      let (one, other) = (sum.triple.one, sum.triple.other)
      guard taxes.contains(one) != taxes.contains(other), !taxes.contains(sum.triple.result)
      else { return nil }
      let tax = taxes.contains(one) ? one : other
      let net = taxes.contains(one) ? other : one
      guard !money.deductions.contains(net) else { return nil }
      return (net, tax, sum.triple.result, sum.rows)
    }
    return nets.max { rank($0.0) > rank($1.0) }
  }

  /// The amount that is another column less a credit or discount.
  private var netOfDeductions: Int? {
    rows.relations.sums.shown.map(\.triple).first { triple in
      let parts = [triple.one, triple.other].filter(money.deductions.contains)
      return parts.count == 1 && !money.deductions.contains(triple.result)
        && (money.amounts + money.totals).contains(triple.result)
    }?.result
  }

  private func rank(_ column: Int) -> Int {
    money.amounts.firstIndex(of: column) ?? money.amounts.count
  }

  /// Without a title that is known, the only column of numbers with decimals is the amount.
  private mutating func guessAmount() {
    guard money.totals.isEmpty else { return }
    let known = ["quantity", "unit_price", "line_no"].flatMap { rows.guess.columns(of: $0) }
    let left = rows.numberColumns.filter { column in
      rows.survey.profiles[column].numbers.places > 0 && !known.map(\.index).contains(column)
        && !taxes.contains(column) && !money.deductions.contains(column)
        && !rows.survey.profiles[column].isDates
    }
    guard left.count == 1 else { return }
    columns["amount"] = ColumnGuess(left[0], .likely("no other column has amounts"))
  }

  // MARK: Total and tax

  private mutating func decideTotal() {
    if columns["amount"] == nil, takeProduct() { return }
    guard let amount = columns["amount"]?.index else { return takeTotalAlone() }
    let shown = rows.invoices.totals.filter { $0.value > 0 }.keys
    for column in money.totals where column != amount {
      let withTax = shown.first { total in
        total.result == column && total.one == amount && total.other != nil
      }
      let alone = shown.contains { $0.result == column && $0.one == amount && $0.other == nil }
      guard withTax != nil || alone else { continue }
      columns["total"] = ColumnGuess(column, .sure)
      return
    }
    // Another column with a total's title is no total of the invoice: of the row, or of something else.
    guard let titled = rows.guess.columns(of: "total").map(\.index).first(where: { $0 != amount }),
      !rows.relations.sums.contains(where: { $0.rows > 0 && $0.triple.result == titled }),
      rows.survey.profiles[titled].numbers.hasMoreThanZero
    else { return }
    columns["total"] = ColumnGuess(
      titled, .open("\(words(amount)) of an invoice's rows does not add up to it"))
  }

  /// The amount of a file without a column of amounts is quantity × price, where that adds up, with the
  /// tax or without, to the totals.
  private mutating func takeProduct() -> Bool {
    guard let product = rows.product else { return false }
    let column = titles.count
    let shown = rows.invoices.totals.filter { $0.value > 0 }.keys.filter { total in
      money.totals.contains(total.result)
        && total.one == column
    }
    guard let total = shown.first else { return false }
    var keys = ["times = \(titles.reference(product.price))"]
    if let discount = product.discount {
      keys.append("less_percent = \(titles.reference(discount))")
    }
    columns["amount"] = ColumnGuess(product.quantity, .sure, keys: keys)
    columns["quantity"] = ColumnGuess(product.quantity, .sure)
    columns["unit_price"] = ColumnGuess(product.price, .sure)
    columns["total"] = ColumnGuess(total.result, .sure)
    if let column = total.other { tax = ColumnGuess(column, .sure) }
    return true
  }

  /// A file of one row an invoice may have its total alone.
  private mutating func takeTotalAlone() {
    guard let column = money.totals.first else { return }
    let certainty: Certainty =
      rows.invoices.hasLongInvoices
      ? .open("invoices have several rows, and no column has the amount of a row") : .sure
    columns["total"] = ColumnGuess(column, certainty)
  }

  private mutating func decideTax() {
    guard let amount = columns["amount"]?.index, tax == nil else { return }
    if let net = netOfTax {
      tax = ColumnGuess(net.tax, .sure)
      return
    }
    let proven = rows.invoices.totals.filter { $0.value > 0 }.keys.compactMap { total in
      total.result == columns["total"]?.index && total.one == amount ? total.other : nil
    }
    if let column = proven.first {
      tax = ColumnGuess(column, .sure)
    } else if let column = taxes.first(where: { rows.survey.profiles[$0].numbers.hasMoreThanZero })
    {
      tax = ColumnGuess(
        column, .open("no row tells whether \(words(amount)) is without it; if so, it is a line"))
    }
  }

  // MARK: Credits and signs

  /// Amounts that stand in one column and credits that stand in another.
  private mutating func addCredit() {
    guard let amount = columns["amount"]?.index, columns["amount"]?.keys.isEmpty == true else {
      return
    }
    let credits = money.credits.filter { column in
      let profile = rows.survey.profiles[column]
      return column != amount && !profile.isEmpty && !profile.numbers.hasNegative
    }
    let isSeparate = { (column: Int) in
      rows.relations.together[column]?.contains(amount) == false
    }
    guard let credit = credits.first(where: isSeparate) else { return }
    columns["amount"]?.keys.append("minus = \(titles.reference(credit))")
  }

  private static let signs: [(positive: String, negative: String)] = [
    ("D", "C"), ("DR", "CR"), ("S", "H"), ("Soll", "Haben"), ("Debit", "Credit"), ("+", "-"),
    ("Dare", "Avere"), ("Debe", "Haber"), ("Débit", "Crédit"), ("借方", "貸方"),
  ]

  /// A column whose words say the sign of amounts that have none.
  private mutating func addSign() {
    guard let amount = columns["amount"]?.index, columns["amount"]?.keys.isEmpty == true,
      !rows.survey.profiles[amount].numbers.hasNegative
    else { return }
    for column in titles.indices {
      guard let choices = rows.survey.profiles[column].choices, choices.count == 2,
        let pair = MoneyRoles.signs.first(where: { pair in
          Set(choices.map { $0.lowercased() })
            == [pair.positive.lowercased(), pair.negative.lowercased()]
        })
      else { continue }
      let words =
        choices[0].lowercased() == pair.positive.lowercased() ? choices : choices.reversed()
      columns["amount"]?.keys.append(
        "sign = { column = \(titles.reference(column)), positive = \(toml(words[0])),"
          + " negative = \(toml(words[1])) }")
      let title = self.words(column)
      columns["amount"]?.certainty = .likely("\(title) says its sign")
      return
    }
  }
}
