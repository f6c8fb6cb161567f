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
  /// When it is to be paid.
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

/// Whether a document bills or takes back.
package enum InvoiceKind: String, CaseIterable, Sendable {
  case invoice
  /// Its total is negative.
  case creditNote = "credit_note"
}

/// One line of an invoice. An invoice of one row has one line: itself.
package struct InvoiceLine: Hashable, Sendable {
  /// From 1, unique in its invoice.
  package let number: Int
  /// The provider's code for what is billed.
  package let sku: String?
  /// What is billed, in the provider's words.
  package let description: String?
  /// How much is billed, exact; negative where it is taken back.
  package let quantity: ExactDecimal?
  /// What `quantity` counts, such as `gpu_hours`.
  package let unit: String?
  /// The price of one `unit`, exact, in the invoice's currency.
  package let unitPrice: ExactDecimal?
  /// Rounded half to even to the stored unit.
  package let amount: Money
  /// The amount as it was given, where `amount` had to round it.
  package let exactAmount: ExactDecimal?
  /// First and last day of the service billed.
  package let service: DayRange?
  /// What kind of charge it is.
  package let chargeCategory: ChargeCategory

  /// A line as its source tells it; nothing is checked here.
  package init(
    number: Int, sku: String?, description: String?, quantity: ExactDecimal?, unit: String?,
    unitPrice: ExactDecimal?, amount: Money, exactAmount: ExactDecimal?, service: DayRange?,
    chargeCategory: ChargeCategory
  ) {
    self.number = number
    self.sku = sku
    self.description = description
    self.quantity = quantity
    self.unit = unit
    self.unitPrice = unitPrice
    self.amount = amount
    self.exactAmount = exactAmount
    self.service = service
    self.chargeCategory = chargeCategory
  }
}

/// What kind of charge a line is. Source: FOCUS, column ChargeCategory.
package enum ChargeCategory: String, CaseIterable, Sendable {
  case usage = "Usage"
  case purchase = "Purchase"
  case tax = "Tax"
  case credit = "Credit"
  case adjustment = "Adjustment"
}
