package import Ledger
package import Procurement

/// Something that does not agree between contract, delivery, invoice and payment (METRICS, M21, M22).
package struct AuditFinding: Hashable, Sendable {
  /// What was found; a stable word.
  package let code: AuditCode
  /// Whose invoice it is: identity and slug.
  package let providerID: OrganizationID
  /// The provider's slug.
  package let provider: String
  /// The contract's reference; `nil` for an invoice outside contracts.
  package let contract: String?
  /// The invoice that it is of; `nil` if it is of no single one.
  package let invoice: InvoiceID?
  /// The invoice's number, or the contract and month where it is of no single invoice.
  package let subject: String
  /// The line of the invoice; `nil` if the finding concerns all of it.
  package let line: Int?
  /// The month that it concerns; `nil` if it concerns no single month.
  package let month: Month?
  /// The expected amount; `nil` if the finding has no amount.
  package private(set) var expected: Money?
  /// The billed amount; `nil` if the finding has no amount.
  package private(set) var billed: Money?
  /// The difference in parts; `nil` if the finding has no amount.
  package private(set) var variance: Variance?
  /// Expected and billed as they are before they are rounded.
  var exact = ExactAmounts()
  /// What was found, in words.
  package let found: String
  /// Its row; `nil` if the finding is that something is missing.
  package let evidence: Evidence?
  /// The row of the terms that it is checked against; `nil` if there is no single one.
  package let basis: Evidence?
  /// The facts that it was found from; they change only if those do.
  let facts: [String]
  /// The disputes of its invoices that are open on the as-of day, in words; `nil` for none.
  package internal(set) var dispute: String?
  /// SHA-256, in hexadecimal, of what all findings of this code and subject were found from.
  package internal(set) var factsDigest = ""
  /// Why somebody accepted it; `nil` if nobody did, or its facts changed since.
  package internal(set) var acceptedWhy: String?
  /// How its amounts were converted; `nil` where they are as they were found.
  package private(set) var conversion: Conversion?

  /// Amounts in stored units of their own currency; `nil` for one that is shown as it is.
  struct ExactAmounts: Hashable {
    var expected: Ratio?
    var billed: Ratio?
  }

  /// How the amounts of a finding were converted.
  package struct Conversion: Hashable, Sendable {
    /// The formula of what was found, and the rate.
    package let formula: String
    /// The stored rates.
    package let evidence: [Evidence]
  }

  /// How much it matters; less where too little was billed.
  package var severity: AuditSeverity {
    variance?.total.isNegative ?? false ? min(code.severity, .medium) : code.severity
  }
  /// What to do about it.
  package var action: String { code.action }
}

extension AuditFinding {
  /// The currency of its amounts; `nil` if it has none.
  package var currency: Currency? { (billed ?? expected)?.currency }

  /// `billed 140000.00 - expected 100000.00 = 40000.00: price 0.00 + quantity 40000.00 + …`, in the currency in
  /// which it was found.
  package var formula: String {
    guard conversion == nil else { return conversion?.formula ?? found }
    guard let variance, let billed, let expected else { return found }
    return "billed \(billed) - expected \(expected) = \(variance.total): price \(variance.price)"
      + " + quantity \(variance.quantity) + cross \(variance.cross)"
      + " + arithmetic \(variance.arithmetic)"
  }

  /// Shows its amounts at a rate, `total` being what is shown of its variance: what is shown as expected is what
  /// is shown as billed less that. One of which an amount would be too large stays as it is.
  mutating func show(_ total: Figure<Money>?, at rate: AmountRate) {
    let billed = self.billed.map { own in exact.billed.map { rate.rounded($0) } ?? rate.shown(own) }
    let expected = self.expected.map { own in
      billed.flatMap { total?.difference(from: $0) }
        ?? exact.expected.map { rate.rounded($0) } ?? rate.shown(own)
    }
    let parts = variance.flatMap { variance in
      total.flatMap { Variance(variance, shownAs: $0, at: rate) }
    }
    guard (billed == nil) == (billed?.value == nil), (expected == nil) == (expected?.value == nil),
      (variance == nil) == (parts == nil)
    else { return }
    conversion = Conversion(
      formula: formula + rate.words(total ?? billed ?? expected ?? .tooLarge),
      evidence: rate.evidence)
    (self.billed, self.expected, variance) = (billed?.value, expected?.value, parts)
  }
}

extension Figure<Money> {
  /// What is left of an amount without it.
  fileprivate func difference(from other: Figure<Money>) -> Figure<Money> {
    guard let own = value, let other = other.value else { return value == nil ? self : other }
    return .held(try other.subtracting(own))
  }
}

/// What findings of a provider, a code and a subject are accepted by together.
struct FindingKey: Hashable {
  let provider: OrganizationID
  let code: AuditCode
  let subject: String

  init(_ finding: AuditFinding) {
    provider = finding.providerID
    code = finding.code
    subject = finding.subject
  }

  init(provider: OrganizationID, code: AuditCode, subject: String) {
    self.provider = provider
    self.code = code
    self.subject = subject
  }
}

extension [AuditFinding] {
  /// The sum of the variances of findings in one currency, made of exact ones and rounded once (METRICS, ruling
  /// 28); with all digits where each is shown with all of its own. `nil` if no finding has a variance.
  package var sumOfVariances: Figure<Money>? {
    let variances = compactMap(\.variance)
    guard let currency = variances.first?.total.currency else { return nil }
    guard variances.allSatisfy(\.isExact) else {
      return variances.map(\.exactTotal).fineSum.rounded(to: currency)
    }
    return variances.map(\.total).sum(in: currency)
  }
}
