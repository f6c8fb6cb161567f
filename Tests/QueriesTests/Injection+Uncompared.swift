import Procurement
import SQLite
import Store
import TestLedger
import TestTools

// What is injected of the kinds that came with 0.3.0.

extension CleanBook {
  /// Puts something wrong of a kind into a month, of a contract with a fee, one with prices, or either.
  func injectNew(
    _ code: AuditCode, _ month: Int, _ fee: String, _ priced: String, _ either: String,
    _ random: inout SplitMix64
  ) throws -> (contract: String, subject: String) {
    let number = CleanBook.number(either, month)
    switch code {
    case .gapMonth:
      let missing = CleanBook.number(priced, month)
      for table in ["payment WHERE invoice_id", "invoice_line WHERE invoice_row_id"] {
        try run("DELETE FROM \(table) = \(row(missing))")
      }
      try run("DELETE FROM invoice WHERE number = '\(missing)'")
      return (priced, "\(priced) \(CleanBook.month(month))")
    case .lateReceived:
      try run(
        """
        UPDATE invoice
        SET received_on = date(billing_month || '-01', '+1 months', '+\(60 + random.below(40)) days')
        WHERE number = '\(number)'
        """)
      return (either, number)
    case .notCompared: return try injectUncompared(priced, month, &random)
    case .creditUnknown:
      try addCreditNote(of: either, for: "NO-\(1 + random.below(1000))", month, 1_000_000)
      return (either, "CN-1")
    case .creditAboveInvoice:
      let more = 1 + random.below(1_000_000_000)
      try addCreditNote(of: either, for: number, month, try total(number) + more)
      try run("UPDATE payment SET amount_units = -\(more) WHERE invoice_id = \(row(number))")
      return (either, number)
    case .repeatedLine:
      try run(
        """
        INSERT INTO invoice_line (
            invoice_row_id, line_no, sku_id, description, quantity, unit_id, unit_price,
            amount_units, amount_text, service_from, service_to, charge_category, recorded_line,
            line_id, added_by)
        SELECT invoice_row_id, 100 + line_no, sku_id, description, NULL, unit_id, NULL, 0,
               amount_text, service_from, service_to, 'Tax', recorded_line, line_id, added_by
        FROM invoice_line WHERE invoice_row_id = \(row(number)) AND line_no = 1
        UNION ALL
        SELECT invoice_row_id, 200 + line_no, sku_id, description, NULL, unit_id, NULL, 0,
               amount_text, service_from, service_to, 'Tax', recorded_line, line_id, added_by
        FROM invoice_line WHERE invoice_row_id = \(row(number)) AND line_no = 1
        """)
      return (either, number)
    default: return try injectShortfall(priced, &random)
    }
  }

  /// A unit or a SKU for which the contract has no price.
  private func injectUncompared(
    _ priced: String, _ month: Int, _ random: inout SplitMix64
  ) throws -> (contract: String, subject: String) {
    let line = 1 + random.below(CleanBook.skus.count)
    let place =
      "invoice_row_id = \(row(CleanBook.number(priced, month))) AND line_no = \(line)"
    guard random.below(2) == 0 else {
      try run(
        """
        INSERT INTO sku (id, name) VALUES (999, 'b200');
        UPDATE invoice_line SET sku_id = 999 WHERE \(place);
        """)
      return (priced, "\(priced) b200")
    }
    try run(
      """
      INSERT INTO unit (id, name) VALUES (999, '\(random.pick(["token", "accelerator-week", "hour"]))');
      UPDATE invoice_line SET unit_id = 999 WHERE \(place);
      """)
    return (priced, "\(priced) \(CleanBook.skus[line - 1])")
  }

  /// A minimum of 2026 that is not reached.
  private func injectShortfall(
    _ priced: String, _ random: inout SplitMix64
  ) throws -> (contract: String, subject: String) {
    let billed = try total(of: priced)
    try run(
      """
      INSERT INTO commitment (
          contract_id, from_day, to_day, kind, minimum_units, interval, draw, carries_forward,
          has_relief, recorded_by, recorded_line)
      VALUES (
          \(id(priced)), '2026-01-01', '2026-12-31', 'spend',
          \(billed + 10_000 * (1 + random.below(1_000_000))), '\(random.pick(["year", "term"]))',
          'build_up', 0, 0, 2, 1)
      """)
    return (priced, "\(priced) 2026-01-01 to 2026-12-31")
  }

  private func total(of contract: String) throws -> Int {
    var rows = try Statement(
      "SELECT sum(total_units) FROM invoice WHERE contract_id = \(id(contract))",
      on: ledger.store.connection)
    return try rows.step() ? Int(rows.int64(0)) : 0
  }

  private func total(_ number: String) throws -> Int {
    var rows = try Statement(
      "SELECT total_units FROM invoice WHERE number = '\(number)'", on: ledger.store.connection)
    return try rows.step() ? Int(rows.int64(0)) : 0
  }

  /// A credit note `CN-1` of a service credit.
  private func addCreditNote(
    of contract: String, for number: String, _ month: Int, _ units: Int
  ) throws {
    try run(
      """
      INSERT INTO invoice (
          id, invoice_id, provider_id, number, buyer_id, contract_id, billing_month, issued_on,
          currency, total_units, kind, credits_number, recorded_by, recorded_line)
      SELECT 999998, 999998, provider_id, 'CN-1', buyer_id, contract_id, billing_month, due_on,
             currency, -\(units), 'credit_note', '\(number)', recorded_by, recorded_line
      FROM invoice WHERE number = '\(CleanBook.number(contract, month))';
      INSERT INTO invoice_line (
          invoice_row_id, line_no, amount_units, charge_category, recorded_line)
      VALUES (999998, 1, -\(units), 'Credit', 1);
      """)
  }
}
