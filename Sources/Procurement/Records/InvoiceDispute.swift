/// An objection to an invoice: the withheld part, and the outcome (METRICS, ruling 37).
package struct InvoiceDispute: Hashable, Sendable {
  /// The invoice that is objected to.
  package let invoice: InvoiceID
  /// When the objection was made, as precisely as is known; tells disputes of one invoice apart.
  package let openedOn: PartialDate
  /// The disputed part, in the invoice's currency; `nil` for all of the invoice.
  package let amount: Money?
  /// The objection, in words.
  package let reason: String
  /// When it was resolved, as precisely as is known; `nil` while it is open.
  package let resolvedOn: PartialDate?
  /// The outcome; `nil` while it is open, or if its source does not say.
  package let outcome: Outcome?
  /// Where it is known from.
  package let provenance: Provenance

  /// What came of a dispute.
  package enum Outcome: String, CaseIterable, Sendable {
    /// The provider issued a credit.
    case credited
    /// The buyer paid after all.
    case paid
    /// The parties met in between.
    case settled
    /// The buyer no longer objects.
    case withdrawn
  }

  /// A dispute as its source tells it; nothing is checked here.
  package init(
    invoice: InvoiceID, openedOn: PartialDate, amount: Money?, reason: String,
    resolvedOn: PartialDate?, outcome: Outcome?, provenance: Provenance
  ) {
    self.invoice = invoice
    self.openedOn = openedOn
    self.amount = amount
    self.reason = reason
    self.resolvedOn = resolvedOn
    self.outcome = outcome
    self.provenance = provenance
  }

  /// Whether it is open at the end of a day. Without a day, it begins on its first and is resolved on its
  /// last (METRICS, ruling 17).
  package func isOpen(on day: Day) -> Bool {
    openedOn.first <= day && !(resolvedOn.map { $0.last <= day } ?? false)
  }
}
