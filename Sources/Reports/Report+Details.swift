internal import Procurement
package import Queries
package import Rendering

// What `show` prints: a list of fields, then what belongs to it.

extension ReportOutline {
  /// `offtake show contract`.
  package static let contract = ReportOutline(
    "contract", ContractDetails.fields.outline("A row for each field that is recorded."),
    ScheduledFee.table.outline(),
    ContractDetails.CapacityItem.table.outline())

  /// `offtake show provider`.
  package static let organization = ReportOutline(
    "organization", OrganizationDetails.fields.outline("A row for each field that is recorded."),
    ContractTerms.sells.outline(),
    ContractTerms.buys.outline(), KnownRevenue.table.outline())

  /// `offtake show invoice`.
  package static let invoice = ReportOutline(
    "invoice", InvoiceDetails.fields.outline("A row for each field that is recorded."),
    InvoiceDetails.Line.table.outline(),
    InvoiceDetails.PaymentItem.table.outline())
}

extension Report {
  /// A contract with its terms, fees and capacity.
  package init(_ details: ContractDetails, parameters: [Parameter]) {
    self.init(
      .contract, title: "Contract \(details.terms.reference)", parameters: parameters,
      sections: [
        ContractDetails.fields.fields(of: details), ScheduledFee.table.section(details.fees),
        ContractDetails.CapacityItem.table.section(details.capacity),
      ])
  }

  /// An organization with its contracts and revenue.
  package init(_ details: OrganizationDetails, parameters: [Parameter]) {
    self.init(
      .organization, title: "Organization \(details.slug)", parameters: parameters,
      sections: [
        OrganizationDetails.fields.fields(of: details),
        ContractTerms.sells.section(ifAny: details.sells),
        ContractTerms.buys.section(ifAny: details.buys),
        KnownRevenue.table.section(ifAny: details.revenue),
      ])
  }

  /// An invoice with its lines and payments.
  package init(_ details: InvoiceDetails, parameters: [Parameter]) {
    self.init(
      .invoice, title: "Invoice \(details.number)", parameters: parameters,
      sections: [
        InvoiceDetails.fields.fields(of: details),
        InvoiceDetails.Line.table.section(details.lines),
        InvoiceDetails.PaymentItem.table.section(ifAny: details.payments),
      ])
  }
}

// MARK: Fields

extension ContractDetails {
  fileprivate static let fields = Table<ContractDetails> {
    Column("provider", \.terms.provider)
    Column("buyer", \.terms.buyer)
    Column("title", \.terms.title)
    Column("status", \.terms.status?.rawValue)
    Column("signed_on", \.terms.signedOn)
    Column("effective_on", \.terms.effectiveOn)
    Column("ends_on", \.terms.endsOn)
    Column("currency", \.terms.currency)
    Column("headline_value", \.terms.headline)
    Column("headline_kind", \.terms.headlineKind?.rawValue)
    Column("term_months", \.terms.termMonths)
    Column("notice_days", \.terms.exit.noticeDays)
    Column("notice_by", \.terms.exit.noticeBy?.rawValue)
    Column("lock_in_months", \.terms.exit.lockInMonths)
    Column("lock_in_until", \.terms.exit.lockInUntil)
    Column("termination_fee", \.terms.exit.terminationFee)
    Column("late_exit_days", \.terms.exit.lateExitDays)
    Column("exit_terms", \.terms.exit.words)
    Column("payment_terms_days", \.terms.paymentTermsDays)
    Column("auto_renewal_months", \.terms.autoRenewalMonths)
    Column("sla_cap_percent", \.terms.service.creditCapPercent)
    Column("sla_claim_days", \.terms.service.claimDays)
    Column("tolerance", \.terms.tolerance.amount)
    Column("tolerance_percent", \.terms.tolerance.percent)
    Column("billed") { $0.billed.first.or("no invoices") }
    Column("monthly_fee_per_accelerator") {
      ($0.feePerAccelerator?.amount).or("fee or accelerators not known")
    }
    Column("events", \.eventCount)
    Column("confidence", \.terms.confidence?.rawValue)
    Column("source", \.terms.evidence.source)
    Column("notes", \.terms.evidence.notes)
    Column("recorded_at", \.terms.evidence.place)
  }
}

extension OrganizationDetails {
  fileprivate static let fields = Table<OrganizationDetails> {
    Column("name", \.name)
    Column("kind", \.kind?.rawValue)
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
    Column("kind", \.kind?.rawValue)
    Column("billing_month", \.billingMonth)
    Column("issued_on", \.issuedOn)
    Column("received_on", \.receivedOn)
    Column("due_on", \.dueOn)
    Column("credits", meaning: "The invoice that it is a credit note for.", \.creditsNumber)
    Column("currency", \.total.currency)
    Column("total", \.total)
    Column("source", \.evidence.source)
    Column("notes", \.evidence.notes)
    Column("recorded_at", \.evidence.place)
  }
}

// MARK: What belongs to it

extension ScheduledFee {
  fileprivate static let table = Table<ScheduledFee>("fees", title: "Monthly fees") {
    Column("tranche", \.tranche)
    Column("from_month", \.fromMonth)
    Column("to_month") { $0.toMonth.or("not known") }
    Column("monthly_fee") { $0.amount.or("not disclosed") }
    Column("source", \.evidence.source)
    Column("notes", \.evidence.notes)
  }
}

extension ContractDetails.CapacityItem {
  fileprivate static let table = Table<Self>("capacity", title: "Capacity") {
    Column("kind", \.kind)
    Column("date", \.date)
    Column("summary", \.summary)
    Column("source", \.source)
  }
}

extension ContractTerms {
  fileprivate static let sells = table("sells", title: "Sells under")
  fileprivate static let buys = table("buys", title: "Buys under")

  private static func table(_ name: String, title: String) -> Table<ContractTerms> {
    Table(name, title: title) {
      Column("contract", \.reference)
      Column("provider", \.provider)
      Column("buyer", \.buyer)
      Column("status", \.status?.rawValue)
      Column("signed_on", \.signedOn)
      Column("headline", \.headline)
      Column("confidence", \.confidence?.rawValue)
    }
  }
}

extension KnownRevenue {
  fileprivate static let table = Table<KnownRevenue>("revenue", title: "Revenue") {
    Column("period", \.period.label)
    Column("basis", \.basis.label)
    Column("amount", \.amount)
    Column("as_of", \.asOf)
    Column("source", \.evidence.source)
    Column("notes", \.evidence.notes)
  }
}

extension InvoiceDetails.Line {
  fileprivate static let table = Table<Self>("lines", title: "Lines") {
    Column("line_no", \.number)
    Column("sku", \.sku)
    Column("description", \.description)
    Column("quantity", \.quantity)
    Column("unit", \.unit)
    Column("unit_price", \.unitPrice)
    Column("amount", \.amount)
    Column("amount_as_given", meaning: "With more decimals than are stored.", \.exactAmount)
    Column("service_from", \.serviceFrom)
    Column("service_to", \.serviceTo)
    Column("charge_category", \.chargeCategory?.rawValue)
  }
}

extension InvoiceDetails.PaymentItem {
  fileprivate static let table = Table<Self>("payments", title: "Payments") {
    Column("reference", \.reference)
    Column("paid_on", \.paidOn)
    Column("amount", \.amount)
    Column("source", \.source)
  }
}
