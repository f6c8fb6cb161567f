internal import Procurement
internal import SQLite
internal import Store

// What refers to what, and what adds up to what.

extension StoreCheck {
  static func checkOrphans(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    for kind in RecordKind.allCases {
      for (column, parent) in kind.references {
        guard let identity = parent.table.identity else { continue }
        try add(
          .orphan, "with a \(column) of which no row is live", of: kind,
          where: """
            fact.ended_by IS NULL AND fact.\(column) IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM \(parent.table.name) AS parent
                WHERE parent.\(identity) = fact.\(column) AND parent.ended_by IS NULL)
            """, in: store, to: &findings)
      }
    }
  }

  static func checkFees(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    var rows = try Statement(
      """
      SELECT coalesce(reference, '#' || fee.contract_id), fee.from_month, other.from_month
      FROM fee_schedule AS fee
      JOIN fee_schedule AS other
          ON other.contract_id = fee.contract_id AND other.tranche IS fee.tranche
          AND other.ended_by IS NULL
          AND (other.from_month, other.id) > (fee.from_month, fee.id)
          AND other.from_month <= coalesce(fee.to_month, '9999-12')
      LEFT JOIN live_contract AS contract ON contract.contract_id = fee.contract_id
      WHERE fee.ended_by IS NULL
      """, on: store.connection)
    while try rows.step() {
      findings.add(
        .feesOverlap, "contract \(rows.string(0))",
        "the fee from \(rows.string(1)) and that from \(rows.string(2)) cover the same month")
    }
  }

  static func checkTotals(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
    // Halves of 32 bits, since SQLite's sum of whole ones may not fit.
    var rows = try Statement(
      """
      SELECT number, recorded_by, total_units, code, scale,
             sum(amount_units >> 32), sum(amount_units & 4294967295)
      FROM invoice
      JOIN currency ON code = currency
      LEFT JOIN invoice_line ON invoice_row_id = invoice.id
      GROUP BY invoice.id
      """, on: store.connection)
    while try rows.step() {
      let sum = rows.wideSum(5)
      guard Int128(rows.int64(2)) != sum else { continue }
      let currency = (code: rows.string(3), scale: Int(rows.int64(4)))
      findings.add(
        .totalDiffers, "invoice \(rows.string(0)) (import \(rows.int64(1)))",
        "its total is \(amount(Int128(rows.int64(2)), currency)), its lines add up to"
          + " \(amount(sum, currency))")
    }
  }

  private static func amount(
    _ units: Int128, _ currency: (code: String, scale: Int)
  ) -> String {
    let amount = ExactDecimal(coefficient: units, decimals: currency.scale)
    return "\(amount) \(currency.code)"
  }
}

extension StoreCheck {
  /// Compares what the list of imports says with the invoices that each import recorded.
  static func checkImportTotals(
    _ store: borrowing Store, _ findings: inout CheckFindings
  ) throws {
    let kept = "SELECT import_id, currency, units_high, units_low FROM import_total"
    var rows = try Statement(
      """
      SELECT import_id, currency FROM (\(kept) EXCEPT \(Store.importTotals()))
      UNION
      SELECT recorded_by, currency FROM (\(Store.importTotals()) EXCEPT \(kept))
      ORDER BY 1, 2
      """, on: store.connection)
    while try rows.step() {
      findings.add(
        .totalDiffers, "import \(rows.int64(0))",
        "its total in \(rows.string(1)) is not that of its invoices")
    }
  }
}
