internal import Ledger
internal import Procurement
package import Queries
package import Rendering

// What `show` prints: a list of fields, then what belongs to it.

extension ReportOutline {
  /// `offtake show contract`.
  package static let contract = ReportOutline(
    "contract", ContractDetails.fields.fieldsOutline("A row for each field that is recorded."),
    FeeLine.table.outline(),
    ContractDetails.CapacityItem.table.outline())

  /// `offtake show provider`.
  package static let organization = ReportOutline(
    "organization",
    OrganizationDetails.fields.fieldsOutline("A row for each field that is recorded."),
    ContractFile.sells.outline(),
    ContractFile.buys.outline(), RevenueLine.table.outline())

  /// `offtake show invoice`.
  package static let invoice = ReportOutline(
    "invoice", InvoiceDetails.fields.fieldsOutline("A row for each field that is recorded."),
    InvoiceDetails.Line.table.outline(),
    PaymentLine.table.outline(), DisputeLine.table.outline())
}

extension Report {
  /// A contract with its terms, fees and capacity.
  package init(_ details: ContractDetails, parameters: [Parameter]) {
    self.init(
      .contract, title: "Contract \(details.file.reference)", parameters: parameters,
      sections: [
        ContractDetails.fields.fields(of: details), FeeLine.table.section(details.file.fees),
        ContractDetails.CapacityItem.table.section(details.capacity),
      ])
  }

  /// An organization with its contracts and revenue.
  package init(_ details: OrganizationDetails, parameters: [Parameter]) {
    self.init(
      .organization, title: "Organization \(details.slug)", parameters: parameters,
      sections: [
        OrganizationDetails.fields.fields(of: details),
        ContractFile.sells.section(ifAny: details.sells),
        ContractFile.buys.section(ifAny: details.buys),
        RevenueLine.table.section(ifAny: details.revenue),
      ])
  }

  /// An invoice with its lines and payments.
  package init(_ details: InvoiceDetails, parameters: [Parameter]) {
    self.init(
      .invoice, title: "Invoice \(details.booked.invoice.number)", parameters: parameters,
      sections: [
        InvoiceDetails.fields.fields(of: details),
        InvoiceDetails.Line.table.section(details.lines),
        PaymentLine.table.section(ifAny: details.payments),
        DisputeLine.table.section(ifAny: details.disputes),
      ])
  }
}

// MARK: Fields

extension ContractDetails {
  fileprivate static let fields = Table<ContractDetails> {
    Column("provider", \.file.provider)
    Column("buyer", \.file.buyer)
    Column("title", \.file.title)
    Column("status", \.file.status.rawValue)
    Column("signed_on", \.file.signedOn)
    Column("effective_on", \.file.effectiveOn)
    Column("ends_on", \.file.endsOn)
    Column("currency", \.file.currency)
    Column("fx_rate_fixed", \.file.contract.fact.fixedRate?.rate)
    Column("fx_quote", \.file.contract.fact.fixedRate?.quote)
    Column("headline_value", \.file.headline?.value)
    Column("headline_kind", \.file.headline?.kind?.rawValue)
    Column("term_months", \.file.headline?.termMonths)
    Column("notice_days", \.file.exit.noticeDays)
    Column("notice_months", \.file.exit.noticeMonths)
    Column("notice_by", \.file.exit.noticeBy?.rawValue)
    Column("notice_to", \.file.exit.noticeTo?.rawValue)
    Column("lock_in_months", \.file.exit.lockInMonths)
    Column("lock_in_until", \.file.exit.lockInUntil)
    Column("termination_fee", \.file.exit.terminationFee)
    Column("late_exit_days", \.file.exit.lateExitDays)
    Column("renewal_notice_days", \.file.exit.renewalNoticeDays)
    Column("renewal_notice_months", \.file.exit.renewalNoticeMonths)
    Column("exit_terms", \.file.exit.words)
    Column("payment_terms_days", \.file.paymentTermsDays)
    Column("auto_renewal_months", \.file.autoRenewalMonths)
    Column("sla_cap_percent", \.file.service.creditCapPercent)
    Column("sla_claim_days", \.file.service.claimDays)
    Column("tolerance", \.file.tolerance.amount)
    Column("tolerance_percent", \.file.tolerance.percent)
    Column("billed") { $0.billed.first ?? .unavailable(.notBilled, "no invoices") }
    Column("monthly_fee_per_accelerator") {
      ($0.feePerAccelerator?.amount).or(.notRecorded, "fee or accelerators not known")
    }
    Column("events", \.eventCount)
    Column("confidence", \.file.provenance.confidence?.rawValue)
    Column("source", \.file.evidence.source)
    Column("notes", \.file.evidence.notes)
    Column("recorded_at", \.file.evidence.place)
  }
}

extension OrganizationDetails {
  fileprivate static let fields = Table<OrganizationDetails> {
    Column("name", \.name)
    Column("kind", \.kind.rawValue)
    Column("part_of", \.parent)
    Column("country", \.country)
    Column("aliases") { $0.aliases.isEmpty ? nil : $0.aliases.joined(separator: "; ") }
    Column("source", \.evidence.source)
    Column("notes", \.evidence.notes)
    Column("recorded_at", \.evidence.place)
  }
}

extension InvoiceDetails {
  fileprivate static let fields = Table<InvoiceDetails> {
    Column("provider", \.provider)
    Column("buyer", \.buyer)
    Column("contract", \.contract)
    Column("kind", \.booked.invoice.kind.rawValue)
    Column("billing_month", \.booked.invoice.billingMonth)
    Column("issued_on", \.booked.invoice.issuedOn)
    Column("received_on", \.booked.invoice.receivedOn)
    Column("due_on", \.booked.invoice.dueOn)
    Column(
      "credits", meaning: "The invoice that the credit note credits.",
      \.booked.invoice.creditsNumber
    )
    Column("currency", \.booked.total.currency)
    Column("total", \.booked.total)
    Column("source", \.booked.evidence.source)
    Column("notes", \.booked.evidence.notes)
    Column("recorded_at", \.booked.evidence.place)
  }
}

// MARK: What belongs to it

private enum FeeLine {
  static let table = Table<Recorded<Fee>>("fees", title: "Monthly fees") {
    Column("tranche", \.tranche).key
    Column("from_month", \.fromMonth).key
    Column("to_month") { $0.toMonth.or(.notRecorded, "not known") }
    Column("monthly_fee") { $0.monthlyFee.or(.notDisclosed, "not disclosed") }.key
    Column("source", \.evidence.source)
    Column("notes", \.evidence.notes).detail
  }
}

extension ContractDetails.CapacityItem {
  fileprivate static let table = Table<Self>("capacity", title: "Capacity") {
    Column("kind", \.kind).key
    Column("date", \.date).key
    Column("summary", \.summary).key
    Column("source", \.source)
  }
}

extension ContractFile {
  fileprivate static let sells = table("sells", title: "Sells under")
  fileprivate static let buys = table("buys", title: "Buys under")

  private static func table(_ name: String, title: String) -> Table<ContractFile> {
    Table(name, title: title) {
      Column("contract", \.reference).key
      Column("provider", \.provider)
      Column("buyer", \.buyer)
      Column("status", \.status.rawValue)
      Column("signed_on", \.signedOn)
      Column("headline", \.headline?.value).key
      Column("confidence", \.provenance.confidence?.rawValue).detail
    }
  }
}

private enum RevenueLine {
  static let table = Table<Recorded<Revenue>>("revenue", title: "Revenue") {
    Column("period", \.period.label).key
    Column("basis", \.basis.label)
    Column("amount", \.amount).key
    Column("as_of", \.asOf)
    Column("source", \.evidence.source)
    Column("notes", \.evidence.notes).detail
  }
}

extension InvoiceDetails.Line {
  fileprivate static let table = Table<Self>("lines", title: "Lines") {
    Column("line_no", \.booked.number).key
    Column("sku", \.sku)
    Column("description", \.booked.description).key
    Column("quantity", \.booked.quantity)
    Column("unit", \.unit)
    Column("unit_price", \.booked.unitPrice)
    Column(
      "discount", meaning: "Off quantity × unit price: an amount, or a percentage with its sign."
    ) {
      $0.booked.discount?.text
    }.detail
    Column("amount", \.booked.amount).key
    Column(
      "amount_as_given", meaning: "The amount as written, if it has more decimals than are stored.",
      \.booked.exactAmount
    )
    .detail
    Column("service_from", \.booked.service?.from).detail
    Column("service_to", \.booked.service?.last).detail
    Column("charge_category", \.booked.category.rawValue).detail
    Column(
      "contract", meaning: "The contract of the line, if the invoice is under several.", \.contract
    ).detail
  }
}

private enum PaymentLine {
  static let table = Table<BookedPayment>("payments", title: "Payments") {
    Column("reference", \.reference).key
    Column("paid_on", \.paidOn).key
    Column("amount", \.evidence.amount).key
    Column("source", \.evidence.source)
  }
}

private enum DisputeLine {
  static let table = Table<Recorded<InvoiceDispute>>("disputes", title: "Disputes") {
    Column("opened_on", \.openedOn).key
    Column("amount", meaning: "Empty for the whole invoice.", \.amount).key
    Column("reason", \.reason).key
    Column("resolved_on", \.resolvedOn)
    Column("outcome", \.outcome?.rawValue)
    Column("source", \.evidence.source)
  }
}
