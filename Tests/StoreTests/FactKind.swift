import Procurement
import SQLite
import Store
import TestLedger

/// A kind of fact, with a fact of one key in two versions that differ in all else.
enum FactKind: CaseIterable {
  case organization, contract, event, fee, spend, usage, capacity, delivery, payment, revenue, rate
  case price, terminationFee, tier, outage, acceptance, dispute, budget

  var table: String {
    switch self {
    case .organization: "organization"
    case .contract: "contract"
    case .event: "contract_event"
    case .fee: "fee_schedule"
    case .spend, .usage: "commitment"
    case .capacity: "capacity_commitment"
    case .delivery: "capacity_delivery"
    case .payment: "payment"
    case .revenue: "revenue"
    case .rate: "fx_rate"
    case .price: "contract_price"
    case .terminationFee: "termination_fee"
    case .tier: "sla_tier"
    case .outage: "outage"
    case .acceptance: "audit_acceptance"
    case .dispute: "dispute"
    case .budget: "budget"
    }
  }

  /// Records the first version, or the second where `changed`, with an import of its own.
  func record(
    _ store: borrowing Store, changed: Bool = false, line: Int = 7, twice: Bool = false
  ) throws -> Recording {
    try store.importing { number in
      let first = try record(changed ? second : first, in: store, import: number, line: line)
      guard twice else { return first }
      return try record(
        changed ? second : self.first, in: store, import: number, line: line + 1)
    }
  }

  /// Records the second version in the place of the first, with an import of its own.
  func revise(_ store: borrowing Store, line: Int = 8) throws {
    try store.importing { number in
      try store.connection.execute(
        """
        UPDATE \(table) SET ended_by = \(number)
        WHERE id = (SELECT max(id) FROM \(table) WHERE ended_by IS NULL)
        """)
      _ = try record(second, in: store, import: number, line: line)
    }
  }

  private func record(
    _ fact: any StoredRecord, in store: borrowing Store, import number: Int64, line: Int
  ) throws -> Recording {
    func add<Record: StoredRecord>(_ record: Record) throws -> Recording {
      var table = try FactTable<Record>(store, import: number)
      return try table.record(record, in: .usd, line: line)
    }
    return try add(fact)
  }
}

extension FactKind {
  /// Whether the latest row of its table is read as the fact that was recorded.
  func isReadAsRecorded(_ store: borrowing Store, changed: Bool) throws -> Bool {
    func isLast<Record: StoredRecord>(_ record: Record) throws -> Bool {
      var rows = try RecordRows<Record>(
        store, try RecordLookups(store),
        where: "id = (SELECT max(id) FROM \(table))")
      return try rows.next() == record
    }
    let fact = changed ? second : first
    return try isLast(fact)
  }
}

private let deal = ContractID(number: 1)
private let provider = OrganizationID(number: 1)
private let may = Month(year: 2026, month: 5)

private func decimal(_ hundredths: Int128) -> ExactDecimal {
  ExactDecimal(coefficient: hundredths, decimals: 2)
}

extension FactKind {
  private var first: any StoredRecord {
    switch self {
    case .organization:
      Organization.sample(
        slug: "orion", name: "Orion", kind: .buyer, aliases: ["Orion AI", "O"], parent: provider,
        country: "US", provenance: .first)
    case .contract:
      Contract(
        provider: provider, reference: "C-2", buyer: OrganizationID(number: 2), title: "Two",
        signedOn: .year(2026), effectiveOn: .month(may), endsOn: .day(may.lastDay),
        currency: .usd,
        headline: Headline(value: .dollars(5), kind: .upTo, termMonths: 36),
        exit: ExitTerms(
          noticeDays: 90, noticeBy: .either, noticeTo: .monthEnd, lockInMonths: 3,
          terminationFee: .dollars(1), renewalNoticeDays: 60, words: "by letter"),
        paymentTermsDays: 30, autoRenewalMonths: 12,
        fixedRate: FixedRate(rate: decimal(110), quote: .jpy), status: .signed, provenance: .first)
    case .event:
      ContractEvent(
        contract: deal, occurredOn: .month(may), kind: .dispute, summary: "Two figures",
        effectiveOn: .year(2026), valueChange: .dollars(1), newTotal: .dollars(6),
        dispute: Dispute(subject: "MW", figure: "300", otherFigure: "200"), provenance: .first)
    case .fee:
      Fee(
        contract: deal, fromMonth: may, toMonth: may, monthlyFee: .dollars(100),
        provenance: .first)
    case .spend:
      Commitment(
        contract: deal, from: may.firstDay, to: may.lastDay, kind: .spend,
        minimum: .spend(.dollars(10)), interval: .month, carriesForward: true,
        carryForwardCap: .spend(.dollars(2)), hasRelief: true, provenance: .first)
    case .usage:
      Commitment(
        contract: deal, from: may.firstDay, to: may.lastDay, kind: .usage,
        minimum: .usage(decimal(150), unit: "gpu_hours"), interval: .year, carriesForward: true,
        carryForwardCap: .usage(decimal(50), unit: "gpu_hours"), hasRelief: false,
        provenance: .first)
    case .capacity:
      CapacityCommitment(
        contract: deal, tranche: "total", site: "Abilene",
        capacity: Capacity(
          accelerator: "GB300", acceleratorCount: 1000, kilowatts: 1500,
          megawattBasis: .facility),
        dueOn: .month(may), provenance: .first)
    case .delivery:
      CapacityDelivery(
        provider: provider, contract: deal, tranche: "first", site: "Abilene",
        capacity: Capacity(
          accelerator: "GB300", acceleratorCount: 1000, kilowatts: 1500,
          megawattBasis: .facility),
        plannedOn: .year(2026), deliveredOn: .month(may), acceptedOn: .day(may.lastDay),
        withdrawnOn: nil, status: .delivered, provenance: .first)
    case .payment:
      Payment(
        invoice: InvoiceID(number: 1), reference: "P-1", paidOn: .month(may),
        amount: .dollars(5), provenance: .first)
    case .revenue: revenue(.dollars(5), .first)
    case .rate:
      ExchangeRate(
        day: may.firstDay, base: .usd, quote: .jpy, rate: decimal(15_525), provenance: .first)
    case .price:
      ContractPrice(
        contract: deal, sku: "h100", fromMonth: may, toMonth: may, unit: "hour",
        unitPrice: decimal(245), provenance: .first)
    case .terminationFee:
      TerminationFee(
        contract: deal, from: may.firstDay, to: may.lastDay, fee: .dollars(5),
        remainingPercent: decimal(1250), provenance: .first)
    case .tier:
      ServiceTier(
        contract: deal, belowPercent: decimal(9950), creditPercent: decimal(1000),
        provenance: .first)
    case .outage:
      Outage(
        contract: deal, tranche: "first", from: Moment(startOf: may.firstDay),
        to: Moment(startOf: may.lastDay), isExcluded: false, cause: "cooling",
        provenance: .first)
    case .acceptance:
      Acceptance(
        provider: provider, code: .feeDiffers, subject: "N-1",
        facts: String(repeating: "0", count: 64), why: "agreed", provenance: .first)
    case .dispute:
      InvoiceDispute(
        invoice: InvoiceID(number: 1), openedOn: .month(may), amount: .dollars(5),
        reason: "billed twice", resolvedOn: .year(2028), outcome: .settled, provenance: .first)
    case .budget: budget(.dollars(5), .first)
    }
  }

  private func budget(_ amount: Money, _ provenance: Provenance) -> Budget {
    Budget(
      buyer: OrganizationID(number: 3), provider: provider, contract: nil, month: may,
      amount: amount, asOf: nil, provenance: provenance)
  }

  private func revenue(_ amount: Money, _ provenance: Provenance) -> Revenue {
    Revenue(
      organization: provider, period: may.days, amount: amount, basis: .reported, asOf: nil,
      provenance: provenance)
  }

  private var second: any StoredRecord {
    switch self {
    case .organization:
      Organization.sample(slug: "orion", name: "Orion\u{202E}", aliases: ["O"], provenance: .second)
    case .contract:
      Contract(
        provider: provider, reference: "C-2", buyer: OrganizationID(number: 3), title: nil,
        signedOn: .day(may.firstDay), effectiveOn: nil, endsOn: nil, currency: .jpy,
        headline: Headline(value: Money(units: 10_000, of: .jpy), kind: .lease, termMonths: nil),
        exit: ExitTerms(noticeMonths: 3, lockInUntil: may.lastDay, renewalNoticeMonths: 2),
        paymentTermsDays: nil, autoRenewalMonths: nil, status: .active, provenance: .second)
    case .event:
      ContractEvent(
        contract: deal, occurredOn: .month(may), kind: .dispute, summary: "Two figures",
        valueChange: nil, newTotal: .dollars(7),
        dispute: Dispute(subject: "GW", figure: "0.3", otherFigure: "0.2"), provenance: .second)
    case .fee:
      Fee(
        contract: deal, fromMonth: may, toMonth: nil,
        monthlyFee: Money(units: 120_005_000, of: .usd), provenance: .second)
    case .spend:
      Commitment(
        contract: deal, from: may.firstDay, to: may.firstDay, kind: .spend,
        minimum: .spend(.dollars(11)), interval: .quarter, draw: .burnDown,
        carriesForward: false, carryForwardCap: nil, hasRelief: false, provenance: .second)
    case .usage:
      Commitment(
        contract: deal, from: may.firstDay, to: may.firstDay, kind: .usage,
        minimum: .usage(decimal(151), unit: "tokens"), interval: .term, carriesForward: true,
        carryForwardCap: nil, hasRelief: true, provenance: .second)
    case .capacity:
      CapacityCommitment(
        contract: deal, tranche: "total", site: nil,
        capacity: Capacity(
          accelerator: "B200", acceleratorCount: nil, kilowatts: 300_000,
          megawattBasis: .criticalIT),
        dueOn: .year(2027), provenance: .second)
    case .delivery:
      CapacityDelivery(
        provider: provider, contract: deal, tranche: "first", site: nil,
        capacity: Capacity(
          accelerator: "GB300", acceleratorCount: 999, kilowatts: nil, megawattBasis: nil),
        plannedOn: .month(may), deliveredOn: nil, acceptedOn: nil, withdrawnOn: .year(2028),
        status: .planned, provenance: .second)
    case .payment:
      Payment(
        invoice: InvoiceID(number: 1), reference: "P-1", paidOn: .day(may.lastDay),
        amount: Money(units: -1, of: .usd), provenance: .second)
    case .revenue: revenue(Money(units: 10_000, of: .jpy), .second)
    case .rate:
      ExchangeRate(
        day: may.firstDay, base: .usd, quote: .jpy, rate: decimal(15_500), provenance: .second)
    case .price:
      ContractPrice(
        contract: deal, sku: "h100", fromMonth: may, toMonth: nil, unit: "month",
        unitPrice: decimal(246), provenance: .second)
    case .terminationFee:
      TerminationFee(
        contract: deal, from: may.firstDay, to: nil, fee: nil, remainingPercent: decimal(100),
        provenance: .second)
    case .tier:
      ServiceTier(
        contract: deal, belowPercent: decimal(9950), creditPercent: decimal(2000),
        provenance: .second)
    case .outage:
      Outage(
        contract: deal, tranche: "first", from: Moment(startOf: may.firstDay), to: nil,
        isExcluded: true, cause: nil, provenance: .second)
    case .acceptance:
      Acceptance(
        provider: provider, code: .feeDiffers, subject: "N-1",
        facts: String(repeating: "1", count: 64), why: "by letter", provenance: .second)
    case .dispute:
      InvoiceDispute(
        invoice: InvoiceID(number: 1), openedOn: .month(may), amount: nil, reason: "wrong price",
        resolvedOn: nil, outcome: nil, provenance: .second)
    case .budget: budget(.dollars(7), .second)
    }
  }

  /// In what the second version differs from the first, in the order of the columns.
  var differences: [String] {
    switch self {
    case .organization:
      [
        #"name is "Orion" in the store and "Orion\u{202E}" here"#,
        #"kind is "buyer" in the store and "both" here"#,
        "parent is organization 1 in the store and empty here",
        #"country is "US" in the store and empty here"#,
      ] + Provenance.differences + [#"aliases is "Orion AI;O" in the store and "O" here"#]
    case .contract:
      [
        "buyer is organization 2 in the store and organization 3 here",
        #"title is "Two" in the store and empty here"#,
        #"signed_on is "2026" in the store and "2026-05-01" here"#,
        #"effective_on is "2026-05" in the store and empty here"#,
        #"ends_on is "2026-05-31" in the store and empty here"#,
        #"currency is "USD" in the store and "JPY" here"#,
        #"fx_rate_fixed is "1.1" in the store and empty here"#,
        #"fx_quote is "JPY" in the store and empty here"#,
        #"headline_kind is "up_to" in the store and "lease" here"#,
        "term_months is 36 in the store and empty here",
        "notice_days is 90 in the store and empty here",
        "notice_months is empty in the store and 3 here",
        #"notice_by is "either" in the store and empty here"#,
        #"notice_to is "month_end" in the store and empty here"#,
        "lock_in_months is 3 in the store and empty here",
        #"lock_in_until is empty in the store and "2026-05-31" here"#,
        #"exit_terms is "by letter" in the store and empty here"#,
        "payment_terms_days is 30 in the store and empty here",
        "auto_renewal_months is 12 in the store and empty here",
        "renewal_notice_days is 60 in the store and empty here",
        "renewal_notice_months is empty in the store and 2 here",
        #"status is "signed" in the store and "active" here"#,
      ] + Provenance.differences
    case .event:
      [
        #"effective_on is "2026" in the store and empty here"#,
        "value_change is 1.00 in the store and empty here",
        "new_total is 6.00 in the store and 7.00 here",
        #"subject is "MW" in the store and "GW" here"#,
        #"figure is "300" in the store and "0.3" here"#,
        #"other_figure is "200" in the store and "0.2" here"#,
      ] + Provenance.differences
    case .fee:
      [
        #"to_month is "2026-05" in the store and empty here"#,
        "monthly_fee is 100.00 in the store and 120.005 here",
      ] + Provenance.differences
    case .spend:
      [
        #"to is "2026-05-31" in the store and "2026-05-01" here"#,
        "minimum is 10.00 in the store and 11.00 here",
        #"interval is "month" in the store and "quarter" here"#,
        #"draw is "build_up" in the store and "burn_down" here"#,
        "carry_forward is yes in the store and no here",
        "carry_forward_cap is 2.00 in the store and empty here",
        "relief is yes in the store and no here",
      ] + Provenance.differences
    case .usage:
      [
        #"to is "2026-05-31" in the store and "2026-05-01" here"#,
        #"minimum is "1.5" in the store and "1.51" here"#,
        #"unit is "gpu_hours" in the store and "tokens" here"#,
        #"interval is "year" in the store and "term" here"#,
        #"carry_forward_cap is "0.5" in the store and empty here"#,
        "relief is no in the store and yes here",
      ] + Provenance.differences
    case .capacity:
      [
        #"site is "Abilene" in the store and empty here"#,
        #"accelerator is "GB300" in the store and "B200" here"#,
        "accelerator_count is 1000 in the store and empty here",
        "capacity_mw is 1.5 in the store and 300 here",
        #"mw_basis is "facility" in the store and "critical_it" here"#,
        #"due_on is "2026-05" in the store and "2027" here"#,
      ] + Provenance.differences
    case .delivery:
      [
        #"site is "Abilene" in the store and empty here"#,
        "accelerator_count is 1000 in the store and 999 here",
        "capacity_mw is 1.5 in the store and empty here",
        #"mw_basis is "facility" in the store and empty here"#,
        #"planned_on is "2026" in the store and "2026-05" here"#,
        #"delivered_on is "2026-05" in the store and empty here"#,
        #"accepted_on is "2026-05-31" in the store and empty here"#,
        #"withdrawn_on is empty in the store and "2028" here"#,
        #"status is "delivered" in the store and "planned" here"#,
      ] + Provenance.differences
    case .payment:
      [
        #"paid_on is "2026-05" in the store and "2026-05-31" here"#,
        "amount is 5.00 in the store and -0.000001 here",
      ] + Provenance.differences
    case .revenue: [#"currency is "USD" in the store and "JPY" here"#] + Provenance.differences
    case .rate: [#"rate is "155.25" in the store and "155" here"#] + Provenance.differences
    case .price:
      [
        #"to_month is "2026-05" in the store and empty here"#,
        #"unit is "hour" in the store and "month" here"#,
        #"unit_price is "2.45" in the store and "2.46" here"#,
      ] + Provenance.differences
    case .terminationFee:
      [
        #"to is "2026-05-31" in the store and empty here"#,
        "fee is 5.00 in the store and empty here",
        #"remaining_percent is "12.5" in the store and "1" here"#,
      ] + Provenance.differences
    case .tier: [#"credit is "10" in the store and "20" here"#] + Provenance.differences
    case .outage:
      [
        #"to is "2026-05-31T00:00:00Z" in the store and empty here"#,
        "excluded is no in the store and yes here",
        #"cause is "cooling" in the store and empty here"#,
      ] + Provenance.differences
    case .acceptance:
      [
        "facts is \"\(String(repeating: "0", count: 64))\" in the store and "
          + "\"\(String(repeating: "1", count: 64))\" here",
        #"why is "agreed" in the store and "by letter" here"#,
      ] + Provenance.differences
    case .dispute:
      [
        "amount is 5.00 in the store and empty here",
        #"reason is "billed twice" in the store and "wrong price" here"#,
        #"resolved_on is "2028" in the store and empty here"#,
        #"outcome is "settled" in the store and empty here"#,
      ] + Provenance.differences
    case .budget: ["amount is 5.00 in the store and 7.00 here"] + Provenance.differences
    }
  }
}

/// Names for messages, made of the identities themselves.
struct PlainNames: FactNames {
  func slug(of organization: OrganizationID) -> String { "organization \(organization.number)" }
  func reference(of contract: ContractID) -> String { "contract \(contract.number)" }
}
