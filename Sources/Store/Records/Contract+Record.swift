package import Procurement

extension Contract: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case provider, reference, buyer, title, signedOn, effectiveOn, endsOn, currency
    case fxRateFixed, fxQuote
    case headlineValue, headlineKind, termMonths, noticeDays, noticeMonths, noticeBy, noticeTo
    case lockInMonths, lockInUntil, terminationFee, lateExitDays, exitTerms, paymentTermsDays
    case autoRenewalMonths, renewalNoticeDays, renewalNoticeMonths
    case slaCapPercent, slaClaimDays, tolerance, tolerancePercent, status
    case source, confidence, notes

    /// A provider numbers its contracts.
    package static let key: [Self] = [.provider, .reference]

    /// What the column is.
    package var column: Column { Contract.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "contract", one: "contract", several: "contracts", identity: "contract_id",
    "Contracts with their terms: value, dates, notice, lock-in.")

  /// What it is, whose, from when to when, for how much and with which notice.
  package static let listed: [Field] = [
    .provider, .reference, .buyer, .status, .signedOn, .effectiveOn, .endsOn, .currency,
    .headlineValue, .noticeDays, .noticeMonths,
  ]

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<Contract> {
    RecordColumn(
      "provider", .organization, \.provider, required: true, meaning: "Who sells.",
      example: "spacex",
      synonyms: ["vendor", "supplier", "seller"])
    RecordColumn(
      "reference", .text, \.reference, required: true,
      meaning: "The number or short name of the contract; unique for its provider.",
      example: "anthropic-spacex-colossus",
      synonyms: ["contract", "contract_reference", "contract_number", "slug"])
    RecordColumn(
      "buyer", .organization, \.buyer, required: true, meaning: "Who buys.", example: "anthropic",
      synonyms: ["customer"])
    RecordColumn(
      "title", .text, \.title, meaning: "The title.", example: "Cloud Services Agreement")
    RecordColumn(
      "signed_on", .partialDate, \.signedOn, meaning: "When it was signed.", example: "2026-05-03",
      synonyms: ["signed"])
    RecordColumn(
      "effective_on", .partialDate, \.effectiveOn, meaning: "When its term begins.",
      example: "2026-05",
      synonyms: ["effective", "start", "starts_on"])
    RecordColumn(
      "ends_on", .partialDate, \.endsOn, meaning: "The last day of its term.",
      example: "2029-05-31",
      synonyms: ["end", "ends"])
    RecordColumn(
      "currency", .currency, \.currency.code, required: true,
      meaning: "The currency of all its amounts.",
      example: "USD")
    RecordColumn(
      "fx_rate_fixed", .decimal, \.fixedRate?.rate,
      meaning: "How much of fx_quote one unit of its currency is worth, if the contract fixes "
        + "that.",
      unit: "fx_quote/currency")
    RecordColumn(
      "fx_quote", .currency, \.fixedRate?.quote.code,
      meaning: "The currency into which the contract fixes the rate; with fx_rate_fixed.")
    RecordColumn(
      "headline_value", .money, \.headline?.value, meaning: "The announced value.",
      example: "45000000000", synonyms: ["total_value", "value", "commitment"],
      stored: .named("headline_units"))
    RecordColumn(
      "headline_kind", .choice(of: HeadlineKind.self), \.headline?.kind,
      meaning: "What kind of value that is.", example: "estimate")
    RecordColumn(
      "term_months", .number, \.headline?.termMonths,
      meaning: "The number of months that the value covers, if stated.", unit: "months",
      example: "36")
    RecordColumn(
      "notice_days", .number, \.exit.noticeDays, meaning: "The notice period, in days.",
      unit: "days",
      example: "90")
    RecordColumn(
      "notice_months", .number, \.exit.noticeMonths,
      meaning: "The notice period, in months; instead of notice_days.", unit: "months")
    RecordColumn(
      "notice_by", .choice(of: NoticeParty.self), \.exit.noticeBy, meaning: "Who may give notice.",
      example: "either", synonyms: ["notice_party"])
    RecordColumn(
      "notice_to", .choice(of: NoticeTo.self), \.exit.noticeTo,
      meaning:
        "The days on which notice may take effect: the first of them after the notice period.")
    RecordColumn(
      "lock_in_months", .number, \.exit.lockInMonths,
      meaning:
        "Months from its start (effective_on, else signed_on) during which no notice can be given.",
      unit: "months",
      example: "3")
    RecordColumn(
      "lock_in_until", .day, \.exit.lockInUntil,
      meaning: "The last day on which no notice can be given; instead of lock_in_months.")
    RecordColumn(
      "termination_fee", .money, \.exit.terminationFee, meaning: "The cost of leaving early.")
    RecordColumn(
      "late_exit_days", .number, \.exit.lateExitDays,
      meaning: "Days after its due day from which undelivered capacity lets the buyer terminate, "
        + "without notice or fee; empty if it does not.", unit: "days")
    RecordColumn(
      "exit_terms", .text, \.exit.words, meaning: "The exit terms in words.",
      synonyms: ["earliest_termination_note"])
    RecordColumn(
      "payment_terms_days", .number, \.paymentTermsDays,
      meaning: "Days from the issue of an invoice to its due day.", unit: "days", example: "30")
    RecordColumn(
      "auto_renewal_months", .number, \.autoRenewalMonths,
      meaning: "The number of months by which it renews automatically.", unit: "months")
    RecordColumn(
      "renewal_notice_days", .number, \.exit.renewalNoticeDays,
      meaning: "How many days before the end of a term notice must be given to stop its renewal.",
      unit: "days")
    RecordColumn(
      "renewal_notice_months", .number, \.exit.renewalNoticeMonths,
      meaning: "How many months before the end of a term notice must be given; instead of "
        + "renewal_notice_days.", unit: "months")
    RecordColumn(
      "sla_cap_percent", .decimal, \.service.creditCapPercent,
      meaning: "The cap on a month's service credits, in percent of its fee.",
      unit: "percent")
    RecordColumn(
      "sla_claim_days", .number, \.service.claimDays,
      meaning: "Days after the end of a month within which its service credits must be claimed.",
      unit: "days",
      example: "30")
    RecordColumn(
      "tolerance", .money, \.tolerance.amount,
      meaning: "By how much an invoice may differ from the expected amount; 0 if not at all.",
      example: "0")
    RecordColumn(
      "tolerance_percent", .decimal, \.tolerance.percent,
      meaning: "The tolerance in percent of the expected amount; if both are given, both apply.",
      unit: "percent")
    RecordColumn(
      "status", .choice(of: ContractStatus.self), \.status, filled: true,
      meaning: "The status; active if empty.", example: "active")
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let provider = try row.organization(.provider)
    let buyer = try row.organization(.buyer)
    let currency = try row.required(.currency, row.currency(.currency))
    self.init(
      provider: try row.required(.provider, provider),
      reference: try row.required(.reference, row.text(.reference)),
      buyer: try row.required(.buyer, buyer), title: try row.text(.title),
      signedOn: try row.partialDate(.signedOn), effectiveOn: try row.partialDate(.effectiveOn),
      endsOn: try row.partialDate(.endsOn), currency: currency,
      headline: try Headline(row, in: currency), exit: try ExitTerms(row, in: currency),
      paymentTermsDays: try row.number(.paymentTermsDays, most: Limit.days),
      autoRenewalMonths: try row.number(.autoRenewalMonths, least: 1, most: Limit.months),
      service: ServiceTerms(
        creditCapPercent: try row.percent(.slaCapPercent),
        claimDays: try row.number(.slaClaimDays, most: Limit.days)),
      tolerance: try Tolerance(row, in: currency), fixedRate: try FixedRate(row, from: currency),
      status: try row.choice(.status, ContractStatus.self) ?? .active,
      provenance: try row.provenance)
    guard self.buyer != self.provider else {
      throw row.refusal(.buyer, "is also the provider; a contract has two parties")
    }
    if let end = endsOn, let start = effectiveOn, end.last < start.first {
      throw row.refusal(.endsOn, "is before effective_on")
    }
  }
}

/// A hundred years: longer terms are slips of the pen.
private enum Limit {
  static let months = 1200
  static let days = 36_600
}

// MARK: Terms

extension Headline {
  /// The value by which a row's contract is announced; `nil` where it says nothing of it.
  fileprivate init?<Row: FieldSource & ~Copyable>(
    _ row: borrowing Row, in currency: Currency
  ) throws where Row.Field == Contract.Field {
    let value = try row.money(.headlineValue, in: currency)
    if let value, value.isNegative {
      throw row.refusal(.headlineValue, "is negative; give 0 or more")
    }
    let kind = try row.choice(.headlineKind, HeadlineKind.self)
    let months = try row.number(.termMonths, least: 1, most: Limit.months)
    guard value != nil || kind != nil || months != nil else { return nil }
    self.init(value: value, kind: kind, termMonths: months)
  }
}

extension ExitTerms {
  fileprivate init<Row: FieldSource & ~Copyable>(
    _ row: borrowing Row, in currency: Currency
  ) throws where Row.Field == Contract.Field {
    let months = try row.number(.lockInMonths, most: Limit.months)
    let until = try row.day(.lockInUntil)
    guard months == nil || until == nil else {
      throw row.refusal(.lockInUntil, "cannot be combined with lock_in_months; give one of them")
    }
    let fee = try row.money(.terminationFee, in: currency)
    if let fee, fee.isNegative {
      throw row.refusal(.terminationFee, "is negative; give 0 or more")
    }
    let notice = try ExitTerms.period(.noticeDays, .noticeMonths, row)
    let renewal = try ExitTerms.period(.renewalNoticeDays, .renewalNoticeMonths, row)
    self.init(
      noticeDays: notice.days, noticeMonths: notice.months,
      noticeBy: try row.choice(.noticeBy, NoticeParty.self),
      noticeTo: try row.choice(.noticeTo, NoticeTo.self), lockInMonths: months,
      lockInUntil: until, terminationFee: fee,
      lateExitDays: try row.number(.lateExitDays, most: Limit.days),
      renewalNoticeDays: renewal.days, renewalNoticeMonths: renewal.months,
      words: try row.text(.exitTerms))
  }

  /// A period in days or in months, not in both.
  private static func period<Row: FieldSource & ~Copyable>(
    _ days: Row.Field, _ months: Row.Field, _ row: borrowing Row
  ) throws -> (days: Int?, months: Int?) where Row.Field == Contract.Field {
    let inDays = try row.number(days, most: Limit.days)
    let inMonths = try row.number(months, most: Limit.months)
    guard inDays == nil || inMonths == nil else {
      throw row.refusal(months, "cannot be combined with \(days.column.name); give one of them")
    }
    return (inDays, inMonths)
  }
}

extension FixedRate {
  /// The rate that a row's contract fixes; `nil` where it fixes none.
  fileprivate init?<Row: FieldSource & ~Copyable>(
    _ row: borrowing Row, from currency: Currency
  ) throws where Row.Field == Contract.Field {
    let rate = try row.decimal(.fxRateFixed)
    let quote = try row.currency(.fxQuote)
    guard rate != nil || quote != nil else { return nil }
    self.init(
      rate: try row.required(.fxRateFixed, rate), quote: try row.required(.fxQuote, quote))
    guard self.rate.coefficient > 0 else {
      throw row.refusal(.fxRateFixed, "is not above zero")
    }
    guard self.quote != currency else {
      throw row.refusal(.fxQuote, "is the contract's currency; a fixed rate is into another one")
    }
  }
}

extension Tolerance {
  fileprivate init<Row: FieldSource & ~Copyable>(
    _ row: borrowing Row, in currency: Currency
  ) throws where Row.Field == Contract.Field {
    let amount = try row.money(.tolerance, in: currency)
    if let amount, amount.isNegative {
      throw row.refusal(.tolerance, "is negative; differences are compared without their sign")
    }
    self.init(amount: amount, percent: try row.percent(.tolerancePercent))
  }
}
