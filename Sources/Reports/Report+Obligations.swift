package import Procurement
package import Queries
package import Rendering

extension Report {
  /// What must still be paid, year by year; deals that are only announced stand apart.
  ///
  /// `years` are those of the ladder; `isExplained` says whether the sums and their rows follow.
  package init(
    _ obligations: [PurchaseObligation], by dimension: ObligationDimension, years: [MonthRange],
    isExplained: Bool, parameters: [Parameter]
  ) {
    let firm = obligations.filter { $0.standing != .announced }
    let announced = obligations.filter { $0.standing == .announced }
    let sections = [
      Section(firm, by: dimension, years, named: "rows", title: nil),
      Section(announced, by: dimension, years, named: "announced", title: "Only announced"),
    ]
    self.init(
      name: "obligations", title: "Remaining purchase obligations",
      basis: "fees and minimums up to the earliest exit without a penalty, undiscounted",
      parameters: parameters,
      sections: sections.filter { $0.name == "rows" || !$0.rows.isEmpty }
        + (isExplained ? [Section(explaining: obligations.map(\.explanation))] : []))
  }
}

/// What obligations are put together by.
package enum ObligationDimension: String, CaseIterable, Sendable {
  case contract, provider, buyer, currency
}

extension Section {
  fileprivate init(
    _ obligations: [PurchaseObligation], by dimension: ObligationDimension,
    _ years: [MonthRange], named name: String, title: String?
  ) {
    let isByContract = dimension == .contract
    let names: [ReportColumn] =
      isByContract
      ? [
        ReportColumn("provider", .text), ReportColumn("contract", .text),
        ReportColumn("buyer", .text), ReportColumn("state", .text),
        ReportColumn("exit_on", .date, hasReasons: true), ReportColumn("currency", .text),
      ]
      : (dimension == .currency ? [] : [ReportColumn(dimension.rawValue, .text)])
        + [ReportColumn("currency", .text)]
    let amounts =
      years.enumerated().map { index, year in
        ReportColumn("year_\(index + 1)", .money, hasReasons: true, title: year.fiscalYear)
      } + [
        ReportColumn("thereafter", .money, hasReasons: true),
        ReportColumn("total", .money, hasReasons: true),
      ]
    let last =
      isByContract
      ? [
        ReportColumn("headline", .money, hasReasons: true),
        ReportColumn("headline_kind", .text),
        ReportColumn("share_of_headline", .ratio, hasReasons: true),
      ] : [ReportColumn("contracts", .count), ReportColumn("not_known", .count)]
    self.init(
      name: name, title: title, columns: names + amounts + last,
      rows: isByContract
        ? obligations.map(\.cells)
        : ObligationGroup.all(obligations, by: dimension).map { $0.cells(dimension) })
  }
}

extension MonthRange {
  /// `2026`, or `FY2027` for one that ends in that year.
  fileprivate var fiscalYear: String {
    let last = to.adding(months: -1)
    return from.month == 1 ? "\(from.year)" : "FY\(last.year)"
  }
}

extension PurchaseObligation {
  fileprivate var cells: [Cell] {
    let exit: Cell =
      switch exitOn {
      case .known(let day): .date(.day(day))
      case .unknown(let reason): .undefined(reason)
      }
    return [
      .text(contract.provider), .text(contract.reference), .text(contract.buyer),
      .text(standing.rawValue), exit, .text(contract.currency.code),
    ] + amounts + [
      contract.headline.map { .money($0) } ?? .undefined("not known"),
      .text(contract.headlineKind.map { String($0.rawValue.map { $0 == "_" ? " " : $0 }) }),
      share,
    ]
  }

  private var amounts: [Cell] {
    switch ladder {
    case .known(let ladder): ladder.all.map { .money($0) } + [.money(ladder.total)]
    case .unknown(let reason): Array(repeating: .undefined(reason), count: 7)
    }
  }

  private var share: Cell {
    guard let total = ladder.value?.total else { return .undefined(ladder.reason ?? "not known") }
    guard let headline = contract.headline else { return .undefined("no headline value known") }
    return Ratio(total, over: headline).map { .ratio($0) } ?? .undefined("value is zero")
  }
}

/// Obligations of one provider, buyer or currency, in one currency, added up as far as known.
private struct ObligationGroup {
  let name: String
  let currency: Currency
  var count = 0
  var unknown = 0
  var sums = [Int128](repeating: 0, count: 7)

  static func all(
    _ obligations: [PurchaseObligation], by dimension: ObligationDimension
  ) -> [ObligationGroup] {
    var groups: [[String]: ObligationGroup] = [:]
    for obligation in obligations {
      let contract = obligation.contract
      let name =
        switch dimension {
        case .provider: contract.provider
        case .buyer: contract.buyer
        case .contract, .currency: contract.currency.code
        }
      groups[
        [name, contract.currency.code],
        default: ObligationGroup(name: name, currency: contract.currency)
      ].add(obligation)
    }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  private mutating func add(_ obligation: PurchaseObligation) {
    count += 1
    guard let ladder = obligation.ladder.value else {
      unknown += 1
      return
    }
    for (index, amount) in (ladder.all + [ladder.total]).enumerated() {
      sums[index] += Int128(amount.units)
    }
  }

  func cells(_ dimension: ObligationDimension) -> [Cell] {
    let amounts: [Cell] = sums.map { units in
      guard unknown < count else { return .undefined("none known") }
      return (try? Money(exactly: units, of: currency)).map { .money($0) }
        ?? .undefined("too large")
    }
    return (dimension == .currency ? [] : [.text(name)]) + [.text(currency.code)] + amounts
      + [.count(count), .count(unknown)]
  }
}
