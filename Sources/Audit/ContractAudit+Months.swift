internal import Ledger
internal import Procurement
internal import Queries

// Checks of the charges of a month, across all invoices.

/// What was charged for the days of a month, in stored units of the contract's currency.
struct ChargedMonth {
  private var charged: [ChargeCategory: Int128] = [:]
  /// The part that other findings already dispute.
  private var explained: [ChargeCategory: Int128] = [:]
  /// The invoices, up to two of them.
  private(set) var invoices: [AuditedInvoice] = []

  mutating func charge(_ units: Int64, _ category: ChargeCategory) {
    charged[category, default: 0].add(units: units)
  }

  mutating func explain(_ units: Int64, _ category: ChargeCategory) {
    explained[category, default: 0].add(units: units)
  }

  /// Whether no other finding concerns the month.
  var isUnexplained: Bool { explained.isEmpty }

  mutating func add(_ invoice: AuditedInvoice) {
    guard invoices.count < 2, invoices.last?.rowID != invoice.rowID else { return }
    invoices.append(invoice)
  }

  /// What is charged for the fee; `isExplained` leaves out what other findings are of.
  func unitsOfFee(isPurchased: Bool, isExplained: Bool) throws -> Int128 {
    func sum(_ parts: [ChargeCategory: Int128]) throws -> Int128 {
      try parts.filter { $0.key.isOfFee(isPurchased: isPurchased) }.values.reduce(0, +)
    }
    return try sum(charged) - (isExplained ? sum(explained) : 0)
  }
}

extension ContractAudit {
  /// Adds a charge to the months of its days.
  mutating func record(_ line: AuditedLine, of invoice: AuditedInvoice) {
    guard let contract, line.amount.currency == contract.terms.currency else { return }
    if line.category == .purchase { hasPurchases = true }
    for (month, piece) in line.days.pieces(of: line.amount) {
      months[month, default: ChargedMonth()].charge(piece.units, line.category)
      if !invoice.isCreditNote { months[month]?.add(invoice) }
    }
  }

  /// Notes that another finding already disputes an amount on some days.
  mutating func explain(_ amount: Money, on days: DayRange, _ category: ChargeCategory) {
    guard let contract, amount.currency == contract.terms.currency else { return }
    for (month, piece) in days.pieces(of: amount) {
      months[month, default: ChargedMonth()].explain(piece.units, category)
    }
  }

  /// Checks each month that has ended against what should be charged for it.
  mutating func checkMonths(_ contract: AuditedContract) throws {
    for (month, expected) in contract.expected.sorted(by: { $0.key < $1.key }) {
      guard let charged = months[month], !charged.invoices.isEmpty else {
        if contract.missing.contains(month) { addMissing(month, expected, contract) }
        continue
      }
      try check(charged, of: month, against: expected, contract)
    }
  }

  private mutating func check(
    _ charged: ChargedMonth, of month: Month, against expected: ExpectedCharge,
    _ contract: AuditedContract
  ) throws {
    guard let fee = expected.fee.value else { return }
    if expected.amount.value == nil {
      addOfMonth(
        .notConfirmed, month, charged: charged, under: contract, expected: nil, billed: nil,
        variance: nil,
        found: "what was delivered cannot be confirmed: \(expected.amount.reason ?? "")")
    }
    let charges = try [false, true].map { isExplained in
      let units = try charged.unitsOfFee(isPurchased: hasPurchases, isExplained: isExplained)
      return try Money(exactly: units, of: contract.terms.currency)
    }
    guard let billed = charges.last else { return }
    let whole = expected.amount.value ?? fee
    let amount = contract.nearest(to: billed, of: whole, in: month)
    guard let share = Ratio(amount, over: fee) ?? Ratio(0, over: 1) else { return }
    let variances = try charges.map {
      try Variance(billed: $0, fee: fee, share: share, expected: amount)
    }
    // What agrees as it is, or apart from other findings, which may be rounded, is not reported
    // again.
    guard let variance = variances.last,
      variances.allSatisfy({ !tolerance.allows($0.total, of: amount) }),
      charged.isUnexplained || variance.total.isMoreThanAMinorUnit
    else { return }
    let isBeyond = whole.units < fee.units && variance.total.units > 0
    addOfMonth(
      isBeyond ? .beyondDelivered : .feeDiffers, month, charged: charged, under: contract,
      expected: amount,
      billed: billed, variance: variance,
      found: isBeyond
        ? "\(billed) is charged; capacity stood there for \(expected.formula)"
        : "\(billed) is charged; the fee is " + (whole == fee ? "\(fee)" : expected.formula)
          + (amount == whole ? "" : ", of the days within the contract \(amount)"))
  }

  /// Service credits that are owed for a month that has ended, and were not received.
  mutating func checkCredits(_ contract: AuditedContract) throws {
    for credit in contract.credits {
      guard let missing = credit.missing.value, missing.units > 0, let owed = credit.owed.value
      else { continue }
      let claim = credit.claimBy.map { "; to be claimed by \($0)" } ?? ""
      addOfMonth(
        .creditNotReceived, credit.month, charged: months[credit.month] ?? ChargedMonth(),
        under: contract,
        expected: owed, billed: credit.received,
        variance: try Variance(billed: credit.received, expected: owed),
        found: "a service credit of \(owed) is owed, \(credit.received) came\(claim)")
    }
  }

  private mutating func addMissing(
    _ month: Month, _ expected: ExpectedCharge, _ contract: AuditedContract
  ) {
    addOfMonth(
      .missingMonth, month, charged: ChargedMonth(), under: contract,
      expected: expected.amount.value ?? expected.fee.value, billed: nil, variance: nil,
      found: "has a fee" + (expected.fee.value.map { " of \($0)" } ?? "") + " and no invoice")
  }

  /// A finding of a month: of its invoice where it has one alone, else of the contract and month.
  mutating func addOfMonth(
    _ code: AuditCode, _ month: Month, charged: ChargedMonth, under contract: AuditedContract,
    expected: Money?, billed: Money?, variance: Variance?, found: String, facts: [String] = []
  ) {
    let only = charged.invoices.count == 1 ? charged.invoices.first : nil
    add(
      AuditFinding(
        code: code, providerID: contract.terms.providerID, provider: contract.terms.provider,
        contract: contract.terms.reference, invoice: only?.id,
        subject: only?.number ?? "\(contract.terms.reference) \(month)", line: nil, month: month,
        expected: expected, billed: billed, variance: variance, found: found,
        evidence: only?.booked.evidence ?? contract.terms.evidence, basis: nil,
        facts: [
          month.description, expected?.description ?? "", billed?.description ?? "",
        ] + facts))
  }
}

extension Money {
  fileprivate var isMoreThanAMinorUnit: Bool {
    units.magnitude > currency.unitsPerMinorUnit.magnitude
  }
}

extension AuditedContract {
  /// What a month's charge is compared with: the whole expected amount or, if the contract begins
  /// or ends within the month, its part for the days within; whichever is nearer.
  fileprivate func nearest(to billed: Money, of expected: Money, in month: Month) -> Money {
    let days = DayRange(of: month)
    let first = max(days.from, terms.start?.date.exactDay ?? days.from)
    let last = min(days.last, lastDay ?? days.last)
    guard first <= last, first > days.from || last < days.last else { return expected }
    let part = expected.part(ofDays: last.days(since: first) + 1, of: days.dayCount)
    func distance(_ amount: Money) -> UInt128 {
      Int128(billed.units, less: amount.units).magnitude
    }
    return distance(part) < distance(expected) ? part : expected
  }
}
