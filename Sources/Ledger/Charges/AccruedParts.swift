internal import Procurement
internal import SQLite
internal import Store

extension Book {
  /// What lines of invoices that were issued by the as-of day cost in each month of their service, up to
  /// that day (METRICS, M1 and ruling 16).
  ///
  /// Lines of one contract, billing month, issue day, currency, category and service are added before they
  /// are split over the months (ruling 19); by invoice, which is what a figure is opened to, those of each
  /// alone. A line without a service period is for its billing month.
  func accruedParts(
    in window: MonthRange?, _ isBySKU: Bool, isByInvoice: Bool, _ asOf: Day
  ) throws -> [BilledInvoice] {
    let isOfLines = isBySKU || isByInvoice
    var rows = try Statement(
      isOfLines ? linesOfService : chargesOfService, on: store.connection)
    try rows.bind(
      scopeValues + [.text(asOf.description)] + (isOfLines ? [.integer(isBySKU ? 1 : 0)] : []))
    var sums = AccruedSums(isByInvoice: isByInvoice)
    while try rows.step() { try sums.add(rows, self) }
    return try sums.parts(in: window, asOf, self, isBySKU ? try skus : [:])
  }
}

extension Book {
  private var chargesOfService: String {
    """
    SELECT provider_id, buyer_id, contract_id, currency, NULL, billing_month, issued_on,
           charge_category, nullif(service_from, \(Store.noService)), service_to, amount_high,
           amount_low, line_count
    FROM charge
    WHERE \(isRollupInScope) AND \(Store.lastDay("issued_on")) <= ?4
    """
  }

  // Added up here, since SQLite would sort all lines to group them.
  private var linesOfService: String {
    """
    SELECT invoice.provider_id, invoice.buyer_id, coalesce(\(Book.contractOfLine), 0), invoice.currency,
           iif(?5, line.sku_id, NULL), invoice.billing_month, invoice.issued_on,
           line.charge_category, line.service_from, line.service_to, line.amount_units >> 32,
           line.amount_units & 4294967295, 1, invoice.number,
           coalesce(
               iif(line.own_contract_id IS NOT NULL, line.added_by, NULL), invoice.restored_from,
               invoice.recorded_by),
           iif(line.own_contract_id IS NOT NULL, line.recorded_line, invoice.recorded_line),
           invoice.source, invoice.notes
    FROM invoice CROSS JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
    WHERE invoice.ended_by IS NULL AND \(isLineInScope)
      AND \(Store.lastDay("invoice.issued_on")) <= ?4
    """
  }
}

/// Lines added up by what they are for.
private struct AccruedSums {
  let isByInvoice: Bool
  private var sums: [AccruedKey: (units: Int128, lineCount: Int)] = [:]
  private var rows: [AccruedKey: Evidence] = [:]

  init(isByInvoice: Bool) { self.isByInvoice = isByInvoice }

  mutating func add(_ row: borrowing Statement, _ book: Book) throws {
    let key = try AccruedKey(row, book, isByInvoice: isByInvoice)
    let units = sums[key]?.units ?? 0
    sums[key, default: (0, 0)].units = units &+ row.wideSum(10)
    sums[key]?.lineCount += Int(clamping: row.int64(12))
    if isByInvoice, rows[key] == nil {
      rows[key] = book.evidence("invoice \(row.string(13)), \(key.days.label)", nil, row, from: 14)
    }
  }

  /// The pieces of each sum, by month.
  func parts(
    in window: MonthRange?, _ asOf: Day, _ book: Book, _ skus: [Int64: String]
  ) throws -> [BilledInvoice] {
    let rates = try book.contractRates
    let none = Evidence(
      record: "", amount: nil, importNumber: 0, file: "", line: 0, source: nil, notes: nil)
    var parts: [BilledInvoice] = []
    for (key, sum) in sums.sorted(by: { $0.key.order < $1.key.order }) where sum.lineCount > 0 {
      for (index, units) in sum.units.parts.enumerated() {
        let whole = Money(units: units, of: key.currency)
        for (month, piece) in key.days.pieces(of: whole, through: asOf)
        where window?.contains(month) ?? true {
          let amount = MoneySum(key.currency, units: Int128(piece.units))
          parts.append(
            BilledInvoice(
              buyer: book.slug(key.buyer), provider: book.slug(key.provider),
              contract: key.contract == 0 ? nil : book.reference(key.contract), month: month,
              sku: key.sku.flatMap { skus[$0] },
              sum: BilledSum(
                amount, isTax: key.category == .tax, index == 0 ? sum.lineCount : 0),
              fixedRate: rates[ContractID(number: key.contract)],
              row: rows[key] ?? none))
        }
      }
    }
    return parts
  }
}

/// What lines have in common that are split together.
private struct AccruedKey: Hashable {
  let provider, buyer: Int64
  /// 0 for none.
  let contract: Int64
  let sku: Int64?
  let currency: Currency
  let billingMonth: Month
  let issuedOn: String
  let category: ChargeCategory
  let days: DayRange
  let invoice: String?

  init(_ row: borrowing Statement, _ book: Book, isByInvoice: Bool) throws {
    provider = row.int64(0)
    buyer = row.int64(1)
    contract = row.int64(2)
    currency = try book.currency(row.string(3))
    sku = row.optionalInt64(4)
    billingMonth = try row.month(5)
    issuedOn = row.string(6)
    category = try row.choice(7)
    days = row.service(from: 8) ?? DayRange(of: billingMonth)
    invoice = isByInvoice ? row.string(13) : nil
  }

  /// By month, so that the rows behind a figure are.
  var order: (Int, String, String, Int, Int, Int64) {
    (
      billingMonth.number, invoice ?? "", issuedOn + category.rawValue + currency.code,
      days.from.number, days.last.number, contract
    )
  }
}
