package import Ledger
package import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report obligations`.
  package static let obligations = ReportOutline(
    "obligations",
    chart:
      "Columns for each year and what comes after, in which contracts, providers or buyers are "
      + "stacked; deals that are only announced are left out.",
    PurchaseObligation.table(anyYears).outline("By contract."),
    PurchaseObligation.announcedTable(anyYears).outline("By contract."),
    ObligationGroup.table(by: .provider, anyYears).outline("By provider, or likewise by buyer."),
    ObligationGroup.table(by: .currency, anyYears).outline("By currency."),
    ObligationGroup.announcedTable(by: .provider, anyYears)
      .outline("By provider, or likewise by buyer or currency."))

  private static let anyYears = [MonthRange?](repeating: nil, count: 5)
}

extension Report {
  /// What must still be paid, year by year; deals that are only announced stand apart.
  ///
  /// `years` are those of the ladder; `isExplained` says whether the sums and their rows follow.
  package init(
    _ obligations: [PurchaseObligation], by dimension: ObligationDimension, years: [MonthRange],
    isExplained: Bool, in choice: CurrencyChoice? = nil, parameters: [Parameter]
  ) throws {
    let firm = obligations.filter { $0.stage != .announced }
    let announced = obligations.filter { $0.stage == .announced }
    let groups = dimension == .contract ? [] : ObligationGroup.all(firm, by: dimension)
    self = try Report(
      .obligations, title: "Remaining purchase obligations",
      basis: "fees and minimums up to the earliest exit without a penalty, undiscounted"
        + CurrencyNotes.basis(choice, of: obligations.first?.asOf),
      parameters: parameters,
      sections: dimension == .contract
        ? [
          PurchaseObligation.table(years).section(
            firm, totals: firm.groupedIfSeveral(by: \.rate.currency)),
          PurchaseObligation.announcedTable(years).section(ifAny: announced),
        ]
        : [
          ObligationGroup.table(by: dimension, years)
            .section(
              groups, totals: dimension == .currency ? [] : groups.groupedIfSeveral(by: \.currency)),
          ObligationGroup.announcedTable(by: dimension, years)
            .section(ifAny: ObligationGroup.all(announced, by: dimension)),
        ],
      explaining: isExplained ? obligations.map(\.explanation) : nil,
      notes: CurrencyNotes.notes(obligations.map(\.rate.currency))
        + (dimension == .contract ? firm.leftOutNotes : [])
        + obligations.flatMap(\.notes)
    ).drawn {
      (dimension == .contract ? firm.map(\.ladderRow) : groups.map(\.ladderRow)).charts(
        years: years, $0)
    }
  }
}

/// What obligations are put together by.
package enum ObligationDimension: String, CaseIterable, Sendable {
  case contract, provider, buyer, currency
}

/// A column for each year, for what comes after them, and for all of it.
///
/// Below rows are the years of all those that are known, added up exactly and rounded once.
@ColumnBuilder<Row> private func ladderColumns<Row>(
  _ years: [MonthRange?], _ ladder: @escaping @Sendable (Row) -> Figure<PurchaseObligation.Ladder>
) -> [Column<Row>] {
  for (index, year) in years.enumerated() {
    Column("year_\(index + 1)", title: year?.fiscalYear) { ladder($0).step(index) }
      .total { sum(of: $0.map(ladder)).step(index) }
  }
  Column("thereafter") { ladder($0).step(years.count) }
    .total { sum(of: $0.map(ladder)).step(years.count) }
  Column("total") { ladder($0).step(years.count + 1) }
    .total { sum(of: $0.map(ladder)).step(years.count + 1) }.key
}

/// The sum of the ladders that are known; `n/a` if none is.
private func sum(
  of ladders: [Figure<PurchaseObligation.Ladder>]
) -> Figure<PurchaseObligation.Ladder> {
  .held(
    (try PurchaseObligation.Ladder.sum(ladders.compactMap(\.value))).or(.notRecorded, "none known"))
}

extension Figure<PurchaseObligation.Ladder> {
  /// The amount of a year, of what comes after the years, or of all: by its number, from 0.
  fileprivate func step(_ index: Int) -> Figure<Money> {
    map { ($0.all + [$0.total])[index] }
  }
}

extension [PurchaseObligation] {
  fileprivate var leftOutNotes: [String] {
    groupedIfSeveral(by: \.rate.currency).compactMap { rows in
      rows.leftOutNote("obligation", of: rows.first?.rate.currency) { $0.ladder.map(\.total) }
    }
  }
}

extension MonthRange {
  /// `2026`, or `FY2027` for one that ends in that year.
  var fiscalYear: String {
    (YearStart(month: from.month) ?? .january).label(of: self)
  }
}

extension PurchaseObligation {
  /// What a reader must know of the figures.
  fileprivate var notes: [String] {
    let late =
      canLeaveForDelay
      ? "late delivery lets the buyer terminate at once, which would leave "
        + "\(shortfallDue.value.map { "\($0)" } ?? "n/a"); the right lapses with the delivery, and the "
        + "ladder does not count on it"
      : nil
    return [late, contract.exitBeforeStartNote(exitOn), contract.feesEndNote(through: exitOn)]
      .compactMap { $0 }.map { "\(contract.reference): \($0)" }
  }

  fileprivate static func table(
    _ years: [MonthRange?], named name: String = "rows", title: String? = nil
  ) -> Table<PurchaseObligation> {
    Table(name, title: title) {
      Column("provider", \.contract.provider).detail
      Column("contract", \.contract.reference).total { _ in "total" }.key
      Column("buyer", \.contract.buyer).detail
      Column("state", meaning: "`started`, `not started` or `announced`.", \.stage.rawValue)
      Column("exit_on", meaning: "The earliest exit without a penalty.", \.exitOn)
      Column("currency", \.rate.currency).total { $0.first?.rate.currency }.key
      ladderColumns(years, \.ladder)
      Column(
        "shortfall_due",
        meaning: "Assessed shortfalls that have not been paid; part of the total.",
        \.shortfallDue
      ).detail
      Column("headline", \.headline).detail
      Column("headline_kind", \.contract.headline?.kind?.words).detail
      Column("share_of_headline", meaning: "Total over headline.", \.shareOfHeadline).detail
    }
  }

  fileprivate static func announcedTable(_ years: [MonthRange?]) -> Table<PurchaseObligation> {
    table(years, named: "announced", title: "Only announced")
  }

  fileprivate var ladderRow: LadderRow {
    LadderRow(
      words: [contract.reference, contract.provider, contract.buyer], currency: rate.currency,
      ladder)
  }
}

/// Obligations of one provider, buyer or currency, in one currency, added up as far as known.
private struct ObligationGroup {
  let name: String
  let currency: Currency
  let count: Int
  /// The ladders that are known, added up.
  let ladder: Figure<PurchaseObligation.Ladder>
  let unknown: Int

  var ladderRow: LadderRow { LadderRow(words: [name], currency: currency, ladder) }

  static func table(
    by dimension: ObligationDimension, _ years: [MonthRange?], named name: String = "rows",
    title: String? = nil
  ) -> Table<ObligationGroup> {
    Table(name, title: title) {
      if dimension != .currency {
        Column(dimension.rawValue, \.name).total { _ in "total" }.key
      }
      Column("currency", \.currency).total { $0.first?.currency }.key
      ladderColumns(years, \.ladder)
      Column("contracts", \.count).total { $0.map(\.count).reduce(0, +) }.detail
      Column("not_known", meaning: "How many contracts are left out as not known.", \.unknown)
        .total { $0.map(\.unknown).reduce(0, +) }
    }
  }

  static func announcedTable(
    by dimension: ObligationDimension, _ years: [MonthRange?]
  ) -> Table<ObligationGroup> {
    table(by: dimension, years, named: "announced", title: "Only announced")
  }

  static func all(
    _ obligations: [PurchaseObligation], by dimension: ObligationDimension
  ) -> [ObligationGroup] {
    let groups = Dictionary(grouping: obligations) { obligation in
      let contract = obligation.contract
      let name =
        switch dimension {
        case .provider: contract.provider
        case .buyer: contract.buyer
        case .contract, .currency: obligation.rate.currency.code
        }
      return [name, obligation.rate.currency.code]
    }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap {
      ObligationGroup(named: $0.key[0], of: $0.value)
    }
  }

  private init?(named name: String, of obligations: [PurchaseObligation]) {
    guard let currency = obligations.first?.rate.currency else { return nil }
    self.name = name
    self.currency = currency
    count = obligations.count
    unknown = obligations.count { $0.ladder.value == nil }
    ladder = sum(of: obligations.map(\.ladder))
  }
}
