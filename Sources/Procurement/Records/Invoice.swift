/// What a provider billed for one month, without its lines.
package struct Invoice: Hashable, Sendable {
  /// Who bills.
  package let provider: OrganizationID
  /// Unique for one provider and year of issue.
  package let number: String
  /// Who is billed.
  package let buyer: OrganizationID
  /// The contract that it is billed under; `nil` where it names none.
  package let contract: ContractID?
  /// The month that it bills, whatever its day of issue and its lines' service.
  package let billingMonth: Month
  /// When it was issued; its year is part of its key.
  package let issuedOn: PartialDate
  /// When it came in.
  package let receivedOn: PartialDate?
  /// The due date.
  package let dueOn: PartialDate?
  /// The currency of its lines and its total.
  package let currency: Currency
  /// Whether it bills or credits.
  package let kind: InvoiceKind
  /// The number of the invoice that a credit note credits.
  package let creditsNumber: String?
  /// Where it is known from.
  package let provenance: Provenance

  /// An invoice as its source tells it; nothing is checked here.
  package init(
    provider: OrganizationID, number: String, buyer: OrganizationID, contract: ContractID?,
    billingMonth: Month, issuedOn: PartialDate, receivedOn: PartialDate?, dueOn: PartialDate?,
    currency: Currency, kind: InvoiceKind, creditsNumber: String?, provenance: Provenance
  ) {
    self.provider = provider
    self.number = number
    self.buyer = buyer
    self.contract = contract
    self.billingMonth = billingMonth
    self.issuedOn = issuedOn
    self.receivedOn = receivedOn
    self.dueOn = dueOn
    self.currency = currency
    self.kind = kind
    self.creditsNumber = creditsNumber
    self.provenance = provenance
  }
}

/// Whether a document bills or credits.
package enum InvoiceKind: String, CaseIterable, Sendable {
  case invoice
  /// Its total is negative.
  case creditNote = "credit_note"
}

/// What kind of charge a line is. Source: FOCUS, column ChargeCategory.
package enum ChargeCategory: String, CaseIterable, Sendable {
  case usage = "Usage"
  case purchase = "Purchase"
  case tax = "Tax"
  case credit = "Credit"
  case adjustment = "Adjustment"

  /// Whether a line of an amount in stored units charges for its days: it is neither a tax nor a credit, and
  /// takes nothing off (METRICS, Standing: missing invoice).
  package func charges(_ units: Int64) -> Bool { self != .tax && self != .credit && units >= 0 }
}
