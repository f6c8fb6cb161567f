internal import Procurement
package import Queries
package import Rendering

// What `show` prints: a list of fields, then what belongs to it.

extension Report {
  /// A contract with its terms, fees and capacity.
  package init(_ details: ContractDetails, parameters: [Parameter]) {
    let terms = details.terms
    let fields: [(String, Cell)] = [
      ("provider", .text(terms.provider)), ("buyer", .text(terms.buyer)),
      ("title", .text(terms.title)), ("status", .text(terms.status?.rawValue)),
      ("signed_on", .date(terms.signedOn)), ("effective_on", .date(terms.effectiveOn)),
      ("ends_on", .date(terms.endsOn)), ("currency", .text(terms.currency.code)),
      ("headline_value", .money(terms.headline)),
      ("headline_kind", .text(terms.headlineKind?.rawValue)),
      ("term_months", .count(terms.termMonths)), ("notice_days", .count(terms.exit.noticeDays)),
      ("notice_by", .text(terms.exit.noticeBy?.rawValue)),
      ("lock_in_months", .count(terms.exit.lockInMonths)),
      ("lock_in_until", .date(terms.exit.lockInUntil.map { .day($0) })),
      ("termination_fee", .money(terms.exit.terminationFee)),
      ("late_exit_days", .count(terms.exit.lateExitDays)),
      ("exit_terms", .text(terms.exit.words)),
      ("payment_terms_days", .count(terms.paymentTermsDays)),
      ("auto_renewal_months", .count(terms.autoRenewalMonths)),
      ("sla_cap_percent", terms.service.creditCapPercent.map { .decimal($0) } ?? .empty),
      ("sla_claim_days", .count(terms.service.claimDays)),
      ("tolerance", .money(terms.tolerance.amount)),
      ("tolerance_percent", terms.tolerance.percent.map { .decimal($0) } ?? .empty),
      ("billed", details.billed.first.map { .money($0) } ?? .undefined("no invoices")),
      ("monthly_fee_per_accelerator", Report.feePerAccelerator(details)),
      ("events", .count(details.eventCount)), ("confidence", .text(terms.confidence?.rawValue)),
      ("source", .text(terms.evidence.source)), ("notes", .text(terms.evidence.notes)),
      ("recorded_at", .text(terms.evidence.place)),
    ]
    self.init(
      name: "contract", title: "Contract \(terms.reference)", parameters: parameters,
      sections: [Section(fields: fields), Section(fees: details.fees), Section(details.capacity)])
  }

  private static func feePerAccelerator(_ details: ContractDetails) -> Cell {
    details.feePerAccelerator.map { .money($0.amount) }
      ?? .undefined("fee or accelerators not known")
  }

  /// An organization with its contracts and revenue.
  package init(_ details: OrganizationDetails, parameters: [Parameter]) {
    let fields: [(String, Cell)] = [
      ("name", .text(details.name)), ("kind", .text(details.kind?.rawValue)),
      ("part_of", .text(details.parent)), ("country", .text(details.country)),
      ("aliases", .text(details.aliases.isEmpty ? nil : details.aliases.joined(separator: "; "))),
      ("source", .text(details.evidence.source)), ("notes", .text(details.evidence.notes)),
      ("recorded_at", .text(details.evidence.place)),
    ]
    self.init(
      name: "organization", title: "Organization \(details.slug)", parameters: parameters,
      sections: [
        Section(fields: fields), Section(details.sells, named: "sells", title: "Sells under"),
        Section(details.buys, named: "buys", title: "Buys under"), Section(details.revenue),
      ].filter { $0.name == "rows" || !$0.rows.isEmpty })
  }

  /// An invoice with its lines and payments.
  package init(_ details: InvoiceDetails, parameters: [Parameter]) {
    let fields: [(String, Cell)] = [
      ("provider", .text(details.provider)), ("buyer", .text(details.buyer)),
      ("contract", .text(details.contract)), ("kind", .text(details.kind?.rawValue)),
      ("billing_month", .month(details.billingMonth)), ("issued_on", .date(details.issuedOn)),
      ("received_on", .date(details.receivedOn)), ("due_on", .date(details.dueOn)),
      ("credits", .text(details.creditsNumber)),
      ("currency", .text(details.total.currency.code)), ("total", .money(details.total)),
      ("source", .text(details.evidence.source)), ("notes", .text(details.evidence.notes)),
      ("recorded_at", .text(details.evidence.place)),
    ]
    self.init(
      name: "invoice", title: "Invoice \(details.number)", parameters: parameters,
      sections: [Section(fields: fields), Section(details.lines), Section(details.payments)]
        .filter { $0.name != "payments" || !$0.rows.isEmpty })
  }
}

extension Section {
  init(fields: [(String, Cell)]) {
    self.init(
      columns: [
        ReportColumn("field", .text), ReportColumn("value", .text, hasReasons: true),
      ],
      rows: fields.filter { $0.1 != .empty }.map { [.text($0.0), $0.1] })
  }

  fileprivate init(fees: [ScheduledFee]) {
    self.init(
      name: "fees", title: "Monthly fees",
      columns: [
        ReportColumn("tranche", .text), ReportColumn("from_month", .month),
        ReportColumn("to_month", .month, hasReasons: true),
        ReportColumn("monthly_fee", .money, hasReasons: true), ReportColumn("source", .text),
        ReportColumn("notes", .text),
      ],
      rows: fees.map { fee in
        [
          .text(fee.tranche), .month(fee.fromMonth),
          fee.toMonth.map { .month($0) } ?? .undefined("not known"),
          fee.amount.map { .money($0) } ?? .undefined("not disclosed"),
          .text(fee.evidence.source), .text(fee.evidence.notes),
        ]
      })
  }

  fileprivate init(_ capacity: [ContractDetails.CapacityItem]) {
    self.init(
      name: "capacity", title: "Capacity",
      columns: [
        ReportColumn("kind", .text), ReportColumn("date", .date), ReportColumn("summary", .text),
        ReportColumn("source", .text),
      ],
      rows: capacity.map {
        [.text($0.kind), .date($0.date), .text($0.summary), .text($0.source)]
      })
  }

  fileprivate init(_ contracts: [ContractTerms], named name: String, title: String) {
    self.init(
      name: name, title: title,
      columns: [
        ReportColumn("contract", .text), ReportColumn("provider", .text),
        ReportColumn("buyer", .text), ReportColumn("status", .text),
        ReportColumn("signed_on", .date), ReportColumn("headline", .money),
        ReportColumn("confidence", .text),
      ],
      rows: contracts.map {
        [
          .text($0.reference), .text($0.provider), .text($0.buyer), .text($0.status?.rawValue),
          .date($0.signedOn), .money($0.headline), .text($0.confidence?.rawValue),
        ]
      })
  }

  fileprivate init(_ revenue: [KnownRevenue]) {
    self.init(
      name: "revenue", title: "Revenue",
      columns: [
        ReportColumn("period", .text), ReportColumn("basis", .text), ReportColumn("amount", .money),
        ReportColumn("as_of", .date), ReportColumn("source", .text), ReportColumn("notes", .text),
      ],
      rows: revenue.map {
        [
          .text($0.period.label), .text($0.basis.label), .money($0.amount), .date($0.asOf),
          .text($0.evidence.source), .text($0.evidence.notes),
        ]
      })
  }

  fileprivate init(_ lines: [InvoiceDetails.Line]) {
    self.init(
      name: "lines", title: "Lines",
      columns: [
        ReportColumn("line_no", .count), ReportColumn("sku", .text),
        ReportColumn("description", .text), ReportColumn("quantity", .decimal),
        ReportColumn("unit", .text), ReportColumn("unit_price", .decimal),
        ReportColumn("amount", .money), ReportColumn("amount_as_given", .decimal),
        ReportColumn("service_from", .date), ReportColumn("service_to", .date),
        ReportColumn("charge_category", .text),
      ],
      rows: lines.map { line in
        [
          .count(line.number), .text(line.sku), .text(line.description),
          line.quantity.map { .decimal($0) } ?? .empty, .text(line.unit),
          line.unitPrice.map { .decimal($0) } ?? .empty, .money(line.amount),
          line.exactAmount.map { .decimal($0) } ?? .empty,
          .date(line.serviceFrom.map { .day($0) }), .date(line.serviceTo.map { .day($0) }),
          .text(line.chargeCategory?.rawValue),
        ]
      })
  }

  fileprivate init(_ payments: [InvoiceDetails.PaymentItem]) {
    self.init(
      name: "payments", title: "Payments",
      columns: [
        ReportColumn("reference", .text), ReportColumn("paid_on", .date),
        ReportColumn("amount", .money), ReportColumn("source", .text),
      ],
      rows: payments.map {
        [.text($0.reference), .date($0.paidOn), .money($0.amount), .text($0.source)]
      })
  }
}
