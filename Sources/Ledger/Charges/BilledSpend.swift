package import Procurement
internal import SQLite
internal import Store

/// What was billed, by contract, billing month, SKU and currency: the figures under every report
/// of spend.
///
/// Read from the roll-up, less what is apart from it, so that the time it takes does not grow with
/// the lines.
package struct BilledSpend: Hashable, Sendable {
  /// The provider's slug.
  package let provider: String
  /// The buyer's slug.
  package let buyer: String
  /// The contract's reference; `nil` for spend outside contracts.
  package let contract: String?
  /// The billing month.
  package let month: Month
  /// The provider's code for what was billed; `nil` if the lines have none, or SKUs are not told
  /// apart.
  package let sku: String?
  /// The lines.
  package let sum: BilledSum
  /// The exchange rate that the contract fixes; `nil` if it fixes none.
  let fixedRate: ContractRate?

  /// The currency of the lines.
  package var currency: Currency { sum.net.currency }
  /// Where the amounts come from.
  package var origin: AmountOrigin { AmountOrigin(currency, fixedRate) }
}

/// Lines of invoices in one currency, added up: what they charge, and the tax on it apart.
package struct BilledSum: Hashable, Sendable {
  /// The sum of the lines that are no tax; negative if more was credited than billed.
  package private(set) var net: MoneySum
  /// The sum of the lines of category `Tax`.
  package private(set) var tax: MoneySum
  /// How many lines are no tax.
  package private(set) var netLineCount: Int
  /// How many lines are tax.
  package private(set) var taxLineCount: Int

  /// The sums of a given number of lines.
  package init(net: MoneySum, _ netLineCount: Int, tax: MoneySum, _ taxLineCount: Int) {
    self.net = net
    self.netLineCount = netLineCount
    self.tax = tax
    self.taxLineCount = taxLineCount
  }

  /// The sum of no lines.
  package init(_ currency: Currency) {
    self.init(net: MoneySum(currency), 0, tax: MoneySum(currency), 0)
  }

  /// Adds the lines of another sum of the currency.
  package mutating func add(_ other: BilledSum) {
    net.add(other.net)
    tax.add(other.tax)
    netLineCount += other.netLineCount
    taxLineCount += other.taxLineCount
  }

  /// The spend: net, or with its tax.
  package func spend(_ treatment: TaxTreatment) -> MoneySum {
    treatment == .exclude ? net : net.adding(tax)
  }

  /// How many lines that is of.
  package func lineCount(_ treatment: TaxTreatment) -> Int {
    treatment == .exclude ? netLineCount : netLineCount + taxLineCount
  }
}

extension Book {
  /// Spend of each month, contract and currency, and of each SKU if that is asked for, of invoices
  /// that were issued by the end of a day.
  ///
  /// `window` is the billing months, `nil` for all; `isBySKU` says whether SKUs are told apart: that is
  /// read from the lines, all else from the roll-ups. Without `isByContract`, the spend of a provider's
  /// contracts is one sum, of no contract.
  /// - Throws: `SQLiteError` if the store fails.
  package func spend(
    in window: MonthRange?, isBySKU: Bool = false, isByContract: Bool = true, issuedBy day: Day
  ) throws -> [BilledSpend] {
    var rows = try Statement(
      isBySKU ? linesOfSpend : monthsOfSpend, on: store.connection)
    try rows.bind(scopeValues + months(window) + [.text(day.description)])
    return isBySKU || !isByContract
      ? try sums(&rows, isBySKU ? skus : [:], isByContract: isByContract) : try runs(&rows)
  }

  /// The two parameters of a window of billing months.
  func months(_ window: MonthRange?) -> [Value] {
    [
      window.map { .text($0.from.description) } ?? .null,
      window.map { .text($0.to.description) } ?? .null,
    ]
  }

  /// Months of which every line was issued by then and, by charge, those of which some may not have been.
  private var monthsOfSpend: String {
    """
    SELECT provider_id, buyer_id, contract_id, billing_month, currency, NULL AS sku_id,
           net_high, net_low, net_line_count, tax_high, tax_low, tax_line_count
    FROM spend_month
    WHERE \(isRollupInScope) AND last_issued_on <= ?6
      AND (?4 IS NULL OR billing_month >= ?4) AND (?5 IS NULL OR billing_month < ?5)
    UNION ALL
    SELECT provider_id, buyer_id, contract_id, billing_month, currency, NULL,
           amount_high * (charge_category <> 'Tax'), amount_low * (charge_category <> 'Tax'),
           line_count * (charge_category <> 'Tax'), amount_high * (charge_category = 'Tax'),
           amount_low * (charge_category = 'Tax'), line_count * (charge_category = 'Tax')
    FROM spend_month
    CROSS JOIN charge USING (provider_id, contract_id, billing_month, currency, buyer_id)
    WHERE \(isRollupInScope) AND last_issued_on > ?6 AND \(Store.lastDay("issued_on")) <= ?6
      AND (?4 IS NULL OR billing_month >= ?4) AND (?5 IS NULL OR billing_month < ?5)
    """
  }

  private var linesOfSpend: String {
    """
    SELECT provider_id, buyer_id, coalesce(\(Book.contractOfLine), 0), billing_month, currency, sku_id,
           (amount_units >> 32) * (charge_category <> 'Tax'),
           (amount_units & 4294967295) * (charge_category <> 'Tax'), charge_category <> 'Tax',
           (amount_units >> 32) * (charge_category = 'Tax'),
           (amount_units & 4294967295) * (charge_category = 'Tax'), charge_category = 'Tax'
    FROM invoice
    CROSS JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
    WHERE invoice.ended_by IS NULL AND \(isLineInScope)
      AND (?4 IS NULL OR billing_month >= ?4) AND (?5 IS NULL OR billing_month < ?5)
      AND \(Store.lastDay("invoice.issued_on")) <= ?6
    """
  }

  /// Rows of one month, contract and currency come one after the other.
  private func runs(_ rows: inout Statement) throws -> [BilledSpend] {
    let rates = try contractRates
    var spend: [BilledSpend] = []
    var run: (key: SpendKey, sum: BilledSum)?
    var words = RowWords()
    while try rows.step() {
      let key = try SpendKey(rows, self, &words, isByContract: true)
      let sum = BilledSum(rows, key.currency)
      if run?.key == key {
        run?.sum.add(sum)
        continue
      }
      if let run { BilledSpend(run.key, run.sum, self, rates).map { spend.append($0) } }
      run = (key, sum)
    }
    if let run { BilledSpend(run.key, run.sum, self, rates).map { spend.append($0) } }
    return spend
  }

  private func sums(
    _ rows: inout Statement, _ skus: [Int64: String], isByContract: Bool
  ) throws -> [BilledSpend] {
    let rates = try contractRates
    var sums: [SpendKey: BilledSum] = [:]
    var words = RowWords()
    while try rows.step() {
      let key = try SpendKey(rows, self, &words, isByContract: isByContract)
      sums[key, default: BilledSum(key.currency)].add(BilledSum(rows, key.currency))
    }
    return sums.compactMap { BilledSpend($0, $1, self, rates, skus) }
  }
}

/// What lines have in common that are added up.
private struct SpendKey: Hashable {
  let month: Month
  let provider, buyer: Int64
  /// 0 for none.
  let contract: Int64
  let currency: Currency
  let sku: Int64?

  init(
    _ row: borrowing Statement, _ book: Book, _ words: inout RowWords, isByContract: Bool
  ) throws {
    provider = row.int64(0)
    buyer = row.int64(1)
    contract = isByContract ? row.int64(2) : 0
    month = try words.month(row, 3)
    currency = try words.currency(row, 4, of: book)
    sku = row.optionalInt64(5)
  }
}

extension BilledSum {
  /// The sums of a row.
  fileprivate init(_ row: borrowing Statement, _ currency: Currency) {
    self.init(
      net: MoneySum(currency, units: row.wideSum(6)), row.change(8),
      tax: MoneySum(currency, units: row.wideSum(9)), row.change(11))
  }
}

extension BilledSpend {
  /// The spend of a key; `nil` where no line is left.
  fileprivate init?(
    _ key: SpendKey, _ sum: BilledSum, _ book: Book, _ rates: ContractRates,
    _ skus: [Int64: String] = [:]
  ) {
    guard sum.lineCount(.include) > 0 else { return nil }
    provider = book.slug(key.provider)
    buyer = book.slug(key.buyer)
    contract = key.contract == 0 ? nil : book.reference(key.contract)
    month = key.month
    sku = key.sku.flatMap { skus[$0] }
    self.sum = sum
    fixedRate = rates[ContractID(number: key.contract)]
  }
}
