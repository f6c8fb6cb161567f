internal import Ledger
internal import Procurement
internal import Store

extension HistoryEntry {
  /// The disputes of invoices: an entry for each that was opened, and one for each that was resolved.
  static func steps(
    of disputes: [InvoiceID: [Recorded<InvoiceDispute>]], of invoices: [InvoiceID: NamedInvoice],
    _ names: NameDirectory
  ) -> [HistoryEntry] {
    disputes.values.joined().sorted { $0.identity < $1.identity }.flatMap { dispute in
      invoices[dispute.invoice].map { steps(of: dispute, $0, names) } ?? []
    }
  }

  private static func steps(
    of dispute: Recorded<InvoiceDispute>, _ invoice: NamedInvoice, _ names: NameDirectory
  ) -> [HistoryEntry] {
    let part = dispute.amount == nil ? "all of " : ""
    let opened = HistoryEntry(
      "dispute opened", on: dispute.openedOn, of: dispute, invoice, names,
      "\(part)invoice \(invoice.number): \(dispute.reason)")
    guard let resolvedOn = dispute.resolvedOn else { return [opened] }
    let outcome = dispute.outcome.map { ": \($0.rawValue)" } ?? ""
    return [
      opened,
      HistoryEntry(
        "dispute resolved", on: resolvedOn, of: dispute, invoice, names,
        "invoice \(invoice.number)\(outcome)"),
    ]
  }

  private init(
    _ kind: String, on date: PartialDate, of dispute: Recorded<InvoiceDispute>,
    _ invoice: NamedInvoice,
    _ names: NameDirectory, _ summary: String
  ) {
    self.init(
      date: date, provider: names.organizations.slug(of: invoice.provider),
      contract: names.contracts.references(of: invoice.contracts),
      buyer: names.organizations.slug(of: invoice.buyer), kind: kind, summary: summary,
      amount: dispute.amount, newTotal: nil, confidence: dispute.provenance.confidence,
      evidence: dispute.evidence.named(kind, dispute.amount))
  }
}
