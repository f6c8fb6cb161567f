internal import Procurement

/// What all rows of a file say of its columns beside each other: a second reading, by the formats that
/// the first one found.
package struct RelationSurvey: Sendable {
  let survey: FileSurvey
  let fields: [SuggestedField]
  let guess: TitleGuess
  let money: MoneyColumns
  let dates: DateDecision
  let numbers: NumberDecision
  /// The columns of numbers, the most important first.
  let numberColumns: [Int]
  /// Columns of numbers that are held beside each other.
  private let comparedColumns: [Int]
  /// The quantity and the price that a file without amounts has; their product is compared with totals as a
  /// column after the last.
  let product: (quantity: Int, price: Int, discount: Int?)?
  private(set) var relations: NumberRelations
  private(set) var invoices: InvoiceTotals
  private(set) var ends = PeriodEnds()
  /// By column: what its numbers add up to; `nil` where that has too many digits.
  private(set) var sums: [Int: CalculatedNumber?] = [:]
  private var rowCount = 0
  private let invoiceColumn: Int?
  private let period: (from: Int, to: Int)?

  /// Nothing yet of the rows of a file that `survey` has read to its end.
  package init(_ survey: FileSurvey, fields: [SuggestedField]) {
    self.survey = survey
    self.fields = fields
    let profiles = survey.profiles
    guess = TitleGuess(fields, titles: survey.titles, profiles: profiles)
    dates = DateDecision(profiles.indices.filter { profiles[$0].isDates }, profiles)
    money = MoneyColumns(guess, profiles)
    numberColumns = RelationSurvey.numberColumns(money, profiles)
    numbers = NumberDecision(numberColumns, profiles)
    comparedColumns = Array(
      numberColumns.filter { profiles[$0].numbers.hasMoreThanZero }
        .prefix(NumberRelations.mostColumns))
    relations = NumberRelations(comparedColumns, money, places: profiles.map(\.numbers.places))
    product = RelationSurvey.product(money, profiles)
    invoices = InvoiceTotals(
      comparedColumns + (product == nil ? [] : [survey.titles.count]), money)
    invoiceColumn = guess.columns(of: "number").first?.index
    let from = guess.columns(of: "service_from").first?.index
    let to = guess.columns(of: "service_to", without: Set([from].compactMap(\.self))).first?.index
    period = from.flatMap { from in to.map { (from, $0) } }
    for column in comparedColumns { sums[column] = .zero }
  }

  /// The only quantity and price of a file in which no column is titled as amounts are.
  private static func product(
    _ money: MoneyColumns, _ profiles: [ColumnProfile]
  ) -> (quantity: Int, price: Int, discount: Int?)? {
    let prices = money.prices.filter { !profiles[$0].isEmpty }
    let quantities = money.quantities.filter { !profiles[$0].isEmpty && !prices.contains($0) }
    let amounts = money.amounts.filter { !profiles[$0].isEmpty }
    guard amounts.allSatisfy({ (prices + quantities).contains($0) }), quantities.count == 1,
      prices.count == 1
    else { return nil }
    return (quantities[0], prices[0], money.discounts.first { !profiles[$0].isEmpty })
  }

  /// The columns of numbers: those with a title that is known first, then those with decimals.
  private static func numberColumns(_ money: MoneyColumns, _ profiles: [ColumnProfile]) -> [Int] {
    let rest = profiles.indices.filter { profiles[$0].numbers.places > 0 }
    return (money.all + rest + profiles.indices).uniqued.filter { profiles[$0].isNumbers }
  }

  /// Looks at the next row, whose every cell is in it; those at the foot are passed over.
  package mutating func take(_ row: SourceRow) {
    guard survey.titles.indices.contains(where: { !row[$0].trimmedBlanks.isEmpty }),
      rowCount < survey.rowCount
    else { return }
    rowCount += 1
    let values = self.values(row)
    for column in sums.keys {
      guard let value = values[column] else { continue }
      sums[column] = .some(sums[column].flatMap { $0 }?.adding(value))
    }
    relations.take(values)
    if let invoiceColumn {
      invoices.take(EmptyWords.content(of: row[invoiceColumn]), values)
    }
    if let period { takePeriod(row[period.from], row[period.to], period) }
  }

  /// Looks at what is left, once all rows were taken.
  package mutating func finish() { invoices.finish() }

  /// The numbers of a row, by column.
  private func values(_ row: SourceRow) -> [CalculatedNumber?] {
    var values = [CalculatedNumber?](repeating: nil, count: survey.titles.count + 1)
    for column in comparedColumns {
      values[column] = number(row, column)
    }
    values[survey.titles.count] = product.flatMap { product in
      let percent = product.discount.flatMap { values[$0] } ?? .zero
      guard let quantity = values[product.quantity], let price = values[product.price] else {
        return nil
      }
      return quantity.multiplied(by: price)?.less(percent: percent)
    }
    return values
  }

  /// The number of a cell; `nil` where it is empty, or none that can be calculated with.
  func number(_ row: SourceRow, _ column: Int) -> CalculatedNumber? {
    let text = EmptyWords.content(of: row[column])
    guard !text.isEmpty else { return nil }
    var output: [UInt8] = []
    do {
      _ = try numbers.format(of: column).read(text, isNegated: false, into: &output)
      return CalculatedNumber(output[...])
    } catch {
      return nil
    }
  }

  private mutating func takePeriod(
    _ start: ArraySlice<UInt8>, _ end: ArraySlice<UInt8>, _ period: (from: Int, to: Int)
  ) {
    let (start, end) = (EmptyWords.content(of: start), EmptyWords.content(of: end))
    guard let first = date(start, period.from), let last = date(end, period.to) else { return }
    ends.take(first, last, texts: (start, end))
  }

  private func date(_ text: ArraySlice<UInt8>, _ column: Int) -> WrittenDate? {
    guard let dates = dates.columns[column], dates.rivals.isEmpty else { return nil }
    return dates.formats.lazy.compactMap { $0.date(text) }.first
  }
}
