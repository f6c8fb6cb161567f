internal import Ledger
internal import Procurement

/// What was charged for the days of a month, in stored units of the contract's currency.
///
/// A class, since something is added to it with every line.
final class ChargedMonth {
  private var charged = CategorySums()
  /// The part that other findings already dispute.
  private var explained = CategorySums()
  /// By how much amounts are not quantity times price. A month's charge is the sum of amounts all the
  /// same (METRICS, ruling 7).
  private var arithmetic = CategorySums()
  /// Use by its kind, where the contract has a fee.
  private var uses: [ChargedUse: Int128] = [:]
  /// Whether some line charges for its days, be it nothing, or of a credit note.
  private(set) var hasCharge = false
  /// The invoices, up to two of them.
  private(set) var invoices: [AuditedInvoice] = []
  /// What is disputed of its invoices, in words.
  private(set) var disputes: [String] = []

  func charge(_ units: Int64, _ category: ChargeCategory, _ use: ChargedUse?) {
    charged.add(units, category)
    hasCharge = hasCharge || category.charges(units)
    if let use { uses[use, default: 0].add(units: units) }
  }

  func explain(_ units: Int64, _ category: ChargeCategory) {
    explained.add(units, category)
  }

  func noteArithmetic(_ units: Int64, _ category: ChargeCategory) {
    arithmetic.add(units, category)
  }

  func add(_ invoice: AuditedInvoice) {
    guard invoices.count < 2, invoices.last?.rowID != invoice.rowID else { return }
    invoices.append(invoice)
  }

  func add(_ part: DisputedPart, of invoice: AuditedInvoice) {
    let words = "\(invoice.number): \(part.words)"
    if disputes.last != words { disputes.append(words) }
  }

  /// Whether anything is charged as a purchase: then use is on top of the fee (METRICS, ruling 38).
  var hasPurchases: Bool { charged.has(.purchase) }
}

/// What use is of: lines of one SKU and unit.
struct ChargedUse: Hashable {
  let sku: Int64?
  let unit: Int64?

  init(_ line: AuditedLine) {
    sku = line.sku
    unit = line.unit
  }

  /// Whether the line says at all of what it is.
  var isNamed: Bool { sku != nil || unit != nil }
}

// MARK: The fee

extension ChargedMonth {
  /// What is charged for the fee: the sum of the amounts, without what other findings are of if these are
  /// left out; rounded half to even to the minor unit, as what is expected is.
  func units(besideFindings: Bool) -> Int128 {
    rounded(exactUnits(besideFindings: besideFindings))
  }

  /// What is charged for the fee before it is rounded, in stored units.
  func exactUnits(besideFindings: Bool) -> Int128 {
    sum(charged) &- (besideFindings ? sum(explained) : 0)
  }

  private func rounded(_ units: Int128) -> Int128 {
    (Ratio(units, over: minorUnit)?.rounded(toUnitsOf: 1) ?? units) &* minorUnit
  }

  /// Whether the charge is what is expected, as it is or apart from what other findings are of; their parts
  /// may be rounded to the minor unit.
  func agrees(with expected: Int128, _ tolerance: Tolerance) -> Bool {
    let beside = units(besideFindings: true)
    let apart = rounded(sum(charged) &- sum(explained) &- sum(arithmetic))
    let charges = [units(besideFindings: false), beside, apart]
    guard !charges.contains(where: { tolerance.allows($0 &- expected, of: expected) }) else {
      return true
    }
    let isExplained = !explained.isEmpty || !arithmetic.isEmpty
    return isExplained && (beside &- expected).magnitude <= minorUnit.magnitude
  }

  /// Whether one kind of use is the fee, and the rest, which says of what it is, is other use beside it: told
  /// apart by the amount where no charge is called a purchase.
  func isFeeToldApart(_ expected: Int128, _ tolerance: Tolerance) -> Bool {
    guard !hasPurchases, uses.count > 1 else { return false }
    let unnamed = uses.filter { !$0.key.isNamed }
    let (all, used) = (units(besideFindings: true), uses.values.reduce(0, &+))
    return uses.contains { use, units in
      let isRestNamed = unnamed.isEmpty || unnamed.count == 1 && !use.isNamed
      let charge = rounded(all &- (used &- units))
      return isRestNamed && tolerance.allows(charge &- expected, of: expected)
    }
  }

  private func sum(_ parts: CategorySums) -> Int128 {
    parts.sum { $0.isOfFee(isPurchased: hasPurchases) }
  }

  /// In stored units of the currency of its invoices.
  private var minorUnit: Int128 { invoices.first?.total.currency.unitsPerMinorUnit ?? 1 }
}

/// Sums of stored units by charge category; none of a category of which nothing was added.
private struct CategorySums {
  private var sums: InlineArray<5, Int128?> = .init(repeating: nil)

  mutating func add(_ units: Int64, _ category: ChargeCategory) {
    sums[category.place] = (sums[category.place] ?? 0) &+ Int128(units)
  }

  func has(_ category: ChargeCategory) -> Bool { sums[category.place] != nil }

  var isEmpty: Bool { !ChargeCategory.allCases.contains(where: has) }

  func sum(where isCounted: (ChargeCategory) -> Bool) -> Int128 {
    ChargeCategory.allCases.reduce(0) { sum, category in
      isCounted(category) ? sum &+ (sums[category.place] ?? 0) : sum
    }
  }
}

extension ChargeCategory {
  /// Where its sum is, from 0. A dictionary would hash its word with every line.
  fileprivate var place: Int {
    switch self {
    case .usage: 0
    case .purchase: 1
    case .tax: 2
    case .credit: 3
    case .adjustment: 4
    }
  }
}
