package import Procurement
internal import SQLite
package import Store

/// A price that a contract fixes for one unit of a SKU.
package struct FixedPrice: Hashable, Sendable {
  /// The provider's slug.
  package let provider: String
  /// The contract's reference.
  package let contract: String
  /// What is bought.
  package let sku: String
  /// The first month.
  package let fromMonth: Month
  /// The last month; `nil` where it holds until another takes its place.
  package let toMonth: Month?
  /// What it is for one of.
  package let unit: String
  /// In the contract's currency.
  package let unitPrice: ExactDecimal
  /// The contract's currency.
  package let currency: Currency
  /// Its row.
  package let evidence: Evidence

  /// The live prices of the selected contracts, by SKU, provider, contract and month; `skus` are the only
  /// ones wanted, all where it is empty, whatever their case.
  package static func all(
    _ selection: Selection, skus: [String] = [], from store: borrowing Store
  ) throws -> [FixedPrice] {
    let wanted = Set(skus.map { $0.lowercased() })
    return try FixedPrices.all(selection, from: store).values.flatMap(\.bySKU)
      .filter { wanted.isEmpty || wanted.contains($0.key) }
      .flatMap(\.value).sorted { $0.order < $1.order }
  }

  private var order: (String, String, String, Int) {
    (sku.lowercased(), provider, contract, fromMonth.number)
  }

  func covers(_ month: Month) -> Bool {
    fromMonth <= month && (toMonth.map { month <= $0 } ?? true)
  }
}

/// The prices that one contract fixes.
struct FixedPrices: Hashable {
  /// By SKU in lower case, each by its first month.
  private(set) var bySKU: [String: [FixedPrice]] = [:]

  /// The price of a SKU, in lower case, in a month: of the rows that cover it, the latest.
  func price(of sku: String, in month: Month) -> FixedPrice? {
    bySKU[sku]?.last { $0.covers(month) }
  }

  /// The live prices of the selected contracts, by contract.
  static func all(
    _ selection: Selection, from store: borrowing Store
  ) throws -> [ContractID: FixedPrices] {
    var rows = try Statement(
      """
      SELECT price.contract_id, provider.slug, contract.reference, price.sku, price.from_month,
             price.to_month, price.unit, price.unit_price, currency.code, minor_digits, scale,
             import.id, import.file_name, price.recorded_line, price.source, price.notes
      FROM contract_price AS price
      JOIN live_contract AS contract ON contract.contract_id = price.contract_id
      JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
      JOIN currency ON currency.code = contract.currency
      JOIN import ON import.id = coalesce(price.restored_from, price.recorded_by)
      WHERE price.ended_by IS NULL
        AND (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR contract.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      ORDER BY price.from_month
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var prices: [ContractID: FixedPrices] = [:]
    while try rows.step() {
      guard let price = try FixedPrice(rows) else { continue }
      prices[ContractID(number: rows.int64(0)), default: FixedPrices()]
        .bySKU[price.sku.lowercased(), default: []].append(price)
    }
    return prices
  }
}

extension FixedPrice {
  fileprivate init?(_ row: borrowing Statement) throws {
    guard let price = try row.decimal(7) else { return nil }
    provider = row.string(1)
    contract = row.string(2)
    sku = row.string(3)
    fromMonth = try row.month(4)
    toMonth = try row.optionalMonth(5)
    unit = row.string(6)
    unitPrice = price
    currency = row.currency(from: 8)
    evidence = Evidence("price of \(sku) from \(fromMonth)", nil, row, from: 11)
  }
}
