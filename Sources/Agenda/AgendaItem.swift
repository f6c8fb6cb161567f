package import Ledger
package import Procurement
package import Queries
internal import Store

/// Something that must be done, or that happens, on a day.
package struct AgendaItem: Hashable, Sendable {
  /// What kinds there are; the words are stable.
  package enum Kind: String, CaseIterable, Sendable {
    /// The last day for notice that keeps a contract from renewing (METRICS, M19).
    case lastNotice = "last_notice"
    /// A contract renews by itself.
    case autoRenewal = "auto_renewal"
    /// The first day on which notice can be given.
    case lockInEnd = "lock_in_end"
    /// An interval of a minimum ends, and is assessed (METRICS, M7).
    case milestone
    /// The last day to claim a service credit (METRICS, M15).
    case claimDeadline = "claim_deadline"
    /// An invoice is due.
    case invoiceDue = "invoice_due"
    /// Capacity is due.
    case deliveryDue = "delivery_due"
    /// A contract ends with its term.
    case contractEnd = "contract_end"
    /// A contract ends after notice that was given.
    case exit
    /// The buyer may leave because capacity is late (METRICS, M0).
    case lateExit = "late_exit"
    /// A month that is over has a fee and no invoice (METRICS, M0).
    case missingInvoice = "missing_invoice"
    /// A shortfall is owed that nobody billed (METRICS, ruling 2).
    case shortfallDue = "shortfall_due"
    /// An invoice is disputed and the dispute is not resolved (METRICS, ruling 37).
    case disputeOpen = "dispute_open"
  }

  /// What it is.
  package let kind: Kind
  /// The day of the deadline.
  package let day: Day
  /// The provider's slug.
  package let provider: String
  /// The buyer's slug.
  package let buyer: String
  /// The contract's reference; `nil` for an invoice outside contracts.
  package let contract: String?
  /// The invoice's number, the tranche or the month; `nil` if it is of all of the contract.
  package let subject: String?
  /// What is to be done, or happens.
  package let what: String
  /// What is at stake, as it is shown; `nil` if it is no amount.
  package private(set) var amount: Money?
  /// The exact amount in stored units of the recorded currency, where `amount` is rounded; else `nil`.
  var exact: Ratio?
  /// The exchange rate that its contract fixes; `nil` if it fixes none.
  let fixedRate: ContractRate?
  /// The rows that it comes from, that of its subject first, and the rates that convert it.
  package private(set) var evidence: [Evidence]

  /// What tells it from others of its subject: the year of an invoice, the day of a renewal, the kind
  /// of a minimum.
  let distinction: String

  init(
    kind: Kind, day: Day, provider: String, buyer: String, contract: String?, subject: String?,
    what: String, amount: Money?, exact: Ratio? = nil, fixedRate: ContractRate?,
    evidence: [Evidence], distinction: String
  ) {
    (self.kind, self.day, self.provider, self.buyer) = (kind, day, provider, buyer)
    (self.contract, self.subject, self.what) = (contract, subject, what)
    (self.amount, self.exact, self.fixedRate) = (amount, exact, fixedRate)
    (self.evidence, self.distinction) = (evidence, distinction)
  }

  /// A name that stays the same in every run, whatever the item's day, amount and words:
  /// `invoice_due/spacex/c-1/SPX-7/2026`.
  package var id: String {
    names.filter { !$0.isEmpty }.joined(separator: "/")
  }

  private var names: [String] {
    [kind.rawValue, provider, contract ?? "", subject ?? "", distinction]
  }

  /// The id as a name that no other program's items have: RFC 5545, 3.8.4.7.
  package var uid: String { FactsDigest.text(of: names).prefix(32) + "@offtake" }

  /// Its rows and their sources.
  package var explanation: Explanation {
    Explanation(figure: id, formula: what, evidence: evidence)
  }

  /// Whether it should have been done by then. An event without an action is never overdue.
  package func isOverdue(on day: Day) -> Bool {
    switch kind {
    case .invoiceDue, .deliveryDue, .claimDeadline: self.day < day
    case .lastNotice, .autoRenewal, .lockInEnd, .milestone, .contractEnd, .exit, .lateExit,
      .missingInvoice, .shortfallDue, .disputeOpen:
      false
    }
  }

  /// Whether it stays on the agenda once its day has passed, because it is open still.
  package func isOpen(on day: Day) -> Bool {
    switch kind {
    case .lateExit, .missingInvoice, .shortfallDue, .disputeOpen: self.day < day
    default: false
    }
  }
}

extension AgendaItem {
  /// An item of a contract.
  init(
    _ kind: Kind, on day: Day, of contract: ContractFile, subject: String? = nil, _ what: String,
    amount: Money? = nil, exact: Ratio? = nil, evidence: [Evidence]? = nil, distinction: String = ""
  ) {
    self.init(
      kind: kind, day: day, provider: contract.provider, buyer: contract.buyer,
      contract: contract.reference, subject: subject, what: what, amount: amount, exact: exact,
      fixedRate: contract.fixedRate, evidence: evidence ?? [contract.evidence],
      distinction: distinction)
  }
}

extension AgendaItem: ConvertibleAmounts {
  /// What is at stake.
  package var recordedAmounts: [Figure<Ratio>] {
    (exact ?? amount?.exact).map { [.known($0)] } ?? []
  }

  /// The rate of the as-of day's closing balances, for the amount at stake.
  package func rateRequest(_ rule: RateRule, asOf: Day) -> RateRequest? {
    amount.map {
      RateRequest(balanceOf: AmountOrigin($0.currency, fixedRate), on: asOf)
    }
  }

  /// Shows what is at stake at a rate; an amount that would be too large stays as it is.
  package mutating func show(at rate: AmountRate) {
    guard let own = amount,
      let shown = (exact.map { rate.rounded($0) } ?? rate.shown(own)).value
    else { return }
    amount = shown
    evidence += rate.evidence
  }
}
