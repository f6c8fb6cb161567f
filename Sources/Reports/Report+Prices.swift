package import Ledger
package import Procurement
internal import Queries
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

/// Which prices a report is of.
package struct PriceQuestion {
  private let skus: [String]
  private let window: MonthRange?
  private let asOf: Day
  fileprivate let dimension: PriceDimension

  /// `skus` are the only ones wanted, all if it is empty; `window` is the billing months, `nil` for all.
  package init(skus: [String], window: MonthRange?, asOf: Day, by dimension: PriceDimension) {
    (self.skus, self.window, self.asOf, self.dimension) = (skus, window, asOf, dimension)
  }

  fileprivate func forEachSeries(
    in book: Book, _ body: ([UnitPrice], PricePlace) throws -> Void
  ) throws {
    try UnitPrice.forEachSeries(in: book, skus: skus, window: window, asOf: asOf, body)
  }

  fileprivate func fixedPrices(in book: Book) throws -> [FixedPrice] {
    try FixedPrice.all(in: book, skus: skus)
  }
}

extension Report {
  /// What one unit of each SKU cost, and what contracts fix.
  ///
  /// `isExplained` says whether the quotients and their rows follow.
  package init(
    _ question: PriceQuestion, in book: Book, isExplained: Bool, parameters: [Parameter]
  ) throws {
    var prices = UnitPrice.table.rows(by: PricePlace.self)
    var explanations = ExplanationLine.table.rows(by: PricePlace.self)
    var compared: [(prices: [UnitPrice], place: PricePlace)] = []
    try question.forEachSeries(in: book) { series, place in
      switch question.dimension {
      case .month: prices.append(series, at: place)
      case .provider: compared.append((series, place))
      }
      if isExplained {
        explanations.append(ExplanationLine.all(series.map(\.explanation)), at: place)
      }
    }
    let main =
      switch question.dimension {
      case .month: prices.section()
      case .provider:
        PriceComparison.table.section(
          PriceComparison.all(compared.sorted { $0.place < $1.place }.flatMap(\.prices)))
      }
    self.init(
      .prices, title: "Unit prices",
      basis: "billed, by billing month: amounts over quantities of usage and purchases",
      parameters: parameters,
      sections: [
        main, FixedPrice.table.section(ifAny: try question.fixedPrices(in: book)),
        isExplained ? explanations.section() : nil,
      ])
  }
}

extension UnitPrice {
  fileprivate static let table = Table<UnitPrice> {
    Column("sku", \.sku).key
    Column("provider", \.provider).key
    Column("contract", \.contract).detail
    Column("month", \.month).key
    Column("unit", \.unit)
    Column("currency", \.currency).key
    Column("quantity", \.quantity).detail
    Column("amount", \.amount)
    Column("unit_price", meaning: "Amount over quantity.", \.price.sixDecimals).key
    Column("previous_month", \.previousMonth).detail
    Column("change", meaning: "The change of the unit price from that month.", \.change).key
    Column("contract_price") { $0.fixed.map(\.unitPrice) }
    Column("change_from_contract", \.changeFromFixed)
    Column("variance", meaning: "Amount less the contract's price × quantity.", \.variance)
  }
}

extension PriceComparison {
  fileprivate static let table = Table<PriceComparison> {
    Column("sku", \.sku).key
    Column("unit", \.unit)
    Column("month", \.month).key
    Column("currency", \.currency).key
    Column("providers", \.providers.count).detail
    Column("lowest") { ($0.providers.first?.price).or(.zero, "quantity is zero").sixDecimals }.key
    Column("lowest_at", \.providers.first?.provider).key
    Column("highest") { ($0.providers.last?.price).or(.zero, "quantity is zero").sixDecimals }.key
    Column("highest_at", \.providers.last?.provider).key
    Column("mean", meaning: "All amounts over all quantities.", \.mean.sixDecimals)
  }
}

extension FixedPrice {
  fileprivate static let table = Table<FixedPrice>("fixed", title: "Contract prices") {
    Column("sku", \.price.sku).key
    Column("provider", \.contract.provider).key
    Column("contract", \.contract.reference)
    Column("from_month", \.price.fromMonth).key
    Column("to_month", \.price.toMonth)
    Column("unit", \.price.unit)
    Column("currency", \.contract.currency).key
    Column("unit_price", \.price.unitPrice).key
    Column("source", \.price.evidence.source).detail
  }
}

extension Figure<Ratio> {
  /// Six decimals, rounded half to even.
  fileprivate var sixDecimals: Figure<ExactDecimal> { map { $0.exactDecimal(places: 6) } }
}
