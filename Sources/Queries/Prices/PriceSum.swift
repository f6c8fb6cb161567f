internal import Procurement
internal import SQLite
internal import Store

/// Quantity and amount of the lines of one SKU, unit, contract and billing month.
struct PriceSum {
  /// Of what the lines are.
  struct Key: Hashable {
    let provider: OrganizationID
    let contract: ContractID?
    let sku: Int64
    let unit: Int64?
    let currency: Currency
    let month: Month

    /// The same without the month.
    var series: Series {
      Series(provider: provider, contract: contract, sku: sku, unit: unit, currency: currency)
    }
  }

  /// One price through the months.
  struct Series: Hashable {
    let provider: OrganizationID
    let contract: ContractID?
    let sku: Int64
    let unit: Int64?
    let currency: Currency
  }

  private(set) var quantity = ExactDecimal.zero
  private(set) var units = Int128(0)
  private(set) var lineCount = 0

  /// What was bought by lines that have a SKU and a quantity: usage and purchases.
  static func all(
    _ selection: Selection, in window: MonthRange?, asOf: Day, from store: borrowing Store
  ) throws -> [Key: PriceSum] {
    var rows = try Statement(
      """
      SELECT invoice.provider_id, invoice.contract_id, line.sku_id, line.unit_id,
             currency.code, minor_digits, scale, invoice.billing_month, line.quantity,
             line.amount_units
      FROM invoice
      JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      JOIN currency ON currency.code = invoice.currency
      WHERE invoice.ended_by IS NULL AND line.sku_id IS NOT NULL AND line.quantity IS NOT NULL
        AND line.charge_category IN ('Usage', 'Purchase')
        AND (?1 IS NULL OR invoice.buyer_id = ?1)
        AND (?2 IS NULL OR invoice.provider_id = ?2)
        AND (?3 IS NULL OR invoice.contract_id = ?3)
        AND (?4 IS NULL OR invoice.billing_month >= ?4)
        AND (?5 IS NULL OR invoice.billing_month < ?5)
        AND substr(invoice.issued_on || '-01-01', 1, 10) <= ?6
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    try rows.bind(window?.from.description, at: 4)
    try rows.bind(window?.to.description, at: 5)
    try rows.bind(asOf.description, at: 6)
    var sums: [Key: PriceSum] = [:]
    while try rows.step() {
      guard let quantity = try rows.decimal(8) else { continue }
      let key = Key(
        provider: OrganizationID(number: rows.int64(0)),
        contract: rows.optionalInt64(1).map { ContractID(number: $0) }, sku: rows.int64(2),
        unit: rows.optionalInt64(3), currency: rows.currency(from: 4),
        month: try rows.month(7))
      guard let sum = sums[key, default: PriceSum()].quantity.adding(quantity) else {
        throw MoneyError.tooLarge
      }
      sums[key, default: PriceSum()].quantity = sum
      sums[key]?.units += Int128(rows.int64(9))
      sums[key]?.lineCount += 1
    }
    return sums
  }
}

/// What the ids of lines are called.
struct SKUNames {
  let skus: [Int64: String]
  let units: [Int64: String]
  let organizations: OrganizationDirectory
  let contracts: ContractDirectory

  init(_ store: borrowing Store) throws {
    skus = try StoredNames.all("SELECT id, name FROM sku", store)
    units = try StoredNames.all("SELECT id, name FROM unit", store)
    organizations = try OrganizationDirectory(store)
    contracts = try ContractDirectory(store)
  }

  /// The ids of SKUs, whatever the case.
  /// - Throws: `UnknownNameError` for one that no line has.
  static func ids(of wanted: [String], from store: borrowing Store) throws -> Set<Int64> {
    guard !wanted.isEmpty else { return [] }
    let names = try StoredNames.all("SELECT id, name FROM sku", store)
    return Set(
      try wanted.flatMap { name in
        let ids = names.filter { $0.value.lowercased() == name.lowercased() }.map(\.key)
        guard !ids.isEmpty else {
          throw UnknownNameError(
            what: "SKU", name: name,
            nearest: NearestNames.find(name, among: names.values.sorted()))
        }
        return ids
      })
  }
}
