internal import Ledger
package import Procurement

/// By what spend is broken down.
package enum SpendDimension: String, CaseIterable, Sendable {
  case provider, buyer, contract
  /// The billing month, its quarter, half or year; or for each month the twelve that end with it.
  case month, quarter, half, year, ttm
  /// The provider's code for what was billed.
  case sku
}

extension SpendDimension {
  /// Whether it divides time.
  package var isTime: Bool { grain != nil }

  /// How it divides time; `nil` if it does not.
  package var grain: Grain? { Grain(rawValue: rawValue) }

  /// What a piece of spend is of; `nil` for what has none, and of time.
  func name(of spend: BilledSpend, _ contracts: ContractNames) -> String? {
    switch self {
    case .provider: spend.provider
    case .buyer: spend.buyer
    case .contract: spend.contract.map { contracts.name(of: $0, spend.provider) }
    case .sku: spend.sku
    case .month, .quarter, .half, .year, .ttm: nil
    }
  }

  /// What a missing invoice is of; `nil` for what has none, and of time.
  func name(of missing: MissingInvoice, _ contracts: ContractNames) -> String? {
    switch self {
    case .provider: missing.provider
    case .buyer: missing.buyer
    case .contract: contracts.name(of: missing.contract, missing.provider)
    case .sku, .month, .quarter, .half, .year, .ttm: nil
    }
  }
}

/// Tells contracts of one reference apart, as a reference is unique for one provider only.
struct ContractNames: Sendable {
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
