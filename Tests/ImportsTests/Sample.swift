import SQLite
import Store
import Testing

/// A record of one kind with every column filled in, where they go together.
struct Sample: Sendable, CustomTestStringConvertible {
  let kind: RecordKind
  let values: [String: String]
  /// What the store must hold of it.
  let sql: String
  let stored: String
  /// A column that is not part of the key, another value, and how the conflict reads.
  let change: (column: String, value: String, conflict: String)
  /// How a repeat of it in one file reads.
  let key: String

  var testDescription: String { kind.rawValue }

  /// The columns in the order of the template; one without a value here has its example.
  var columns: [String] {
    kind.columns.filter { values[$0.name] != nil || !$0.example.isEmpty }.map(\.name)
  }

  /// What a row says in a column.
  func value(_ column: String) -> String {
    values[column] ?? kind.columns.first { $0.name == column }?.example ?? ""
  }

  /// A file of rows, each the sample with some values `changed`.
  func text(
    columns: [String]? = nil, changed rows: [[String: String]] = [[:]],
    title: (String) -> String = { $0 }
  ) -> String {
    let columns = columns ?? self.columns
    let lines = rows.map { row in
      columns.map { Sample.quoted(row[$0] ?? value($0)) }.joined(separator: ",")
    }
    return ([columns.map { Sample.quoted(title($0)) }.joined(separator: ",")] + lines)
      .joined(separator: "\n") + "\n"
  }

  /// A value as `Fixture.rows` shows it.
  static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .null: "-"
    case .real, .blob: "?"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

extension Sample {
  static let all: [Sample] = [
    providers, contracts, events, fees, spend, usage, capacity, deliveries, invoices, payments,
    revenue, fx, prices, terminationFees, sla, outages, acceptances, disputes, budgets,
  ]

  private static let origin = [
    "source": "https://example.com/a;b", "confidence": "high", "notes": "one, \"two\"\nthree",
  ]

  private static func with(_ values: [String: String]) -> [String: String] {
    values.merging(origin) { own, _ in own }
  }

  static let providers = Sample(
    kind: .providers,
    values: with([
      "slug": "quasar-2", "name": "Quasar Compute", "kind": "both", "parent": "nimbus",
      "country": "DE", "aliases": "QC; Quasar ;;",
    ]),
    sql: """
      SELECT slug, name, kind, (SELECT slug FROM organization AS p WHERE p.id = o.parent_id),
             country, (SELECT group_concat(alias, '+') FROM organization_alias
                       WHERE organization_row_id = id),
             source, confidence, notes, recorded_by, recorded_line
      FROM organization AS o WHERE slug = 'quasar-2'
      """,
    stored: "quasar-2|Quasar Compute|both|nimbus|DE|QC+Quasar|https://example.com/a;b|high"
      + "|one, \"two\"\nthree|3|2",
    change: ("aliases", "QC", "aliases is \"QC;Quasar\" in the store and \"QC\" here"),
    key: "slug is the same")

  static let contracts = Sample(
    kind: .contracts,
    values: with([
      "provider": "NIMBUS, Inc.", "reference": "NMB-2", "buyer": "Lumen Labs",
      "title": "Reserved capacity", "signed_on": "2025", "effective_on": "2026-05",
      "ends_on": "2029-05-31", "currency": "usd", "fx_rate_fixed": "0.920", "fx_quote": "eur",
      "headline_value": "45000000000",
      "headline_kind": "Take_or_pay", "term_months": "36", "notice_days": "90",
      "notice_months": "", "notice_by": "either", "notice_to": "month_end",
      "lock_in_months": "3", "lock_in_until": "",
      "termination_fee": "0.000001", "late_exit_days": "120", "exit_terms": "none",
      "payment_terms_days": "30", "auto_renewal_months": "12",
      "renewal_notice_days": "", "renewal_notice_months": "2", "sla_cap_percent": "50",
      "sla_claim_days": "45", "tolerance": "0.01", "tolerance_percent": "0.50",
      "status": "signed",
    ]),
    sql: """
      SELECT provider_id, reference, buyer_id, title, signed_on, effective_on, ends_on, currency,
             fx_rate_fixed, fx_quote, headline_units, headline_kind, term_months, notice_days, notice_months, notice_by,
             notice_to, lock_in_months, lock_in_until, termination_fee_units, late_exit_days,
             exit_terms, payment_terms_days, auto_renewal_months, renewal_notice_days,
             renewal_notice_months, sla_cap_percent, sla_claim_days,
             tolerance_units, tolerance_percent, status, source, confidence
      FROM contract WHERE reference = 'NMB-2'
      """,
    stored: "1|NMB-2|6|Reserved capacity|2025|2026-05|2029-05-31|USD|0.92|EUR|45000000000000000"
      + "|take_or_pay|36|90|-|either|month_end|3|-|1|120|none|30|12|-|2|50|45|10000|0.5|signed|https://example.com/a;b|high",
    change: (
      "headline_value", "46000000000.5",
      "headline_value is 45000000000.00 in the store and 46000000000.50 here"
    ),
    key: "provider, reference are the same")

  static let events = Sample(
    kind: .events,
    values: with([
      "contract": "nmb-1", "provider": "nimbus", "occurred_on": "2026-05-20", "kind": "dispute",
      "summary": "Two figures", "effective_on": "2026-06", "value_change": "-5.25",
      "new_total": "10", "subject": "term",
      "figure": "36 months", "other_figure": "180 days",
    ]),
    sql: """
      SELECT contract_id, occurred_on, kind, summary, effective_on, value_change_units,
             new_total_units, subject, figure, other_figure, source, confidence
      FROM contract_event
      """,
    stored: "1|2026-05-20|dispute|Two figures|2026-06|-5250000|10000000|term|36 months|180 days"
      + "|https://example.com/a;b|high",
    change: (
      "figure", "35 months", "figure is \"36 months\" in the store and \"35 months\" here"
    ),
    key: "contract, occurred_on, kind, summary are the same")

  static let fees = Sample(
    kind: .fees,
    values: with([
      "contract": "NMB-1", "provider": "", "tranche": "A", "from_month": "2026-07",
      "to_month": "2029-05", "monthly_fee": "1250000000", "currency": "USD",
    ]),
    sql: """
      SELECT contract_id, tranche, from_month, to_month, monthly_fee_units, source, confidence
      FROM fee_schedule
      """,
    stored: "1|A|2026-07|2029-05|1250000000000000|https://example.com/a;b|high",
    change: ("monthly_fee", "", "monthly_fee is 1250000000.00 in the store and empty here"),
    key: "contract, tranche, from_month are the same")

  static let spend = Sample(
    kind: .commitments,
    values: with([
      "contract": "NMB-1", "provider": "nimbus", "from": "2026-07", "to": "2027",
      "kind": "spend", "minimum": "100000000.50", "interval": "quarter", "draw": "build_up",
      "carry_forward": "yes",
      "carry_forward_cap": "20000000", "relief": "no",
    ]),
    sql: """
      SELECT contract_id, from_day, to_day, kind, minimum_units, minimum_quantity, unit, interval,
             draw, carries_forward, carry_forward_cap_units, carry_forward_cap_quantity, has_relief
      FROM commitment
      """,
    stored:
      "1|2026-07-01|2027-12-31|spend|100000000500000|-|-|quarter|build_up|1|20000000000000|-|0",
    change: ("relief", "TRUE", "relief is no in the store and yes here"),
    key: "contract, from, kind are the same")

  static let usage = Sample(
    kind: .commitments,
    values: with([
      "contract": "NMB-1", "provider": "nimbus", "from": "2026-07-15", "to": "2027-06-14",
      "kind": "usage", "minimum": "1000000.125", "unit": "gpu_hours", "interval": "term",
      "draw": "", "carry_forward": "1", "carry_forward_cap": "0.5", "relief": "1",
    ]),
    sql: """
      SELECT contract_id, from_day, to_day, kind, minimum_units, minimum_quantity, unit, interval,
             draw, carries_forward, carry_forward_cap_units, carry_forward_cap_quantity, has_relief
      FROM commitment
      """,
    stored: "1|2026-07-15|2027-06-14|usage|-|1000000.125|gpu_hours|term|build_up|1|-|0.5|1",
    change: (
      "minimum", "1000000", "minimum is \"1000000.125\" in the store and \"1000000\" here"
    ),
    key: "contract, from, kind are the same")

  static let capacity = Sample(
    kind: .capacity,
    values: with([
      "contract": "NMB-1", "provider": "nimbus", "tranche": "total", "site": "Memphis",
      "accelerator": "NVIDIA GB300", "accelerator_count": "110000", "capacity_mw": "300.125",
      "mw_basis": "critical_it", "due_on": "2026",
    ]),
    sql: """
      SELECT contract_id, tranche, site, accelerator, accelerator_count, kilowatts, mw_basis, due_on
      FROM capacity_commitment
      """,
    stored: "1|total|Memphis|NVIDIA GB300|110000|300125|critical_it|2026",
    change: ("capacity_mw", "301", "capacity_mw is 300.125 in the store and 301 here"),
    key: "contract, tranche are the same")

  static let deliveries = Sample(
    kind: .deliveries,
    values: with([
      "provider": "nimbus", "contract": "NMB-1", "tranche": "first", "site": "Memphis",
      "accelerator": "H100", "accelerator_count": "8", "capacity_mw": "0.01",
      "mw_basis": "nameplate", "planned_on": "2026", "delivered_on": "2026-05",
      "accepted_on": "2026-05-31", "withdrawn_on": "2027", "status": "delivered",
    ]),
    sql: """
      SELECT provider_id, contract_id, tranche, site, accelerator, accelerator_count, kilowatts,
             mw_basis, planned_on, delivered_on, accepted_on, withdrawn_on, status
      FROM capacity_delivery
      """,
    stored: "1|1|first|Memphis|H100|8|10|nameplate|2026|2026-05|2026-05-31|2027|delivered",
    change: (
      "accepted_on", "2026-06-01",
      "accepted_on is \"2026-05-31\" in the store and \"2026-06-01\" here"
    ),
    key: "provider, contract, tranche, site, delivered_on, planned_on, accelerator are the same")

  static let invoices = Sample(
    kind: .invoices,
    values: with([
      "provider": "nimbus", "number": "N-1", "contract": "NMB-1", "buyer": "lumen",
      "billing_month": "2026-07", "issued_on": "2026-07-31", "received_on": "2026-08",
      "due_on": "2026-08-30", "currency": "USD", "total": "250.00", "kind": "invoice",
      "credits": "N-0", "line_no": "1", "sku": "h100", "description": "Hours",
      "quantity": "100.50", "unit": "hour", "unit_price": "2.487562", "amount": "250",
      "service_from": "2026-07-01", "service_to": "2026-07-31", "charge_category": "purchase",
    ]),
    sql: """
      SELECT provider_id, number, contract_id, buyer_id, billing_month, issued_on, received_on,
             due_on, currency, total_units, invoice.kind, credits_number, line_no,
             (SELECT name FROM sku WHERE id = sku_id), description, quantity,
             (SELECT name FROM unit WHERE id = unit_id), unit_price, amount_units, amount_text,
             date(service_from * 86400, 'unixepoch'), date(service_to * 86400, 'unixepoch'),
             charge_category, confidence
      FROM invoice JOIN invoice_line ON invoice_row_id = invoice.id
      """,
    stored: "1|N-1|1|6|2026-07|2026-07-31|2026-08|2026-08-30|USD|250000000|invoice|N-0|1|h100"
      + "|Hours|100.5|hour|2.487562|250000000|-|2026-07-01|2026-07-31|Purchase|high",
    change: ("due_on", "2026", "due_on is \"2026-08-30\" in the store and \"2026\" here"),
    key: "provider, number, line_no are the same")

  static let payments = Sample(
    kind: .payments,
    values: with([
      "provider": "Nimbus Cloud", "number": "N-1", "issued_year": "2026", "reference": "WIRE-1",
      "paid_on": "2026-08", "amount": "100.25", "currency": "usd",
    ]),
    sql: """
      SELECT invoice_id, reference, paid_on, amount_units, source, confidence FROM payment
      """,
    stored: "1|WIRE-1|2026-08|100250000|https://example.com/a;b|high",
    change: ("amount", "100.26", "amount is 100.25 in the store and 100.26 here"),
    key: "provider, number, reference are the same")

  static let revenue = Sample(
    kind: .revenue,
    values: with([
      "organization": "lumen", "period_start": "2025", "period_end": "2025-12", "currency": "JPY",
      "amount": "-1.0001", "basis": "run_rate", "as_of": "2026-05", "figure_id": "f-12",
    ]),
    sql: """
      SELECT organization_id, period_start, period_end, currency, amount_units, basis, as_of, figure_id
      FROM revenue
      """,
    stored: "6|2025-01-01|2025-12-31|JPY|-10001|run_rate|2026-05|f-12",
    change: ("amount", "2", "amount is -1.0001 in the store and 2 here"),
    key: "organization, period_start, period_end, basis, as_of, figure_id are the same")

  static let fx = Sample(
    kind: .fx,
    values: with(["day": "2026-10-30", "base": "eur", "quote": "USD", "rate": "1.08250"]),
    sql: "SELECT day, base, quote, rate, source FROM fx_rate",
    stored: "2026-10-30|EUR|USD|1.0825|https://example.com/a;b",
    change: ("rate", "1.09", "rate is \"1.0825\" in the store and \"1.09\" here"),
    key: "day, base, quote are the same")

  static let prices = Sample(
    kind: .prices,
    values: with([
      "contract": "NMB-1", "provider": "nimbus", "sku": "h100", "from_month": "2026-07",
      "to_month": "2026-12", "unit": "hour", "unit_price": "2.4500",
    ]),
    sql: "SELECT contract_id, sku, from_month, to_month, unit, unit_price FROM contract_price",
    stored: "1|h100|2026-07|2026-12|hour|2.45",
    change: ("unit_price", "2.4", "unit_price is \"2.45\" in the store and \"2.4\" here"),
    key: "contract, sku, from_month are the same")

  static let terminationFees = Sample(
    kind: .terminationFees,
    values: with([
      "contract": "NMB-1", "provider": "nimbus", "from": "2026-07", "to": "2027", "fee": "1000.5",
      "remaining_percent": "12.50", "currency": "USD",
    ]),
    sql: "SELECT contract_id, from_day, to_day, fee_units, remaining_percent FROM termination_fee",
    stored: "1|2026-07-01|2027-12-31|1000500000|12.5",
    change: ("fee", "", "fee is 1000.50 in the store and empty here"),
    key: "contract, from are the same")

  static let sla = Sample(
    kind: .sla,
    values: with(["contract": "NMB-1", "provider": "nimbus", "below": "99.50", "credit": "10"]),
    sql: "SELECT contract_id, below_percent, credit_percent, confidence FROM sla_tier",
    stored: "1|99.5|10|high",
    change: ("credit", "11", "credit is \"10\" in the store and \"11\" here"),
    key: "contract, below are the same")

  static let outages = Sample(
    kind: .outages,
    values: with([
      "contract": "NMB-1", "provider": "nimbus", "tranche": "A", "from": "2026-08-03T14:00Z",
      "to": "2026-08-04", "excluded": "no", "cause": "cooling",
    ]),
    sql: "SELECT contract_id, tranche, from_time, to_time, is_excluded, cause FROM outage",
    stored: "1|A|2026-08-03T14:00:00Z|2026-08-04T00:00:00Z|0|cooling",
    change: ("excluded", "yes", "excluded is no in the store and yes here"),
    key: "contract, tranche, from are the same")

  static let acceptances = Sample(
    kind: .acceptances,
    values: with([
      "provider": "nimbus", "code": "Fee_differs", "subject": "N-1",
      "facts": String(repeating: "0A", count: 32), "why": "agreed",
    ]),
    sql: "SELECT provider_id, code, subject, facts, why FROM audit_acceptance",
    stored: "1|fee_differs|N-1|" + String(repeating: "0a", count: 32) + "|agreed",
    change: ("why", "by letter", "why is \"agreed\" in the store and \"by letter\" here"),
    key: "provider, code, subject are the same")

  static let disputes = Sample(
    kind: .disputes,
    values: with([
      "provider": "Nimbus Cloud", "number": "N-1", "issued_year": "2026", "opened_on": "2026-08-10",
      "amount": "40.50", "currency": "usd", "reason": "billed before delivery",
      "resolved_on": "2026-09", "outcome": "Credited",
    ]),
    sql: "SELECT invoice_id, opened_on, amount_units, reason, resolved_on, outcome FROM dispute",
    stored: "1|2026-08-10|40500000|billed before delivery|2026-09|credited",
    change: ("amount", "", "amount is 40.50 in the store and empty here"),
    key: "provider, number, opened_on are the same")

  static let budgets = Sample(
    kind: .budgets,
    values: with([
      "buyer": "lumen", "provider": "Nimbus Cloud", "contract": "NMB-1", "month": "2026-07",
      "currency": "JPY", "amount": "100.5", "as_of": "2026-06",
    ]),
    sql: """
      SELECT buyer_id, provider_id, contract_id, month, currency, amount_units, as_of FROM budget
      """,
    stored: "6|1|1|2026-07|JPY|1005000|2026-06",
    change: ("amount", "100", "amount is 100.5 in the store and 100 here"),
    key: "buyer, provider, contract, month, as_of are the same")
}

extension Fixture {
  /// A store that knows what the sample refers to.
  convenience init(for sample: Sample) throws {
    try self.init()
    if sample.kind == .payments || sample.kind == .disputes {
      try take(
        .invoices,
        """
        provider,number,contract,billing_month,issued_on,currency,total
        nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,250
        """, as: "known-invoices.csv")
    }
  }
}
