package import Procurement
internal import Store

/// The exchange rate that a contract fixes, with the row that says so (METRICS, rule 7).
///
/// Two rates are equal if they are of the same contract. It is a class since every amount may have one.
package final class ContractRate: Sendable {
  private let contract: ContractID
  /// The contract's reference.
  package let reference: String
  /// The contract's currency.
  package let from: Currency
  /// The currency into which the rate is fixed.
  package let quote: Currency
  /// How much of `quote` one unit of `from` is worth, exact.
  package let value: Ratio
  private let row: Evidence

  /// `nil` for a contract that fixes no rate.
  init?(_ contract: Recorded<Contract>) {
    guard let fixed = contract.fact.fixedRate else { return nil }
    self.contract = ContractID(number: contract.identity)
    reference = contract.fact.reference
    from = contract.fact.currency
    quote = fixed.quote
    value = Ratio(fixed.rate.coefficient, over: .powerOfTen(fixed.rate.decimals)) ?? .one
    row = contract.evidence
  }

  /// The contract's row: `rate EUR/USD 1.1`, and as its source `fixed by contract FJD-2`.
  package var evidence: Evidence {
    row.named(
      "rate \(from.code)/\(quote.code) \(value.exactDecimal(places: 10))", nil,
      source: "fixed by contract \(reference)")
  }
}

extension ContractRate: Hashable {
  /// Whether both are of the same contract.
  package static func == (left: ContractRate, right: ContractRate) -> Bool {
    left.contract == right.contract
  }

  /// Hashes the contract's identity.
  package func hash(into hasher: inout Hasher) { hasher.combine(contract) }
}

/// Where amounts come from, as far as their rate depends on it.
package struct AmountOrigin: Hashable, Sendable {
  /// Their currency.
  package let currency: Currency
  /// The rate that their contract fixes for this currency; `nil` if it fixes none.
  package let fixedRate: ContractRate?

  /// Amounts of a currency; those of a contract in another currency than the contract's have no fixed rate.
  package init(_ currency: Currency, _ fixedRate: ContractRate? = nil) {
    self.currency = currency
    self.fixedRate = fixedRate?.from == currency ? fixedRate : nil
  }
}

extension ContractFile {
  /// Where its amounts come from.
  package var origin: AmountOrigin { AmountOrigin(contract.fact.currency, fixedRate) }
}

// MARK: Finding them in the book

/// The exchange rates that contracts fix, by contract.
package struct ContractRates: Sendable {
  private struct Name: Hashable {
    let provider, reference: String
  }

  private let byContract: [ContractID: ContractRate]
  private let byName: [Name: ContractRate]

  fileprivate init(_ contracts: [Recorded<Contract>], _ names: NameDirectory) {
    // A damaged file may have two live rows of one contract.
    let rates = contracts.compactMap { contract in ContractRate(contract).map { (contract, $0) } }
    byContract = Dictionary(
      rates.map { (ContractID(number: $0.identity), $1) }, uniquingKeysWith: { first, _ in first })
    byName = Dictionary(
      rates.map {
        (Name(provider: names.organizations.slug(of: $0.provider), reference: $0.reference), $1)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The rate that a contract fixes; `nil` without a contract or a rate.
  package subscript(contract: ContractID?) -> ContractRate? { contract.flatMap { byContract[$0] } }

  /// The rate that a contract fixes, by the slug of its provider and its reference.
  package subscript(provider: String, reference: String?) -> ContractRate? {
    byName.isEmpty ? nil : reference.flatMap { byName[Name(provider: provider, reference: $0)] }
  }
}

extension Book {
  /// The exchange rates that live contracts fix, whether or not they are in the scope.
  package var contractRates: ContractRates {
    get throws {
      try fixedRateRows {
        let contracts = try rows(
          of: Contract.self, where: "\(Book.isLive) AND fx_rate_fixed IS NOT NULL", [])
        return ContractRates(contracts.map(\.recorded), names)
      }
    }
  }

  /// Where the amounts of a whole invoice come from; one that is divided among contracts has no fixed rate.
  package func origin(of invoice: InvoiceHead) throws -> AmountOrigin {
    AmountOrigin(invoice.total.currency, try contractRates[invoice.contract])
  }
}
