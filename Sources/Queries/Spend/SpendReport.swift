package import Procurement
package import Ledger

/// By what spend is broken down.
package enum SpendDimension: String, CaseIterable, Sendable {
  case provider, buyer, contract
  /// The billing month, its quarter or its year.
  case month, quarter, year
  /// The provider's code for what was billed.
  case sku
}

/// Spend broken down by one or two dimensions. Currencies are never added.
///
/// Basis: billed, by the invoice's billing month.
package struct SpendReport: Sendable {
  /// What it is broken down by: one or two.
  package let dimensions: [SpendDimension]
  /// One for each currency and key that has spend or a missing invoice.
  package let groups: [Group]
  /// Months with a fee and no invoice, by which the figures may be too low.
  package let missing: [MissingInvoice]
  let window: MonthRange?
  private let contracts: ContractNames

  /// The spend of one key, in one currency.
  package struct Group: Hashable, Sendable {
    /// One key for each dimension; `nil` is spend without a contract, or without a SKU. A contract
    /// is its reference, and its provider too where another provider has one of that reference.
    package let keys: [String?]
    /// The currency of the amount, or that of the contracts whose invoices are missing.
    package let currency: Currency
    /// `nil` if all of it is missing.
    package let amount: Money?
    /// How many invoice lines it sums.
    package let lineCount: Int
    /// How many months of contracts have a fee and no invoice.
    package let missingCount: Int
  }

  /// Breaks spend down by one or two dimensions.
  ///
  /// `window` is the billing months, `nil` for all; months that are not over on `asOf` are not
  /// missing.
  /// - Throws: `MoneyError` or `SQLiteError` if a sum does not fit.
  package init(
    by dimensions: [SpendDimension], in book: Book, window: MonthRange?, asOf: Day
  ) throws {
    let spend = try book.spend(in: window, isBySKU: dimensions.contains(.sku))
    let missing = try MissingInvoice.all(in: book, window: window, asOf: asOf)
    let contracts = ContractNames(spend, missing)
    var sums: [GroupKey: GroupSum] = [:]
    for item in spend {
      let key = GroupKey(
        keys: dimensions.map { $0.key(of: item, contracts) }, currency: item.amount.currency)
      sums[key, default: GroupSum()].add(item)
    }
    for item in missing {
      let key = GroupKey(
        keys: dimensions.map { $0.key(of: item, contracts) }, currency: item.currency)
      sums[key, default: GroupSum()].missingCount += 1
    }
    self.dimensions = dimensions
    self.missing = missing
    self.window = window
    self.contracts = contracts
    groups = try sums.map { try $1.group($0) }.sorted { Group.isOrdered($0, $1, dimensions) }
  }

  /// The sum of each currency's groups, by code.
  ///
  /// - Throws: `MoneyError.tooLarge` if a sum does not fit.
  package func totals() throws -> [Money] {
    var totals: [Currency: Money] = [:]
    for amount in groups.compactMap(\.amount) {
      totals[amount.currency] = try (totals[amount.currency] ?? .zero(amount.currency))
        .adding(amount)
    }
    return totals.values.sorted { $0.currency.code < $1.currency.code }
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
  func key(of invoice: BilledInvoice) -> GroupKey? {
    guard let amount = invoice.evidence.amount else { return nil }
    let spend = BilledSpend(
      provider: invoice.provider, buyer: invoice.buyer, contract: invoice.contract,
      month: invoice.month, sku: invoice.sku, amount: amount, lineCount: 0)
    return GroupKey(
      keys: dimensions.map { $0.key(of: spend, contracts) }, currency: amount.currency)
  }
}

/// What the spend of one group has in common.
struct GroupKey: Hashable {
  let keys: [String?]
  let currency: Currency
}

private struct GroupSum {
  var units: Int128?
  var lineCount = 0
  var missingCount = 0

  mutating func add(_ spend: BilledSpend) {
    var sum = units ?? 0
    sum.add(units: spend.amount.units)
    units = sum
    lineCount += spend.lineCount
  }

  func group(_ key: GroupKey) throws -> SpendReport.Group {
    SpendReport.Group(
      keys: key.keys, currency: key.currency,
      amount: try units.map { try Money(exactly: $0, of: key.currency) }, lineCount: lineCount,
      missingCount: missingCount)
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
    if dimensions.first?.isTime != true, left.amount?.units != right.amount?.units {
      return (left.amount?.units ?? .min) > (right.amount?.units ?? .min)
    }
    return left.keys.lexicographicallyPrecedes(right.keys) { ($0 ?? "~") < ($1 ?? "~") }
  }
}

extension SpendDimension {
  /// Whether it divides time.
  package var isTime: Bool { grain != nil }

  private var grain: Grain? { Grain(rawValue: rawValue) }

  fileprivate func key(of spend: BilledSpend, _ contracts: ContractNames) -> String? {
    switch self {
    case .provider: spend.provider
    case .buyer: spend.buyer
    case .contract: spend.contract.map { contracts.name(of: $0, spend.provider) }
    case .sku: spend.sku
    case .month, .quarter, .year: grain?.label(of: spend.month)
    }
  }

  fileprivate func key(of missing: MissingInvoice, _ contracts: ContractNames) -> String? {
    switch self {
    case .provider: missing.provider
    case .buyer: missing.buyer
    case .contract: contracts.name(of: missing.contract, missing.provider)
    case .sku: nil
    case .month, .quarter, .year: grain?.label(of: missing.month)
    }
  }
}
