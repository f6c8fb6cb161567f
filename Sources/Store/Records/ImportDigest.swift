internal import Crypto
package import Procurement
package import SQLite

// What makes a later change of a recorded row visible: integrity_check looks at the file's
// structure, not at its contents.

extension Store {
  /// SHA-256, in hexadecimal, of the digest of the import before and the rows that one recorded:
  /// of each table, the sum of its rows' hashes, so that their order does not matter.
  package func digest(ofImport number: Int64) throws(SQLiteError) -> String {
    try digest(ofImport: number, lines: try sumOfLines(ofImport: number))
  }

  /// The digest of an import whose sum of invoice lines is already known.
  func digest(ofImport number: Int64, lines: RowSum) throws(SQLiteError) -> String {
    var hash = SHA256()
    hash.update(data: Array((try storedDigest(ofImport: number - 1) ?? "").utf8))
    for query in RecordedRows.queries {
      hash.update(data: try sum(of: query, import: number).bytes)
    }
    hash.update(data: lines.bytes)
    return Hexadecimal.text(hash.finalize())
  }

  /// The digest that an import's row keeps.
  package func storedDigest(ofImport number: Int64) throws(SQLiteError) -> String? {
    var rows = try Statement("SELECT digest FROM import WHERE id = ?1", on: connection)
    try rows.bind(number, at: 1)
    return try rows.step() ? rows.string(0) : nil
  }

  private func sum(of query: String, import number: Int64) throws(SQLiteError) -> RowSum {
    var rows = try Statement(query, on: connection)
    try rows.bind(number, at: 1)
    var (sum, bytes) = (RowSum(), RowBytes())
    while try rows.step() {
      bytes.restart()
      bytes.add(rows)
      sum.add(bytes.hash)
    }
    return sum
  }

  /// The sum of the hashes of the invoice lines that an import recorded.
  package func sumOfLines(ofImport number: Int64) throws(SQLiteError) -> RowSum {
    var rows = try Statement(RecordedRows.lines, on: connection)
    try rows.bind(number, at: 1)
    var (sum, bytes) = (RowSum(), RowBytes())
    while try rows.step() {
      let invoice = InvoiceKey(
        provider: rows.int64(0), number: rows.string(1), year: rows.string(2))
      bytes.restart(with: invoice.bytes)
      bytes.add(rows, from: 3)
      sum.add(bytes.hash)
    }
    return sum
  }
}

/// What tells the invoice of a line, in the line's hash.
package struct InvoiceKey: Sendable {
  /// 32 bytes, whatever the length of the number.
  let bytes: [UInt8]

  /// The key of an invoice.
  package init(_ invoice: Invoice) {
    self.init(
      provider: invoice.provider.number, number: invoice.number,
      year: PartialDate.year(invoice.issuedOn.year).description)
  }

  /// The invoice of a provider's identity, number and year of issue.
  init(provider: Int64, number: String, year: String) {
    var row = RowBytes()
    row.add(provider)
    row.add(number)
    row.add(year)
    bytes = row.hash.bytes
  }
}

/// Every table that imports record rows in.
private enum RecordedRows {
  /// `ended_by` stands apart: it is set later, by the import or undo that ends the row. A row that an
  /// undo brought back has the import that it comes from beside its line.
  static let queries = [
    """
    SELECT id, organization_id, slug, name, kind, parent_id, country, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM organization WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT organization_row_id, position, alias
    FROM organization JOIN organization_alias ON organization_row_id = id
    WHERE recorded_by = ?1 ORDER BY organization_row_id, position
    """,
    """
    SELECT id, contract_id, provider_id, reference, buyer_id, title, signed_on, effective_on,
           ends_on, currency, headline_units, headline_kind, term_months, notice_days, notice_months,
           notice_by, notice_to, lock_in_months, lock_in_until, termination_fee_units, late_exit_days,
           exit_terms, payment_terms_days, auto_renewal_months, renewal_notice_days,
           renewal_notice_months, sla_cap_percent, sla_claim_days,
           tolerance_units, tolerance_percent, status, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM contract WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, contract_id, occurred_on, kind, summary, effective_on, value_change_units,
           new_total_units, subject, figure, other_figure, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM contract_event WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, contract_id, tranche, from_month, to_month, monthly_fee_units, source, confidence,
           notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM fee_schedule WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, contract_id, from_day, to_day, kind, minimum_units, minimum_quantity, unit,
           interval, draw, carries_forward, carry_forward_cap_units,
           carry_forward_cap_quantity, has_relief, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM commitment WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, contract_id, tranche, site, accelerator, accelerator_count, kilowatts, mw_basis,
           due_on, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM capacity_commitment WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, provider_id, contract_id, tranche, site, accelerator, accelerator_count, kilowatts,
           mw_basis, planned_on, delivered_on, accepted_on, withdrawn_on, status, source,
           confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM capacity_delivery WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, invoice_id, provider_id, number, buyer_id, contract_id, billing_month, issued_on,
           received_on, due_on, currency, total_units, kind, credits_number, source, confidence,
           notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM invoice WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, invoice_id, reference, paid_on, amount_units, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM payment WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, organization_id, period_start, period_end, currency, amount_units, basis, as_of,
           source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM revenue WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, day, base, quote, rate, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM fx_rate WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, contract_id, sku, from_month, to_month, unit, unit_price, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM contract_price WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, contract_id, from_day, to_day, fee_units, remaining_percent, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM termination_fee WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, contract_id, below_percent, credit_percent, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM sla_tier WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, contract_id, tranche, from_time, to_time, is_excluded, cause, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM outage WHERE recorded_by = ?1 ORDER BY id
    """,
    """
    SELECT id, provider_id, code, subject, facts, why, source, confidence, notes,
           iif(restored_from IS NULL, recorded_line, recorded_line || ' ' || restored_from)
    FROM audit_acceptance WHERE recorded_by = ?1 ORDER BY id
    """,
  ]
  /// The invoice of each line, then the line.
  static let lines = """
    SELECT provider_id, number, substr(issued_on, 1, 4),
           line_no, sku.name, description, quantity, unit.name, unit_price, amount_units,
           amount_text, service_from, service_to, charge_category, invoice_line.recorded_line
    FROM invoice
    JOIN invoice_line ON invoice_row_id = invoice.id
    LEFT JOIN sku ON sku.id = sku_id
    LEFT JOIN unit ON unit.id = unit_id
    WHERE recorded_by = ?1
    """
}

/// Bytes as lowercase hexadecimal digits.
package enum Hexadecimal {
  /// `text([0, 255])` is `00ff`.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return bytes.reduce(into: "") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }
}
