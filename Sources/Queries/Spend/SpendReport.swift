package import Procurement
package import Ledger

/// By what spend is broken down.
package enum SpendDimension: String, CaseIterable, Sendable {
  case provider, buyer, contract
  /// The billing month, its quarter, half or year.
  case month, quarter, half, year
  /// The provider's code for what was billed.
  case sku
}

/// Spend broken down by one or two dimensions. Currencies are never added.
///
/// Basis: billed, by the invoice's billing month; invoices count from their day of issue on. Tax is
/// apart, or in it where that is asked for (METRICS, rulings 6 and 16).
package struct SpendReport: Sendable {
  /// What it is broken down by: one or two.
  package let dimensions: [SpendDimension]
  /// One for each currency and key that has spend or a missing invoice.
  package let groups: [Group]
  /// Months with a fee and no invoice, by which the figures may be too low.
  package let missing: [MissingInvoice]
  let window: MonthRange?
  /// Whether tax is in the amounts.
  package let tax: TaxTreatment
  let asOf: Day
  private let contracts: ContractNames
  private let years: YearStart

  /// The spend of one key, in one currency.
  package struct Group: Hashable, Sendable {
    /// One key for each dimension; `nil` is spend without a contract, or without a SKU. A contract
    /// is its reference, and its provider too where another provider has one of that reference.
    package let keys: [String?]
    /// The currency of the amount, or that of the contracts whose invoices are missing.
    package let currency: Currency
    /// Its lines; `nil` if all of it is missing.
    package let sum: BilledSum?
    /// How many months of contracts have a fee and no invoice.
    package let missingCount: Int
    /// Whether tax is in the amount.
    package let taxTreatment: TaxTreatment

    /// The spend, or why there is none.
    package var amount: Figure<Money> {
      sum?.spend(taxTreatment).figure ?? .unavailable(.notBilled, "no invoice")
    }
    /// The tax, whether or not it is in the amount; `nil` if all is missing.
    package var tax: Figure<Money>? { sum?.tax.figure }
    /// How many invoice lines it sums.
    package var lineCount: Int { sum?.lineCount(taxTreatment) ?? 0 }

    /// The spend of groups of one currency, or why there is none; `nil` of no groups.
    package static func amount(of groups: [Group]) -> Figure<Money>? {
      guard !groups.isEmpty else { return nil }
      return spend(of: groups)?.figure ?? .unavailable(.notBilled, "no invoice")
    }

    /// The exact spend of groups of one currency; `nil` if all of it is missing.
    package static func spend(of groups: [Group]) -> MoneySum? {
      let treatment = groups.first?.taxTreatment ?? .exclude
      return BilledSum.total(groups.compactMap(\.sum))?.spend(treatment)
    }

    /// The tax of groups of one currency; `nil` if all is missing.
    package static func tax(of groups: [Group]) -> Figure<Money>? {
      BilledSum.total(groups.compactMap(\.sum))?.tax.figure
    }
  }

  /// Breaks spend down by one or two dimensions.
  ///
  /// `window` is the billing months, `nil` for all; months that are not over on `asOf` are not
  /// missing.
  /// - Throws: `SQLiteError` if the store fails.
  package init(
    by dimensions: [SpendDimension], in book: Book, window: MonthRange?, asOf: Day,
    tax: TaxTreatment = .exclude, years: YearStart = .january
  ) throws {
    let spend = try book.spend(
      in: window, isBySKU: dimensions.contains(.sku), issuedBy: asOf)
    let missing = try MissingInvoice.all(in: book, window: window, asOf: asOf)
    let contracts = ContractNames(spend, missing)
    var sums: [GroupKey: GroupSum] = [:]
    for item in spend {
      let key = GroupKey(
        keys: dimensions.map { $0.key(of: item, contracts, years) }, currency: item.currency)
      sums[key, default: GroupSum()].add(item.sum)
    }
    for item in missing {
      let key = GroupKey(
        keys: dimensions.map { $0.key(of: item, contracts, years) }, currency: item.currency)
      sums[key, default: GroupSum()].missingCount += 1
    }
    self.dimensions = dimensions
    self.missing = missing
    self.window = window
    self.tax = tax
    self.asOf = asOf
    self.contracts = contracts
    self.years = years
    groups = sums.map { $1.group($0, tax) }.sorted { Group.isOrdered($0, $1, dimensions) }
  }

  /// The sum of each currency's groups, by code; none of a currency without invoices.
  package var totals: [BilledSum] {
    Dictionary(grouping: groups.compactMap(\.sum), by: \.net.currency).values
      .compactMap(BilledSum.total).sorted { $0.net.currency.code < $1.net.currency.code }
  }
}

extension BilledSum {
  /// The sum of sums of one currency; `nil` if there are none.
  package static func total(_ sums: [BilledSum]) -> BilledSum? {
    guard var total = sums.first else { return nil }
    for sum in sums.dropFirst() { total.add(sum) }
    return total
  }
}

/// Tells contracts of one reference apart, as a reference is unique for one provider only.
private struct ContractNames: Sendable {
  private let shared: Set<String>

  init(_ spend: [BilledSpend], _ missing: [MissingInvoice]) {
    var owners: [String: Set<String>] = [:]
    for item in spend {
      if let contract = item.contract { owners[contract, default: []].insert(item.provider) }
    }
    for item in missing { owners[item.contract, default: []].insert(item.provider) }
    shared = Set(owners.filter { $1.count > 1 }.keys)
  }

  /// `anthropic-spacex-colossus`, or `MSA-1 (spacex)` where several providers have an `MSA-1`.
  func name(of contract: String, _ provider: String) -> String {
    shared.contains(contract) ? "\(contract) (\(provider))" : contract
  }
}

extension SpendReport {
  /// The group that an invoice, or a part of one, is in.
  func key(of invoice: BilledInvoice) -> GroupKey {
    let spend = BilledSpend(
      provider: invoice.provider, buyer: invoice.buyer, contract: invoice.contract,
      month: invoice.month, sku: invoice.sku, sum: invoice.sum)
    return GroupKey(
      keys: dimensions.map { $0.key(of: spend, contracts, years) }, currency: spend.currency)
  }
}

/// What the spend of one group has in common.
struct GroupKey: Hashable {
  let keys: [String?]
  let currency: Currency
}

private struct GroupSum {
  var sum: BilledSum?
  var missingCount = 0

  mutating func add(_ other: BilledSum) {
    guard sum != nil else { return sum = other }
    sum?.add(other)
  }

  func group(_ key: GroupKey, _ tax: TaxTreatment) -> SpendReport.Group {
    SpendReport.Group(
      keys: key.keys, currency: key.currency, sum: sum, missingCount: missingCount,
      taxTreatment: tax)
  }
}

extension SpendReport.Group {
  /// By currency; then time forward, and all else from the largest amount down.
  fileprivate static func isOrdered(
    _ left: Self, _ right: Self, _ dimensions: [SpendDimension]
  ) -> Bool {
    guard left.currency == right.currency else {
      return left.currency.code < right.currency.code
    }
    if dimensions.first?.isTime != true, left.units != right.units {
      return left.units > right.units
    }
    return left.keys.lexicographicallyPrecedes(right.keys) { ($0 ?? "~") < ($1 ?? "~") }
  }

  private var units: Int128 { sum?.spend(taxTreatment).units ?? .min }
}

extension SpendDimension {
  /// Whether it divides time.
  package var isTime: Bool { grain != nil }

  private var grain: Grain? { Grain(rawValue: rawValue) }

  private func label(of month: Month, _ years: YearStart) -> String? {
    grain.map { years.label(of: years.range(of: $0, around: month)) }
  }

  fileprivate func key(
    of spend: BilledSpend, _ contracts: ContractNames, _ years: YearStart
  ) -> String? {
    switch self {
    case .provider: spend.provider
    case .buyer: spend.buyer
    case .contract: spend.contract.map { contracts.name(of: $0, spend.provider) }
    case .sku: spend.sku
    case .month, .quarter, .half, .year: label(of: spend.month, years)
    }
  }

  fileprivate func key(
    of missing: MissingInvoice, _ contracts: ContractNames, _ years: YearStart
  ) -> String? {
    switch self {
    case .provider: missing.provider
    case .buyer: missing.buyer
    case .contract: contracts.name(of: missing.contract, missing.provider)
    case .sku: nil
    case .month, .quarter, .half, .year: label(of: missing.month, years)
    }
  }
}
