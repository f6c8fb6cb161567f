internal import Procurement
package import Queries
package import Rendering

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
      case .month: Section(prices)
      case .provider: Section(try PriceComparison.all(prices))
      }
    self.init(
      name: "prices", title: "Unit prices",
      basis: "billed, by billing month: amounts over quantities of usage and purchases",
      parameters: parameters,
      sections: [main] + (fixed.isEmpty ? [] : [Section(fixed: fixed)])
        + (isExplained ? [Section(explaining: prices.map(\.explanation))] : []))
  }
}

extension Section {
  fileprivate init(_ prices: [UnitPrice]) {
    self.init(
      columns: [
        ReportColumn("sku", .text), ReportColumn("provider", .text),
        ReportColumn("contract", .text), ReportColumn("month", .month),
        ReportColumn("unit", .text), ReportColumn("currency", .text),
        ReportColumn("quantity", .decimal), ReportColumn("amount", .money),
        ReportColumn("unit_price", .decimal, hasReasons: true),
        ReportColumn("previous_month", .month),
        ReportColumn("change", .ratio, hasReasons: true),
        ReportColumn("contract_price", .decimal, hasReasons: true),
        ReportColumn("change_from_contract", .ratio, hasReasons: true),
        ReportColumn("variance", .money, hasReasons: true),
      ],
      rows: prices.map(\.cells))
  }

  fileprivate init(_ comparisons: [PriceComparison]) {
    self.init(
      columns: [
        ReportColumn("sku", .text), ReportColumn("unit", .text), ReportColumn("month", .month),
        ReportColumn("currency", .text), ReportColumn("providers", .count),
        ReportColumn("lowest", .decimal, hasReasons: true), ReportColumn("lowest_at", .text),
        ReportColumn("highest", .decimal, hasReasons: true), ReportColumn("highest_at", .text),
        ReportColumn("mean", .decimal, hasReasons: true),
      ],
      rows: comparisons.map { comparison in
        let (lowest, highest) = (comparison.providers.first, comparison.providers.last)
        return [
          .text(comparison.sku), .text(comparison.unit), .month(comparison.month),
          .text(comparison.currency.code), .count(comparison.providers.count),
          Cell(price: lowest?.price), .text(lowest?.provider), Cell(price: highest?.price),
          .text(highest?.provider), Cell(price: comparison.mean),
        ]
      })
  }

  fileprivate init(fixed: [FixedPrice]) {
    self.init(
      name: "fixed", title: "Prices that contracts fix",
      columns: [
        ReportColumn("sku", .text), ReportColumn("provider", .text),
        ReportColumn("contract", .text), ReportColumn("from_month", .month),
        ReportColumn("to_month", .month), ReportColumn("unit", .text),
        ReportColumn("currency", .text), ReportColumn("unit_price", .decimal),
        ReportColumn("source", .text),
      ],
      rows: fixed.map { price in
        [
          .text(price.sku), .text(price.provider), .text(price.contract), .month(price.fromMonth),
          price.toMonth.map { .month($0) } ?? .empty, .text(price.unit),
          .text(price.currency.code), .decimal(price.unitPrice), .text(price.evidence.source),
        ]
      })
  }
}

extension UnitPrice {
  fileprivate var cells: [Cell] {
    [
      .text(sku), .text(provider), .text(contract), .month(month), .text(unit),
      .text(currency.code), .decimal(quantity), .money(amount), Cell(price: price),
      previousMonth.map { .month($0) } ?? .empty, Cell(change),
      fixed.value.map { .decimal($0.unitPrice) } ?? .undefined(fixed.reason ?? "not known"),
      Cell(changeFromFixed), Cell(variance),
    ]
  }
}

extension Cell {
  /// Six decimals, rounded half to even; or why there is none.
  fileprivate init(price: KnownOr<Ratio>) {
    self =
      switch price {
      case .known(let ratio): .decimal(ratio.exactDecimal(places: 6))
      case .unknown(let reason): .undefined(reason)
      }
  }

  fileprivate init(price: Ratio?) {
    self.init(price: price.map { .known($0) } ?? .unknown("quantity is zero"))
  }
}
