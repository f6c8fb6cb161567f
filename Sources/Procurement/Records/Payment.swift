/// Money paid on an invoice, in the invoice's currency.
package struct Payment: Hashable, Sendable {
  /// The invoice that it pays, or pays a part of.
  package let invoice: InvoiceID
  /// The payer's or the bank's reference; unique for one invoice.
  package let reference: String
  /// When it was paid, as precisely as is known.
  package let paidOn: PartialDate
  /// What was paid; negative where money came back.
  package let amount: Money
  /// Where it is known from.
  package let provenance: Provenance

  /// A payment as its source tells it; nothing is checked here.
  package init(
    invoice: InvoiceID, reference: String, paidOn: PartialDate, amount: Money,
    provenance: Provenance
  ) {
    self.invoice = invoice
    self.reference = reference
    self.paidOn = paidOn
    self.amount = amount
    self.provenance = provenance
  }
}
