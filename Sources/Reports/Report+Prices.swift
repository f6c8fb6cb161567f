internal import Ledger
internal import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report prices`.
  package static let prices = ReportOutline(
    "prices", UnitPrice.table.outline("By month."), PriceComparison.table.outline("By provider."),
    FixedPrice.table.outline())
}

/// What prices are put together by.
package enum PriceDimension: String, CaseIterable, Sendable {
  case month, provider
}

extension Report {
  /// What one unit of each SKU cost, and what contracts fix.
  ///
  /// `isExplained` says whether the quotients and their rows follow.
  package init(
    _ prices: [UnitPrice], fixed: [FixedPrice], by dimension: PriceDimension, isExplained: Bool,
    parameters: [Parameter]
  ) throws {
    let main =
      switch dimension {
      case .month: UnitPrice.table.section(prices)
      case .provider: PriceComparison.table.section(PriceComparison.all(prices))
      }
    self.init(
      .prices, title: "Unit prices",
      basis: "billed, by billing month: amounts over quantities of usage and purchases",
      parameters: parameters, sections: [main, FixedPrice.table.section(ifAny: fixed)],
      explaining: isExplained ? prices.map(\.explanation) : nil)
  }
}

extension UnitPrice {
  fileprivate static let table = Table<UnitPrice> {
    Column("sku", \.sku)
    Column("provider", \.provider)
    Column("contract", \.contract)
    Column("month", \.month)
    Column("unit", \.unit)
    Column("currency", \.currency)
    Column("quantity", \.quantity)
    Column("amount", \.amount)
    Column("unit_price", meaning: "Amount over quantity.", \.price.sixDecimals)
    Column("previous_month", \.previousMonth)
    Column("change", meaning: "Of the unit price, from that month.", \.change)
    Column("contract_price") { $0.fixed.map(\.unitPrice) }
    Column("change_from_contract", \.changeFromFixed)
    Column("variance", meaning: "Amount less the contract's price × quantity.", \.variance)
  }
}

extension PriceComparison {
  fileprivate static let table = Table<PriceComparison> {
    Column("sku", \.sku)
    Column("unit", \.unit)
    Column("month", \.month)
    Column("currency", \.currency)
    Column("providers", \.providers.count)
    Column("lowest") { ($0.providers.first?.price).or(.zero, "quantity is zero").sixDecimals }
    Column("lowest_at", \.providers.first?.provider)
    Column("highest") { ($0.providers.last?.price).or(.zero, "quantity is zero").sixDecimals }
    Column("highest_at", \.providers.last?.provider)
    Column("mean", meaning: "All amounts over all quantities.", \.mean.sixDecimals)
  }
}

extension FixedPrice {
  fileprivate static let table = Table<FixedPrice>("fixed", title: "Prices that contracts fix") {
    Column("sku", \.price.sku)
    Column("provider", \.contract.provider)
    Column("contract", \.contract.reference)
    Column("from_month", \.price.fromMonth)
    Column("to_month", \.price.toMonth)
    Column("unit", \.price.unit)
    Column("currency", \.contract.currency)
    Column("unit_price", \.price.unitPrice)
    Column("source", \.price.evidence.source)
  }
}

extension Figure<Ratio> {
  /// Six decimals, rounded half to even.
  fileprivate var sixDecimals: Figure<ExactDecimal> { map { $0.exactDecimal(places: 6) } }
}
