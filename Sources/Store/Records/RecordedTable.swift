package import SQLite

/// A table whose rows are facts with two times, in the order in which files are taken in.
///
/// Its statements are the same for every table but for the names in them, which stand in this file.
package enum RecordedTable: String, CaseIterable, Sendable {
  case organization, contract
  case event = "contract_event"
  case fee = "fee_schedule"
  case commitment
  case capacity = "capacity_commitment"
  case delivery = "capacity_delivery"
  case invoice, payment, revenue
  case rate = "fx_rate"
  case price = "contract_price"
  case terminationFee = "termination_fee"
  case serviceTier = "sla_tier"
  case outage
  case acceptance = "audit_acceptance"

  /// `1 fee`, `12 fees`: rows in the user's word.
  package func counted(_ count: Int) -> String {
    let (one, several) = words
    return "\(count) \(count == 1 ? one : several)"
  }

  /// The user's word for its rows, as in `12 fees`.
  package var plural: String { words.several }

  private var words: (one: String, several: String) {
    switch self {
    case .organization: ("organization", "organizations")
    case .contract: ("contract", "contracts")
    case .event: ("event", "events")
    case .fee: ("fee", "fees")
    case .commitment: ("commitment", "commitments")
    case .capacity: ("capacity promise", "capacity promises")
    case .delivery: ("delivery", "deliveries")
    case .invoice: ("invoice", "invoices")
    case .payment: ("payment", "payments")
    case .revenue: ("revenue figure", "revenue figures")
    case .rate: ("exchange rate", "exchange rates")
    case .price: ("price", "prices")
    case .terminationFee: ("termination fee", "termination fees")
    case .serviceTier: ("service tier", "service tiers")
    case .outage: ("outage", "outages")
    case .acceptance: ("acceptance", "acceptances")
    }
  }

  /// Columns that hold the identity of another fact, and the table in which that is.
  package var references: [(column: String, table: RecordedTable)] {
    switch self {
    case .organization: [("parent_id", .organization)]
    case .contract: [("provider_id", .organization), ("buyer_id", .organization)]
    case .event, .fee, .commitment, .capacity, .price, .terminationFee, .serviceTier, .outage:
      [("contract_id", .contract)]
    case .delivery: [("provider_id", .organization), ("contract_id", .contract)]
    case .invoice:
      [("provider_id", .organization), ("buyer_id", .organization), ("contract_id", .contract)]
    case .payment: [("invoice_id", .invoice)]
    case .revenue: [("organization_id", .organization)]
    case .rate: []
    case .acceptance: [("provider_id", .organization)]
    }
  }

  /// The column by which others refer to a row, through all of its revisions.
  package var identity: String? {
    switch self {
    case .organization: "organization_id"
    case .contract: "contract_id"
    case .invoice: "invoice_id"
    default: nil
    }
  }

  /// Every column that a copy of a row takes over: all but `id`, `recorded_by`, `ended_by` and
  /// `restored_from`.
  package var content: String {
    switch self {
    case .organization:
      """
      organization_id, slug, name, kind, parent_id, country, source, confidence, notes,
      recorded_line
      """
    case .contract:
      """
      contract_id, provider_id, reference, buyer_id, title, signed_on, effective_on, ends_on,
      currency, headline_units, headline_kind, term_months, notice_days, notice_months,
      notice_by, notice_to, lock_in_months, lock_in_until, termination_fee_units, late_exit_days,
      exit_terms, payment_terms_days, auto_renewal_months, renewal_notice_days,
      renewal_notice_months, sla_cap_percent, sla_claim_days,
      tolerance_units, tolerance_percent, status, source, confidence, notes, recorded_line
      """
    case .event:
      """
      contract_id, occurred_on, kind, summary, effective_on, value_change_units, new_total_units,
      subject, figure, other_figure, source, confidence, notes, recorded_line
      """
    case .fee:
      """
      contract_id, tranche, from_month, to_month, monthly_fee_units, source, confidence, notes,
      recorded_line
      """
    case .commitment:
      """
      contract_id, from_day, to_day, kind, minimum_units, minimum_quantity, unit, interval,
      draw, carries_forward, carry_forward_cap_units, carry_forward_cap_quantity, has_relief,
      source, confidence, notes, recorded_line
      """
    case .capacity:
      """
      contract_id, tranche, site, accelerator, accelerator_count, kilowatts, mw_basis, due_on,
      source, confidence, notes, recorded_line
      """
    case .delivery:
      """
      provider_id, contract_id, tranche, site, accelerator, accelerator_count, kilowatts,
      mw_basis, planned_on, delivered_on, accepted_on, withdrawn_on, status, source, confidence,
      notes, recorded_line
      """
    case .invoice:
      """
      invoice_id, provider_id, number, buyer_id, contract_id, billing_month, issued_on,
      received_on, due_on, currency, total_units, kind, credits_number, source, confidence, notes,
      recorded_line
      """
    case .payment:
      """
      invoice_id, reference, paid_on, amount_units, source, confidence, notes, recorded_line
      """
    case .revenue:
      """
      organization_id, period_start, period_end, currency, amount_units, basis, as_of, source,
      confidence, notes, recorded_line
      """
    case .rate: "day, base, quote, rate, source, confidence, notes, recorded_line"
    case .price:
      """
      contract_id, sku, from_month, to_month, unit, unit_price, source, confidence, notes,
      recorded_line
      """
    case .terminationFee:
      """
      contract_id, from_day, to_day, fee_units, remaining_percent, source, confidence, notes,
      recorded_line
      """
    case .serviceTier:
      """
      contract_id, below_percent, credit_percent, source, confidence, notes, recorded_line
      """
    case .outage:
      """
      contract_id, tranche, from_time, to_time, is_excluded, cause, source, confidence, notes,
      recorded_line
      """
    case .acceptance:
      """
      provider_id, code, subject, facts, why, source, confidence, notes, recorded_line
      """
    }
  }
}

/// How many rows of each table; tables without any are left out.
package struct RowCounts: Hashable, Sendable {
  /// Rows by table.
  package private(set) var byTable: [RecordedTable: Int] = [:]

  /// No rows.
  package init() {}

  /// Every row.
  package var total: Int { byTable.values.reduce(0, +) }

  /// `3 contracts, 1 fee`, or `nothing`.
  package var description: String {
    let parts = RecordedTable.allCases.compactMap { table in
      byTable[table].map { table.counted($0) }
    }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }

  mutating func add(_ count: Int64, of table: RecordedTable) {
    if count > 0 { byTable[table, default: 0] += Int(count) }
  }
}

extension Store {
  /// The live rows that stand in the file of an import, those included that an undo brought back.
  package func liveRows(ofImport number: Int64) throws(SQLiteError) -> RowCounts {
    var counts = RowCounts()
    for table in RecordedTable.allCases {
      var rows = try Statement(
        """
        SELECT count(*) FROM \(table.rawValue)
        WHERE ended_by IS NULL AND coalesce(restored_from, recorded_by) = ?1
        """, on: connection)
      try rows.bind(number, at: 1)
      if try rows.step() { counts.add(rows.int64(0), of: table) }
    }
    return counts
  }

  /// All rows that an import or an undo recorded, whether or not they have ended.
  package func recordedRows(ofImport number: Int64) throws(SQLiteError) -> RowCounts {
    var counts = RowCounts()
    for table in RecordedTable.allCases {
      var rows = try Statement(
        "SELECT count(*) FROM \(table.rawValue) WHERE recorded_by = ?1", on: connection)
      try rows.bind(number, at: 1)
      if try rows.step() { counts.add(rows.int64(0), of: table) }
    }
    return counts
  }

  /// All rows that an import or an undo ended.
  package func endedRows(ofImport number: Int64) throws(SQLiteError) -> RowCounts {
    var counts = RowCounts()
    for table in RecordedTable.allCases {
      var rows = try Statement(
        "SELECT count(*) FROM \(table.rawValue) WHERE ended_by = ?1", on: connection)
      try rows.bind(number, at: 1)
      if try rows.step() { counts.add(rows.int64(0), of: table) }
    }
    return counts
  }
}
