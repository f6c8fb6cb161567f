/// By how much an invoice may differ from what is expected of it (METRICS, M21).
package struct Tolerance: Hashable, Sendable {
  /// The most, without its sign; `nil` where only the percentage counts.
  package let amount: Money?
  /// The most in percent of what is expected; `nil` where only the amount counts.
  package let percent: ExactDecimal?

  /// Without either, nothing may differ.
  package init(amount: Money? = nil, percent: ExactDecimal? = nil) {
    self.amount = amount
    self.percent = percent
  }
}

/// What the audit can find. The words are stable: scripts and acceptances name them.
package enum AuditCode: String, CaseIterable, Sendable {
  /// A month's invoices are for another amount than its fee.
  case feeDiffers = "fee_differs"
  /// Service of days before its capacity was delivered.
  case beforeDelivery = "before_delivery"
  /// Service of days before the buyer accepted its capacity.
  case beforeAcceptance = "before_acceptance"
  /// More accelerators, or their hours or months, than were there.
  case beyondDelivered = "beyond_delivered"
  /// No delivery is recorded, so that the invoice cannot be checked against one.
  case notConfirmed = "not_confirmed"
  /// Service before the contract's start or after its end.
  case outsideTerm = "outside_term"
  /// Service after the exit by notice.
  case afterExit = "after_exit"
  /// Another currency than the contract's.
  case wrongCurrency = "wrong_currency"
  /// A number that another invoice of the provider has, but for its case and signs, or of another
  /// year.
  case duplicateNumber = "duplicate_number"
  /// An invoice with the same amount and days under another number.
  case nearDuplicate = "near_duplicate"
  /// A month with a fee and without an invoice.
  case missingMonth = "missing_month"
  /// Quantity times unit price is another amount.
  case lineArithmetic = "line_arithmetic"
  /// The lines add up to another total.
  case totalDiffers = "total_differs"
  /// Another unit price than the contract's.
  case priceDiffers = "price_differs"
  /// Days of a SKU that another invoice also bills.
  case serviceOverlap = "service_overlap"
  /// A service credit that is owed and did not come.
  case creditNotReceived = "credit_not_received"
  /// More was paid than was billed.
  case paidAbove = "paid_above"
  /// Paid before the invoice was issued.
  case paidEarly = "paid_early"
  /// Another due day than the payment terms give.
  case dueDateDiffers = "due_date_differs"
  /// Due, and not paid in full.
  case overdue
  /// A minimum was missed, and what is missing is not billed (METRICS, ruling 2).
  case shortfallUnbilled = "shortfall_unbilled"
  /// A month without an invoice between two that are billed, of a contract that is billed by use.
  case gapMonth = "gap_month"
  /// Received long after the end of its billing month.
  case lateReceived = "late_received"
  /// What cannot be compared: a price, or a quantity without deliveries.
  case notCompared = "not_compared"
  /// A credit note for an invoice that is not recorded.
  case creditUnknown = "credit_unknown"
  /// Credit notes deduct more from an invoice than it is for.
  case creditAboveInvoice = "credit_above_invoice"
  /// Lines that are identical to others of their invoice.
  case repeatedLine = "repeated_line"
}

/// How much a finding matters.
package enum AuditSeverity: String, CaseIterable, Comparable, Sendable {
  /// Cannot be confirmed, or to be watched.
  case low
  /// To be cleared with the provider.
  case medium
  /// Money that should not be paid.
  case high

  /// Whether `left` matters less.
  package static func < (left: AuditSeverity, right: AuditSeverity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }
}

extension AuditCode {
  /// How much it matters.
  package var severity: AuditSeverity {
    switch self {
    case .notConfirmed, .beforeAcceptance, .dueDateDiffers, .paidEarly, .shortfallUnbilled,
      .gapMonth, .lateReceived, .notCompared, .repeatedLine:
      .low
    case .missingMonth, .overdue, .serviceOverlap, .creditNotReceived, .outsideTerm,
      .creditUnknown, .creditAboveInvoice:
      .medium
    case .feeDiffers, .beforeDelivery, .beyondDelivered, .afterExit, .wrongCurrency,
      .duplicateNumber, .nearDuplicate, .lineArithmetic, .totalDiffers, .priceDiffers, .paidAbove:
      .high
    }
  }

  /// What to do about it.
  package var action: String {
    switch self {
    case .feeDiffers: "request a corrected invoice, or record the fee amendment"
    case .beforeDelivery: "reject the days before delivery"
    case .beforeAcceptance: "check from which day the contract allows billing"
    case .beyondDelivered: "reject the undelivered part, or record its delivery"
    case .notConfirmed: "record the delivery"
    case .outsideTerm: "reject it, or record the extension of the term"
    case .afterExit: "reject it: the contract has ended"
    case .wrongCurrency: "request an invoice in the contract's currency"
    case .duplicateNumber: "ask whether both are the same invoice"
    case .nearDuplicate: "pay only one of them"
    case .missingMonth: "request the invoice; accrue the delivered value"
    case .lineArithmetic: "request a corrected invoice"
    case .totalDiffers: "restore the database from a backup; imports reject such invoices"
    case .priceDiffers: "request the contract price, or record the new price"
    case .serviceOverlap: "ask which invoice covers the service"
    case .creditNotReceived: "claim the credit"
    case .paidAbove: "request a refund of the difference"
    case .paidEarly: "check which invoice the payment belongs to"
    case .dueDateDiffers: "pay on the contract's terms"
    case .overdue: "pay, or record the dispute"
    case .shortfallUnbilled: "accrue it; it is due"
    case .gapMonth: "ask whether anything was used"
    case .lateReceived: "check whether the month was accrued"
    case .notCompared: "record the missing terms, or check it by hand"
    case .creditUnknown: "record the invoice, or ask which one it credits"
    case .creditAboveInvoice: "ask what the rest of the credit is for"
    case .repeatedLine: "check that each is a separate charge"
    }
  }
}

/// A finding of the audit that somebody accepted, with the reason.
package struct Acceptance: Hashable, Sendable {
  /// Whose invoice it is of.
  package let provider: OrganizationID
  /// What was found.
  package let code: AuditCode
  /// The invoice's number, or the contract and month.
  package let subject: String
  /// SHA-256, in hexadecimal, of what it was found from: once that is another, it comes back.
  package let facts: String
  /// Why it was accepted.
  package let why: String
  /// Where it is known from.
  package let provenance: Provenance

  /// An acceptance as its source tells it; nothing is checked here.
  package init(
    provider: OrganizationID, code: AuditCode, subject: String, facts: String, why: String,
    provenance: Provenance
  ) {
    self.provider = provider
    self.code = code
    self.subject = subject
    self.facts = facts
    self.why = why
    self.provenance = provenance
  }
}
