internal import Ledger
internal import Procurement
internal import Queries

// What cannot be compared is said (METRICS, ruling 8).

/// Whether the price of a line can be compared with the contract's.
enum PriceComparison {
  /// The price that the contract fixes, and the line's quantity at that price in stored units.
  case price(Recorded<ContractPrice>, units: Int128)
  /// It cannot.
  case notCompared(UncomparedPrice)
}

/// Why the price of a line cannot be compared.
enum UncomparedPrice: Hashable {
  /// The contract fixes no price at all.
  case noPrices
  /// The line has no SKU.
  case noSKU
  /// The contract has no price for the SKU in that month.
  case noPrice
  /// The line has no quantity.
  case noQuantity
  /// The line counts something else than the contract's price is for.
  case unit(contract: String)
  /// The quantity at the contract's price is too large to be kept.
  case tooLarge
}

extension UncomparedPrice {
  /// The reason as a fact of a finding: facts are digested, so that their form never changes, whatever the cases
  /// become.
  fileprivate var fact: String {
    switch self {
    case .noPrices: "noPrices"
    case .noSKU: "noSKU"
    case .noPrice: "noPrice"
    case .noQuantity: "noQuantity"
    case .unit(let unit): "unit(contract: \(unit.debugDescription))"
    case .tooLarge: "tooLarge"
    }
  }
}

/// A unit of lines and one of a contract's price.
struct ComparedUnits: Hashable {
  let line: Int64
  let price: String
}

extension ContractAudit {
  /// Finds the price that the contract fixes for the SKU, of the same unit.
  mutating func comparison(
    of line: AuditedLine, _ contract: AuditedContract
  ) -> PriceComparison {
    let prices = contract.prices
    guard !prices.isEmpty else { return .notCompared(.noPrices) }
    guard let key = line.sku.flatMap({ book.skuKeys[$0] }) else { return .notCompared(.noSKU) }
    guard let fixed = prices.price(of: key, in: line.month) else {
      return .notCompared(.noPrice)
    }
    guard let quantity = line.quantity else { return .notCompared(.noQuantity) }
    guard isSame(line.unit, as: fixed.unit) else {
      return .notCompared(.unit(contract: fixed.unit))
    }
    let product = AuditedLine.product(quantity, fixed.unitPrice, line.amount.currency)
    return product.value.map { .price(fixed, units: $0) } ?? .notCompared(.tooLarge)
  }

  /// Whether the unit of a line is that of a price; each pair is compared once.
  private mutating func isSame(_ unit: Int64?, as priced: String) -> Bool {
    guard let unit else { return false }
    let pair = ComparedUnits(line: unit, price: priced)
    if let isSame = sameUnits[pair] { return isSame }
    let isSame = book.unitKeys[unit] == UnitName(priced)
    sameUnits[pair] = isSame
    return isSame
  }
}

/// Lines of a SKU and unit whose price cannot be compared for one reason.
struct UncomparedLines {
  /// What they have in common.
  struct Key: Hashable {
    let sku: Int64?
    let unit: Int64?
    let reason: UncomparedPrice
  }

  /// The invoice of the first of them.
  let invoice: AuditedInvoice
  /// How many there are.
  var count = 0
}

extension ContractAudit {
  /// Notes a line of use or of a purchase whose price cannot be compared.
  mutating func noteNotCompared(
    _ line: AuditedLine, of invoice: AuditedInvoice, _ reason: UncomparedPrice
  ) {
    let isPurchaseOfFee = line.category == .purchase && !(contract?.terms.fees.isEmpty ?? true)
    guard line.category == .usage || line.category == .purchase, !isPurchaseOfFee else { return }
    guard reason != .noPrices else {
      unpriced[line.month, default: 0] += 1
      return
    }
    let key = UncomparedLines.Key(sku: line.sku, unit: line.unit, reason: reason)
    uncompared[key, default: [:]][line.month, default: UncomparedLines(invoice: invoice)].count += 1
  }

  /// Makes a finding for each SKU and reason, and counts the lines of a contract without prices. What is
  /// compared with a fee needs no price.
  mutating func checkNotCompared(_ contract: AuditedContract) {
    unpricedLineCount = unpriced.filter { !isComparedWithFee($0.key, contract) }.values
      .reduce(0, +)
    for (key, byMonth) in uncompared.sorted(by: { $0.key.order < $1.key.order }) {
      let months = byMonth.keys.filter { !isComparedWithFee($0, contract) }
      let lines = months.sorted().compactMap { byMonth[$0] }
      guard let first = lines.first else { continue }
      let name = key.sku.flatMap { book.skus[$0] }
      let count = lines.map(\.count).reduce(0, +)
      addNotCompared(
        name ?? "lines without SKU", of: first.invoice,
        why(key) + " (\(count) line\(count == 1 ? "" : "s"), first on \(first.invoice.number))",
        facts: [key.reason.fact, key.unit.flatMap { book.units[$0] } ?? ""], contract)
    }
  }

  /// A finding of a thing that cannot be compared with a contract.
  mutating func addNotCompared(
    _ thing: String, of invoice: AuditedInvoice?, _ found: String, facts: [String],
    _ contract: AuditedContract
  ) {
    add(
      AuditFinding(
        code: .notCompared, providerID: contract.terms.providerID,
        provider: contract.terms.provider, contract: contract.terms.reference, invoice: nil,
        subject: "\(contract.terms.reference) \(thing)", line: nil, month: nil, expected: nil,
        billed: nil, variance: nil, found: found,
        evidence: invoice?.booked.evidence ?? contract.terms.evidence, basis: nil, facts: facts))
  }

  /// Whether use of a month is compared with the contract's fee: it has one, and nothing of the month
  /// is called a purchase.
  private func isComparedWithFee(_ month: Month, _ contract: AuditedContract) -> Bool {
    !contract.terms.fees.isEmpty && !(months[month]?.hasPurchases ?? false)
  }

  private func why(_ key: UncomparedLines.Key) -> String {
    switch key.reason {
    case .noPrices: "the contract has no prices"
    case .noSKU: "without a SKU there is no price to compare with"
    case .noPrice: "the contract has no price for it"
    case .noQuantity: "without a quantity there is no price to compare"
    case .unit(let unit):
      "is billed per \(key.unit.flatMap { book.units[$0] } ?? "unit that is not given"); the contract's "
        + "price is per \(unit)"
    case .tooLarge: "the quantity at the contract's price is too large to compare"
    }
  }
}

extension UncomparedLines.Key {
  fileprivate var order: (Int64, Int64, String) { (sku ?? 0, unit ?? 0, "\(reason)") }
}
