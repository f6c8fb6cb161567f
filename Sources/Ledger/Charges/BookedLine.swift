package import Procurement
internal import SQLite
internal import Store

/// A line of an invoice, as it is stored.
package struct BookedLine: Hashable, Sendable {
  /// From 1, unique in its invoice.
  package let number: Int
  /// The id of the provider's code for what is billed.
  package let sku: Int64?
  /// What is billed, in the provider's words; read for showing it.
  package let description: String?
  /// How much is billed, exact.
  package let quantity: WrittenDecimal?
  /// The id of what the quantity counts.
  package let unit: Int64?
  /// The price of one, exact.
  package let unitPrice: WrittenDecimal?
  /// Rounded half to even to the stored unit.
  package let amount: Money
  /// What is taken off quantity × unit price.
  package let discount: LineDiscount?
  /// The amount as it was given, if the store had to round it.
  package let exactAmount: WrittenDecimal?
  /// The days of its service, as far as the line says.
  package let service: DayRange?
  /// What kind of charge it is.
  package let category: ChargeCategory
  /// The contract that it is under, if its invoice is divided and it is under one.
  package let ownContract: ContractID?
}

/// What is taken off the price of a line.
package enum LineDiscount: Hashable, Sendable {
  /// An amount in the currency of the line.
  case amount(WrittenDecimal)
  /// A percentage of quantity × unit price.
  case percent(ExactDecimal)

  /// Reads `250.5` or `10%`.
  init(parsing text: String) throws {
    self =
      text.hasSuffix("%")
      ? .percent(try ExactDecimal(parsing: String(text.dropLast())))
      : .amount(try WrittenDecimal(stored: Array(text.utf8).span))
  }

  /// `250.5`, `10%`.
  package var text: String {
    switch self {
    case .amount(let amount): "\(amount)"
    case .percent(let percent): "\(percent)%"
    }
  }
}

/// Lines of an invoice that are identical to an earlier one in every field, and have no id of their own.
package struct RepeatedLines: Hashable, Sendable {
  /// How many there are, the first of each apart.
  package let count: Int
  /// What they charge.
  package let amount: Figure<Money>
}

/// The lines of one invoice after another.
package struct LineRows: ~Copyable {
  private var rows: Statement
  private var repeats: Statement
  private var words = RowWords()

  /// Readies the question.
  package init(_ book: Book) throws {
    let rows = try Statement(
      """
      SELECT line_no, sku_id, description, quantity, unit_id, unit_price, amount_units,
             amount_text, service_from, service_to, charge_category, own_contract_id,
             discount
      FROM invoice_line
      WHERE invoice_row_id = ?1 AND (?2 IS NULL OR own_contract_id = ?2)
      ORDER BY line_no
      """, on: book.store.connection)
    let repeats = try Statement(
      """
      SELECT count(*) - 1, amount_units
      FROM invoice_line
      WHERE invoice_row_id = ?1 AND line_id IS NULL
      GROUP BY sku_id, description, quantity, unit_id, unit_price, amount_units, amount_text,
               service_from, service_to, charge_category, own_contract_id, discount
      HAVING count(*) > 1
      """, on: book.store.connection)
    self.rows = rows
    self.repeats = repeats
  }

  /// The lines of an invoice that are identical to others of it; `nil` if there are none.
  package mutating func repeats(of invoice: BookedInvoice) throws -> RepeatedLines? {
    try repeats.bind(invoice.rowID, at: 1)
    var count = 0
    var sum = MoneySum(invoice.total.currency)
    while try repeats.step() {
      let repeated = Int(clamping: repeats.int64(0))
      count += repeated
      sum.add(units: Int128(repeated) &* Int128(repeats.int64(1)))
    }
    return count > 0 ? RepeatedLines(count: count, amount: sum.figure) : nil
  }

  /// The lines of an invoice or part, by number; their descriptions only if these are asked for.
  package mutating func lines(
    of invoice: BookedInvoice, withDescriptions: Bool = false
  ) throws -> [BookedLine] {
    try rows.bind(invoice.rowID, at: 1)
    try rows.bind(invoice.part?.number, at: 2)
    var lines: [BookedLine] = []
    while try rows.step() {
      lines.append(try BookedLine(rows, &words, in: invoice.total.currency, withDescriptions))
    }
    return lines
  }
}

extension BookedLine {
  fileprivate init(
    _ row: borrowing Statement, _ words: inout RowWords, in currency: Currency,
    _ withDescription: Bool
  ) throws {
    number = row.number(0) ?? 0
    sku = row.optionalInt64(1)
    description = withDescription ? row.optionalString(2) : nil
    quantity = try row.written(3)
    unit = row.optionalInt64(4)
    unitPrice = try row.written(5)
    amount = Money(units: row.int64(6), of: currency)
    exactAmount = try row.written(7)
    service = row.service(from: 8)
    category = try words.category(row, 10)
    discount = try row.optionalString(12).map { try LineDiscount(parsing: $0) }
    ownContract = row.optionalInt64(11).map { ContractID(number: $0) }
  }
}
