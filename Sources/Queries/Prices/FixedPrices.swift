package import Ledger
package import Procurement

/// The prices that one contract fixes.
package struct FixedPrices: Hashable, Sendable {
  /// By SKU in lower case, each by its first month.
  private let bySKU: [String: [Recorded<ContractPrice>]]

  /// Prices in the order of their first months.
  package init(_ prices: [Recorded<ContractPrice>]) {
    bySKU = Dictionary(grouping: prices) { $0.sku.lowercased() }
  }

  /// Whether the contract fixes no price.
  package var isEmpty: Bool { bySKU.isEmpty }

  /// The price of a SKU, in lower case, in a month: of the rows that cover it, the latest.
  package func price(of sku: String, in month: Month) -> Recorded<ContractPrice>? {
    bySKU[sku]?.last { $0.covers(month) }
  }
}

/// A price that a contract of a book fixes.
package struct FixedPrice: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The price.
  package let price: Recorded<ContractPrice>

  /// The prices that the contracts of a book fix, by SKU, provider, contract and month; `skus` are the
  /// only ones wanted, all if it is empty, whatever their case.
  package static func all(in book: Book, skus: [String] = []) throws -> [FixedPrice] {
    let wanted = Set(skus.map { $0.lowercased() })
    return try book.contracts.flatMap { contract in
      try (book.prices[contract.id] ?? [])
        .filter { wanted.isEmpty || wanted.contains($0.sku.lowercased()) }
        .map { FixedPrice(contract: contract, price: $0) }
    }.sorted { $0.order < $1.order }
  }

  private var order: (String, String, String, Int) {
    (price.sku.lowercased(), contract.provider, contract.reference, price.fromMonth.number)
  }
}

extension Recorded<ContractPrice> {
  fileprivate func covers(_ month: Month) -> Bool {
    fact.fromMonth <= month && (fact.toMonth.map { month <= $0 } ?? true)
  }
}
