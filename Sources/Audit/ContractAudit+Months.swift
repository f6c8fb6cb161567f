internal import Ledger
internal import Procurement
internal import Queries

// Checks of the charges of a month, across all invoices.

extension ContractAudit {
  /// Adds a charge to the months of its days.
  mutating func record(_ line: AuditedLine, of invoice: AuditedInvoice) {
    guard let contract, line.amount.currency == contract.currency else { return }
    let use = line.category == .usage && !contract.expected.isEmpty ? ChargedUse(line) : nil
    forEachPiece(of: line.amount, on: line.days) { charged, units in
      charged.charge(units, line.category, use)
      if !invoice.isCreditNote { charged.add(invoice) }
      if let part = invoice.disputed { charged.add(part, of: invoice) }
    }
  }

  /// Notes that another finding already disputes an amount on some days.
  mutating func explain(_ amount: Money, on days: DayRange, _ category: ChargeCategory) {
    guard let contract, amount.currency == contract.currency else { return }
    forEachPiece(of: amount, on: days) { charged, units in charged.explain(units, category) }
  }

  /// Notes that another finding already disputes an amount in stored units of a line.
  mutating func explain(_ units: Int128, of line: AuditedLine) {
    guard let amount = line.amount.currency.money(units) else { return }
    explain(amount, on: line.days, line.category)
  }

  /// Notes by how much the amount of a line is not its quantity times its price.
  mutating func noteArithmetic(_ units: Int128, of line: AuditedLine) {
    guard let contract, line.amount.currency == contract.currency,
      let amount = line.amount.currency.money(units)
    else { return }
    forEachPiece(of: amount, on: line.days) { charged, units in
      charged.noteArithmetic(units, line.category)
    }
  }

  /// Lends each month of some days with its piece of an amount for them, in stored units.
  private mutating func forEachPiece(
    of amount: Money, on days: DayRange, _ body: (ChargedMonth, Int64) -> Void
  ) {
    days.forEachPiece(of: amount) { month, piece in body(chargedMonth(month), piece.units) }
  }

  /// Checks each month that has ended against what should be charged for it.
  mutating func checkMonths(_ contract: AuditedContract) {
    for (month, expected) in contract.expected.sorted(by: { $0.key < $1.key }) {
      if contract.missing.contains(month) {
        addMissing(month, expected, contract)
      } else if let charged = months[month], !charged.invoices.isEmpty {
        check(charged, of: month, against: expected, contract)
      }
    }
  }

  private mutating func check(
    _ charged: ChargedMonth, of month: Month, against expected: ExpectedCharge,
    _ contract: AuditedContract
  ) {
    guard let fee = expected.fee.value else { return }
    if expected.amount.value == nil {
      addOfMonth(
        .notConfirmed, month, charged: charged, under: contract, expected: nil, billed: nil,
        variance: nil,
        found: "the delivery cannot be confirmed: \(expected.amount.reason ?? "")")
    }
    let whole =
      ExpectedAmount(expected.wholeUnits, contract.currency)
      ?? ExpectedAmount(units: fee.exact, shown: fee)
    let part = ExpectedAmount(expected.bill, contract.currency) ?? whole
    let amount = part.nearer(to: charged.units(besideFindings: true), than: whole)
    guard !charged.agrees(with: Int128(amount.shown.units), tolerance) else { return }
    guard !charged.isFeeToldApart(Int128(amount.shown.units), tolerance) else {
      hasUseBesideFee = true
      return
    }
    addDifference(charged, of: month, ExpectedFee(expected, fee, whole, amount), contract)
  }

  private mutating func addDifference(
    _ charged: ChargedMonth, of month: Month, _ expected: ExpectedFee, _ contract: AuditedContract
  ) {
    let currency = contract.currency
    let units = charged.units(besideFindings: true)
    let billed = currency.money(units)
    let exact = (
      billed: Ratio(charged.exactUnits(besideFindings: true)), expected: expected.exactAmount
    )
    let isBeyond =
      expected.whole.units < expected.fee.units && units > Int128(expected.amount.units)
    addOfMonth(
      isBeyond ? .beyondDelivered : .feeDiffers, month, charged: charged, under: contract,
      expected: expected.amount, billed: billed,
      variance: billed.flatMap { billed in
        expected.share.flatMap {
          Variance(
            billed: billed, fee: expected.fee, share: $0, expected: expected.amount, exact: exact)
        }
      },
      exact: .init(expected: exact.expected, billed: exact.billed),
      found: "charged \(currency.words(units)); "
        + (isBeyond
          ? "the fee for the capacity in service is \(expected.formula)"
          : "the fee is "
            + (expected.whole == expected.fee ? expected.fee.words : expected.formula)
            + (expected.amount == expected.whole
              ? "" : "; for the days within the contract \(expected.amount.words)"))
    )
  }

  /// Service credits that are owed for a month that has ended, and were not received.
  mutating func checkCredits(_ contract: AuditedContract) {
    for credit in contract.credits {
      guard let missing = credit.missing.value, missing.units > 0, let owed = credit.owed.value
      else { continue }
      let received =
        credit.received.exact.rounded(to: contract.currency).value ?? credit.received
      let claim = credit.claimBy.map { "; claim it by \($0)" } ?? ""
      addOfMonth(
        .creditNotReceived, credit.month, charged: months[credit.month] ?? ChargedMonth(),
        under: contract,
        expected: owed, billed: received,
        variance: Variance(
          billed: received, expected: owed,
          exact: Variance.parts(
            price: 0, of: Int128(credit.received.units) &- Int128(owed.units))),
        exact: .init(billed: credit.received.exact),
        found: "service credit due \(owed.words); received \(received.words)\(claim)")
    }
  }

  /// Months without an invoice between two that are billed, of a contract without fees (METRICS, ruling
  /// 3).
  mutating func checkGaps(_ contract: AuditedContract) {
    let charged = months.filter { $0.value.hasCharge || !$0.value.invoices.isEmpty }.keys
    let billed = billedMonths.union(charged)
    guard contract.terms.fees.isEmpty, contract.owesFees, let first = billed.min(),
      let last = billed.max()
    else { return }
    for month in MonthRange(from: first, through: last).months
    where !billed.contains(month) && month.lastDay <= book.asOf {
      addOfMonth(
        .gapMonth, month, charged: ChargedMonth(), under: contract, expected: nil, billed: nil,
        variance: nil, found: "has no invoice; the months before and after it do")
    }
  }

  /// Shortfalls that are owed and that no line with service days of the interval charges for (METRICS,
  /// ruling 2).
  mutating func checkShortfalls(_ contract: AuditedContract) {
    for shortfall in contract.shortfalls {
      guard let amount = shortfall.amount.value else {
        addNotCompared(
          shortfall.subject, of: nil,
          "its shortfall is not known: \(shortfall.amount.reason ?? "")",
          facts: [shortfall.amount.unavailable?.code.rawValue ?? ""], contract)
        continue
      }
      add(
        AuditFinding(
          code: .shortfallUnbilled, providerID: contract.terms.providerID,
          provider: contract.terms.provider, contract: contract.terms.reference, invoice: nil,
          subject: "\(contract.terms.reference) \(shortfall.subject)", line: nil,
          month: shortfall.days.last.month, expected: amount.money, billed: nil, variance: nil,
          exact: .init(expected: amount.measure.isMoney ? amount.units : nil),
          found:
            "shortfall of \(amount.words) is due on \(shortfall.dueOn) and has not been billed; an "
            + "invoice for it has the interval as its service period",
          evidence: shortfall.minimum.evidence, basis: nil,
          facts: [shortfall.subject, amount.fact]))
    }
  }

  private mutating func addMissing(
    _ month: Month, _ expected: ExpectedCharge, _ contract: AuditedContract
  ) {
    addOfMonth(
      .missingMonth, month, charged: ChargedMonth(), under: contract,
      expected: expected.bill.rounded(to: contract.currency).value, billed: nil, variance: nil,
      exact: .init(expected: expected.bill.value),
      found: "has a fee" + (expected.fee.value.map { " of \($0.words)" } ?? "") + " and no invoice")
  }

  /// A finding of a month: of its invoice where it has one alone, else of the contract and month.
  mutating func addOfMonth(
    _ code: AuditCode, _ month: Month, charged: ChargedMonth, under contract: AuditedContract,
    expected: Money?, billed: Money?, variance: Variance?,
    exact: AuditFinding.ExactAmounts = .init(), found: String, facts: [String] = []
  ) {
    let only = charged.invoices.count == 1 ? charged.invoices.first : nil
    var finding = AuditFinding(
      code: code, providerID: contract.terms.providerID, provider: contract.terms.provider,
      contract: contract.terms.reference, invoice: only?.id,
      subject: only?.number ?? "\(contract.terms.reference) \(month)", line: nil, month: month,
      expected: expected, billed: billed, variance: variance, exact: exact, found: found,
      evidence: only?.booked.evidence ?? contract.terms.evidence, basis: nil,
      facts: [
        month.description, expected?.description ?? "", billed?.description ?? "",
      ] + facts)
    if only == nil, !charged.disputes.isEmpty {
      finding.dispute = charged.disputes.joined(separator: "; ")
    }
    add(finding)
  }
}

/// The fee that the charges of a month are compared with.
private struct ExpectedFee {
  /// The fee, whatever was delivered.
  let fee: Money
  /// The part of the fee that is due for what was delivered.
  let whole: Money
  /// The part of it for the days within the contract.
  let amount: Money
  /// The amount before it is rounded, in stored units.
  let exactAmount: Ratio
  /// How the whole is calculated.
  let formula: String

  init(
    _ expected: ExpectedCharge, _ fee: Money, _ whole: ExpectedAmount, _ amount: ExpectedAmount
  ) {
    self.fee = fee
    self.whole = whole.shown
    self.amount = amount.shown
    exactAmount = amount.units
    formula = expected.formula
  }

  /// The amount over the fee; 0 of a fee of 0.
  var share: Ratio? { Ratio(amount, over: fee) ?? Ratio(0, over: 1) }
}

/// What should be charged, exact and as it is shown.
private struct ExpectedAmount {
  /// In stored units.
  let units: Ratio
  /// Rounded half to even to the minor unit.
  let shown: Money
}

extension ExpectedAmount {
  /// `nil` where it is not known, or too large.
  init?(_ units: Figure<Ratio>, _ currency: Currency) {
    guard let exact = units.value, let shown = units.rounded(to: currency).value else { return nil }
    self.init(units: exact, shown: shown)
  }

  /// What a month's charge is compared with: of a month in which the contract begins or ends, its fee for
  /// the days within or all of it, whichever is nearer.
  func nearer(to billed: Int128, than whole: ExpectedAmount) -> ExpectedAmount {
    func distance(_ amount: ExpectedAmount) -> UInt128 {
      (billed &- Int128(amount.shown.units)).magnitude
    }
    return distance(whole) < distance(self) ? whole : self
  }
}
