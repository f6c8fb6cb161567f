internal import Ledger
internal import Procurement
internal import Store

/// The audit of the invoices of one contract, or of those of a provider that are of none.
///
/// Invoices are added one by one; findings across invoices are made at the end.
struct ContractAudit {
  let book: AuditBook
  let contract: AuditedContract?
  private(set) var findings: [AuditFinding] = []
  /// What was charged for the days of each month.
  private(set) var months: [Month: ChargedMonth] = [:]
  /// The billing months of its invoices.
  private(set) var billedMonths: Set<Month> = []
  /// The accelerators that were charged, by month and unit.
  var quantities: [ChargedQuantity.Key: ChargedQuantity] = [:]
  /// Units of accelerators that cannot be compared with deliveries.
  var unconfirmed: Set<AcceleratorTime> = []
  /// The service of each SKU.
  var spans: [Int64: [ServiceSpan]] = [:]
  /// Whether units of lines are those of prices, as far as they were compared.
  var sameUnits: [ComparedUnits: Bool] = [:]
  /// Lines whose price cannot be compared, by the month of their first day.
  var uncompared: [UncomparedLines.Key: [Month: UncomparedLines]] = [:]
  /// How many lines of a month have no price to be compared with, as the contract has none.
  var unpriced: [Month: Int] = [:]
  /// How many lines of all months whose use is not compared with a fee have no price.
  var unpricedLineCount = 0
  /// Whether use beside the fee was told apart by its amount alone.
  var hasUseBesideFee = false
  /// Invoices by their amount and lines.
  private var signatures: [Int: String] = [:]

  init(_ contract: AuditedContract?, _ book: AuditBook) {
    self.contract = contract
    self.book = book
  }

  /// By how much an invoice may differ.
  var tolerance: Tolerance { contract?.terms.tolerance ?? Tolerance() }

  /// Adds an invoice with its lines, those apart that are under a contract of their own.
  /// - Returns: whether it repeats an earlier invoice.
  mutating func add(_ invoice: AuditedInvoice, _ lines: [AuditedLine]) -> Bool {
    check(invoice, lines)
    if !invoice.isCreditNote { billedMonths.insert(invoice.billingMonth) }
    if isRepeat(invoice, lines) { return true }
    for line in lines {
      checkArithmetic(line, of: invoice)
      if line.booked.ownContract == nil { hold(line, of: invoice) }
    }
    return false
  }

  /// Adds the lines of a divided invoice that are under the contract; `isRepeat` says whether the invoice
  /// repeats an earlier one.
  mutating func addPart(_ invoice: AuditedInvoice, _ lines: [AuditedLine], isRepeat: Bool) {
    if !invoice.isCreditNote { billedMonths.insert(invoice.billingMonth) }
    if isRepeat { return explain(lines, of: invoice) }
    for line in lines { hold(line, of: invoice) }
  }

  /// Checks a line against the contract.
  private mutating func hold(_ line: AuditedLine, of invoice: AuditedInvoice) {
    guard line.isCharge else { return }
    record(line, of: invoice)
    guard line.amount.units > 0, let contract else { return }
    guard line.amount.currency == contract.currency else { return }
    checkPrice(line, of: invoice, contract)
    let isRefused =
      checkTerm(line, of: invoice, contract) || checkDelivery(line, of: invoice, contract)
    note(line, of: invoice, isRefused: isRefused)
  }

  /// What was charged for the days of a month, to which more can be added.
  mutating func chargedMonth(_ month: Month) -> ChargedMonth {
    if let charged = months[month] { return charged }
    let charged = ChargedMonth()
    months[month] = charged
    return charged
  }

  /// Makes the findings across invoices.
  mutating func finish() {
    checkSpans()
    guard let contract else { return }
    checkQuantities(contract)
    checkMonths(contract)
    checkCredits(contract)
    checkGaps(contract)
    checkShortfalls(contract)
    checkNotCompared(contract)
    for what in contract.tooLarge {
      addNotCompared(
        what, of: nil, "are too large to add up", facts: [what], contract)
    }
  }

  mutating func add(_ finding: AuditFinding) { findings.append(finding) }

  /// A finding of an invoice, or of a line of it.
  func finding(
    _ code: AuditCode, _ invoice: AuditedInvoice, line: Int? = nil, month: Month? = nil,
    expected: Money? = nil, billed: Money? = nil, variance: Variance? = nil,
    exact: AuditFinding.ExactAmounts = .init(), found: String, basis: Evidence? = nil,
    facts: [String] = []
  ) -> AuditFinding {
    AuditFinding(
      code: code, providerID: invoice.provider,
      provider: book.organizations.slug(of: invoice.provider),
      contract: contract?.terms.reference, invoice: invoice.id, subject: invoice.number,
      line: line,
      month: month ?? invoice.billingMonth, expected: expected, billed: billed,
      variance: variance, exact: exact, found: found, evidence: invoice.booked.evidence,
      basis: basis,
      facts: [
        line.map { "\($0)" } ?? "", expected?.description ?? "", billed?.description ?? "",
      ] + facts)
  }
}

// MARK: Invoices that come twice

extension ContractAudit {
  /// Whether it repeats an earlier invoice: the same amount, days and lines. If so, nothing else is
  /// reported about it, and what it charges counts as explained.
  mutating func isRepeat(_ invoice: AuditedInvoice, _ lines: [AuditedLine]) -> Bool {
    let twin = twin(of: invoice, lines)
    addRepeat(invoice, twin: twin)
    guard twin != nil else { return false }
    explain(lines.filter { $0.booked.ownContract == nil }, of: invoice)
    return true
  }

  /// Takes what lines of a repeated invoice charge for explained.
  private mutating func explain(_ lines: [AuditedLine], of invoice: AuditedInvoice) {
    for line in lines where line.isCharge {
      record(line, of: invoice)
      explain(line.amount, on: line.days, line.category)
    }
  }

  /// The number of an earlier invoice of the same amount, days and lines; `nil` for none, and for what
  /// is credited or a credit itself.
  private mutating func twin(of invoice: AuditedInvoice, _ lines: [AuditedLine]) -> String? {
    guard !invoice.isCreditNote, invoice.total.units > 0, !invoice.isCredited else {
      return nil
    }
    let signature = ContractAudit.signature(invoice, lines)
    if let twin = signatures[signature] { return twin }
    signatures[signature] = invoice.number
    return nil
  }

  /// Reports an invoice with the number or the content of an earlier one; the variance of one that comes
  /// twice is its gross total (METRICS, ruling 36).
  private mutating func addRepeat(_ invoice: AuditedInvoice, twin: String?) {
    let nothing = Money.zero(invoice.total.currency)
    if let numbered = book.repeatedNumbers[invoice.rowID] {
      add(
        finding(
          .duplicateNumber, invoice, expected: twin.map { _ in nothing }, billed: invoice.total,
          variance: twin.flatMap { _ in Variance(billed: invoice.total, expected: nothing) },
          found: "has the number of an earlier invoice, \(numbered)", facts: [numbered]))
    } else if let twin {
      add(
        finding(
          .nearDuplicate, invoice, expected: nothing, billed: invoice.total,
          variance: Variance(
            billed: invoice.total, expected: nothing, quantity: Int128(invoice.total.units)),
          found: "has the amount, days and lines of invoice \(twin)", facts: [twin]))
    }
  }

  private static func signature(_ invoice: AuditedInvoice, _ lines: [AuditedLine]) -> Int {
    var hasher = Hasher()
    hasher.combine(invoice.total)
    for line in lines {
      hasher.combine(line.sku)
      hasher.combine(line.days)
      hasher.combine(line.amount.units)
      hasher.combine(line.quantity)
    }
    return hasher.finalize()
  }
}
